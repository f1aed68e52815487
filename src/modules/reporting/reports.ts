/** The declarations and lists that stand on issued documents: their boxes, their words and how they are rounded. Pure. */
import { addDays, type Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import { words, type Words } from '../../base/words.ts'

/** What a box gets of a set of documents; `rate` tells OSS figures of one state apart. */
export type BoxFigure = {
  readonly box: string
  readonly rate: number
  readonly base: Cents
  readonly vat: Cents
  readonly documents: number
}

/** The Dutch return; a box that no sales document fills is kept elsewhere and stands empty here. */
export const vatBoxes = {
  '1a': words('Leveringen/diensten belast met hoog tarief', 'Supplies taxed at the standard rate'),
  '1b': words('Leveringen/diensten belast met laag tarief', 'Supplies taxed at the reduced rate'),
  '1c': words('Leveringen/diensten belast met overige tarieven', 'Supplies taxed at other rates'),
  '1d': words('Privégebruik', 'Private use'),
  '1e': words(
    'Leveringen/diensten belast met 0% of niet bij u belast',
    'Supplies at 0% or not taxed with you',
  ),
  '2a': words('Naar u verlegde btw', 'VAT reverse charged to you'),
  '3a': words('Leveringen naar landen buiten de EU', 'Supplies to countries outside the EU'),
  '3b': words(
    'Leveringen naar of diensten in landen binnen de EU',
    'Supplies and services to countries in the EU',
  ),
  '3c': words('Installatie/afstandsverkopen binnen de EU', 'Installation and distance sales in the EU'),
  '4a': words('Leveringen/diensten uit landen buiten de EU', 'Supplies from countries outside the EU'),
  '4b': words('Leveringen/diensten uit landen binnen de EU', 'Supplies from countries in the EU'),
  '5a': words('Verschuldigde btw', 'VAT due'),
  '5b': words('Voorbelasting', 'Input VAT'),
  '5c': words('Subtotaal', 'Subtotal'),
  '5d': words(
    'Vermindering volgens de kleineondernemersregeling',
    'Reduction under the small business scheme',
  ),
  '5e': words('Schatting vorige aangifte(n)', 'Estimate of earlier returns'),
  '5f': words('Schatting deze aangifte', 'Estimate of this return'),
  '5g': words('Totaal', 'Total'),
} satisfies Record<string, Words>
export type VatBox = keyof typeof vatBoxes

const sold = ['1a', '1b', '1c', '1e', '3a', '3b', '3c'] as const
/** Boxes with documents behind them. */
export const soldBoxes: readonly string[] = sold

export type VatLine = {
  readonly box: VatBox
  readonly base: Cents | null
  readonly vat: Cents | null
  readonly euros: { readonly base: number | null; readonly vat: number | null }
  readonly documents: number
}

/** The whole form. Purchases are not kept here: their boxes are empty, and 5a is what the sales make due. */
export function vatReturnOf(figures: readonly BoxFigure[]): VatLine[] {
  const due = figures
    .filter(({ box }) => ['NL:1a', 'NL:1b', 'NL:1c'].includes(box))
    .reduce((total, { vat }) => total + vat, 0)
  return (Object.keys(vatBoxes) as VatBox[]).map((box) => {
    const own = figures.filter((one) => one.box === `NL:${box}`)
    const isSold = soldBoxes.includes(box)
    const base = isSold ? own.reduce((total, one) => total + one.base, 0) : null
    const vat = ['1a', '1b', '1c'].includes(box)
      ? own.reduce((total, one) => total + one.vat, 0)
      : box === '5a'
        ? due
        : null
    // Whole euros, and what is due in the taxpayer's favour, as the form allows.
    return {
      box,
      base,
      vat,
      euros: { base: inEuros(base), vat: inEuros(vat) },
      documents: own.reduce((total, one) => total + one.documents, 0),
    }
  })
}

const inEuros = (amount: Cents | null): number | null => (amount === null ? null : Math.floor(amount / 100))

export type OssLine = {
  readonly country: string
  readonly rate: number
  readonly base: Cents
  readonly vat: Cents
  readonly documents: number
}

export const ossOf = (figures: readonly BoxFigure[]): OssLine[] =>
  figures
    .filter(({ box }) => box.startsWith('OSS:'))
    .map(({ box, rate, base, vat, documents }) => ({ country: box.slice(4), rate, base, vat, documents }))
    .sort((a, b) => (a.country === b.country ? b.rate - a.rate : a.country < b.country ? -1 : 1))

/** How late an open amount is. */
export const agePeriods = {
  'not-due': words('Nog niet vervallen', 'Not due yet'),
  '1-30': words('1–30 dagen', '1–30 days'),
  '31-60': words('31–60 dagen', '31–60 days'),
  '61-90': words('61–90 dagen', '61–90 days'),
  'over-90': words('Meer dan 90 dagen', 'More than 90 days'),
} satisfies Record<string, Words>

/** The first and last day of a quarter. */
export function quarterOf(year: number, quarter: number): { from: Day; to: Day } {
  const start = (n: number) =>
    n > 4 ? `${year + 1}-01-01` : `${year}-${String(n * 3 - 2).padStart(2, '0')}-01`
  return { from: start(quarter), to: addDays(start(quarter + 1), -1) }
}
