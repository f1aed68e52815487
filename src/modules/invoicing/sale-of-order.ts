/** An order as the VAT rules see it: the amounts that were charged, the places, the customer and our own numbers. Pure. */
import type { Day } from '../../base/day.ts'
import { dayOf } from '../../base/day.ts'
import { lineAmount, priceOfCents, sum, type Cents, type Price, type Rate } from '../../base/money.ts'
import { splitVatNumber, tidyVatNumber } from '../../base/vat-number.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import type { Business, Organisation } from '../organisations/schema.ts'
import type { Policy } from '../tax/reads.ts'
import type { Customer, Sale, SaleLine, Seller } from '../tax/rules/sale.ts'
import type { TaxRegistration, VatNumber } from '../tax/schema/records.ts'

/** What is known about an order beside itself. */
export type Surroundings = {
  readonly business: Business
  readonly registrations: readonly TaxRegistration[]
  /** Numbers by their tidy text. */
  readonly numbers: ReadonlyMap<string, VatNumber>
  readonly policy: Policy
  /** The country that the goods leave. */
  readonly from: string
  /** Where outside the Union the customer was proven to be a business. */
  readonly provenIn?: string | null
  readonly day: Day
  /** The VAT category per product, where somebody chose one. */
  readonly categories: ReadonlyMap<string, string>
  /** What second-hand goods under the margin scheme cost, per product and piece, where the line does not say. */
  readonly costs?: ReadonlyMap<string, Price>
  /** The category of goods that bears this reduced rate at home, for products that nobody gave a category. */
  readonly categoryOfRate: (rate: Rate) => string | undefined
  readonly crossBorder: { readonly thisYear: Cents; readonly lastYear: Cents }
}

/**
 * The amounts as they were charged: with the VAT inside, or without when the shop charged none. What the customer
 * paid is the price, so nothing is taken from a price list of another country here.
 */
export function saleOfOrder(
  order: Order,
  lines: readonly OrderLine[],
  around: Surroundings,
  basis: 'charged' | 'gross' = 'charged',
): Sale {
  const isGross = basis === 'gross' || order.totalVat !== 0
  const charges = sum([
    isGross ? order.shippingGross : order.shippingNet,
    ...order.surcharges.map((one) => (isGross ? one.gross : one.net)),
  ])
  const to = order.delivery === 'pickup' ? null : (order.shipping ?? order.billing)
  return {
    day: around.day,
    seller: sellerOf(around),
    channel: {
      pricesIncludeVat: isGross,
      crossBorderPricing: 'same-gross',
      reverseCharge: around.policy.reverseCharge,
      usesLocalNumbers: around.policy.usesLocalNumbers,
      whenUnverified: around.policy.whenUnverified,
      lastValidMaxDays: around.policy.lastValidMaxDays,
      ...(around.policy.priceCountry ? { priceCountry: around.policy.priceCountry } : {}),
    },
    customer: customerOf(order, around),
    fulfilment: {
      method: order.delivery === 'pickup' ? 'pickup' : 'delivery',
      from: around.from,
      to: to ? { country: to.country, postcode: to.postcode } : { country: around.from },
    },
    lines: lines.map((line) => lineOf(line, isGross, around)),
    ...(charges > 0 ? { shipping: charges } : {}),
    ...(charges < 0 ? { orderDiscount: -charges } : {}),
  }
}

/** One line is one piece at the amount of the line: the shop has multiplied and rounded already. */
function lineOf(line: OrderLine, isGross: boolean, around: Surroundings): SaleLine {
  const chosen = line.taxCategory ?? (line.product ? around.categories.get(line.product) : undefined)
  const cost = line.costPrice ?? (line.product ? around.costs?.get(line.product) : undefined)
  return {
    id: line.id,
    category: chosen ?? around.categoryOfRate(line.vatRate) ?? 'standard',
    unitPrice: priceOfCents(isGross ? line.gross : line.net),
    quantity: 1000,
    ...(cost === undefined
      ? {}
      : { margin: { purchasePrice: priceOfCents(lineAmount(cost, line.ordered)) } }),
  }
}

/** Our own number counts until it is checked and found invalid; those of registrations on the days that they hold. */
export function sellerOf({
  business,
  registrations,
  numbers,
  day,
  crossBorder,
}: Omit<Surroundings, 'policy' | 'from' | 'categories' | 'costs' | 'categoryOfRate'>): Seller {
  const holding = registrations.filter(
    (one) => one.validFrom <= day && (one.validTo === null || one.validTo >= day),
  )
  const isValid = (number: string | null) =>
    number !== null && numbers.get(tidyVatNumber(number))?.state !== 'invalid'
  const home = business.vatNumber ? [{ country: business.country, isValid: isValid(business.vatNumber) }] : []
  const others = holding
    .filter(({ kind }) => kind === 'vat')
    .map(({ country, number }) => ({ country, isValid: isValid(number) }))
  return {
    country: business.country,
    vatNumbers: [...home, ...others],
    hasOss: holding.some(({ kind }) => kind === 'oss_union'),
    hasIoss: holding.some(({ kind }) => kind === 'ioss'),
    isSmallBusiness: holding.some(({ kind, country }) => kind === 'sme_ex' && country === business.country),
    onlyEstablishedIn: business.country,
    crossBorderThisYear: crossBorder.thisYear,
    crossBorderLastYear: crossBorder.lastYear,
  }
}

/** A business is who says so: by a company name or a VAT number. */
export function customerOf(
  order: Pick<Order, 'company' | 'vatNumber' | 'organisation'>,
  around: Surroundings,
): Customer {
  const proven = around.provenIn ? { provenIn: around.provenIn } : {}
  if (!order.vatNumber)
    return { kind: order.company || order.organisation ? 'business' : 'consumer', ...proven }
  const number = tidyVatNumber(order.vatNumber)
  const status = numberStatus(around.numbers.get(number), around)
  return { kind: 'business', vatNumber: { number, ...status }, ...proven }
}

/** Where it was proven to be a business; whether that lies outside the Union the rules see. */
export const provenIn = (
  organisation: Pick<Organisation, 'outsideProof' | 'country'> | null | undefined,
): string | null => (organisation?.outsideProof ? organisation.country : null)

/**
 * A valid answer counts so many days, unless VIES was asked again since and gave none: then the channel's policy decides.
 * Our own number is never the customer's.
 */
export function numberStatus(
  known: VatNumber | undefined,
  { policy, day, business }: Pick<Surroundings, 'policy' | 'day' | 'business'>,
): Pick<NonNullable<Customer['vatNumber']>, 'status' | 'lastValidDay'> {
  if (!known) return { status: 'unverified' }
  if (known.isOwn || known.state === 'invalid') return { status: 'invalid' }
  const lastValidDay = known.lastValidAt ? dayOf(known.lastValidAt, business.timeZone) : undefined
  const oldest = new Date(Date.parse(`${day}T00:00:00Z`) - policy.lastValidMaxDays * 86_400_000)
  const isAnswered = known.state === 'valid' && known.code === null
  const isFresh = isAnswered && known.checkedAt !== null && known.checkedAt >= oldest
  return { status: isFresh ? 'valid' : 'unverified', ...(lastValidDay ? { lastValidDay } : {}) }
}

/** The number of ours in a country, for the invoice: a registration's, else that of the business. */
export function ownNumberIn(
  country: string,
  { business, registrations, day }: Pick<Surroundings, 'business' | 'registrations' | 'day'>,
): string | null {
  if (country === business.country) return business.vatNumber
  const found = registrations.find(
    (one) =>
      one.kind === 'vat' &&
      one.country === country &&
      one.validFrom <= day &&
      (one.validTo === null || one.validTo >= day),
  )
  return found?.number ?? business.vatNumber
}

/** Whether the number names a member state other than the address; only told, for it may be right. */
export const isNumberOfOtherCountry = (number: string, letters: string): boolean => {
  const found = splitVatNumber(number)?.country
  return found !== undefined && found !== letters
}
