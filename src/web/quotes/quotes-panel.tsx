/** The quotes that a customer or an organisation was given, newest first. */
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import styles from '../records/rows.module.css'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { QuotePill } from './quote-pill.tsx'
import { quoteWords } from './words.ts'

const shown = 50

export function QuotesPanel({ of }: { of: { contact: string } | { organisation: string } }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /quotes', { view: 'all', limit: shown, ...of })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  const rows = found.data?.rows
  return (
    <Panel title={say(quoteWords.title)}>
      {rows?.length === 0 && <Text c="dimmed">{say(quoteWords.none)}</Text>}
      <ul className={styles.rows}>
        {rows?.map((quote) => (
          <li key={quote.id}>
            <span>
              <Link to="/quotes/$quote" params={{ quote: quote.id }}>
                {quote.number}
              </Link>{' '}
              <small>
                {[quote.reference, `${say(quoteWords.validUntil)} ${format.day(quote.validUntil)}`]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <span className={styles.acts}>
              <QuotePill state={quote.state} />
              <b>{format.money(quote.total, quote.currency)}</b>
            </span>
          </li>
        ))}
      </ul>
      {found.data?.next && (
        <LinkButton link={{ to: '/quotes', search: { view: 'all' } }}>{say(quoteWords.all)}</LinkButton>
      )}
    </Panel>
  )
}
