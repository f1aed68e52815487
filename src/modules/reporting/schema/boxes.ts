/** The words of the Dutch return's boxes and of how late an open amount is, for the server and the screens. */
import type { Cents } from '../../../base/money.ts'
import { words, type Words } from '../../../base/words.ts'
import { belgianGrids, type BelgianGrid } from './grids.ts'

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

/** Boxes of the Dutch form and grids of the Belgian one have no name in common. */
export const wordsOfBox = (box: VatBox | BelgianGrid): Words =>
  box in vatBoxes ? vatBoxes[box as VatBox] : belgianGrids[box as BelgianGrid]

/** How late an open amount is. */
export const agePeriods = {
  'not-due': words('Nog niet vervallen', 'Not due yet'),
  '1-30': words('1–30 dagen', '1–30 days'),
  '31-60': words('31–60 dagen', '31–60 days'),
  '61-90': words('61–90 dagen', '61–90 days'),
  'over-90': words('Meer dan 90 dagen', 'More than 90 days'),
} satisfies Record<string, Words>

/** What a box gets of a set of documents; `rate` tells OSS figures of one state apart. */
export type BoxFigure = {
  readonly box: string
  readonly rate: number
  readonly base: Cents
  readonly vat: Cents
  readonly documents: number
}
