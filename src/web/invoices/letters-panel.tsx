/** The reminders that were sent of an invoice, and why it is not reminded of when it is not. */
import { Button } from '@mantine/core'
import {
  reminderLetters,
  reminderLevels,
  type ReminderLevel,
} from '../../modules/invoicing/schema/reminders.ts'
import { call } from '../api.ts'
import { useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { sendingWords } from './sending-words.ts'
import type { WholeInvoice } from './whole-invoice.ts'
import { useWhyNotReminded } from './why-not-reminded.ts'

export function LettersPanel({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /reminders', { invoice: invoice.id })
  const why = useWhyNotReminded(invoice)
  const rows = found.data?.rows ?? []
  const isOpen = invoice.kind === 'invoice' && invoice.due > 0
  if (rows.length === 0 && !isOpen) return null
  return (
    <Panel title={say(sendingWords.letters)}>
      {isOpen && why && (
        <p id="why-not-remind" className={styles.quiet}>
          {why}
        </p>
      )}
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && !why && (
        <p className={styles.quiet}>{say(sendingWords.noLetters)}</p>
      )}
      <ul className={styles.rows}>
        {rows.map((one) => (
          <li key={one.id}>
            <span>
              {say(reminderLevels[one.level as ReminderLevel])}{' '}
              <small>
                {format.day(one.day)} · {say(reminderLetters[one.letter])}
              </small>
            </span>
            {one.pdf && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() =>
                  void openFile(
                    () => call('GET /files/:file', { file: one.pdf! }),
                    say,
                    say(sendingWords.letterComes),
                  )
                }
              >
                {say(sendingWords.openLetter)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
