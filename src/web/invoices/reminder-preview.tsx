/** The letters that would go out, as the customer reads them, before they do. */
import { Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { reminderLevels, reminderLetters } from '../../modules/invoicing/schema/reminders.ts'
import { call } from '../api.ts'
import { useChange } from '../queries.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import styles from './invoices.module.css'
import { sendingWords } from './sending-words.ts'

export function ReminderPreview({
  invoices,
  sent,
  close,
}: {
  invoices: readonly string[]
  sent?: () => void
  close: () => void
}) {
  const say = useSay()
  const format = useFormat()
  const found = useQuery({
    queryKey: ['/reminders/preview', invoices],
    queryFn: () => call('POST /reminders/preview', { invoices: [...invoices] }),
    staleTime: 0,
    retry: false,
  })
  const send = useChange('POST /reminders', {
    touches: ['/invoices', '/late-invoices', '/reminders'],
    done: (answer) => {
      told(say(sendingWords.reminded, { count: answer.rows.length }))
      sent?.()
      close()
    },
  })
  const letters = found.data?.rows ?? []
  return (
    <ConfirmPreview
      title={say(sendingWords.remindTitle)}
      go={say(sendingWords.remindCount, { count: letters.length })}
      isBusy={send.isPending || found.isPending}
      onGo={() => letters.length > 0 && send.mutate({ invoices: [...invoices] })}
      close={close}
    >
      {found.isPending && <Skeleton height={160} />}
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      <Stack>
        {letters.map((letter) => (
          <article key={letter.invoices.map(({ number }) => number).join()} className={styles.letter}>
            <h3>
              {say(sendingWords.letterTo, {
                level: say(reminderLevels[letter.level]),
                name: letter.customerName,
              })}
            </h3>
            <Text c="dimmed" size="xs">
              {say(reminderLetters[letter.letter])} ·{' '}
              {letter.email
                ? say(sendingWords.letterMail, { email: letter.email })
                : say(sendingWords.letterPaper)}
            </Text>
            <div lang={letter.lang}>
              <p>{letter.text.opening}</p>
              <ul>
                {letter.invoices.map((one) => (
                  <li key={one.number}>
                    {one.number} · {format.day(one.dueDay)} · {format.money(one.due, letter.currency)}
                  </li>
                ))}
              </ul>
              <p>
                <b>{letter.text.notice}</b>
              </p>
            </div>
            <Text size="xs">
              {say(sendingWords.letterSum, { due: format.money(letter.totalDue, letter.currency) })}
              {letter.costs > 0 &&
                `, ${say(sendingWords.letterCosts, { costs: format.money(letter.costs + letter.costsVat, letter.currency) })}`}
            </Text>
          </article>
        ))}
      </Stack>
    </ConfirmPreview>
  )
}
