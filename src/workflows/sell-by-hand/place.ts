/** Places a sale by hand as an order: limit, customer, stock, number and lines in one transaction. */
import { dayOf, yearOf } from '../../base/day.ts'
import type { NewRow } from '../../base/record.ts'
import { reserveFresh } from '../../modules/fulfilment/actions/reserve.ts'
import { shippingName } from '../../modules/invoicing/from-order.ts'
import { placeOrders } from '../../modules/orders/actions.ts'
import { derive, lineSupply } from '../../modules/orders/rules.ts'
import type { Order, OrderLine } from '../../modules/orders/schema.ts'
import type { HandLine, HandSale } from '../../modules/orders/schema/by-hand.ts'
import { getBusiness, matchContacts } from '../../modules/organisations/actions.ts'
import { checkCreditByHand, judgeOrder } from '../../modules/organisations/actions/credit.ts'
import { createCustomer } from '../../modules/organisations/actions/customers.ts'
import { takeNumber } from '../../modules/organisations/numbers.ts'
import { lockOrganisation } from '../../modules/organisations/reads.ts'
import { emailKey, phoneKey, postcodeKey } from '../../modules/organisations/rules.ts'
import type { Ctx } from '../../platform/context.ts'

export type Placed = Pick<Order, 'id' | 'number' | 'total' | 'currency' | 'holds' | 'supply' | 'allAvailable'>

type How = {
  /** The quote that it is made of. */
  readonly quote: string | null
  /** A person of ours who can still be refused; what a customer accepted can only be held. */
  readonly isByHand: boolean
}

export async function placeSale(ctx: Ctx, sale: HandSale, how: How): Promise<Placed> {
  const business = await getBusiness(ctx, { id: sale.business })
  const holds = await holdsFor(ctx, sale, how)
  const contact = sale.contact ?? (await newCustomer(ctx, sale))
  const id = ctx.newId()
  const lines = sale.lines.map((line, i) => freshLine(ctx.newId(), line, i))
  await reserveFresh(
    ctx,
    sale.channel,
    sale.delivery === 'pickup',
    lines.map((line) => ({ order: id, line })),
  )
  const { number } = await takeNumber(ctx, sale.business, 'order', yearOf(dayOf(ctx.now, business.timeZone)))
  const order = { ...orderOf(ctx, sale, lines), id, number, contact, holds, quote: how.quote }
  await placeOrders(ctx, [{ order, lines: lines.map((line) => ({ ...line, orderId: id })) }])
  for (const kind of holds) ctx.emit('order.held', id, { number, kind, reason: '' })
  return order
}

/** The organisation is locked, so that two orders at once do not both fit below its limit. */
async function holdsFor(ctx: Ctx, sale: HandSale, { isByHand }: How): Promise<string[]> {
  if (!sale.organisation) return []
  const organisation = await lockOrganisation(ctx, sale.organisation)
  if (organisation.currency !== sale.currency) return []
  const verdict = isByHand
    ? await checkCreditByHand(ctx, organisation, sale.totals.gross)
    : await judgeOrder(ctx, organisation, sale.totals.gross, false)
  return verdict === 'hold' ? ['credit'] : []
}

/** Somebody new is kept as a customer; who is known by the e-mail address is that customer. */
async function newCustomer(ctx: Ctx, sale: HandSale): Promise<string> {
  const { customerName: name, phone, language, billing } = sale
  const place = {
    street: billing.street,
    houseNumber: `${billing.houseNumber}${billing.houseNumberSuffix ?? ''}`,
    postcode: billing.postcode,
    city: billing.city,
    country: billing.country,
  }
  if (!sale.email) return (await createCustomer(ctx, { name, phone, language, ...place })).id
  const found = await matchContacts(ctx, [
    { name, phone, language, isGuest: true, email: sale.email, ...place },
  ])
  return found.get(emailKey(sale.email))!.id
}

type FreshLine = ReturnType<typeof freshLine>

const freshLine = (id: string, line: HandLine, index: number) => ({
  id,
  number: index + 1,
  externalId: null,
  product: line.product,
  sku: line.sku,
  name: line.name,
  kind: line.kind,
  ordered: line.quantity,
  cancelled: 0,
  reserved: 0,
  picked: 0,
  shipped: 0,
  returned: 0,
  onOrder: 0,
  expectedDay: null,
  location: null as string | null,
  supply: 'to_order' as OrderLine['supply'],
  unitPrice: line.unitPrice,
  // Quotes from before it was kept have none.
  costPrice: line.costPrice ?? null,
  discount: line.discount,
  taxCategory: line.category,
  vatRate: line.vatRate,
  net: line.net,
  vat: line.vat,
  gross: line.gross,
  note: line.note,
})

function orderOf(ctx: Ctx, sale: HandSale, lines: readonly FreshLine[]) {
  const { lines: _lines, costs, vat: _vat, notes: _notes, totals, shippingCosts: _typed, ...named } = sale
  const [first, ...others] = costs
  const facts = {
    delivery: sale.delivery,
    plannedDay: null,
    total: totals.gross,
    paid: 0,
    invoicing: 'none' as const,
    phase: 'open' as const,
  }
  for (const line of lines) line.supply = lineSupply(line, facts, dayOf(ctx.now))
  const place = sale.shipping ?? sale.billing
  return {
    ...named,
    emailKey: emailKey(sale.email),
    phoneKey: phoneKey(sale.phone),
    postcodeKey: postcodeKey(place.postcode, `${place.houseNumber}${place.houseNumberSuffix ?? ''}`),
    city: place.city,
    country: place.country,
    totalNet: totals.net,
    totalVat: totals.vat,
    total: totals.gross,
    shippingNet: first?.net ?? 0,
    shippingVat: first?.vat ?? 0,
    shippingGross: first?.gross ?? 0,
    shippingVatRate: first?.vatRate ?? 0,
    surcharges: others.map((cost) => ({ name: shippingName(sale), ...cost })),
    ...derive(lines, facts),
    lineCount: lines.length,
    placedAt: ctx.now,
  } satisfies Omit<NewRow<typeof Order>, 'number'>
}
