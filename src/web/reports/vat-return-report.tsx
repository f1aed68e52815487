/** The VAT return, box by box as on the Dutch or the Belgian form, with the documents behind every figure. */
import { Text } from '@mantine/core'
import { wordsOfBox } from '../../modules/reporting/schema/boxes.ts'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ClosedNote, CloseButton } from './closing.tsx'
import { FilingButton } from './filing.tsx'
import { DocumentList, Documents, ReportFrame } from './report-frame.tsx'
import styles from './reports.module.css'
import { reportNames, reportWords } from './words.ts'

type Asked = { business: string; from: string; to: string }

export function VatReturnReport({ asked }: { asked: Asked }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /reports/vat-return', asked)
  const data = found.data && 'rows' in found.data ? found.data : undefined
  const money = (cents: number | null) => (cents === null ? '' : format.money(cents))
  const euros = (whole: number | null) => (whole === null ? '' : format.count(whole))
  const lacksPurchases = data?.rows.find(({ box }) => box === '5b' || box === '59')?.vat === null
  const isDutch = data?.form === 'NL'
  return (
    <ReportFrame
      title={say(reportNames['vat-return'])}
      found={found}
      actions={
        <>
          <CloseButton report="vat-return" asked={asked} closed={data?.closed} />
          {data?.filing && (
            <FilingButton
              address="GET /reports/vat-return/file"
              filing={data.filing}
              asked={asked}
              isClosed={data.closed !== null}
              lacksPurchases={lacksPurchases}
              isRefunded={(data.rows.find(({ box }) => box === '72')?.vat ?? 0) > 0}
            />
          )}
        </>
      }
      csv={{
        address: 'GET /reports/vat-return',
        given: asked,
        name: `btw-aangifte-${asked.from}-${asked.to}`,
      }}
    >
      <ClosedNote closed={data?.closed} />
      {data && data.unconverted.length > 0 && (
        <Text role="alert" mb="sm">
          {say(reportWords.unconverted, { numbers: firstOf(data.unconverted) })}
        </Text>
      )}
      {data && data.unplaced.length > 0 && (
        <Text role="alert" mb="sm">
          {say(reportWords.unplaced, { numbers: firstOf(data.unplaced) })}
        </Text>
      )}
      {data?.form === null ? (
        <EmptyState kind="missing" title={say(reportWords.noForm)} why={say(reportWords.noFormWhy)} />
      ) : (
        <PlainTable
          label={say(reportNames['vat-return'])}
          heads={[
            say(isDutch ? reportWords.box : reportWords.grid),
            say(reportWords.what),
            figures(say(reportWords.base)),
            figures(say(reportWords.vat)),
            ...(isDutch ? [figures(say(reportWords.euros))] : []),
            say(reportWords.documents),
          ]}
          rows={(data?.rows ?? []).map((row) => ({
            key: row.box,
            cells: [
              <b key="box">{row.box}</b>,
              <span key="name" className={styles.boxName}>
                {say(wordsOfBox(row.box)).replaceAll('/', '/\u200b')}
              </span>,
              money(row.base),
              money(row.vat),
              ...(isDutch
                ? [
                    [euros(row.euros?.base ?? null), euros(row.euros?.vat ?? null)]
                      .filter(Boolean)
                      .join(' / '),
                  ]
                : []),
              <Documents
                key="documents"
                count={row.documents}
                title={`${row.box} ${say(wordsOfBox(row.box))}`}
                list={() => <BoxDocuments asked={asked} box={row.box} />}
              />,
            ],
          }))}
        />
      )}
      {lacksPurchases && (
        <Text c="dimmed" mt="sm">
          {say(reportWords.noPurchases)}
        </Text>
      )}
      {isDutch && (
        <Text c="dimmed" mt="sm">
          {say(reportWords.eurosWhy)} {say(reportWords.boxesByHand)}
        </Text>
      )}
    </ReportFrame>
  )
}

const firstOf = (numbers: readonly string[]) =>
  numbers.slice(0, 10).join(', ') + (numbers.length > 10 ? ' …' : '')

function BoxDocuments({ asked, box }: { asked: Asked; box: string }) {
  const say = useSay()
  const given = { ...asked, box }
  const found = useRead('GET /reports/vat-return/:box/documents', given)
  return (
    <DocumentList
      title={say(reportWords.documentsOf, { name: box })}
      found={{ ...found, data: found.data && 'rows' in found.data ? found.data : undefined }}
      csv={{ address: 'GET /reports/vat-return/:box/documents', given, name: `rubriek-${box}-${asked.from}` }}
    />
  )
}
