/** Decimal text from a stranger's invoice as a whole number of 10⁻¹⁰, so that sums and products stay exact. */
import { divide } from '../../../base/money.ts'

const decimals = 10
export const one = 10n ** BigInt(decimals)

/** Null when the text is no decimal number of a size that an invoice has. */
export function exact(text: string | null | undefined): bigint | null {
  const found = /^([+-]?)(\d{0,18})(?:\.(\d{0,20}))?$/.exec((text ?? '').trim())
  if (!found || (!found[2] && !found[3])) return null
  const digits = (found[3] ?? '').padEnd(decimals, '0').slice(0, decimals)
  const value = BigInt(`${found[2] ?? ''}${digits}`)
  return found[1] === '-' ? -value : value
}

/** How many digits stand behind the decimal point. */
export const decimalsOf = (text: string): number => /\.(\d*)$/.exec(text.trim())?.[1]?.length ?? 0

export const times = (a: bigint, b: bigint): bigint => divide(a * b, one)
export const over = (a: bigint, b: bigint): bigint => divide(a * one, b)
/** Rounded to two decimals, half away from zero. */
export const toCents = (value: bigint): bigint => divide(value, one / 100n) * (one / 100n)
export const size = (value: bigint): bigint => (value < 0n ? -value : value)
export const total = (values: readonly (bigint | null)[]): bigint =>
  values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n)
/** A whole number of hundredths as exact number: `cents(2)` is 0.02. */
export const cents = (count: number): bigint => (BigInt(count) * one) / 100n
