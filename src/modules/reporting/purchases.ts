/** The VAT of a purchase: what it makes due, what may be deducted, and what an e-invoice proposes. Pure. */
import { isDay, type Day } from '../../base/day.ts'
import { decimal, decimalText, divide, percentOf, type Cents, type Rate } from '../../base/money.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import type { ReadInvoice } from '../invoicing/e-invoice/incoming.ts'
import type { VatNumber } from '../tax/schema/records.ts'
import type { Area } from '../tax/tables.ts'
import type { PurchaseUse } from './schema/grids.ts'
import type { PurchaseEntry, purchaseReasons, PurchaseTreatment } from './schema/purchases.ts'

export type GivenLine = {
  readonly treatment: PurchaseTreatment
  readonly rate: Rate
  readonly base: Cents
  /** Asked where the supplier charged it; computed where it is reversed. */
  readonly vat?: Cents | undefined
  /** All of the VAT when left out. */
  readonly deductible?: Cents | undefined
  readonly use?: PurchaseUse | undefined
}

/** Suppliers round per line or per invoice; more than this is a wrong amount or rate. */
const slack = 100

/** A line as the return counts it, still in the currency of the invoice. */
export function entryOf(line: GivenLine, at: number): PurchaseEntry {
  const { treatment, rate, base, use } = line
  const expected = treatment === 'no-vat' ? 0 : percentOf(base, rate)
  const vat = treatment === 'charged' ? (line.vat ?? expected) : expected
  if (Math.abs(vat - expected) > slack)
    refuseField(`lines.${at}.vat`, 'purchase-invoice.vat-wrong', {
      base: decimalText(base, 2),
      rate: `${decimalText(rate, 2)} %`,
      expected: decimalText(expected, 2),
    })
  const deductible = line.deductible ?? vat
  if (Math.abs(deductible) > Math.abs(vat) || deductible * vat < 0)
    refuseField(`lines.${at}.deductible`, 'purchase-invoice.deducts-too-much')
  return { treatment, rate, base, vat, deductible, ...(use ? { use } : {}) }
}

/** What is known of a supplier that decides who accounts for the VAT of a purchase. */
export type SupplierPlace = {
  /** The country of its VAT number, else of its address. */
  readonly country: string
  readonly area: Area
  readonly number: 'none' | VatNumber['state']
}

export type ExpectedPurchase = {
  readonly treatment: PurchaseTreatment
  readonly why: keyof typeof purchaseReasons
  /** Others that are in order too, and need no second look. */
  readonly accepts: readonly PurchaseTreatment[]
}

/** What an invoice of a supplier should say (S2-17); art. 20 and 44: acquisitions and services of other states are ours to declare. */
export function expectedOf({ country, area, number }: SupplierPlace, home: string): ExpectedPurchase {
  if (country === home)
    return { treatment: 'charged', why: 'home', accepts: ['charged', 'reverse-charged', 'no-vat'] }
  if (area === 'outside')
    return { treatment: 'from-outside', why: 'outside', accepts: ['from-outside', 'no-vat'] }
  if (number === 'none' || number === 'invalid')
    return { treatment: 'no-vat', why: number === 'none' ? 'eu-none' : 'eu-invalid', accepts: ['no-vat'] }
  return { treatment: 'from-eu', why: number === 'valid' ? 'eu-valid' : 'eu-unchecked', accepts: ['from-eu'] }
}

/** In our own currency, at so much of the invoice's currency per euro. */
export function inOwn(entry: PurchaseEntry, rate: string): PurchaseEntry {
  const per = decimal(rate, 6)!
  const own = (amount: Cents) => Number(divide(BigInt(amount) * 1_000_000n, BigInt(per)))
  return { ...entry, base: own(entry.base), vat: own(entry.vat), deductible: own(entry.deductible) }
}

/** What takes a purchase back. */
export const turned = (entries: readonly PurchaseEntry[]): PurchaseEntry[] =>
  entries.map((entry) => ({
    ...entry,
    base: -entry.base,
    vat: -entry.vat,
    deductible: -entry.deductible,
  }))

export type Proposal = {
  readonly supplier: string
  readonly supplierCountry: string
  readonly supplierVatNumber: string | null
  readonly number: string
  readonly day: Day
  readonly currency: string
  readonly lines: readonly GivenLine[]
}

/** What an e-invoice says, as the form begins with it; a person looks before it is booked. */
export function proposalOf(read: ReadInvoice, home: string): Proposal {
  const lacks = (part: string): never => refuse('purchase-invoice.unreadable', { part })
  const { seller } = read
  const vatNumber = seller?.taxNumbers.find(({ scheme }) => scheme === 'VAT')?.text ?? null
  const country = seller?.address?.country ?? vatNumber?.slice(0, 2) ?? home
  const day = read.taxPointDay ?? read.issueDay ?? ''
  const sign = read.kind === 'credit-note' ? -1 : 1
  const amount = (text: string | undefined) => (text === undefined ? null : decimal(text, 2))
  const lines = read.taxTotals.flatMap(({ subtotals }) =>
    subtotals.flatMap(({ base, vat, tax }): GivenLine[] => {
      const net = amount(base?.text)
      const charged = amount(vat?.text)
      if (net === null) return []
      const treatment = treatmentOf(tax?.category ?? 'S', country, home)
      // The VAT of another state is not deducted at home (Directive, art. 171): it is part of what the purchase costs.
      if (treatment === 'charged' && (vatNumber?.slice(0, 2) ?? country) !== home)
        return [{ treatment: 'no-vat', rate: 0, base: sign * (net + (charged ?? 0)) }]
      const rate =
        treatment === 'charged' ? (decimal(tax?.percent ?? '0', 2) ?? 0) : treatment === 'no-vat' ? 0 : 2100
      return [
        {
          treatment,
          rate,
          base: sign * net,
          ...(treatment === 'charged' ? { vat: sign * (charged ?? 0) } : {}),
        },
      ]
    }),
  )
  if (lines.length === 0) lacks('TaxSubtotal')
  return {
    supplier: seller?.tradeName ?? seller?.name ?? lacks('Seller'),
    supplierCountry: country,
    supplierVatNumber: vatNumber,
    number: read.number ?? lacks('ID'),
    day: isDay(day) ? day : lacks('IssueDate'),
    currency: read.currency ?? 'EUR',
    lines,
  }
}

/** Art. 194 to 199a: whoever the category leaves untaxed for the buyer to account for. */
function treatmentOf(category: string, country: string, home: string): PurchaseTreatment {
  if (category === 'S') return 'charged'
  if (category === 'K') return 'from-eu'
  if (category === 'AE') return country === home ? 'reverse-charged' : 'from-eu'
  if (category === 'G') return 'from-outside'
  return 'no-vat'
}
