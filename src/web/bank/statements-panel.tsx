/** The statements that were imported, and whether their balances add up. */
import { Skeleton } from '@mantine/core'
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
  const found = useRead('GET /bank-statements', { limit: 100 })
  const accounts = useRead('GET /business-accounts', { limit: 100 }).data?.rows ?? []
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton height={240} />
  const day = (value: string | null) => (value ? format.day(value) : '–')
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
            say(bankWords.account),
            say(bankWords.period),
            figures(say(bankWords.opening)),
            figures(say(bankWords.closing)),
            figures(say(bankWords.lines)),
            say(bankWords.state),
          ]}
          rows={found.data.rows.map((row) => ({
            key: row.id,
            cells: [
              [row.name, row.sequence].filter(Boolean).join(' / '),
              accounts.find(({ id }) => id === row.account)?.name ?? '–',
              `${day(row.fromDay)} – ${day(row.toDay)}`,
              money(row.opening, row.currency),
              money(row.closing, row.currency),
              format.count(row.lineCount),
              <StatusPill key="state" tone={row.isBalanced ? 'good' : 'bad'}>
                {say(row.isBalanced ? bankWords.balanced : bankWords.unbalanced)}
              </StatusPill>,
            ],
          }))}
        />
      )}
    </Panel>
  )
}
