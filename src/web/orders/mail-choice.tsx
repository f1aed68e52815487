/** Whether the customer hears of a change, with the mail as it would be: seen before it is sent. */
import { Checkbox, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'
import type { Given } from '../api.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import styles from './order-page.module.css'
import { orderWords } from './words.ts'

type Asked = Given<'POST /messages/preview'>

type MailChoiceProps = {
  order: string
  event: Asked['event']
  detail?: Asked['detail']
  /** Null until somebody chose: then the policy decides. */
  value: boolean | null
  onChange: (send: boolean) => void
}

export function MailChoice({ order, event, detail = {}, value, onChange }: MailChoiceProps) {
  const say = useSay()
  const can = useCan()
  const found = useQuery({
    queryKey: ['/messages/preview', { order, event, detail }],
    queryFn: () => call('POST /messages/preview', { order, event, detail }),
    enabled: can('messages.see'),
    retry: false,
  })
  if (!found.data) return null
  const { mail, isSent } = found.data
  if (!mail.toAddress || !mail.isActive)
    return <Text c="dimmed">{say(mail.toAddress ? orderWords.mailOff : orderWords.mailNobody)}</Text>
  return (
    <div>
      <Checkbox
        label={say(orderWords.mailTo, { address: mail.toAddress })}
        checked={value ?? isSent}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <details className={styles.preview}>
        <summary>{mail.subject}</summary>
        <pre>{mail.plain}</pre>
      </details>
    </div>
  )
}

/** What a change is told of the choice; nothing said leaves it to the policy. */
export const mailSaid = (value: boolean | null): { mail?: 'send' | 'skip' } =>
  value === null ? {} : { mail: value ? 'send' : 'skip' }
