/** Asks before the carriers are told what to collect on a day: it ships everything that has a label. */
import { Text } from '@mantine/core'
import type { Day } from '../../base/day.ts'
import { useChange } from '../queries.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { shipmentWords } from './words.ts'

export function ManifestDialog({ day, close }: { day: Day; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const send = useChange('POST /manifests', {
    touches: ['/manifests', '/shipments', '/orders', '/planning'],
    done: ({ rows }) => {
      told(say(shipmentWords.sent, { count: rows.reduce((sum, row) => sum + row.parcels, 0) }))
      close()
    },
  })
  return (
    <ConfirmPreview
      title={say(shipmentWords.makeListOf, { day: format.longDay(day) })}
      go={say(shipmentWords.send)}
      isBusy={send.isPending}
      onGo={() => send.mutate({ day })}
      close={close}
    >
      <Text>{say(shipmentWords.makeListWhy)}</Text>
    </ConfirmPreview>
  )
}
