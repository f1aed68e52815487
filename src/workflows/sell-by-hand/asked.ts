/** What a person fills in to sell something by hand: for an order and for a quote alike. */
import { z } from 'zod'
import { dayInput, fieldsOf } from '../../base/check.ts'
import { Order, OrderLine, type AddressSnapshot } from '../../modules/orders/schema.ts'
import { Contact, Organisation } from '../../modules/organisations/schema.ts'

const line = (max: number) => z.string().trim().max(max)
const maybe = (max: number) =>
  line(max)
    .nullable()
    .default(null)
    .transform((text) => text || null)

const address = z.strictObject({
  name: line(200).default(''),
  company: maybe(200),
  street: line(200).default(''),
  houseNumber: line(20).default(''),
  houseNumberSuffix: maybe(20),
  postcode: line(20).default(''),
  city: line(200).default(''),
  country: z.string().regex(/^[A-Z]{2}$/),
  region: maybe(80),
  phone: maybe(40),
}) satisfies z.ZodType<AddressSnapshot>

const { phone, vatNumber } = fieldsOf(Organisation, ['phone', 'vatNumber'])
const { language, email } = fieldsOf(Contact, ['language', 'email'])

/** Somebody whom we do not know yet, or who is known by another address. */
const customer = z.strictObject({
  name: line(200),
  company: maybe(200),
  email: email.default(null),
  phone: phone.default(null),
  vatNumber: vatNumber.default(null),
  language: language.optional(),
})

const mostQuantity = 1_000_000_000
/** A hundred million of the currency for one piece. */
const mostPrice = 1_000_000_000_000

const askedLine = z.strictObject({
  product: z.uuid().nullable().default(null),
  name: line(500).default(''),
  quantity: z.int().min(1).max(mostQuantity),
  /** Null takes the product's own. */
  unitPrice: z.int().min(0).max(mostPrice).nullable().default(null),
  /** Of second-hand goods; null takes the product's own. */
  costPrice: z.int().min(0).max(mostPrice).nullable().default(null),
  /** Null takes what a price rule gives who buys. */
  discount: fieldsOf(OrderLine, ['discount']).discount.nullable().default(null),
  /** Of a free line; a product has its own. */
  category: line(60).nullable().default(null),
  note: fieldsOf(OrderLine, ['note']).note.default(null),
})

const typed = fieldsOf(Order, ['reference', 'note', 'shippingMethod', 'paymentMethod', 'delivery'])

/** Beside the lines of it. */
export const saleFields = {
  channel: z.uuid(),
  contact: z.uuid().nullable().default(null),
  organisation: z.uuid().nullable().default(null),
  customer: customer.nullable().default(null),
  billing: address.nullable().default(null),
  shipping: address.nullable().default(null),
  delivery: typed.delivery.default('ship'),
  shippingMethod: typed.shippingMethod.default(''),
  paymentMethod: typed.paymentMethod.default(''),
  shippingCosts: z.int().min(0).max(100_000_000).default(0),
  wishedDay: dayInput.nullable().default(null),
  reference: typed.reference.default(null),
  note: typed.note.default(null),
  lines: z.array(askedLine).min(1).max(200),
}

const saleInput = z.strictObject(saleFields)
export type Asked = z.infer<typeof saleInput>
export type AskedLine = Asked['lines'][number]
