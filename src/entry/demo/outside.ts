/** What the demo needs of the systems that stand in for the outside, and how they are connected; which ones they are, main knows. */
import { changeSettings, connect, listConnections } from '../../modules/apps/actions.ts'
import { createShippingRule } from '../../modules/fulfilment/actions/settings.ts'
import { listChannels } from '../../modules/channels/actions.ts'
import { system, type Ctx } from '../../platform/context.ts'
import type { Machine } from '../../platform/machine.ts'
import type { Customer } from './people.ts'
import type { DemoProduct } from './products.ts'

/** What a shopper puts in a cart and fills in. */
export type Purchase = {
  readonly customer: Customer
  readonly lines: readonly { readonly sku: string; readonly pieces: number }[]
  readonly isPickup: boolean
  readonly isPaid: boolean
  readonly note: string | null
}

/** One that was placed: it can still be paid for, or cancelled by the shopper. */
export type Placed = { pay(): void; cancel(): void }

export type StandIn = {
  /** The connector's name, and what a coupling fills in to reach the stand-in. */
  readonly connector: string
  readonly title: string
  readonly settings: Readonly<Record<string, string>>
}

export type ShopStandIn = StandIn & { place(purchase: Purchase, secondsAgo: number): Placed }

export type Outside = {
  /** For the bicycle channel and for the outdoor channel. */
  readonly shops: readonly [ShopStandIn, ShopStandIn]
  readonly others: readonly StandIn[]
  /** Each parcel and each e-invoice that is on its way comes one step further. */
  moveParcels(): void
  close(): Promise<void>
}

/** Opens the stand-ins; the VAT check and the network of e-invoices know the companies. */
export type OpenOutside = (asked: {
  readonly shops: readonly [ShopWindow, ShopWindow]
  readonly companies: readonly {
    readonly name: string
    readonly cocNumber: string
    readonly vatNumber: string
    readonly address: string
  }[]
}) => Promise<Outside>

/** What a shop sells, and the number of the last order that we know from it. */
export type ShopWindow = { readonly products: readonly DemoProduct[]; readonly lastOrder: number }

/** The number after which each webshop goes on: those of the year, and those of earlier runs of this demo, are taken. */
export async function lastOrdersOf(machine: Machine, tenant: string): Promise<[number, number]> {
  const numbers = await machine.act({ tenant, actor: system }, async (ctx) => {
    const channels = await shopChannels(ctx)
    return Promise.all(channels.map((channel) => lastOrder(ctx, channel)))
  })
  return [numbers[0] ?? 0, numbers[1] ?? 0]
}

/** The bicycle channel first: it was made first. */
const shopChannels = async (ctx: Ctx): Promise<string[]> =>
  (await listChannels(ctx, { limit: 50 })).rows
    .filter(({ type }) => type === 'shop')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)

async function lastOrder(ctx: Ctx, channel: string): Promise<number> {
  const found = await ctx.db.one<{ last: number; count: number }>(
    `select coalesce(max(external_id::bigint) filter (where external_id ~ '^[0-9]{1,15}$'), 0)::bigint as last, count(*)::int as count
     from orders where tenant_id = $1 and channel = $2`,
    [channel],
  )
  return Math.max(found!.last, found!.count) + 100
}

/** Connects what is not connected yet, and points the rest at where it listens now. */
export async function connectAll(machine: Machine, tenant: string, outside: Outside): Promise<void> {
  await machine.act({ tenant, actor: system }, async (ctx) => {
    const { rows } = await listConnections(ctx, {})
    const channels = await shopChannels(ctx)
    const wanted = [
      ...outside.shops.map((shop, i) => ({ ...shop, channel: channels[i]! })),
      ...outside.others.map((other) => ({ ...other, channel: null })),
    ]
    for (const { connector, title, settings, channel } of wanted) {
      const known = rows.find((row) => row.connector === connector)
      if (known) await changeSettings(ctx, { connection: known.id, settings: { ...settings } })
      else {
        const made = await connect(ctx, { name: title, connector, channel, settings: { ...settings } })
        if (made.kind === 'carrier') {
          await createShippingRule(ctx, {
            name: `Pakketten met ${title}`,
            priority: 100,
            connection: made.id,
          })
        }
      }
    }
  })
}
