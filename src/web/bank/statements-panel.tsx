/** The statements that were imported, and whether their balances add up. */
import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { usePages, useRead } from '../queries.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useShown } from '../records/pages.ts'
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
  const shown = useShown(usePages('GET /bank-statements', { limit: 50 }))
  const accounts = useRead('GET /business-accounts', { limit: 100 }).data?.rows ?? []
  if (shown.error) return <Trouble error={shown.error} retry={shown.retry} />
  if (shown.isFirstLoad) return <Skeleton height={240} />
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
      {shown.rows.length === 0 ? (
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
          rows={shown.rows.map((row) => ({
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
      <MoreButton more={shown.more} />
    </Panel>
  )
}
