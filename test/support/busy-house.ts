/** The whole program with a merchant who has something of everything: for tests that try every address. */
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { getChannel } from '../../src/modules/channels/actions.ts'
import { system } from '../../src/platform/context.ts'
import { openChannel, runHouse, type Running } from './running.ts'
import { shopOrder } from './world.ts'

export type BusyHouse = Running & {
  readonly tenant: string
  readonly channel: string
  /** An order of two lines, planned nowhere and invoiced. */
  readonly order: string
  /** Some ids of every table, that an address may be tried with. */
  readonly ids: ReadonlyMap<string, readonly string[]>
}

export async function runBusyHouse(flags: Parameters<typeof runHouse>[1] = {}): Promise<BusyHouse> {
  const running = await runHouse([], flags)
  const { house, call, made } = running
  const opened = await openChannel(running)
  const [location, channel] = [opened.location.id, opened.channel.id]
  await made('/products', { sku: 'BEL-1', name: 'Fietsbel', price: 100_000 })
  await call('POST', '/stock-levels', { location, reason: 'beginvoorraad', levels: [['BEL-1', 500_000]] })
  const { rows } = await house.database.owner.query<{ id: string }>('select id from tenants')
  const tenant = rows[0]!.id
  const asSystem = { tenant, actor: system }
  const order = await house.machine.act(asSystem, async (ctx) => {
    const lines = [
      ['BEL-1', 2, 1000],
      ['BAND-28', 1, 2495],
    ] as const
    const [taken] = await takeInOrders(ctx, await getChannel(ctx, { id: channel }), [
      shopOrder(lines),
      shopOrder(lines),
    ])
    return taken!.order!
  })
  await house.machine.act(asSystem, async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  return { ...running, tenant, channel, order, ids: await idsOf(running, tenant) }
}

async function idsOf({ house }: Running, tenant: string): Promise<Map<string, string[]>> {
  const tables = await house.database.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c
     join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' join pg_attribute a on a.attrelid = c.oid and a.attname = 'id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  const found = new Map<string, string[]>()
  for (const { name } of tables.rows) {
    const { rows } = await house.database.owner.query<{ id: string }>(
      `select id from ${name} where tenant_id = $1 limit 3`,
      [tenant],
    )
    if (rows.length > 0)
      found.set(
        name,
        rows.map((row) => row.id),
      )
  }
  return found
}
