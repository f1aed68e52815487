/** From whom mails go: for the whole business, and apart for a sales channel. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { MailSender } from '../../modules/messages/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import type { BusinessRow } from './business-row.ts'
import { businessWords } from './words.ts'

type Sender = Answered<'GET /mail-senders'>['rows'][number]
type Place = { readonly channel: string | null; readonly name: string }

export function SendersPanel({ business }: { business: BusinessRow }) {
  const say = useSay()
  const can = useCan()
  const [open, setOpen] = useState<Place | null>(null)
  const senders = useRead('GET /mail-senders', { limit: 200 }, { isEnabled: can('messages.see') }).data?.rows
  const channels = useRead('GET /channels', { limit: 200 }, { isEnabled: can('channels.see') }).data?.rows
  const places: Place[] = [
    { channel: null, name: say(businessWords.ofBusiness) },
    ...(channels ?? [])
      .filter((one) => one.business === business.id)
      .map(({ id, name }) => ({ channel: id, name })),
  ]
  const senderOf = ({ channel }: Place): Sender | undefined =>
    senders?.find((one) => (channel ? one.channel === channel : !one.channel && one.business === business.id))
  if (!can('messages.see')) return null
  const chosen = open && senderOf(open)
  return (
    <Panel title={say(businessWords.sendersOf)}>
      <Stack gap="sm">
        <Text c="dimmed">{say(businessWords.sendersWhy)}</Text>
        <ul className={styles.rows}>
          {places.map((place) => {
            const sender = senderOf(place)
            return (
              <li key={place.channel ?? 'all'}>
                <span>
                  <b>{place.name}</b>{' '}
                  <small>
                    {sender
                      ? [
                          sender.name,
                          sender.address,
                          say(businessWords.secondsToThink, { count: sender.undoSeconds }),
                        ]
                          .filter(Boolean)
                          .join(' · ')
                      : say(businessWords.usualSender)}
                  </small>
                </span>
                {can('messages.manage') && (
                  <Button
                    variant="subtle"
                    aria-label={`${say(sender ? businessWords.change : businessWords.setSender)}: ${place.name}`}
                    onClick={() => setOpen(place)}
                  >
                    {say(sender ? businessWords.change : businessWords.setSender)}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      </Stack>
      {open && (
        <RowDialog
          record={MailSender}
          fields={['name', 'address', 'replyTo', 'bcc', 'undoSeconds']}
          title={say(businessWords.senderOf, { name: open.name })}
          {...(chosen ? { initial: chosen } : {})}
          save={(values) =>
            chosen
              ? call('PATCH /mail-senders/:id', {
                  name: '',
                  address: null,
                  replyTo: null,
                  bcc: null,
                  ...values,
                  id: chosen.id,
                  version: chosen.version,
                })
              : call('POST /mail-senders', {
                  ...values,
                  ...(open.channel ? { channel: open.channel } : { business: business.id }),
                })
          }
          touches={['/mail-senders']}
          close={() => setOpen(null)}
        />
      )}
    </Panel>
  )
}
