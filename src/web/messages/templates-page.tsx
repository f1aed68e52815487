/** Every kind of mail: whether it is sent, and in whose words. */
import { NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { policies, type MailEvent, type Policy } from '../../modules/messages/schema.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useLang, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import styles from './messages.module.css'
import { mailWords } from './words.ts'

export function TemplatesPage() {
  const say = useSay()
  const found = useRead('GET /mail-templates', {})
  const sent = useRead('GET /mail-policies', {}).data?.rows
  return (
    <Page title={say(mailWords.templates)} back={{ label: say(mailWords.outbox), link: { to: '/messages' } }}>
      <Panel isFlush>
        {found.isError ? (
          <Trouble error={found.error} retry={() => void found.refetch()} />
        ) : (
          <ul className={styles.policies} aria-label={say(mailWords.templates)}>
            {found.data?.rows.map((row) => (
              <li key={row.event}>
                <b>{say(row.words)}</b>
                <Texts event={row.event} languages={row.languages} usual={row.usual} own={row.own} />
                <PolicySelect
                  event={row.event}
                  name={say(row.words)}
                  policy={sent?.find((one) => one.event === row.event)?.policy}
                />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  )
}

type Own = readonly { channel: string | null; language: string; isActive: boolean }[]

type TextsProps = { event: MailEvent; languages: readonly string[]; usual: readonly string[]; own: Own }

function Texts({ event, languages, usual, own }: TextsProps) {
  const say = useSay()
  const lang = useLang()
  const names = new Intl.DisplayNames(lang, { type: 'language' })
  return (
    <span className={styles.texts}>
      {languages.map((language) => {
        const mine = own.find((one) => one.language === language && one.channel === null)
        const ours = usual.includes(language) ? mailWords.usual : mailWords.english
        const state = !mine ? ours : mine.isActive ? mailWords.own : mailWords.notUsed
        return (
          <span key={language}>
            <Link to="/mail-templates/$event/$language" params={{ event, language }}>
              {say(mailWords.textIn, { language: names.of(language) ?? language })}
            </Link>{' '}
            <small>{say(state)}</small>
          </span>
        )
      })}
    </span>
  )
}

function PolicySelect({
  event,
  name,
  policy,
}: {
  event: MailEvent
  name: string
  policy: Policy | undefined
}) {
  const say = useSay()
  const can = useCan()
  const set = useChange('PUT /mail-policies', {
    touches: ['/mail-policies'],
    done: () => told(say(mailWords.policySaved)),
  })
  return (
    <NativeSelect
      aria-label={say(mailWords.policyFor, { event: name })}
      data={Object.entries(policies).map(([value, text]) => ({ value, label: say(text) }))}
      value={policy ?? 'automatic'}
      disabled={policy === undefined || !can('messages.manage') || set.isPending}
      onChange={(change) => set.mutate({ event, policy: change.currentTarget.value as Policy })}
    />
  )
}
