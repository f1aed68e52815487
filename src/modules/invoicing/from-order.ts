/** The document of an invoice for what of an order is not invoiced yet, in the amounts that the shop charged. Pure. */
import { addDays, type Day } from '../../base/day.ts'
import { divide, sum, type Cents, type Milli } from '../../base/money.ts'
import type { Order, OrderLine, AddressSnapshot } from '../orders/schema.ts'
import type { Business } from '../organisations/schema.ts'
import { totalsOf, type Address, type Adjustment, type Category, type Line, type Party, type VatGroup } from './e-invoice/document.ts'
import type { ConceptDocument } from './schema.ts'

export type Invoiceable = { readonly line: OrderLine; readonly quantity: Milli; readonly net: Cents; readonly vat: Cents }

/** What of each line can still be invoiced; `shipped` limits it to what left the house. */
export function invoiceable(lines: readonly OrderLine[], only?: ReadonlyMap<string, Milli>): Invoiceable[] {
  return lines.flatMap((line) => {
    const open = line.ordered - line.cancelled - line.invoiced
    const quantity = only ? Math.min(open, only.get(line.id) ?? 0) : open
    if (quantity <= 0) return []
    const part = (whole: Cents) => upTo(whole, line.invoiced + quantity, line.ordered) - upTo(whole, line.invoiced, line.ordered)
    return [{ line, quantity, net: part(line.net), vat: part(line.vat) }]
  })
}

/** The amount of the first `quantity` of a line: parts so computed add up to the whole exactly. */
const upTo = (whole: Cents, quantity: Milli, ordered: Milli): Cents =>
  quantity >= ordered ? whole : Number(divide(BigInt(whole) * BigInt(quantity), BigInt(ordered)))

type Charge = { readonly name: string; readonly net: Cents; readonly vat: Cents; readonly rate: number; readonly code: string | null }

export function documentOf(
  order: Order,
  parts: readonly Invoiceable[],
  business: Business,
  terms: { readonly day: Day; readonly dueDays: number; readonly deliveryDay: Day | null; readonly isFirst: boolean; readonly prepaid: Cents },
): ConceptDocument {
  const charges = terms.isFirst ? chargesOf(order) : []
  const lines = parts.map(({ line, quantity, net }, i): Line => ({
    id: String(i + 1),
    name: line.name,
    description: null,
    note: line.note,
    sku: line.sku,
    gtin: null,
    quantity,
    unit: 'C62',
    net,
    discount: null,
    category: categoryOf(line.vatRate),
    rate: line.vatRate,
  }))
  const adjustments = charges
    .filter((charge) => charge.net !== 0)
    .map((charge): Adjustment => ({
      kind: charge.net < 0 ? 'discount' : 'charge',
      amount: Math.abs(charge.net),
      reason: charge.name,
      reasonCode: charge.code,
      category: categoryOf(charge.rate),
      rate: charge.rate,
    }))
  const vat = groupsOf([...parts.map((part) => ({ rate: part.line.vatRate, net: part.net, vat: part.vat })), ...charges])
  const gross = sum([...parts.map((part) => part.net + part.vat), ...charges.map((charge) => charge.net + charge.vat)])
  const totals = totalsOf({ lines, adjustments, vat }, Math.min(Math.max(0, terms.prepaid), Math.max(0, gross)))
  return {
    kind: 'invoice',
    dueDay: totals.payable > 0 ? addDays(terms.day, terms.dueDays) : null,
    deliveryDay: terms.deliveryDay,
    period: null,
    currency: order.currency,
    vatInOwnCurrency: null,
    orderNumber: order.number,
    buyerReference: order.reference,
    preceding: [],
    seller: sellerOf(business),
    buyer: buyerOf(order),
    deliverTo: order.shipping ? { name: order.shipping.name, address: placeOf(order.shipping) } : null,
    lines,
    adjustments,
    vat,
    totals,
    payment:
      totals.payable > 0 && business.iban
        ? { kind: 'transfer', iban: business.iban.replace(/\s/g, ''), bic: business.bic, accountName: business.legalName, reference: order.number }
        : null,
    paymentTerms: null,
    notes: [],
    attachments: [],
  }
}

function chargesOf(order: Order): Charge[] {
  const shipping = { name: order.language === 'nl' ? 'Verzendkosten' : 'Shipping', net: order.shippingNet, vat: order.shippingVat, rate: order.shippingVatRate, code: 'FC' }
  const others = order.surcharges.map((one) => ({ name: one.name, net: one.net, vat: one.vat, rate: one.vatRate, code: null }))
  return [shipping, ...others].filter((charge) => charge.net !== 0 || charge.vat !== 0)
}

function groupsOf(amounts: readonly { rate: number; net: Cents; vat: Cents }[]): VatGroup[] {
  const groups = new Map<number, { base: Cents; vat: Cents }>()
  for (const { rate, net, vat } of amounts) {
    const group = groups.get(rate) ?? { base: 0, vat: 0 }
    groups.set(rate, { base: group.base + net, vat: group.vat + vat })
  }
  return [...groups].sort(([a], [b]) => b - a).map(([rate, { base, vat }]) => ({ category: categoryOf(rate), rate, base, vat, exemption: null }))
}

/** Domestic sales only; what crosses a border is decided by the VAT engine. */
const categoryOf = (rate: number): Category => (rate > 0 ? 'S' : 'Z')

function sellerOf(business: Business): Party {
  return {
    name: business.legalName,
    tradeName: business.tradeName === business.legalName ? null : business.tradeName,
    legalId: business.cocNumber ? { scheme: '0106', id: business.cocNumber } : null,
    vatNumber: business.vatNumber,
    taxNumber: null,
    endpoint: business.cocNumber ? { scheme: '0106', id: business.cocNumber } : null,
    address: {
      street: `${business.street} ${business.houseNumber}`.trim() || null,
      extra: null,
      postcode: business.postcode || null,
      city: business.city || null,
      region: null,
      country: business.country,
    },
    contact: business.email || business.phone ? { name: null, phone: business.phone, email: business.email } : null,
  }
}

function buyerOf(order: Order): Party {
  const { billing } = order
  const person = billing.name || order.customerName
  return {
    name: order.company ?? billing.company ?? person,
    tradeName: null,
    legalId: null,
    vatNumber: order.vatNumber,
    taxNumber: null,
    endpoint: null,
    address: placeOf(billing),
    contact: { name: order.company ? person : null, phone: null, email: order.email || null },
  }
}

const placeOf = (address: AddressSnapshot): Address => ({
  street: `${address.street} ${address.houseNumber}${address.houseNumberSuffix ?? ''}`.trim() || null,
  extra: null,
  postcode: address.postcode || null,
  city: address.city || null,
  region: address.region,
  country: address.country,
})
