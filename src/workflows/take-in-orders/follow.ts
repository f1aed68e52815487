/** An order that we have changed in the webshop: ours follows once, as far as it has not left the house. */
import type { ShopOrder } from '../../contracts/shop.ts'
import type { Channel } from '../../modules/channels/schema.ts'
import { productsFor } from '../../modules/catalog/actions.ts'
import { addLines, cancelQuantities, hold, keepFacts } from '../../modules/orders/actions.ts'
import { asLeft, followed, type Followed } from '../../modules/orders/amounts.ts'
import { amountsOf, contentHash, deliveryOf, type IntakeProblem } from '../../modules/orders/intake.ts'
import { fieldsChangedByHand, lockOrder } from '../../modules/orders/reads.ts'
import { openQuantity } from '../../modules/orders/rules.ts'
import type { Order, OrderLine } from '../../modules/orders/schema.ts'
import { settle, takeShopPayments } from '../../modules/payments/actions.ts'
import { reserveShort } from '../../modules/fulfilment/actions/reserve.ts'
import { release } from '../../modules/stock/actions.ts'
import type { Ctx } from '../../platform/context.ts'

type Whole = { order: Order; lines: readonly OrderLine[] }

/** Answers what a person must decide, or null when ours equals theirs again. */
export async function followShop(
  ctx: Ctx,
  channel: Channel,
  id: string,
  told: ShopOrder,
): Promise<IntakeProblem | null> {
  let whole: Whole = await lockOrder(ctx, id)
  const hash = contentHash(told)
  await takeShopPayments(
    ctx,
    told.payments.map((payment) => ({ ...payment, order: id })),
  )
  if (told.state === 'cancelled') return cancelled(ctx, whole, told, hash)

  const shop = asLeft(told)
  const next = followed(whole.order, whole.lines, shop)
  const isFixed = whole.lines.some((line) => line.shipped > 0 || line.invoiced > 0)
  const problem = isFixed && next.isOther ? tooLate(told, 'intake.changed-too-late') : null
  if (!isFixed) {
    whole = await followLines(ctx, channel, whole, next)
    const { net, vat, gross } = next.total
    const amounts = { ...amountsOf(shop), totalNet: net, totalVat: vat, total: gross }
    const ours = await fieldsChangedByHand(ctx, id)
    const delivery = Object.entries(deliveryOf(shop)).filter(([field]) => !ours.has(field))
    whole = await keepFacts(ctx, whole, { ...Object.fromEntries(delivery), ...amounts })
  }
  const { order } = await settle(ctx, await withHash(ctx, whole, hash))
  ctx.emit('order.taken-over', id, { number: order.number })
  if (problem) await leaveToAPerson(ctx, id)
  return problem
}

async function cancelled(
  ctx: Ctx,
  whole: Whole,
  shop: ShopOrder,
  hash: string,
): Promise<IntakeProblem | null> {
  const isShipped = whole.lines.some((line) => line.shipped > 0)
  if (!isShipped && whole.order.phase !== 'cancelled') {
    await release(ctx, whole.order.id)
    const open = new Map(whole.lines.map((line) => [line.id, openQuantity(line)]))
    whole = await cancelQuantities(
      ctx,
      { ...whole, lines: whole.lines.map((line) => ({ ...line, reserved: 0, picked: 0 })) },
      open,
      'shop',
    )
  }
  await settle(ctx, await withHash(ctx, whole, hash))
  if (!isShipped) return null
  await leaveToAPerson(ctx, whole.order.id)
  return tooLate(shop, 'intake.cancelled-too-late')
}

const withHash = (ctx: Ctx, whole: Whole, hash: string) => keepFacts(ctx, whole, { contentHash: hash })

/** The webshop and we tell two stories: the order is open, again if need be, until somebody has settled it. */
async function leaveToAPerson(ctx: Ctx, id: string): Promise<void> {
  const whole = await lockOrder(ctx, id)
  if (whole.order.phase === 'cancelled' || whole.order.holds.includes('sync')) return
  if (whole.order.phase === 'open') return void (await hold(ctx, id, 'sync', ''))
  const { order } = await keepFacts(ctx, whole, { holds: [...whole.order.holds, 'sync'] })
  ctx.emit('order.held', id, { number: order.number, kind: 'sync', reason: '' })
}

const tooLate = (shop: ShopOrder, code: IntakeProblem['code']): IntakeProblem => ({
  code,
  params: { number: shop.number, what: String(shop.total.gross / 100) },
})

async function followLines(ctx: Ctx, channel: Channel, whole: Whole, next: Followed): Promise<Whole> {
  const fewer = new Map<string, number>()
  const others = new Map<string, Partial<OrderLine>>()
  for (const line of whole.lines) {
    const found = next.lines.get(line.id)
    if (!found) continue
    const { left, their, net, vat, gross } = found
    const have = line.ordered - line.cancelled
    if (left < have) fewer.set(line.id, Math.min(have - left, openQuantity(line)))
    const more = left > have ? { ordered: left + line.cancelled } : {}
    const isOther = net !== line.net || vat !== line.vat || gross !== line.gross
    const prices = their ? { unitPrice: their.unitPrice, vatRate: their.vatRate } : {}
    if (left > have || isOther) others.set(line.id, { ...more, ...prices, net, vat, gross })
  }
  if (fewer.size > 0) whole = await takeOff(ctx, whole, fewer)
  if (others.size > 0) whole = await keepFacts(ctx, whole, {}, others)
  if (next.added.length > 0) {
    const products = await productsFor(
      ctx,
      next.added.map((line) => ({ sku: line.sku, name: line.name, price: line.unitPrice, barcode: null })),
    )
    whole = await addLines(
      ctx,
      whole,
      next.added.map((line) => ({ ...line, product: products.get(line.sku)?.id ?? null })),
    )
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
