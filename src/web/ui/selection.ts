/** Which rows are chosen: some by name, or everything in the view but a few. */
import { useCallback, useMemo, useState } from 'react'

export type Chosen = { readonly kind: 'some'; readonly ids: ReadonlySet<string> } | { readonly kind: 'all' }

export type Selection = {
  readonly chosen: Chosen
  readonly has: (id: string) => boolean
  readonly toggle: (id: string) => void
  readonly togglePage: (ids: readonly string[]) => void
  readonly chooseAll: () => void
  readonly chooseOnly: (ids: readonly string[]) => void
  readonly clear: () => void
}

const none: Chosen = { kind: 'some', ids: new Set() }

export function useSelection(): Selection {
  const [chosen, setChosen] = useState<Chosen>(none)
  // The same function each time, so that rows whose choice did not change are not drawn again.
  const toggle = useCallback((id: string) => setChosen((before) => toggled(before, id)), [])
  return useMemo(() => {
    const has = (id: string) => chosen.kind === 'all' || chosen.ids.has(id)
    return {
      chosen,
      has,
      toggle,
      togglePage: (ids) => setChosen(ids.every(has) ? none : { kind: 'some', ids: new Set(ids) }),
      chooseAll: () => setChosen({ kind: 'all' }),
      chooseOnly: (ids) => setChosen({ kind: 'some', ids: new Set(ids) }),
      clear: () => setChosen(none),
    }
  }, [chosen, toggle])
}

/** Taking one row out of "everything" leaves nothing chosen: a silent "all but one" is easily forgotten. */
function toggled(before: Chosen, id: string): Chosen {
  if (before.kind === 'all') return none
  const ids = new Set(before.ids)
  if (!ids.delete(id)) ids.add(id)
  return { kind: 'some', ids }
}

/** How many are chosen, given how many the view holds. */
export const chosenCount = (chosen: Chosen, inView: number): number =>
  chosen.kind === 'all' ? inView : chosen.ids.size
