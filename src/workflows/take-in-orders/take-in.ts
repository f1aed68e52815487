/** Orders come in from a webshop: customer, products, stock, lines and money in one transaction, each order once. */
import { dayOf } from '../../base/day.ts'
import { sum } from '../../base/money.ts'
import type { NewRow } from '../../base/record.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { productsFor } from '../../modules/catalog/actions.ts'
import type { FoundProduct } from '../../modules/catalog/reads.ts'
import type { Channel } from '../../modules/channels/schema.ts'
import { reserveFresh } from '../../modules/fulfilment/actions/reserve.ts'
import { placeOrders } from '../../modules/orders/actions.ts'
import { asLeft } from '../../modules/orders/amounts.ts'
import {
  amountsOf,
  contentHash,
  deliveryOf,
  problemOf,
  type IntakeProblem,
} from '../../modules/orders/intake.ts'
import { knownOrders, type KnownOrder } from '../../modules/orders/reads.ts'
import { derive, lineSupply } from '../../modules/orders/rules.ts'
import type { Order, OrderLine } from '../../modules/orders/schema.ts'
import { matchContacts } from '../../modules/organisations/actions.ts'
import { emailKey, phoneKey } from '../../modules/organisations/rules.ts'
import { takeShopPayments } from '../../modules/payments/actions.ts'
import type { Ctx } from '../../platform/context.ts'
import { followShop } from './follow.ts'

export type Taken = {
  readonly externalId: string
  readonly result: 'new' | 'changed' | 'same' | 'refused'
  readonly order: string | null
  readonly problem: IntakeProblem | null
}

/** Takes any number of orders of one channel in one transaction, in a fixed number of statements for the new ones. */
export async function takeInOrders(
  ctx: Ctx,
  channel: Channel,
  given: readonly ShopOrder[],
): Promise<Taken[]> {
  const latest = new Map(given.map((order) => [order.externalId, order]))
  const known = new Map(
    (await knownOrders(ctx, channel.id, [...latest.keys()])).map((order) => [order.externalId, order]),
  )
  const results: Taken[] = []
  const fresh: Fresh[] = []
  for (const order of latest.values()) {
    const before = known.get(order.externalId)
    const hash = contentHash(order)
    if (before?.contentHash === hash) results.push(told(order, 'same', before))
    else {
      const problem = problemOf(order, channel.takesCurrencies)
      if (problem) results.push({ ...told(order, 'refused', before), problem })
      else if (before)
        results.push({
          ...told(order, 'changed', before),
          problem: await followShop(ctx, channel, before.id, order),
        })
      else fresh.push({ told: order, hash })
    }
  }
  for (const [externalId, id] of await placeNew(ctx, channel, fresh)) {
    results.push({ externalId, result: 'new', order: id, problem: null })
  }
  return results
}

const told = (order: ShopOrder, result: Taken['result'], before: KnownOrder | undefined): Taken => ({
  externalId: order.externalId,
  result,
  order: before?.id ?? null,
  problem: null,
})

/** `hash` is of the order as the shop told it, `shop` has the amounts of what is left. */
type Fresh = { told: ShopOrder; hash: string }
type Draft = { shop: ShopOrder; hash: string; id: string; lines: DraftLine[] }
type DraftLine = NewRow<typeof OrderLine> & {
  id: string
  product: string | null
  ordered: number
  cancelled: number
  shipped: number
  kind: string
}

async function placeNew(ctx: Ctx, channel: Channel, orders: readonly Fresh[]): Promise<[string, string][]> {
  if (orders.length === 0) return []
  const contacts = await matchContacts(
    ctx,
    orders.map(({ told }) => contactOf(told, channel)),
  )
  const products = await productsFor(
    ctx,
    orders.flatMap(({ told }) =>
      told.lines.map((line) => ({ sku: line.sku, name: line.name, price: line.unitPrice, barcode: null })),
    ),
  )
  const drafts = orders.map(({ told, hash }) => {
    const shop = asLeft(told)
    const lines = shop.lines.map((line, i) => draftLine(ctx, shop, line, i, products))
    return { shop, hash, id: ctx.newId(), lines }
  })
  await reserveDrafts(ctx, channel, drafts)
  const placed = drafts.map((draft) => ({
    order: orderOf(ctx, channel, draft, contacts),
    lines: draft.lines.map((line) => ({ ...line, orderId: draft.id })),
  }))
  await placeOrders(ctx, placed as never)
  await takeShopPayments(
    ctx,
    drafts.flatMap(({ shop, id }) => shop.payments.map((payment) => ({ ...payment, order: id }))),
  )
  return drafts.map(({ shop, id }) => [shop.externalId, id])
}

function draftLine(
  ctx: Ctx,
  shop: ShopOrder,
  line: ShopOrder['lines'][number],
  index: number,
  products: ReadonlyMap<string, FoundProduct>,
): DraftLine {
  const product = products.get(line.sku) ?? null
  return {
    id: ctx.newId(),
    number: index + 1,
    externalId: line.externalId,
    product: product?.id ?? null,
    sku: line.sku,
    name: line.name.slice(0, 500),
    kind: kindOf(shop, line),
    ordered: line.quantity,
    cancelled: line.cancelledQuantity,
    reserved: 0,
    picked: 0,
    shipped: Math.min(line.shippedQuantity, line.quantity - line.cancelledQuantity),
    returned: 0,
    onOrder: 0,
    expectedDay: null,
    location: null,
    unitPrice: line.unitPrice,
    vatRate: line.vatRate,
    net: line.net,
    vat: line.vat,
    gross: line.gross,
    note: line.note?.slice(0, 2000) ?? null,
  } as DraftLine
}

/** A set's own line is charged and never lies on a shelf: its parts do. */
const kindOf = (shop: ShopOrder, line: ShopOrder['lines'][number]): string =>
  shop.lines.some((other) => other.partOf === line.externalId) ? 'set' : line.kind

/** Goods that must still leave the house are reserved, pickups and parcels apart, for they may come from other places. */
async function reserveDrafts(ctx: Ctx, channel: Channel, drafts: readonly Draft[]): Promise<void> {
  for (const isPickup of [false, true]) {
    const lines = drafts
      .filter(({ shop }) => (shop.delivery === 'pickup') === isPickup && shop.state !== 'cancelled')
      .flatMap(({ id, lines: own }) => own.map((line) => ({ line, order: id })))
    await reserveFresh(ctx, channel.id, isPickup, lines as never)
  }
}

function orderOf(
  ctx: Ctx,
  channel: Channel,
  { shop, hash, id, lines }: Draft,
  contacts: Awaited<ReturnType<typeof matchContacts>>,
): NewRow<typeof Order> {
  const today = dayOf(ctx.now)
  const paid = sum(shop.payments.map((payment) => payment.captured - payment.refunded))
  const refunded = sum(shop.payments.map((payment) => payment.refunded))
  const facts = {
    delivery: shop.delivery,
    plannedDay: null,
    total: shop.total.gross,
    paid,
    refunded,
    invoicing: 'none' as const,
    phase: 'open' as const,
  }
  for (const line of lines) line.supply = lineSupply(line as never, facts, today)
  return {
    id,
    number: `${channel.orderPrefix}${shop.number}`,
    channel: channel.id,
    business: channel.business,
    externalId: shop.externalId,
    externalNumber: shop.number,
    contact: contacts.get(emailKey(shop.customer.email))?.id ?? null,
    organisation: contacts.get(emailKey(shop.customer.email))?.organisation ?? null,
    customerName: shop.customer.name,
    company: shop.customer.company,
    email: shop.customer.email,
    emailKey: emailKey(shop.customer.email),
    phone: shop.customer.phone,
    phoneKey: phoneKey(shop.customer.phone),
    vatNumber: shop.customer.vatNumber,
    language: shop.customer.language ?? channel.language,
    ...deliveryOf(shop),
    paymentMethod: shop.payments[0]?.methodTitle ?? '',
    currency: shop.currency,
    pricesIncludeVat: shop.pricesIncludeVat,
    ...amountsOf(shop),
    paid,
    ...derive(lines as never, facts),
    holds: shop.state === 'on-hold' ? ['manual'] : [],
    referrer: shop.referrer,
    lineCount: lines.length,
    placedAt: shop.placedAt,
    contentHash: hash,
  }
}

function contactOf(order: ShopOrder, channel: Channel) {
  const place = order.shipping ?? order.billing
  return {
    email: order.customer.email,
    name: order.customer.name,
    phone: order.customer.phone,
    language: order.customer.language ?? channel.language,
    isGuest: order.customer.isGuest,
    street: place.street,
    houseNumber: `${place.houseNumber}${place.houseNumberSuffix ?? ''}`,
    postcode: place.postcode,
    city: place.city,
    country: place.country,
  }
}
