/** The one-stop shop per quarter: a line per state of consumption and rate, with the documents behind it. */
import { Text } from '@mantine/core'
import { useRead } from '../queries.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { placeName } from '../ui/places.ts'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ClosedNote, CloseButton } from './closing.tsx'
import { daysOf } from './period.ts'
import { DocumentList, Documents, ReportFrame } from './report-frame.tsx'
import { reportNames, reportWords } from './words.ts'

type Asked = { business: string; year: number; quarter: number }

export function OssReport(asked: Asked) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const found = useRead('GET /reports/oss', asked)
  const data = found.data && 'rows' in found.data ? found.data : undefined
  const rows = data?.rows ?? []
  const period = { business: asked.business, ...daysOf(asked.year, `q${asked.quarter}`) }
  const sumOf = (name: 'base' | 'vat') => format.money(rows.reduce((total, row) => total + row[name], 0))
  return (
    <ReportFrame
      title={say(reportNames.oss)}
      found={found}
      actions={<CloseButton report="oss" asked={period} closed={data?.closed} />}
      csv={{ address: 'GET /reports/oss', given: asked, name: `oss-${asked.year}-q${asked.quarter}` }}
    >
      <ClosedNote closed={data?.closed} />
      {rows.length === 0 ? (
        <EmptyState kind="filtered" title={say(reportWords.nilOss)} why={say(reportWords.nilOssWhy)} />
      ) : (
        <>
          <Text c="dimmed" mb="sm">
            {say(reportWords.ossPortal)}
          </Text>
          <PlainTable
            label={say(reportNames.oss)}
            heads={[
              say(reportWords.country),
              figures(say(reportWords.rate)),
              figures(say(reportWords.base)),
              figures(say(reportWords.vat)),
              say(reportWords.documents),
            ]}
            rows={rows.map((row) => ({
              key: `${row.country}${row.rate}`,
              cells: [
                placeName(row.country, lang),
                `${format.decimal(row.rate, 2)}%`,
                format.money(row.base),
                format.money(row.vat),
                <Documents
                  key="documents"
                  count={row.documents}
                  title={`${placeName(row.country, lang)} ${format.decimal(row.rate, 2)}%`}
                  list={() => <StateDocuments asked={asked} country={row.country} rate={row.rate} />}
                />,
              ],
            }))}
            foot={[say(reportWords.total), '', sumOf('base'), sumOf('vat'), '']}
          />
        </>
      )}
    </ReportFrame>
  )
}

function StateDocuments({ asked, country, rate }: { asked: Asked; country: string; rate: number }) {
  const say = useSay()
  const given = { ...asked, country, rate }
  const found = useRead('GET /reports/oss/:country/documents', given)
  return (
    <DocumentList
      title={say(reportWords.documentsOf, { name: country })}
      found={{ ...found, data: found.data && 'rows' in found.data ? found.data : undefined }}
      csv={{ address: 'GET /reports/oss/:country/documents', given, name: `oss-${country}-${rate / 100}` }}
    />
  )
}
