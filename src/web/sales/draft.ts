/** A sale as it stands on the screen, what is asked of the server for it, and back from a sale that was kept. Pure. */
import type { Day } from '../../base/day.ts'
import { listCurrency } from '../../modules/catalog/schema.ts'
import type { Given } from '../api.ts'
import type { Answered } from '../calls.ts'

export type DraftLine = {
  readonly key: string
  readonly product: string | null
  readonly sku: string
  readonly name: string
  readonly quantity: number | null
  readonly unitPrice: number | null
  /** Of second-hand goods, where it is not the product's own. */
  readonly costPrice: number | null
  /** Null takes what a price rule gives. */
  readonly discount: number | null
  readonly category: string
}

export type DraftAddress = {
  readonly name: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}

export type Draft = {
  readonly channel: string | null
  /** Typed here instead of found. */
  readonly isNew: boolean
  readonly contact: string | null
  readonly organisation: string | null
  readonly name: string
  readonly company: string
  readonly email: string
  readonly phone: string
  readonly vatNumber: string
  readonly address: DraftAddress
  readonly elsewhere: DraftAddress | null
  readonly delivery: 'ship' | 'pickup'
  readonly shippingCosts: number | null
  readonly shippingMethod: string
  readonly wishedDay: Day | null
  readonly reference: string
  readonly note: string
  readonly lines: readonly DraftLine[]
}

export const noAddress: DraftAddress = {
  name: '',
  street: '',
  houseNumber: '',
  postcode: '',
  city: '',
  country: 'NL',
}

export const emptyDraft: Draft = {
  channel: null,
  isNew: false,
  contact: null,
  organisation: null,
  name: '',
  company: '',
  email: '',
  phone: '',
  vatNumber: '',
  address: noAddress,
  elsewhere: null,
  delivery: 'ship',
  shippingCosts: null,
  shippingMethod: '',
  wishedDay: null,
  reference: '',
  note: '',
  lines: [],
}

let made = 0
/** Tells lines apart for React, also two of one product. */
export const newKey = (): string => `line-${++made}`

export const freeLine = (name: string): DraftLine => ({
  key: newKey(),
  product: null,
  sku: '',
  name,
  quantity: 1000,
  unitPrice: null,
  costPrice: null,
  discount: null,
  category: 'standard',
})

type Product = { id: string; sku: string; name: string; price: number | null; taxCategory: string }

export const lineOf = ({ id, sku, name, price, taxCategory }: Product): DraftLine => ({
  ...freeLine(name),
  product: id,
  sku,
  unitPrice: price,
  category: taxCategory,
})

/** Its price where that currency is sold in; else it is typed. */
const listedIn = <P extends Product>(currency: string, product: P): P =>
  currency === listCurrency ? product : { ...product, price: null }

/** A product that stands there already, as it was, counts up: that is what a second scan means. */
export function withProduct(lines: readonly DraftLine[], found: Product, currency: string): DraftLine[] {
  const product = listedIn(currency, found)
  const at = lines.findIndex(
    (line) =>
      line.product === product.id &&
      (product.price === null || line.unitPrice === product.price) &&
      !line.discount,
  )
  if (at < 0) return [...lines, lineOf(product)]
  return lines.map((line, i) => (i === at ? { ...line, quantity: (line.quantity ?? 0) + 1000 } : line))
}

type Asked = Given<'POST /sales/price'>

const isCounted = (line: DraftLine): boolean =>
  (line.product !== null || line.name.trim() !== '') && (line.quantity ?? 0) > 0 && line.unitPrice !== null

/** Whether there is anything to compute. */
export const isPriceable = ({ channel, lines }: Draft): boolean =>
  channel !== null && lines.length > 0 && lines.every(isCounted)

export function askedOf(draft: Draft): Asked {
  return {
    channel: draft.channel ?? '',
    contact: draft.isNew ? null : draft.contact,
    organisation: draft.isNew ? null : draft.organisation,
    customer: draft.isNew
      ? {
          name: draft.name,
          company: draft.company || null,
          email: draft.email || null,
          phone: draft.phone || null,
          vatNumber: draft.vatNumber || null,
        }
      : null,
    billing: draft.isNew ? addressOf(draft.address) : null,
    shipping: draft.elsewhere && draft.delivery === 'ship' ? addressOf(draft.elsewhere) : null,
    delivery: draft.delivery,
    shippingCosts: draft.delivery === 'ship' ? (draft.shippingCosts ?? 0) : 0,
    shippingMethod: draft.shippingMethod,
    wishedDay: draft.wishedDay,
    reference: draft.reference || null,
    note: draft.note || null,
    lines: draft.lines.map((line) => ({
      product: line.product,
      name: line.name,
      quantity: line.quantity ?? 0,
      unitPrice: line.unitPrice,
      costPrice: line.costPrice,
      discount: line.discount,
      category: line.product ? null : line.category,
    })),
  }
}

const addressOf = (address: DraftAddress) => ({ ...address, houseNumberSuffix: null })

type Kept = Answered<'GET /quotes/:quote'>['content']

/** Back on the screen as it was entered. */
export function draftOf(sale: Kept): Draft {
  const isNew = sale.contact === null && sale.organisation === null
  return {
    ...emptyDraft,
    channel: sale.channel,
    isNew,
    contact: sale.contact,
    organisation: sale.organisation,
    name: isNew ? sale.customerName : '',
    company: isNew ? (sale.company ?? '') : '',
    email: isNew ? sale.email : '',
    phone: isNew ? (sale.phone ?? '') : '',
    vatNumber: isNew ? (sale.vatNumber ?? '') : '',
    address: isNew ? placeOf(sale.billing) : noAddress,
    elsewhere: sale.shipping ? placeOf(sale.shipping) : null,
    delivery: sale.delivery,
    shippingCosts: sale.shippingCosts || null,
    shippingMethod: sale.shippingMethod,
    wishedDay: sale.wishedDay,
    reference: sale.reference ?? '',
    note: sale.note ?? '',
    lines: sale.lines.map(({ product, sku, name, quantity, unitPrice, costPrice, discount, category }) => ({
      key: newKey(),
      product,
      sku,
      name,
      quantity,
      unitPrice,
      costPrice: costPrice ?? null,
      discount,
      category,
    })),
  }
}

type Order = Answered<'GET /orders/:order'>

/** The same once more, at today's prices; what is no product any more is priced by who enters it. */
export function againOf(order: Order, products: readonly Product[]): Draft {
  return {
    ...emptyDraft,
    channel: order.channel,
    isNew: order.contact === null,
    contact: order.contact,
    organisation: order.organisation,
    name: order.contact ? '' : order.customerName,
    email: order.contact ? '' : order.email,
    address: order.contact ? noAddress : placeOf(order.billing),
    elsewhere: order.shipping ? placeOf(order.shipping) : null,
    delivery: order.delivery,
    shippingMethod: order.shippingMethod,
    lines: order.lines
      .filter((line) => line.ordered > line.cancelled)
      .map((line) => {
        const product = products.find(({ id }) => id === line.product)
        const fresh = product
          ? lineOf(listedIn(order.currency, product))
          : { ...freeLine(line.name), sku: line.sku }
        return { ...fresh, quantity: line.ordered - line.cancelled }
      }),
  }
}

const placeOf = (address: Kept['billing']): DraftAddress => ({
  name: address.name,
  street: address.street,
  houseNumber: `${address.houseNumber}${address.houseNumberSuffix ?? ''}`,
  postcode: address.postcode,
  city: address.city,
  country: address.country,
})
