/** P3: invoices get their numbers from many processes at once, some of which die or fail after the number was taken. */
import { draft } from '../../src/modules/invoicing/actions.ts'
import type { Database } from '../../src/platform/database.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { shopOrder } from '../../test/support/world.ts'
import { complaintsOf, mustBe, underFire, withMerchant, type Findings, type Ground } from './ground.ts'

export function numbersUnderFire(ground: Ground): Promise<Findings> {
  const [invoices, processes, kills] = ground.tier === 'full' ? [2000, 16, 100] : [120, 3, 3]
  return withMerchant(ground, {}, async (merchant, address) => {
    for (let i = 0; i < invoices; i += 50) {
      await merchant.act(async (ctx) => {
        const orders = Array.from({ length: Math.min(50, invoices - i) }, () =>
          shopOrder([['ZADEL-L', 1, 5000]]),
        )
        for (const { order } of await takeInOrders(ctx, merchant.channel, orders))
          await draft(ctx, order!, null)
      })
    }
    const { tenant, database } = merchant
    const fired = await underFire(ground, {
      name: 'finalising',
      input: { address, tenant, channel: merchant.channel.id, failing: 0.05 },
      processes,
      kills,
      pace: { left: () => draftsOf(database, tenant) },
    })
    const faults = await complaintsOf(merchant.act)
    mustBe(faults, 'kills', fired.kills, kills)
    const { rows } = await database.owner.query<{
      n: number
      numbers: number
      last: number
      orders: number
      seconds: number
    }>(
      `select count(*)::int as n, count(distinct d.number)::int as numbers, max(d.sequence)::int as last,
         count(distinct i.order_id)::int as orders, extract(epoch from max(e.at) - min(e.at))::float8 as seconds
       from issued_invoices d join invoices i using (tenant_id, id)
       join events e on e.tenant_id = d.tenant_id and e.about = d.id and e.kind = 'invoice.finalised'
       where d.tenant_id = $1`,
      [tenant],
    )
    const found = rows[0]!
    mustBe(faults, 'invoices', found.n, invoices)
    mustBe(faults, 'different numbers', found.numbers, invoices)
    mustBe(faults, 'the last number', found.last, invoices)
    mustBe(faults, 'orders invoiced', found.orders, invoices)
    return {
      figures: `${found.n} invoices by ${processes} processes, ${fired.kills} kills, 5 % failing: ${found.last - found.numbers} gaps, ${found.n - found.numbers} doubles, ${(found.n / found.seconds).toFixed(0)}/s`,
      faults,
    }
  })
}

const draftsOf = async (database: Database, tenant: string): Promise<number> =>
  (
    await database.owner.query<{ n: number }>(
      `select count(*)::int as n from invoices where tenant_id = $1 and state = 'concept'`,
      [tenant],
    )
  ).rows[0]!.n
