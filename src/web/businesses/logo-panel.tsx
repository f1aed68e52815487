/** The logo of a business, kept as soon as it is chosen. */
import { useChange } from '../queries.ts'
import { LogoField } from '../records/logo-field.tsx'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import type { BusinessRow } from './business-row.ts'
import { businessWords } from './words.ts'

const touches = ['/businesses', '/house-style']

export function LogoPanel({ row }: { row: BusinessRow }) {
  const say = useSay()
  const can = useCan()
  const set = useChange('POST /businesses/:id/logo', {
    touches,
    done: () => told(say(businessWords.logoKept)),
  })
  const remove = useChange('DELETE /businesses/:id/logo', {
    touches,
    done: () => told(say(businessWords.logoGone)),
  })
  return (
    <LogoField
      logo={row.logo}
      why={say(businessWords.logoWhy)}
      mayChange={can('businesses.manage')}
      isBusy={set.isPending || remove.isPending}
      // The client sends a file of the browser as the bytes that the address asks for.
      choose={(file) => set.mutate({ id: row.id, file: file as never })}
      remove={() => remove.mutate({ id: row.id })}
    />
  )
}
