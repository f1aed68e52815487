/** What is open per debtor, by how late it is, with the documents of each. */
import { Skeleton, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Day } from '../../base/day.ts'
import { agePeriods } from '../../modules/reporting/schema/boxes.ts'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { CsvButton, Documents, ReportFrame } from './report-frame.tsx'
import { reportNames, reportWords } from './words.ts'

const ages = Object.keys(agePeriods) as (keyof typeof agePeriods)[]

type DebtorsProps = { business: string | null; on: Day | undefined; manager: string | undefined }

export function DebtorsReport({ business, on, manager }: DebtorsProps) {
  const say = useSay()
  const format = useFormat()
  const asked = {
    ...(business ? { business } : {}),
    ...(on ? { on } : {}),
    ...(manager ? { accountManager: manager } : {}),
  }
  const found = useRead('GET /reports/debtors', asked)
  const data = found.data && 'rows' in found.data ? found.data : undefined
  const rows = data?.rows ?? []
  const currencies = [...new Set(rows.map(({ currency }) => currency))]
  /** A line per currency, for amounts in two of them are no sum. */
  const sumOf = (of: (row: (typeof rows)[number]) => number) =>
    currencies.map((currency) => (
      <div key={currency} style={{ whiteSpace: 'nowrap' }}>
        {format.money(
          rows.filter((row) => row.currency === currency).reduce((total, row) => total + of(row), 0),
          currency,
        )}
      </div>
    ))
  return (
    <ReportFrame
      title={say(reportNames.debtors)}
      found={found}
      csv={{ address: 'GET /reports/debtors', given: asked, name: on ? `openstaand-${on}` : 'openstaand' }}
    >
      {on && (
        <Text c="dimmed" mb="sm">
          {say(reportWords.onDayWhy, { day: format.day(on) })}
        </Text>
      )}
      {rows.length === 0 ? (
        <EmptyState
          kind="filtered"
          title={say(reportWords.noDebtors)}
          why={say(
            manager
              ? reportWords.noDebtorsOfManager
              : on
                ? reportWords.noDebtorsThen
                : reportWords.noDebtorsWhy,
          )}
        />
      ) : (
        <PlainTable
          label={say(reportNames.debtors)}
          heads={[
            say(reportWords.debtor),
            figures(say(reportWords.total)),
            ...ages.map((age) => figures(say(agePeriods[age]))),
            say(reportWords.documents),
          ]}
          rows={rows.map((row, at) => {
            const debtor = row.organisation ?? row.contact
            return {
              key: `${debtor ?? at}${row.currency}`,
              cells: [
                row.name,
                format.money(row.total, row.currency),
                ...ages.map((age) => (row.ages[age] ? format.money(row.ages[age], row.currency) : '–')),
                debtor ? (
                  <Documents
                    key="documents"
                    count={row.count}
                    title={row.name}
                    list={() => <OpenDocuments asked={{ ...asked, debtor }} name={row.name} />}
                  />
                ) : (
                  format.count(row.count)
                ),
              ],
            }
          })}
          foot={[
            say(reportWords.total),
            sumOf(({ total }) => total),
            ...ages.map((age) => sumOf(({ ages: own }) => own[age] ?? 0)),
            '',
          ]}
        />
      )}
    </ReportFrame>
  )
}

function OpenDocuments({
  asked,
  name,
}: {
  asked: { business?: string; on?: Day; accountManager?: string; debtor: string }
  name: string
}) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /reports/debtors/documents', asked)
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  const rows = found.data && 'rows' in found.data ? found.data.rows : null
  if (!rows) return <Skeleton height={160} />
  const title = say(reportWords.openOf, { name })
  return (
    <>
      <CsvButton
        title={title}
        address="GET /reports/debtors/documents"
        given={asked}
        name="openstaande-posten"
      />
      <PlainTable
        label={title}
        heads={[
          say(reportWords.number),
          say(reportWords.day),
          say(reportWords.dueDay),
          figures(say(reportWords.total)),
          figures(say(reportWords.due)),
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            <Link key="open" to="/invoices/$invoice" params={{ invoice: row.id }}>
              {row.number}
            </Link>,
            format.day(row.day),
            row.dueDay ? format.day(row.dueDay) : '–',
            format.money(row.total, row.currency),
            format.money(row.due, row.currency),
          ],
        }))}
      />
    </>
  )
}
