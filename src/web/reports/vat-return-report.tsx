/** The Dutch VAT return, box by box as on the form, with the documents behind every figure. */
import { Text } from '@mantine/core'
import { vatBoxes } from '../../modules/reporting/schema/boxes.ts'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { ClosedNote, CloseButton } from './closing.tsx'
import { DocumentList, Documents, ReportFrame } from './report-frame.tsx'
import { reportNames, reportWords } from './words.ts'

type Asked = { business: string; from: string; to: string }

export function VatReturnReport({ asked }: { asked: Asked }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /reports/vat-return', asked)
  const data = found.data && 'rows' in found.data ? found.data : undefined
  const money = (cents: number | null) => (cents === null ? '' : format.money(cents))
  const euros = (whole: number | null) => (whole === null ? '' : format.count(whole))
  return (
    <ReportFrame
      title={say(reportNames['vat-return'])}
      found={found}
      actions={<CloseButton report="vat-return" asked={asked} closed={data?.closed} />}
      csv={{
        address: 'GET /reports/vat-return',
        given: asked,
        name: `btw-aangifte-${asked.from}-${asked.to}`,
      }}
    >
      <ClosedNote closed={data?.closed} />
      {data && data.unconverted.length > 0 && (
        <Text role="alert" mb="sm">
          {say(reportWords.unconverted, { numbers: data.unconverted.join(', ') })}
        </Text>
      )}
      <PlainTable
        label={say(reportNames['vat-return'])}
        heads={[
          say(reportWords.box),
          say(reportWords.what),
          figures(say(reportWords.base)),
          figures(say(reportWords.vat)),
          figures(say(reportWords.euros)),
          say(reportWords.documents),
        ]}
        rows={(data?.rows ?? []).map((row) => ({
          key: row.box,
          cells: [
            <b key="box">{row.box}</b>,
            say(vatBoxes[row.box]),
            money(row.base),
            money(row.vat),
            [euros(row.euros.base), euros(row.euros.vat)].filter(Boolean).join(' / '),
            <Documents
              key="documents"
              count={row.documents}
              title={`${row.box} ${say(vatBoxes[row.box])}`}
              list={() => <BoxDocuments asked={asked} box={row.box} />}
            />,
          ],
        }))}
      />
      {data?.rows.find(({ box }) => box === '5b')?.vat === null && (
        <Text c="dimmed" mt="sm">
          {say(reportWords.noPurchases)}
        </Text>
      )}
      <Text c="dimmed" mt="sm">
        {say(reportWords.eurosWhy)}
      </Text>
    </ReportFrame>
  )
}

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
