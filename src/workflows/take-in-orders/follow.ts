/** An order that we have changed in the webshop: ours follows once, as far as it has not left the house. */
import type { ShopOrder } from '../../contracts/shop.ts'
import type { Channel } from '../../modules/channels/schema.ts'
import { productsFor } from '../../modules/catalog/actions.ts'
import { cancelQuantities, keepFacts, addLines } from '../../modules/orders/actions.ts'
import { amountsOf, contentHash, deliveryOf, type IntakeProblem } from '../../modules/orders/intake.ts'
import { lockOrder } from '../../modules/orders/reads.ts'
import { openQuantity } from '../../modules/orders/rules.ts'
import type { Order, OrderLine } from '../../modules/orders/schema.ts'
import { settle, takeShopPayments } from '../../modules/payments/actions.ts'
import { reserveShort } from '../../modules/fulfilment/actions/reserve.ts'
import { release } from '../../modules/stock/actions.ts'
import type { Ctx } from '../../platform/context.ts'

type Whole = { order: Order; lines: readonly OrderLine[] }

/** Answers what a person must decide, or null when ours equals theirs again. */
export async function followShop(ctx: Ctx, channel: Channel, id: string, shop: ShopOrder): Promise<IntakeProblem | null> {
  let whole: Whole = await lockOrder(ctx, id)
  const hash = contentHash(shop)
  await takeShopPayments(ctx, shop.payments.map((payment) => ({ ...payment, order: id })))
  if (shop.state === 'cancelled') return cancelled(ctx, whole, shop, hash)

  const isFixed = whole.lines.some((line) => line.shipped > 0 || line.invoiced > 0)
  const problem = isFixed && differs(whole, shop) ? tooLate(shop, 'intake.changed-too-late') : null
  if (!problem) {
    whole = await followLines(ctx, channel, whole, shop)
    whole = await keepFacts(ctx, whole, isFixed ? {} : { ...deliveryOf(shop), ...amountsOf(shop) })
  }
  const { order } = await settle(ctx, await withHash(ctx, whole, hash))
  ctx.emit('order.taken-over', id, { number: order.number })
  return problem
}

async function cancelled(ctx: Ctx, whole: Whole, shop: ShopOrder, hash: string): Promise<IntakeProblem | null> {
  const isShipped = whole.lines.some((line) => line.shipped > 0)
  if (!isShipped && whole.order.phase !== 'cancelled') {
    await release(ctx, whole.order.id)
    const open = new Map(whole.lines.map((line) => [line.id, openQuantity(line)]))
    whole = await cancelQuantities(ctx, { ...whole, lines: whole.lines.map((line) => ({ ...line, reserved: 0 })) }, open, 'shop')
  }
  await settle(ctx, await withHash(ctx, whole, hash))
  return isShipped ? tooLate(shop, 'intake.cancelled-too-late') : null
}

const withHash = (ctx: Ctx, whole: Whole, hash: string) => keepFacts(ctx, whole, { contentHash: hash })

const tooLate = (shop: ShopOrder, code: IntakeProblem['code']): IntakeProblem => ({ code, params: { number: shop.number, what: String(shop.total.gross / 100) } })

/** Other goods or another total than ours; payments, notes and states do not count. */
function differs(whole: Whole, shop: ShopOrder): boolean {
  if (whole.order.total !== shop.total.gross) return true
  const ours = new Map(whole.lines.map((line) => [line.externalId, line.ordered - line.cancelled]))
  return shop.lines.some((line) => ours.get(line.externalId) !== line.quantity - line.cancelledQuantity)
}

async function followLines(ctx: Ctx, channel: Channel, whole: Whole, shop: ShopOrder): Promise<Whole> {
  const theirs = new Map(shop.lines.map((line) => [line.externalId, line]))
  const fewer = new Map<string, number>()
  const more = new Map<string, Partial<OrderLine>>()
  for (const line of whole.lines) {
    const their = theirs.get(line.externalId ?? '')
    const wanted = their ? their.quantity - their.cancelledQuantity : 0
    const have = line.ordered - line.cancelled
    if (wanted < have) fewer.set(line.id, Math.min(have - wanted, openQuantity(line)))
    // Not compared with what is left: what we cancelled ourselves stays cancelled when the shop changes something else.
    if (wanted > line.ordered) more.set(line.id, { ordered: wanted })
    if (their && (their.gross !== line.gross || their.net !== line.net)) {
      more.set(line.id, { ...more.get(line.id), unitPrice: their.unitPrice, vatRate: their.vatRate, net: their.net, vat: their.vat, gross: their.gross })
    }
  }
  if (fewer.size > 0) whole = await takeOff(ctx, whole, fewer)
  if (more.size > 0) whole = await keepFacts(ctx, whole, {}, more)
  const known = new Set(whole.lines.map((line) => line.externalId))
  const added = shop.lines.filter((line) => !known.has(line.externalId) && line.quantity > line.cancelledQuantity)
  if (added.length > 0) {
    const products = await productsFor(ctx, added.map((line) => ({ sku: line.sku, name: line.name, price: line.unitPrice, barcode: null })))
    whole = await addLines(ctx, whole, added.map((line) => ({ ...line, product: products.get(line.sku)?.id ?? null })))
  }
  return reserveShort(ctx, channel.id, whole)
}

/** Takes quantities off lines, giving back what was reserved for them first. */
async function takeOff(ctx: Ctx, whole: Whole, fewer: ReadonlyMap<string, number>): Promise<Whole> {
  const lines = [...fewer.keys()]
  await release(ctx, whole.order.id, lines)
  const freed = whole.lines.map((line) => (fewer.has(line.id) ? { ...line, reserved: 0, picked: 0 } : line))
  return cancelQuantities(ctx, { order: whole.order, lines: freed }, fewer, 'shop')
}
