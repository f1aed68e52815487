/** What the lines of an order come to: always what is left of them, whoever cancelled the rest. Pure. */
import { divide, type Cents, type Milli } from '../../base/money.ts'
import type { ShopLine, ShopOrder } from '../../contracts/shop.ts'
import type { Order, OrderLine } from './schema.ts'

export type Amounts = { readonly net: Cents; readonly vat: Cents; readonly gross: Cents }

/** The amounts of some pieces of a line that came to `whole` for `of` pieces. */
export function amountsOfLeft(whole: Amounts, left: Milli, of: Milli): Amounts {
  if (left >= of) return { net: whole.net, vat: whole.vat, gross: whole.gross }
  const part = (amount: Cents) => Number(divide(BigInt(amount) * BigInt(left), BigInt(of)))
  const [net, gross] = [part(whole.net), part(whole.gross)]
  return { net, gross, vat: gross - net }
}

export const less = (a: Amounts, b: Amounts): Amounts => ({
  net: a.net - b.net,
  vat: a.vat - b.vat,
  gross: a.gross - b.gross,
})

/** A webshop's order with the amounts of what is left, whichever of the two it tells; a cancelled one as it was. */
export function asLeft(shop: ShopOrder): ShopOrder {
  if (shop.amountsOf === 'left' || shop.state === 'cancelled') return shop
  let { total } = shop
  const lines = shop.lines.map((line) => {
    if (line.cancelledQuantity === 0) return line
    const left = amountsOfLeft(line, leftOf(line), line.quantity)
    total = less(total, less(line, left))
    return { ...line, ...left }
  })
  return { ...shop, amountsOf: 'left', lines, total }
}

const leftOf = (line: Pick<ShopLine, 'quantity' | 'cancelledQuantity'>): Milli =>
  line.quantity - line.cancelledQuantity

/** What becomes of an order of ours when it follows its webshop. */
export type Followed = {
  readonly lines: ReadonlyMap<string, { readonly left: Milli; readonly their: ShopLine | null } & Amounts>
  /** Lines that we do not have yet. */
  readonly added: readonly ShopLine[]
  readonly total: Amounts
  /** Other goods or other amounts than we have now; payments, notes and states do not count. */
  readonly isOther: boolean
}

/**
 * Ours beside theirs, theirs already brought to what is left:
 * - fewer there are fewer here
 * - more there than was ever ordered here are more here
 * - anything else stays as it is: what we cancelled ourselves stays cancelled, and the total leaves it out
 * - a line that the webshop never knew is ours alone
 */
export function followed(
  order: Pick<Order, 'totalNet' | 'totalVat' | 'total'>,
  lines: readonly OrderLine[],
  shop: ShopOrder,
): Followed {
  const theirs = new Map(shop.lines.map((line) => [line.externalId, line]))
  const found = new Map<string, { left: Milli; their: ShopLine | null } & Amounts>()
  let total: Amounts = shop.total
  for (const line of lines) {
    if (line.externalId === null) {
      total = less(total, less({ net: 0, vat: 0, gross: 0 }, line))
      continue
    }
    const their = theirs.get(line.externalId) ?? null
    const asked = their ? leftOf(their) : 0
    const have = line.ordered - line.cancelled
    const left = asked > line.ordered ? asked - line.cancelled : Math.min(asked, have)
    const amounts = their ? amountsOfLeft(their, left, asked) : { net: 0, vat: 0, gross: 0 }
    if (their) total = less(total, less(their, amounts))
    found.set(line.id, { left, their, ...amounts })
  }
  const known = new Set(lines.map((line) => line.externalId))
  const added = shop.lines.filter((line) => !known.has(line.externalId) && leftOf(line) > 0)
  const isOtherLine = lines.some(
    (line) => (found.get(line.id)?.left ?? line.ordered - line.cancelled) !== line.ordered - line.cancelled,
  )
  const isOtherTotal =
    total.net !== order.totalNet || total.vat !== order.totalVat || total.gross !== order.total
  return { lines: found, added, total, isOther: added.length > 0 || isOtherLine || isOtherTotal }
}
