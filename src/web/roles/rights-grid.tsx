/** All rights by area as boxes to tick: for a role, and for what a key may do. */
import { Checkbox, Stack } from '@mantine/core'
import type { Words } from '../../base/words.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'

type RightsGridProps = {
  /** Every right there is to choose from, with its words. */
  rights: Readonly<Record<string, Words>>
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
  isLocked?: boolean
}

export function RightsGrid({ rights, chosen, onChange, isLocked }: RightsGridProps) {
  const say = useSay()
  const areas = Object.groupBy(Object.keys(rights), (right) => right.split('.')[0]!)
  const set = (names: readonly string[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const name of names) {
      if (isOn) next.add(name)
      else next.delete(name)
    }
    onChange(next)
  }
  return (
    // Columns rather than a grid: an area with one right leaves no hole beside one with seven.
    <div style={{ columns: '2 300px', columnGap: 12 }}>
      {Object.entries(areas).map(([area, names = []]) => {
        const first = say(rights[names[0]!]!)
        return (
          <div key={area} style={{ breakInside: 'avoid' }}>
            <Panel>
              <Stack gap={10} role="group" aria-label={first}>
                {names.map((name) => (
                  <Checkbox
                    key={name}
                    label={say(rights[name]!)}
                    checked={chosen.has(name)}
                    disabled={isLocked ?? false}
                    onChange={(event) => set([name], event.currentTarget.checked)}
                  />
                ))}
              </Stack>
            </Panel>
          </div>
        )
      })}
    </div>
  )
}
