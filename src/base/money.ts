/** Amounts, unit prices, quantities and rates as whole numbers, with the only multiplication, division and rounding. */

/** A whole number of cents of the document's currency. */
export type Cents = number & { readonly unit?: 'cents' }
/** A unit price in ten-thousandths of the currency: € 1.25 is 12500. */
export type Price = number & { readonly unit?: 'price' }
/** A quantity in thousandths: 2 pieces is 2000. */
export type Milli = number & { readonly unit?: 'milli' }
/** A rate in basis points: 21 % is 2100. */
export type Rate = number & { readonly unit?: 'rate' }

export const priceOfCents = (cents: Cents): Price => cents * 100
export const piecesOf = (count: number): Milli => count * 1000

/** Whole-number division, rounded half away from zero, so that a credit note mirrors its invoice. */
export function divide(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new Error('division by zero')
  const negative = dividend < 0n !== divisor < 0n
  const n = dividend < 0n ? -dividend : dividend
  const d = divisor < 0n ? -divisor : divisor
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

/** `price × quantity`, to the cent. */
export function lineAmount(price: Price, quantity: Milli): Cents {
  return proportion(price, quantity, 100_000)
}

/** `amount × rate / 100 %`, to the cent. */
export function percentOf(amount: Cents, rate: Rate): Cents {
  return proportion(amount, rate, 10_000)
}

/** The VAT inside a gross amount: gross × r / (100 + r), to the cent. */
export function vatInside(gross: Cents, rate: Rate): Cents {
  return proportion(gross, rate, 10_000 + rate)
}

/**
 * Shares an amount over weights by the largest remainder: the parts add up to the amount exactly.
 * Left-over cents go to the largest remainders, ties to the earlier part. Weights are not negative;
 * when all are zero, everything goes to the first part.
 */
export function share(amount: Cents, weights: readonly number[]): Cents[] {
  if (weights.length === 0) {
    if (amount !== 0) throw new Error('an amount needs at least one part to go to')
    return []
  }
  const total = sum(weights)
  if (!Number.isSafeInteger(total)) throw new Error(tooLarge)
  if (total === 0) return weights.map((_, i) => (i === 0 ? amount : 0))
  const size = Math.abs(amount)
  const parts = weights.map((weight) => partOf(size, weight, total))
  for (let left = size - sum(parts.map((one) => one.part)); left > 0; left--) {
    const largest = parts.reduce((most, one) => (one.rest > most.rest ? one : most))
    largest.part++
    largest.rest = -1
  }
  return parts.map(({ part }) => (amount < 0 ? -part || 0 : part))
}

export const sum = (amounts: Iterable<number>): number => {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}

/**
 * Reads decimal text as a whole number of 10^-decimals, without ever passing a float: `decimal('12.345', 2)` is 1235.
 * Accepts a sign and an exponent as other systems' JSON has; anything else gives null.
 */
export function decimal(text: string, decimals: number): number | null {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim())
  if (!found || (!found[2] && !found[3])) return null
  const digits = (found[2] ?? '') + (found[3] ?? '')
  const shift = decimals - (found[3] ?? '').length + Number(found[4] ?? 0)
  const unscaled = BigInt(digits)
  const scaled = shift >= 0 ? unscaled * 10n ** BigInt(shift) : divide(unscaled, 10n ** BigInt(-shift))
  if (scaled > BigInt(Number.MAX_SAFE_INTEGER)) return null
  return found[1] === '-' ? -Number(scaled) || 0 : Number(scaled)
}

/** Decimal text of a whole number of 10^-decimals: `decimalText(1235, 2)` is '12.35'. */
export function decimalText(value: number, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return value < 0 ? `-${text}` : text
}

/** What people type, `1.234,50`, `1234.5` or `€ 12`, as cents; null when it is not an amount. */
export function typedAmount(text: string): Cents | null {
  const bare = text.replace(/[€\s\u00a0]/g, '')
  const comma = bare.lastIndexOf(',')
  const point = bare.lastIndexOf('.')
  const mark = Math.max(comma, point)
  const isThousands = mark >= 0 && bare.length - mark === 4 && (comma < 0 || point < 0)
  const whole = mark < 0 || isThousands ? bare : bare.slice(0, mark)
  const rest = mark < 0 || isThousands ? '' : bare.slice(mark + 1)
  if (!/^-?[\d.,]+$/.test(whole) || !/^\d{0,2}$/.test(rest)) return null
  return decimal(`${whole.replace(/[.,]/g, '')}.${rest || '0'}`, 2)
}

/** `a × b / divisor`, rounded as `divide` does; with big numbers only where the product would lose a digit. */
function proportion(a: number, b: number, divisor: number): number {
  const doubled = 2 * Math.abs(a * b) + divisor
  if (!Number.isSafeInteger(doubled)) return whole(divide(BigInt(a) * BigInt(b), BigInt(divisor)))
  const rounded = (doubled - (doubled % (2 * divisor))) / (2 * divisor)
  return a * b < 0 ? -rounded || 0 : rounded
}

/** The whole cents of a share, and what remains of it in parts of `total`. */
function partOf(size: Cents, weight: number, total: number): { part: Cents; rest: number } {
  const product = size * weight
  if (!Number.isSafeInteger(product)) {
    const [exact, all] = [BigInt(size) * BigInt(weight), BigInt(total)]
    return { part: whole(exact / all), rest: whole(exact % all) }
  }
  const rest = product % total
  return { part: (product - rest) / total, rest }
}

function whole(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error(tooLarge)
  return number
}

const tooLarge = 'an amount is larger than we can hold'
