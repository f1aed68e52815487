/** What can be sold of a product on each channel, and what the webshop there was last told (S0-4e). */
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { productWords } from './words.ts'

type Row = Answered<'GET /products/:product/channels'>['rows'][number]

export function SellingPanel({ product }: { product: string }) {
  const say = useSay()
  const format = useFormat()
  const rows = useRead('GET /products/:product/channels', { product }).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Panel title={say(productWords.selling)}>
      {rows[0]?.isAlways && (
        <Text c="dimmed" mb="sm">
          {say(productWords.sellingAlways)}
        </Text>
      )}
      <PlainTable
        label={say(productWords.selling)}
        heads={[say(productWords.channel), figures(say(productWords.available)), say(productWords.toldShop)]}
        rows={rows.map((row) => ({
          key: `${row.channel}${row.connection ?? ''}`,
          cells: [
            row.channelName,
            <b key="available">{row.available === null ? '–' : format.count(row.available)}</b>,
            <Told key="told" row={row} />,
          ],
        }))}
      />
    </Panel>
  )
}

function Told({ row }: { row: Row }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  if (!row.connection) return <>–</>
  const name = row.connectionName ?? ''
  const shop = can('apps.see') ? (
    <Link to="/connections/$connection" params={{ connection: row.connection }}>
      {name}
    </Link>
  ) : (
    name
  )
  if (row.leads !== 'us')
    return (
      <>
        {shop}: {say(productWords.shopLeads)}
      </>
    )
  if (row.problem)
    return (
      <>
        {shop}: <StatusPill tone="attention">{row.problem}</StatusPill>
      </>
    )
  if (row.told === null || row.toldAt === null)
    return (
      <>
        {shop}: {say(row.isAlways || row.available === null ? productWords.notTold : productWords.toldSoon)}
      </>
    )
  return (
    <>
      {shop}: {format.count(row.told)}{' '}
      <Text component="span" c="dimmed">
        {row.isWaiting ? say(productWords.toldSoon) : format.moment(row.toldAt)}
      </Text>
    </>
  )
}
