/** Runs a file of VAT vectors through the rules: `node test/support/vat-vectors.ts FILE.json`. */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { decimal, decimalText, divide, priceOfCents } from '../../src/base/money.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { decide } from '../../src/modules/tax/rules.ts'
import type { Decision, VatGroup } from '../../src/modules/tax/rules/decision.ts'
import type { Sale, SaleLine } from '../../src/modules/tax/rules/sale.ts'
import { initialTaxRows, tablesOf } from '../../src/modules/tax/tables.ts'
import type { Tables } from '../../src/modules/tax/tables.ts'

/** A figure as text, or as a number where whoever wrote the file left the quotes out. */
type Figure = string | number

type Group = { category: string; rate: Figure; base: Figure; vat: Figure }

export type Vector = {
  id: string
  title: string
  date: string
  document?: string
  seller: {
    country: string
    vatNumbers?: { country: string; number: string; status: string }[]
    oss?: boolean
    smallBusiness?: string | null
    onlyEstablishedIn?: string | null
    crossBorderB2C?: { currentYear?: Figure; previousYear?: Figure } | null
  }
  channel?: {
    pricesIncludeVat?: boolean
    priceCountry?: string
    crossBorderPricing?: string
    reverseChargeEnabled?: boolean
    useLocalVatNumbers?: boolean
    viesOutagePolicy?: string
    viesMaxAgeDays?: number
  }
  customer: {
    type: string
    delivery?: { country: string; postcode?: string | null } | null
    vatNumber?: { number: string; status: string; lastValidAt?: string | null } | null
  }
  fulfilment?: { method?: string; from?: string; transportProof?: boolean }
  lines: VectorLine[]
  orderDiscount?: Figure | null
  shipping?: Figure | null
  payments?: { type: string; amount: Figure }[]
  cashRounding?: Figure | null
  fx?: { EURGBP?: Figure } | null
  original?: { vat: Group[]; alreadyCredited?: { vat: Group[] }[] } | null
  creditsRemainder?: boolean
  expected: Record<string, unknown>
}

type VectorLine = {
  id: string
  category: string
  unitPrice: Figure
  qty: Figure
  discountPercent?: Figure | null
  discount?: Figure | null
  margin?: { purchasePrice: Figure } | null
}

type VectorFailure = { id: string; title: string; field: string; expected: unknown; actual: unknown }

/** Every difference between what the vectors expect and what the rules decide, and how many vectors agree. */
export function runVectors(file: string): { passed: number; failures: VectorFailure[] } {
  const read = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] } | Vector[]
  return judgeVectors(Array.isArray(read) ? read : read.vectors)
}

export function judgeVectors(vectors: readonly Vector[]): { passed: number; failures: VectorFailure[] } {
  const tables = tablesFor(vectors)
  const failures: VectorFailure[] = []
  let passed = 0
  for (const vector of vectors) {
    const differences = differencesOf(vector, tables)
    if (differences.length === 0) passed++
    failures.push(...differences)
  }
  return { passed, failures }
}

/** A vector is judged by the fields that it names. */
function differencesOf(vector: Vector, tables: Tables): VectorFailure[] {
  const { id, title } = vector
  let actual: Record<string, unknown>
  try {
    actual = told(decide(saleOf(vector), tables))
  } catch (fault) {
    if (fault instanceof Refusal && mustRefuse(vector)) return []
    return [{ id, title, field: 'decide', expected: vector.expected, actual: String(fault) }]
  }
  if (mustRefuse(vector)) return [{ id, title, field: 'decide', expected: vector.expected, actual }]
  return Object.entries(vector.expected).flatMap(([field, expected]) => {
    const [wanted, got] = [comparable(field, expected), comparable(field, only(expected, actual[field]))]
    return isDeepStrictEqual(wanted, got) ? [] : [{ id, title, field, expected: wanted, actual: got }]
  })
}

const mustRefuse = ({ expected }: Vector) =>
  !('lines' in expected) && Object.keys(expected).some((name) => /error|reject|refus/i.test(name))

/** A category that our tables do not know has no rate of its own anywhere: it counts as ordinary goods. */
function tablesFor(vectors: readonly Vector[]): Tables {
  const known = new Set(initialTaxRows.categories.map((row) => row.id))
  const others = new Set(vectors.flatMap(({ lines }) => (lines ?? []).map((line) => line.category)))
  const added = [...others].filter((id) => !known.has(id))
  return tablesOf({
    ...initialTaxRows,
    categories: [
      ...initialTaxRows.categories,
      ...added.map((id) => ({ id, kind: 'goods' as const, reverseChargedIn: null })),
    ],
  })
}

function saleOf(vector: Vector): Sale {
  const { seller, channel = {}, customer, fulfilment = {} } = vector
  const from = fulfilment.from ?? seller.country
  const isPickup = fulfilment.method === 'pickup'
  return {
    day: vector.date,
    seller: {
      country: seller.country,
      vatNumbers: (seller.vatNumbers ?? []).map((own) => ({
        country: own.country,
        isValid: own.status.toLowerCase() === 'valid',
      })),
      hasOss: seller.oss ?? false,
      isSmallBusiness: Boolean(seller.smallBusiness),
      onlyEstablishedIn: seller.onlyEstablishedIn ?? null,
      crossBorderThisYear: cents(seller.crossBorderB2C?.currentYear ?? '0'),
      crossBorderLastYear: cents(seller.crossBorderB2C?.previousYear ?? '0'),
    },
    channel: {
      pricesIncludeVat: channel.pricesIncludeVat ?? true,
      priceCountry: channel.priceCountry,
      crossBorderPricing: channel.crossBorderPricing === 'same_net' ? 'same-net' : 'same-gross',
      reverseCharge: channel.reverseChargeEnabled ?? true,
      usesLocalNumbers: channel.useLocalVatNumbers ?? true,
      whenUnverified: channel.viesOutagePolicy === 'accept_last_valid' ? 'accept-last-valid' : 'charge-vat',
      lastValidMaxDays: channel.viesMaxAgeDays ?? 30,
    },
    customer: {
      kind: customer.type === 'business' ? 'business' : 'consumer',
      vatNumber: numberOf(customer.vatNumber),
    },
    fulfilment: {
      method: isPickup ? 'pickup' : 'delivery',
      from,
      // Who collects in the shop need not have an address.
      to: customer.delivery ?? { country: isPickup ? from : '' },
      isTransportProven: fulfilment.transportProof,
    },
    lines: vector.lines.map(lineOf),
    orderDiscount: optional(vector.orderDiscount, cents),
    shipping: optional(vector.shipping, cents),
    prepaid: vector.payments?.map((payment) => cents(payment.amount)),
    cashStep: optional(vector.cashRounding, cents),
    microPoundsPerEuro: optional(vector.fx?.EURGBP, (rate) => decimal(String(rate), 6) ?? undefined),
    remainderOf: vector.creditsRemainder && vector.original ? invoicedOf(vector.original) : undefined,
  }
}

function lineOf({ id, category, unitPrice, qty, discountPercent, discount, margin }: VectorLine): SaleLine {
  const off = optional(discount, cents)
  const percent = optional(discountPercent, (text) => text)
  if (fits(unitPrice, 4) && fits(qty, 3) && fits(percent ?? 0, 2) && fits(margin?.purchasePrice ?? 0, 4))
    return {
      id,
      category,
      unitPrice: exact(unitPrice, 4),
      quantity: exact(qty, 3),
      discount:
        percent === undefined ? optional(off, (amount) => ({ amount })) : { percent: exact(percent, 2) },
      margin: margin ? { purchasePrice: exact(margin.purchasePrice, 4) } : undefined,
    }
  // Finer than our prices are kept: one piece at the amount of the line, which is what is rounded.
  const amount = product(unitPrice, qty)
  return {
    id,
    category,
    unitPrice: priceOfCents(amount),
    quantity: 1000,
    discount: optional(percent === undefined ? off : product(percent, decimalText(amount, 4)), (amount) => ({
      amount,
    })),
    margin: margin ? { purchasePrice: priceOfCents(product(margin.purchasePrice, qty)) } : undefined,
  }
}

/** Two figures of any precision, multiplied and rounded to the cent. */
function product(a: Figure, b: Figure): number {
  const [one, other] = [a, b].map((figure) => {
    const [whole = '', part = ''] = String(figure).trim().split('.')
    return { digits: BigInt(whole + part), scale: 10n ** BigInt(part.length) }
  })
  return Number(divide(one!.digits * other!.digits * 100n, one!.scale * other!.scale))
}

function numberOf(given: Vector['customer']['vatNumber']): Sale['customer']['vatNumber'] {
  if (!given) return undefined
  const told = given.status.toLowerCase()
  const status = told === 'valid' || told === 'invalid' ? told : 'unverified'
  return { number: given.number, status, lastValidDay: given.lastValidAt?.slice(0, 10) }
}

const invoicedOf = (original: NonNullable<Vector['original']>): Sale['remainderOf'] => ({
  vat: original.vat.map(groupOf),
  credited: (original.alreadyCredited ?? []).map((credit) => credit.vat.map(groupOf)),
})

const groupOf = (group: Group): VatGroup => ({
  category: group.category as VatGroup['category'],
  rate: exact(group.rate, 2),
  base: cents(group.base),
  vat: cents(group.vat),
})

/** The decision in the words of the vectors. */
function told(decision: Decision): Record<string, unknown> {
  const { totals } = decision
  return {
    lines: decision.lines.map((line) => ({
      id: line.id,
      treatment: shout(line.treatment),
      taxCountry: line.taxCountry,
      category: line.category,
      rate: percent(line.rate),
      net: money(line.net),
    })),
    shipping: decision.shipping.map(({ category, rate, net }) => ({
      category,
      rate: percent(rate),
      net: money(net),
    })),
    vat: decision.vat.map((group) => ({
      category: group.category,
      rate: percent(group.rate),
      base: money(group.base),
      vat: money(group.vat),
    })),
    totals: Object.fromEntries(Object.entries(totals).map(([name, amount]) => [name, money(amount)])),
    orderDiscountShares: decision.lines.map((line) => money(line.discountShare)),
    notes: decision.notes.map(shout),
    vatex: decision.vatex,
    warnings: decision.warnings.map(shout),
    sellerVatCountry: decision.sellerVatCountry,
    reporting: decision.reporting.map((entry) => entry.box),
    marginInternal: decision.marginInternal.map((margin) => ({
      id: margin.id,
      margin: money(margin.margin),
      vatInMargin: money(margin.vatInMargin),
      taxableMargin: money(margin.taxableMargin),
    })),
  }
}

/** Compared on what the vector tells: prepaid and rounding are optional there. */
function only(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const [first] = expected as unknown[]
    return actual.map((one: unknown) => only(first, one))
  }
  if (!isObject(expected) || !isObject(actual)) return actual
  return Object.fromEntries(Object.keys(expected).map((name) => [name, actual[name]]))
}

/** Order means nothing in lists of codes and of groups; a part of shipping of nothing is no part. */
function comparable(field: string, value: unknown): unknown {
  if (!Array.isArray(value) || field === 'lines' || field === 'orderDiscountShares') return value
  const parts = field === 'shipping' ? value.filter((part) => isObject(part) && part.net !== '0.00') : value
  return parts.map((part) => JSON.stringify(part)).toSorted()
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shout = (word: string) => word.toUpperCase().replaceAll('-', '_')
const money = (amount: number) => decimalText(amount, 2)
const percent = (rate: number) => decimalText(rate, 2).replace(/\.?0+$/, '')
const cents = (figure: Figure) => exact(figure, 2)

function optional<F, T>(given: F | null | undefined, read: (given: F) => T): T | undefined {
  return given === undefined || given === null ? undefined : read(given)
}

/** Text with more decimals than we keep is an error here, never rounded in silence. */
function exact(figure: Figure, decimals: number): number {
  const value = decimal(String(figure), decimals)
  if (value === null || !fits(figure, decimals))
    throw new Error(`"${figure}" does not fit in ${decimals} decimals`)
  return value
}

function fits(figure: Figure, decimals: number): boolean {
  const kept = decimal(String(figure), decimals)
  return kept !== null && decimal(decimalText(kept, decimals), 8) === decimal(String(figure), 8)
}

function main(file: string): void {
  const { passed, failures } = runVectors(file)
  for (const { id, title, field, expected, actual } of failures)
    console.log(
      `${id} ${field}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)} (${title})`,
    )
  const failed = new Set(failures.map((failure) => failure.id)).size
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}

if (import.meta.main) main(process.argv[2] ?? '../shared/reference/vat/vectors-open.json')
