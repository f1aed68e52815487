/** The unit price that a line's net amount implies, and the texts of numbers as e-invoices want them. */
import { decimalText, divide, type Cents, type Milli, type Rate } from '../../../base/money.ts'
import type { Line } from './document.ts'

export type UnitPrice = {
  /** Decimal text with two to eight decimals. */
  readonly amount: string
  /** How many units the price is for, when it is not one. */
  readonly per: string | null
}

const priceDecimals = 8
/** Half of what PEPPOL-EN16931-R120 allows between line net and quantity × price. */
const slack = 1_000_000n

/**
 * Quantity × price must give back the line's net, so the price is computed from the net and not the other way around.
 * Where eight decimals are too few (a very large quantity), the price is stated for the whole quantity.
 */
export function unitPrice(line: Pick<Line, 'net' | 'discount' | 'quantity'>): UnitPrice {
  const amount = line.net + (line.discount?.amount ?? 0)
  if (line.quantity === 0) return { amount: '0.00', per: null }
  const price = divide(BigInt(amount) * 1_000_000_000n, BigInt(line.quantity))
  const back = divide(price * BigInt(line.quantity), 1000n) - BigInt(amount) * 1_000_000n
  if (back > slack || back < -slack) {
    const isTurned = line.quantity < 0
    return { amount: amountText(isTurned ? -amount : amount), per: quantityText(Math.abs(line.quantity)) }
  }
  return { amount: shortened(bigText(price, priceDecimals), 2), per: null }
}

export const amountText = (amount: Cents): string => decimalText(amount || 0, 2)
export const quantityText = (quantity: Milli): string => shortened(decimalText(quantity, 3), 0)
export const rateText = (rate: Rate): string => shortened(decimalText(rate, 2), 0)

function bigText(value: bigint, decimals: number): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Takes off zeros behind the decimal point, down to `least` decimals. */
function shortened(text: string, least: number): string {
  const point = text.indexOf('.')
  if (point < 0) return text
  let end = text.length
  while (end > point + 1 + least && text[end - 1] === '0') end--
  return text.slice(0, end === point + 1 ? point : end)
}
