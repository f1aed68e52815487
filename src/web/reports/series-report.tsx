/** Whether the number series of issued documents have no gap and no double. */
import { Text } from '@mantine/core'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { ReportFrame } from './report-frame.tsx'
import { reportNames, reportWords } from './words.ts'

export function SeriesReport({ business }: { business: string | null }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /reports/number-series', business ? { business } : {})
  const rows = found.data?.rows ?? []
  return (
    <ReportFrame title={say(reportNames.series)} found={found}>
      <Text c="dimmed" mb="sm">
        {say(reportWords.seriesWhy)}
      </Text>
      {rows.length === 0 ? (
        <EmptyState kind="filtered" title={say(reportWords.nothing)} why={say(reportWords.nothingWhy)} />
      ) : (
        <PlainTable
          label={say(reportNames.series)}
          heads={[
            say(reportWords.business),
            say(reportWords.kind),
            say(reportWords.year),
            say(reportWords.firstNumber),
            say(reportWords.lastNumber),
            figures(say(reportWords.count)),
            say(reportWords.state),
          ]}
          rows={rows.map((row) => ({
            key: `${row.business}${row.kind}${row.year}`,
            cells: [
              row.businessName,
              say(row.kind === 'credit-note' ? reportWords.creditNotes : reportWords.invoices),
              String(row.year),
              row.firstNumber,
              row.lastNumber,
              format.count(row.count),
              <div key="state">
                {row.isWhole && <StatusPill tone="good">{say(reportWords.whole)}</StatusPill>}
                {row.gaps.map(({ after, before }) => (
                  <div key={after}>
                    <StatusPill tone="bad">{say(reportWords.gap, { after, before })}</StatusPill>
                  </div>
                ))}
                {row.doubles > 0 && (
                  <StatusPill tone="bad">{say(reportWords.doubles, { count: row.doubles })}</StatusPill>
                )}
                {row.first !== row.begins && (
                  <StatusPill tone="bad">
                    {say(reportWords.lateStart, { first: String(row.first), begins: String(row.begins) })}
                  </StatusPill>
                )}
              </div>,
            ],
          }))}
        />
      )}
    </ReportFrame>
  )
}
