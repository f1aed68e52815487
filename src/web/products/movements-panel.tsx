/** How a product's stock came to be what it is, newest first. */
import { Text } from '@mantine/core'
import { movementKinds } from '../../modules/stock/schema.ts'
import { usePages, useRead } from '../queries.ts'
import { useShown } from '../records/pages.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { productWords } from './words.ts'

export function MovementsPanel({ product }: { product: string }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const shown = useShown(usePages('GET /products/:product/movements', { product, limit: 20 }))
  const places = useRead('GET /locations', { limit: 200 }, { isEnabled: can('locations.see') }).data?.rows
  const items = shown.rows.map((row) => ({
    id: row.id,
    at: row.createdAt,
    who: row.actor || null,
    what: (
      <>
        <b>
          {row.quantity > 0 ? '+' : ''}
          {format.decimal(row.quantity, 3)}
        </b>{' '}
        {say(movementKinds[row.kind])}
        {', '}
        {places?.find((one) => one.id === row.location)?.name ?? '…'}
      </>
    ),
    ...(row.reason ? { detail: row.reason } : {}),
  }))
  return (
    <Panel title={say(productWords.movements)}>
      {shown.error ? (
        <Trouble error={shown.error} retry={shown.retry} />
      ) : (
        !shown.isFirstLoad && items.length === 0 && <Text c="dimmed">{say(productWords.noMovements)}</Text>
      )}
      <Timeline items={items} />
      <MoreButton more={shown.more} />
    </Panel>
  )
}
