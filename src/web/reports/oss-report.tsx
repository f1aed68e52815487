/** The one-stop shop per quarter: a line per state of consumption and rate, with the documents behind it. */
import { Text } from '@mantine/core'
import { useRead } from '../queries.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { placeName } from '../ui/places.ts'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ClosedNote, CloseButton } from './closing.tsx'
import { FilingButton } from './filing.tsx'
import { daysOf } from './period.ts'
import { DocumentList, Documents, firstCells, ReportFrame, ReportPart, useIsPhone } from './report-frame.tsx'
import { reportNames, reportWords } from './words.ts'

type Asked = { business: string; year: number; quarter: number }

export function OssReport(asked: Asked) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const isPhone = useIsPhone()
  const found = useRead('GET /reports/oss', asked)
  const data = found.data && 'rows' in found.data ? found.data : undefined
  const rows = data?.rows ?? []
  const corrections = data?.corrections ?? []
  const period = { business: asked.business, ...daysOf(asked.year, `q${asked.quarter}`) }
  const sumOf = (of: readonly { base: number; vat: number }[], name: 'base' | 'vat') =>
    format.money(of.reduce((total, row) => total + row[name], 0))
  const place = (country: string) => placeName(country, lang)
  return (
    <ReportFrame
      title={say(reportNames.oss)}
      found={found}
      actions={
        <>
          <CloseButton report="oss" asked={period} closed={data?.closed} />
          {data?.filing && rows.length > 0 && (
            <FilingButton
              address="GET /reports/oss/file"
              filing={data.filing}
              asked={period}
              given={asked}
              isClosed={data.closed !== null}
            />
          )}
        </>
      }
      csv={{ address: 'GET /reports/oss', given: asked, name: `oss-${asked.year}-q${asked.quarter}` }}
    >
      <ClosedNote closed={data?.closed} />
      {data && data.unconverted.length > 0 && (
        <Text role="alert" mb="sm">
          {say(reportWords.ossUnconverted, { numbers: data.unconverted.join(', ') })}
        </Text>
      )}
      {rows.length === 0 && corrections.length === 0 && (
        <EmptyState kind="filtered" title={say(reportWords.nilOss)} why={say(reportWords.nilOssWhy)} />
      )}
      {rows.length > 0 && (
        <>
          {!data?.filing && (
            <Text c="dimmed" mb="sm">
              {say(reportWords.ossPortal)}
            </Text>
          )}
          <PlainTable
            label={say(reportNames.oss)}
            heads={[
              say(reportWords.country),
              ...(isPhone ? [] : [say(reportWords.dispatch)]),
              figures(say(reportWords.rate)),
              figures(say(reportWords.base)),
              figures(say(reportWords.vat)),
              say(reportWords.documents),
            ]}
            rows={rows.map(({ country, dispatch, rate, base, vat, documents }) => ({
              key: `${country}${dispatch}${rate}`,
              cells: [
                ...firstCells(
                  isPhone,
                  place(country),
                  isPhone ? `${say(reportWords.dispatch)}: ${place(dispatch)}` : place(dispatch),
                ),
                `${format.decimal(rate, 2)}%`,
                format.money(base),
                format.money(vat),
                <Documents
                  key="documents"
                  count={documents}
                  title={`${place(country)} ${format.decimal(rate, 2)}%`}
                  list={() => <StateDocuments given={{ ...asked, country, dispatch, rate }} />}
                />,
              ],
            }))}
            foot={[
              say(reportWords.total),
              ...(isPhone ? [] : ['']),
              '',
              sumOf(rows, 'base'),
              sumOf(rows, 'vat'),
              '',
            ]}
          />
        </>
      )}
      {corrections.length > 0 && (
        <ReportPart
          title={say(reportWords.ossCorrections)}
          why={say(reportWords.ossCorrectionsWhy)}
          heads={[
            say(reportWords.country),
            ...(isPhone ? [] : [say(reportWords.corrected)]),
            figures(say(reportWords.base)),
            figures(say(reportWords.vat)),
            say(reportWords.documents),
          ]}
          rows={corrections.map(({ country, year, quarter, base, vat, documents }) => {
            const of = say(reportWords.correctedQuarter, { n: String(quarter), year: String(year) })
            return {
              key: `${country}${year}${quarter}`,
              cells: [
                ...firstCells(isPhone, place(country), of),
                format.money(base),
                format.money(vat),
                <Documents
                  key="documents"
                  count={documents}
                  title={`${place(country)}, ${of}`}
                  list={() => (
                    <StateDocuments
                      given={{ ...asked, country, correctedYear: year, correctedQuarter: quarter }}
                    />
                  )}
                />,
              ],
            }
          })}
          foot={[
            say(reportWords.total),
            ...(isPhone ? [] : ['']),
            sumOf(corrections, 'base'),
            sumOf(corrections, 'vat'),
            '',
          ]}
        />
      )}
    </ReportFrame>
  )
}

type Given = Asked & {
  country: string
  dispatch?: string
  rate?: number
  correctedYear?: number
  correctedQuarter?: number
}

function StateDocuments({ given }: { given: Given }) {
  const say = useSay()
  const found = useRead('GET /reports/oss/:country/documents', given)
  return (
    <DocumentList
      title={say(reportWords.documentsOf, { name: given.country })}
      found={{ ...found, data: found.data && 'rows' in found.data ? found.data : undefined }}
      csv={{
        address: 'GET /reports/oss/:country/documents',
        given,
        name: `oss-${given.country}-${given.year}-q${given.quarter}`,
      }}
    />
  )
}
