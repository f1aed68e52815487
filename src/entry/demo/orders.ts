/** A sale of the demo as an order of the program, with everything that the program's own rules make of it. Pure. */
import { addDays, dayOf, type Day } from '../../base/day.ts'
import { derive, lineSupply } from '../../modules/orders/rules.ts'
import type { Order, OrderLine } from '../../modules/orders/schema.ts'
import { emailKey, phoneKey, postcodeKey } from '../../modules/organisations/rules.ts'
import type { Promise_ } from '../../modules/stock/rules.ts'
import type { Merchant } from './merchant.ts'
import { addressOf, type Customer } from './people.ts'
import type { Sale } from './sales.ts'

/** An order with its lines, as the tables hold them. */
export type DemoOrder = { readonly sale: Sale; readonly order: Order; readonly lines: readonly OrderLine[] }

type World = { readonly merchant: Merchant; readonly customers: readonly Customer[]; readonly today: Day }

export type LineId = { readonly id: string; readonly product: string }

/** `promises` are what was reserved for its lines; nothing of an order that has left. */
export function orderFrom(
  world: World,
  sale: Sale,
  ids: { order: string; lines: readonly LineId[] },
  promises: readonly Promise_[],
): DemoOrder {
  const { merchant, customers, today } = world
  const customer = customers[sale.customer]!
  const channel = merchant.channels[sale.channel]
  const number = numberOf(sale)
  const address = addressOf(customer)
  const paid = sale.payDay ? sale.total.gross : 0
  const isOut = sale.leaveDay !== null
  const facts = {
    delivery: sale.delivery,
    plannedDay: sale.leaveDay,
    total: sale.total.gross,
    paid,
    refunded: 0,
    invoicing: isOut ? ('whole' as const) : ('none' as const),
    phase: 'open' as const,
  }
  const lines = sale.lines.map((_, i) => lineFrom(world, sale, i, ids, promises))
  for (const line of lines) line.supply = lineSupply(line, facts, today)
  const derived = derive(lines, facts)
  const leftAt = sale.leaveDay ? leavingMoment(sale) : null
  const order = {
    id: ids.order,
    number: `${channel.orderPrefix}${number}`,
    channel: channel.id,
    business: channel.business,
    externalNumber: sale.channel === 2 ? null : number,
    contact: merchant.contacts[sale.customer]!,
    organisation: merchant.organisations[sale.customer]!,
    customerName: customer.name,
    company: customer.company?.name ?? null,
    email: customer.email,
    emailKey: emailKey(customer.email),
    phone: customer.phone,
    phoneKey: phoneKey(customer.phone),
    vatNumber: customer.company?.vatNumber ?? null,
    language: 'nl',
    billing: address,
    shipping: sale.delivery === 'ship' ? address : null,
    postcodeKey: postcodeKey(customer.postcode, `${customer.houseNumber}${customer.suffix ?? ''}`),
    city: customer.city,
    country: 'NL',
    delivery: sale.delivery,
    shippingMethod:
      sale.delivery === 'pickup'
        ? 'Afhalen in Hoorn'
        : sale.shipping.gross > 3000
          ? 'Thuisbezorgd door ons'
          : 'Pakket',
    paymentMethod: sale.payment.title,
    currency: 'EUR',
    pricesIncludeVat: true,
    totalNet: sale.total.net,
    totalVat: sale.total.vat,
    total: sale.total.gross,
    shippingNet: sale.shipping.net,
    shippingVat: sale.shipping.vat,
    shippingGross: sale.shipping.gross,
    shippingVatRate: 2100,
    surcharges: [],
    discount: sale.discount,
    paid,
    ...derived,
    plannedDay: sale.leaveDay,
    planType: sale.leaveDay
      ? sale.delivery === 'pickup'
        ? ('pickup' as const)
        : ('deliver' as const)
      : null,
    invoicing: facts.invoicing,
    note: sale.note,
    reference: null,
    lineCount: lines.length,
    placedAt: sale.placedAt,
    printedAt: leftAt,
    shippedAt: leftAt,
    closedAt: derived.phase === 'closed' ? leftAt : null,
    externalId: null,
    holds: [],
    wishedDay: null,
    referrer: null,
    replaces: null,
    terms: null,
    quote: null,
    contentHash: null,
    version: 1,
    createdAt: sale.placedAt,
    updatedAt: sale.placedAt,
  } satisfies Order
  return { sale, order, lines }
}

/** Numbers as each channel gives them. */
const numberOf = ({ channel, number }: Sale): string =>
  channel === 0 ? `NL${String(number).padStart(9, '0')}` : String(number).padStart(6, '0')

/** Late on its day; what leaves the counter leaves when it is bought. */
export const leavingMoment = (sale: Sale): Date =>
  sale.channel === 2 ? sale.placedAt : new Date(`${sale.leaveDay}T15:00:00Z`)

function lineFrom(
  { merchant, today }: World,
  sale: Sale,
  index: number,
  ids: { order: string; lines: readonly LineId[] },
  promises: readonly Promise_[],
): OrderLine {
  const { product, pieces, net, vat, gross } = sale.lines[index]!
  const { id, product: productId } = ids.lines[index]!
  const ordered = pieces * 1000
  const isGoods = product.kind === 'goods'
  const mine = promises.filter((promise) => promise.line === id)
  const reserved = mine.reduce((sum, promise) => sum + promise.quantity, 0)
  const isLeft = sale.leaveDay !== null
  const cancelled = sale.isCancelled ? ordered : 0
  const missing = isGoods && !isLeft && !sale.isCancelled ? ordered - reserved : 0
  const isOrdered = missing > 0 && (sale.wait === 'supplier' || sale.wait === 'late-supplier')
  const days = 2 + ((index + sale.number) % 9)
  return {
    id,
    orderId: ids.order,
    number: index + 1,
    externalId: null,
    product: productId,
    sku: product.sku,
    name: product.name,
    kind: product.kind,
    ordered,
    cancelled,
    reserved,
    picked: 0,
    shipped: isLeft && isGoods ? ordered : 0,
    returned: 0,
    invoiced: isLeft ? ordered : 0,
    credited: 0,
    onOrder: isOrdered ? missing : 0,
    expectedDay: isOrdered ? addDays(today, sale.wait === 'supplier' ? days : -days) : null,
    location: isLeft && isGoods ? placeOf(merchant, sale) : (mine[0]?.location ?? null),
    unitPrice: product.cents * 100,
    costPrice: null,
    taxCategory: null,
    discount: 0,
    vatRate: product.vatRate,
    net,
    vat,
    gross,
    supply: 'to_order',
    note: null,
    version: 1,
    createdAt: sale.placedAt,
    updatedAt: sale.placedAt,
  }
}

/** Parcels leave the warehouse; what is collected lies in the store. */
export const placeOf = (
  merchant: Pick<Merchant, 'warehouse' | 'store'>,
  sale: Pick<Sale, 'delivery'>,
): string => (sale.delivery === 'pickup' ? merchant.store : merchant.warehouse)

export const paidBy = (sale: Sale, day: Day): number =>
  sale.payDay !== null && sale.payDay <= day ? sale.total.gross : 0
export const placedOn = (sale: Sale): Day => dayOf(sale.placedAt)
