/** Revenue with goods apart from shipping, other costs and discounts (S4-43). */
import { Text } from '@mantine/core'
import type { Words } from '../../base/words.ts'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ReportFrame } from './report-frame.tsx'
import { reportNames, reportWords } from './words.ts'

type Asked = { business: string; from: string; to: string }

const parts: Readonly<Record<string, Words>> = {
  goods: reportWords.goods,
  shipping: reportWords.shipping,
  costs: reportWords.costs,
  discount: reportWords.discount,
}

export function FinanceReport({ asked }: { asked: Asked }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /reports/finance', asked)
  const data = found.data && 'rows' in found.data ? found.data : undefined
  const rows = data?.rows ?? []
  const isWhole = rows.reduce((sum, { net }) => sum + net, 0) === data?.total
  return (
    <ReportFrame
      title={say(reportNames.finance)}
      found={found}
      csv={{ address: 'GET /reports/finance', given: asked, name: `omzet-${asked.from}-${asked.to}` }}
    >
      {rows.length === 0 ? (
        <EmptyState kind="filtered" title={say(reportWords.nothing)} why={say(reportWords.nothingWhy)} />
      ) : (
        <>
          <Text c="dimmed" mb="sm">
            {say(reportWords.financeWhy)}
          </Text>
          {data && data.unconverted.length > 0 && (
            <Text role="alert">{say(reportWords.unconverted, { numbers: data.unconverted.join(', ') })}</Text>
          )}
          {!isWhole && <Text role="alert">{say(reportWords.partsDiffer)}</Text>}
          <PlainTable
            label={say(reportNames.finance)}
            heads={[
              say(reportWords.part),
              figures(say(reportWords.documents)),
              figures(say(reportWords.net)),
            ]}
            rows={rows
              .toSorted((a, b) => order(a.part) - order(b.part))
              .map((row) => ({
                key: `${row.part}${row.name ?? ''}`,
                cells: [
                  row.name ?? (parts[row.part] ? say(parts[row.part]!) : row.part),
                  format.count(row.documents),
                  format.money(row.net),
                ],
              }))}
            foot={[say(reportWords.total), '', format.money(data?.total ?? 0)]}
          />
        </>
      )}
    </ReportFrame>
  )
}

const order = (part: string) => Object.keys(parts).indexOf(part)
