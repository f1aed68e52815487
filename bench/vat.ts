/** How many VAT decisions one core makes in a second. */
import { decide } from '../src/modules/tax/rules.ts'
import { initialTaxRows, tablesOf } from '../src/modules/tax/tables.ts'
import { measure, rounded } from './measure.ts'

type Note = (row: string, what: string, raw: string, ours: string, ratio: string, goal: string) => void

export async function vatRow(note: Note): Promise<void> {
  const tables = tablesOf(initialTaxRows)
  const once = () => measure(60_000, 1, async (n) => decide(saleOf(n), tables))
  // The first round is compiled while it runs; a program that is up has that behind it.
  await once()
  const decided = await once()
  note(
    '–',
    'VAT decisions, three lines with discount and shipping',
    '',
    `${rounded(1000 / decided.cpuMs)}/s of one core`,
    '',
    '',
  )
}

const saleOf = (n: number): Parameters<typeof decide>[0] => ({
  day: '2026-11-02',
  seller: {
    country: 'NL',
    vatNumbers: [{ country: 'NL', isValid: true }],
    hasOss: true,
    isSmallBusiness: false,
    onlyEstablishedIn: 'NL',
    crossBorderThisYear: 0,
    crossBorderLastYear: 0,
  },
  channel: {
    pricesIncludeVat: true,
    crossBorderPricing: 'same-gross',
    reverseCharge: true,
    usesLocalNumbers: true,
    whenUnverified: 'charge-vat',
    lastValidMaxDays: 30,
  },
  customer: { kind: 'consumer' },
  fulfilment: { method: 'delivery', from: 'NL', to: { country: 'DE', postcode: '50667' } },
  lines: [
    { id: '1', category: 'standard', unitPrice: 199_900, quantity: 3000 },
    { id: '2', category: 'book', unitPrice: 245_000, quantity: 1000 },
    { id: '3', category: 'food', unitPrice: 33_400, quantity: 2000 },
  ],
  orderDiscount: 500,
  shipping: 400 + (n % 100),
})
