/** The EC sales list: supplies per VAT number of the buyer, and whether they equal the return. */
import { Text } from '@mantine/core'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ClosedNote, CloseButton } from './closing.tsx'
import { FilingButton } from './filing.tsx'
import { DocumentList, Documents, firstCells, ReportFrame, ReportPart, useIsPhone } from './report-frame.tsx'
import { reportNames, reportWords } from './words.ts'

type Asked = { business: string; from: string; to: string }

export function IcpReport({ asked }: { asked: Asked }) {
  const say = useSay()
  const format = useFormat()
  const isPhone = useIsPhone()
  const found = useRead('GET /reports/icp', asked)
  const data = found.data && 'rows' in found.data ? found.data : undefined
  const rows = data?.rows ?? []
  const corrections = data?.corrections ?? []
  const totalOf = (name: 'goods' | 'services') =>
    format.money(rows.reduce((total, row) => total + row[name], 0))
  return (
    <ReportFrame
      title={say(reportNames.icp)}
      found={found}
      actions={
        <>
          <CloseButton report="icp" asked={asked} closed={data?.closed} />
          {data?.filing && rows.length > 0 && (
            <FilingButton
              address="GET /reports/icp/file"
              filing={data.filing}
              asked={asked}
              isClosed={data.closed !== null}
            />
          )}
        </>
      }
      csv={{ address: 'GET /reports/icp', given: asked, name: `icp-${asked.from}-${asked.to}` }}
    >
      <ClosedNote closed={data?.closed} />
      {rows.length === 0 ? (
        <EmptyState kind="filtered" title={say(reportWords.nothing)} why={say(reportWords.icpNothing)} />
      ) : (
        <>
          {data?.form && (
            <Text mb="sm" role={data.isEqual ? undefined : 'alert'}>
              {say(data.isEqual ? reportWords.icpEqual : reportWords.icpDiffers, {
                boxes: say(data.form === 'NL' ? reportWords.icpBoxesNL : reportWords.icpBoxesBE),
                listed: format.money(data.listed),
                amount: format.money(data.inReturn ?? 0),
              })}
            </Text>
          )}
          {data?.withoutNumber && <Text role="alert">{say(reportWords.icpNoNumber)}</Text>}
          <PlainTable
            label={say(reportNames.icp)}
            heads={[
              say(reportWords.vatNumber),
              ...(isPhone ? [] : [say(reportWords.name)]),
              figures(say(reportWords.goodsIcp)),
              figures(say(reportWords.services)),
              say(reportWords.documents),
            ]}
            rows={rows.map((row) => ({
              key: row.number,
              cells: [
                ...firstCells(isPhone, row.number || '–', row.name),
                format.money(row.goods),
                format.money(row.services),
                row.number ? (
                  <Documents
                    key="documents"
                    count={row.documents}
                    title={row.number}
                    list={() => <BuyerDocuments asked={asked} number={row.number} />}
                  />
                ) : (
                  format.count(row.documents)
                ),
              ],
            }))}
            foot={[
              say(reportWords.total),
              ...(isPhone ? [] : ['']),
              totalOf('goods'),
              totalOf('services'),
              '',
            ]}
          />
          {corrections.length > 0 && (
            <ReportPart
              title={say(reportWords.icpCorrections)}
              why={say(reportWords.icpCorrectionsWhy)}
              heads={[
                say(reportWords.vatNumber),
                ...(isPhone ? [] : [say(reportWords.corrected)]),
                figures(say(reportWords.goodsIcp)),
                figures(say(reportWords.services)),
              ]}
              rows={corrections.map(({ number, year, quarter, goods, services }) => {
                const of = say(reportWords.correctedQuarter, { n: String(quarter), year: String(year) })
                return {
                  key: `${number}${year}${quarter}`,
                  cells: [
                    ...firstCells(isPhone, number || '–', of),
                    format.money(goods),
                    format.money(services),
                  ],
                }
              })}
            />
          )}
        </>
      )}
    </ReportFrame>
  )
}

function BuyerDocuments({ asked, number }: { asked: Asked; number: string }) {
  const say = useSay()
  const given = { ...asked, number }
  const found = useRead('GET /reports/icp/:number/documents', given)
  return (
    <DocumentList
      title={say(reportWords.documentsOf, { name: number })}
      found={{ ...found, data: found.data && 'rows' in found.data ? found.data : undefined }}
      csv={{ address: 'GET /reports/icp/:number/documents', given, name: `icp-${number}-${asked.from}` }}
    />
  )
}
