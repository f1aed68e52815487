/** The statements that were imported, and whether their balances add up. */
import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { bankWords } from './words.ts'

export function StatementsPanel() {
  const say = useSay()
  const format = useFormat()
  const isPhone = useMediaQuery('(max-width: 639px)', undefined, { getInitialValueInEffect: false })
  const found = useRead('GET /bank-statements', { limit: 100 })
  const accounts = useRead('GET /business-accounts', { limit: 100 }).data?.rows ?? []
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton height={240} />
  const day = (value: string | null) => (value ? format.day(value) : '–')
  const periodOf = ({ fromDay, toDay }: { fromDay: string | null; toDay: string | null }) => (
    <span style={{ whiteSpace: 'nowrap' }}>
      {day(fromDay)} – {day(toDay)}
    </span>
  )
  const money = (cents: number | null, currency: string) =>
    cents === null ? '–' : format.money(cents, currency)
  return (
    <Panel>
      {found.data.rows.length === 0 ? (
        <EmptyState kind="never" title={say(bankWords.noStatements)} why={say(bankWords.noStatementsWhy)} />
      ) : (
        <PlainTable
          label={say(bankWords.statements)}
          heads={[
            say(bankWords.reference),
            ...(isPhone ? [] : [say(bankWords.account), say(bankWords.period)]),
            say(bankWords.state),
            figures(say(bankWords.opening)),
            figures(say(bankWords.closing)),
            figures(say(bankWords.lines)),
          ]}
          rows={found.data.rows.map((row) => ({
            key: row.id,
            cells: [
              <span key="name">
                {[row.name, row.sequence].filter(Boolean).join(' / ')}
                {isPhone && <small>{periodOf(row)}</small>}
              </span>,
              ...(isPhone ? [] : [accounts.find(({ id }) => id === row.account)?.name ?? '–', periodOf(row)]),
              <StatusPill key="state" tone={row.isBalanced ? 'good' : 'bad'}>
                {say(row.isBalanced ? bankWords.balanced : bankWords.unbalanced)}
              </StatusPill>,
              money(row.opening, row.currency),
              money(row.closing, row.currency),
              format.count(row.lineCount),
            ],
          }))}
        />
      )}
    </Panel>
  )
}
