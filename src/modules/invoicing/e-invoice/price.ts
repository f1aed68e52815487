/** The unit price that a line's net amount implies, and the texts of numbers as e-invoices want them. */
import { decimalText, divide, type Cents, type Milli, type Rate } from '../../../base/money.ts'
import type { Line } from './document.ts'

export type UnitPrice = {
  /** Decimal text with two to eight decimals, never negative. */
  readonly amount: string
  readonly quantity: string
  /** How many units the price is for, when it is not one. */
  readonly per: string | null
}

const priceDecimals = 8
/** Half of what PEPPOL-EN16931-R120 allows between line net and quantity × price. */
const slack = 1_000_000n

/**
 * Quantity × price must give back the line's net, so the price is computed from the net and not the other way around.
 * - A price is never negative (BR-27): one piece of -5.00 is written as minus one piece of 5.00.
 * - Where eight decimals are too few (a very large quantity), the price is stated for the whole quantity.
 */
export function unitPrice(line: Pick<Line, 'net' | 'discount' | 'quantity'>): UnitPrice {
  const signed = line.net + (line.discount?.amount ?? 0)
  const count = Math.abs(line.quantity)
  const amount = Math.abs(signed)
  const quantity = quantityText(signed === 0 ? line.quantity : signed < 0 ? -count : count)
  if (count === 0) return { amount: '0.00', quantity, per: null }
  const price = divide(BigInt(amount) * 1_000_000_000n, BigInt(count))
  const off = divide(price * BigInt(count), 1000n) - BigInt(amount) * 1_000_000n
  if (off > slack || off < -slack) return { amount: amountText(amount), quantity, per: quantityText(count) }
  return { amount: priceText(price), quantity, per: null }
}

export const amountText = (amount: Cents): string => decimalText(amount || 0, 2)
const quantityText = (quantity: Milli): string => shortened(decimalText(quantity || 0, 3), 0)
export const rateText = (rate: Rate): string => shortened(decimalText(rate, 2), 0)

function priceText(price: bigint): string {
  const digits = String(price).padStart(priceDecimals + 1, '0')
  return shortened(`${digits.slice(0, -priceDecimals)}.${digits.slice(-priceDecimals)}`, 2)
}

/** Takes off zeros behind the decimal point, down to `least` decimals. */
function shortened(text: string, least: number): string {
  const point = text.indexOf('.')
  if (point < 0) return text
  let end = text.length
  while (end > point + 1 + least && text[end - 1] === '0') end--
  return text.slice(0, end === point + 1 ? point : end)
}
