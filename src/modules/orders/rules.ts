/** What follows from the facts of an order: its states, flags and what may be done. Pure. */
import { divide, lineAmount, percentOf, type Cents, type Milli, type Price } from '../../base/money.ts'
import { say, type Lang } from '../../base/words.ts'
import { holdKinds, type Order, type OrderLine, type OrderView } from './schema.ts'

type LineFacts = Pick<
  OrderLine,
  | 'kind'
  | 'ordered'
  | 'cancelled'
  | 'reserved'
  | 'picked'
  | 'shipped'
  | 'returned'
  | 'onOrder'
  | 'expectedDay'
> & { readonly credited?: Milli }
type OrderFacts = Pick<Order, 'delivery' | 'plannedDay' | 'total' | 'paid' | 'invoicing' | 'phase'> & {
  isOnAccount?: boolean
  readyAt?: boolean
  refunded?: Cents
  holds?: readonly string[]
}

/** What of a line must still leave the house; never stored (C-27). */
export const openQuantity = (line: Pick<LineFacts, 'ordered' | 'cancelled' | 'shipped'>): Milli =>
  line.ordered - line.cancelled - line.shipped

/** What of a line is neither reserved nor picked. */
export const shortQuantity = (line: LineFacts): Milli =>
  line.kind === 'goods' ? openQuantity(line) - line.reserved - line.picked : 0

/** The supply state of a line, as table D.2 of the states has it. */
export function lineSupply(
  line: LineFacts,
  order: { delivery: string; plannedDay: string | null },
  today: string,
): OrderLine['supply'] {
  if (line.ordered === line.cancelled) return 'cancelled'
  if (openQuantity(line) === 0)
    return line.shipped > 0 && line.returned === line.shipped
      ? 'returned'
      : order.delivery === 'pickup'
        ? 'collected'
        : 'shipped'
  if (shortQuantity(line) > 0) {
    if (line.onOrder === 0) return 'to_order'
    return line.expectedDay !== null && line.expectedDay < today ? 'overdue' : 'on_order'
  }
  if (line.picked > 0 && line.picked === openQuantity(line)) return 'ready'
  return order.plannedDay ? 'planned' : 'available'
}

/** From the least to the most advanced: an order is as far as its slowest line. */
const pace: readonly OrderLine['supply'][] = [
  'to_order',
  'overdue',
  'on_order',
  'available',
  'planned',
  'ready',
  'shipped',
  'collected',
  'returned',
]

export function orderSupply(lines: readonly Pick<OrderLine, 'supply'>[]): Order['supply'] {
  const live = lines.filter((line) => line.supply !== 'cancelled')
  return pace.find((state) => live.some((line) => line.supply === state)) ?? 'cancelled'
}

/** How far the money is: derived from all payments, never from the last one (C-12). */
export function paymentState(
  order: Pick<OrderFacts, 'total' | 'paid' | 'isOnAccount' | 'refunded'>,
): Order['payment'] {
  if (order.refunded && order.paid <= 0) return 'refunded'
  if (order.paid > order.total) return 'overpaid'
  if (order.paid === order.total) return 'paid'
  if (order.paid > 0) return 'partly_paid'
  return order.isOnAccount ? 'on_account' : 'unpaid'
}

/**
 * The phase: cancelled when nothing is left of it; else open until nobody has to do anything for it any more:
 * - every line has left the house or was cancelled
 * - the money is in, or goes on account
 * - it is invoiced, and what came back is credited
 * - the webshop says the same
 */
export function orderPhase(lines: readonly LineFacts[], order: OrderFacts): Order['phase'] {
  if (order.phase === 'draft') return 'draft'
  if (lines.every((line) => line.ordered === line.cancelled)) return 'cancelled'
  const isOut = lines.every((line) => line.kind !== 'goods' || openQuantity(line) === 0)
  const isSettled = order.paid >= order.total || order.isOnAccount === true
  const isToCredit = lines.some((line) => line.returned > (line.credited ?? 0))
  const isInDoubt = order.holds?.includes('sync') ?? false
  return isOut && isSettled && order.invoicing === 'whole' && !isToCredit && !isInDoubt ? 'closed' : 'open'
}

export type Derived = Pick<
  Order,
  'phase' | 'payment' | 'supply' | 'due' | 'anyOnOrder' | 'allAvailable' | 'anyOverdue' | 'readyNotCollected'
>

/** Everything that an order keeps of itself for its lists, from its lines and its money. */
export function derive(
  lines: readonly (LineFacts & Pick<OrderLine, 'supply'>)[],
  order: OrderFacts,
): Derived {
  const phase = orderPhase(lines, order)
  const waiting = lines.filter((line) => line.kind === 'goods' && openQuantity(line) > 0)
  const supply = orderSupply(
    lines.some((l) => l.kind === 'goods') ? lines.filter((l) => l.kind === 'goods') : lines,
  )
  return {
    phase,
    payment: paymentState(order),
    supply,
    due: phase === 'cancelled' ? 0 : Math.max(0, order.total - order.paid),
    anyOnOrder: waiting.some((line) => line.supply === 'on_order' || line.supply === 'overdue'),
    anyOverdue: waiting.some((line) => line.supply === 'overdue'),
    allAvailable: waiting.length > 0 && waiting.every((line) => shortQuantity(line) === 0),
    readyNotCollected:
      order.delivery === 'pickup' && waiting.length > 0 && waiting.every((line) => line.supply === 'ready'),
  }
}

/** What the buttons ask before the server is asked; null is yes, a refusal's code is why not. */
export const can = {
  cancel: (order: Pick<Order, 'phase'>): string | null =>
    order.phase === 'open' || order.phase === 'draft' ? null : 'order.not-open',
  plan: (order: Pick<Order, 'phase' | 'holds'>): string | null =>
    order.phase !== 'open' ? 'order.not-open' : order.holds.length > 0 ? 'order.on-hold' : null,
  ship: (order: Pick<Order, 'phase' | 'holds'>): string | null =>
    order.phase !== 'open' ? 'order.not-open' : order.holds.length > 0 ? 'order.on-hold' : null,
}

/** Why an order is held, for the refusal that says so. */
export const holdText = (order: Pick<Order, 'holds'>, lang: Lang): string =>
  order.holds
    .map((kind) => say(holdKinds[kind as keyof typeof holdKinds] ?? holdKinds.manual, lang))
    .join(', ')

export type SearchKind = 'email' | 'phone' | 'postcode' | 'number' | 'words'

/** What kind of thing somebody typed in the search box; a number that could be several is tried as all of them. */
export function searchKinds(typed: string): SearchKind[] {
  const text = typed.trim()
  if (text.includes('@')) return ['email']
  if (/^\d{4}\s?[a-z]{2}(\s+\d+\s*\S{0,5})?$/i.test(text)) return ['postcode', 'number']
  if (/^(\+|00)\d[\d\s-]{5,}$/.test(text) || /^0[1-9][\d\s-]{5,}$/.test(text)) return ['phone', 'number']
  if (/^[\d\s-]+$/.test(text)) return ['number', 'postcode']
  if (/^\S*\d\S*$/.test(text)) return ['number', 'postcode', 'words']
  return ['words']
}

/** The condition of each view; partial indexes in the migrations follow it. */
export const viewCondition: Record<OrderView, string> = {
  open: `o.phase = 'open'`,
  available: `o.phase = 'open' and o.all_available`,
  'on-order': `o.phase = 'open' and o.any_on_order`,
  overdue: `o.phase = 'open' and o.any_overdue`,
  'not-collected': `o.phase = 'open' and o.ready_not_collected`,
  'not-planned': `o.phase = 'open' and o.planned_day is null`,
  'not-paid': `o.phase <> 'cancelled' and o.due > 0`,
  all: 'true',
}

type PricedLine = Pick<OrderLine, 'unitPrice' | 'discount' | 'net' | 'gross'> & { readonly quantity: Milli }

/**
 * The price of one piece to show beside its amount: what was typed, unless the VAT of the price list was taken out of it,
 * as for an export, or another country's put in. Price, quantity and discount then lead to the amount all the same.
 */
export function shownPrice(line: PricedLine, showsVat: boolean): Price {
  const { unitPrice, quantity, discount } = line
  const shown = showsVat ? line.gross : line.net
  const typed = lineAmount(unitPrice, quantity)
  if (typed - percentOf(typed, discount) === shown || discount >= 10_000 || quantity === 0) return unitPrice
  return Number(divide(BigInt(shown) * 100n * 1000n * 10_000n, BigInt(quantity) * BigInt(10_000 - discount)))
}
