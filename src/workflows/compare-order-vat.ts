/** The VAT of an order that came in is computed beside the shop's; what differs is a task for a person, never a silent correction. */
import { decimalText } from '../base/money.ts'
import { Refusal } from '../base/refusal.ts'
import { say, type Lang } from '../base/words.ts'
import { vatLettersOf, vatNumberProblem } from '../base/vat-number.ts'
import { activeConnection } from '../modules/apps/reads.ts'
import {
  compare,
  tryDecideOrder,
  type Charged,
  type Comparison,
  type Whole,
} from '../modules/invoicing/order-vat.ts'
import { isNumberOfOtherCountry } from '../modules/invoicing/sale-of-order.ts'
import { lockOrder, openOrdersOfNumber } from '../modules/orders/reads.ts'
import { keepDecision } from '../modules/tax/actions/decisions.ts'
import { noteNumber } from '../modules/tax/actions/numbers.ts'
import { explain, refusals, warnings } from '../modules/tax/schema.ts'
import type { Ctx } from '../platform/context.ts'
import { raiseTask, settleTask, wasDecided } from '../platform/tasks.ts'
import { reaction } from '../platform/workflow.ts'

export const compareOrderVat = reaction({
  name: 'compare-order-vat',
  on: ['order.placed', 'order.taken-over'],
  async run(ctx, event) {
    const whole = await lockOrder(ctx, event.about)
    if (whole.order.vatNumber) {
      const number = await noteNumber(ctx, whole.order.vatNumber)
      await lookAtNumber(ctx, whole, number.isOwn)
      // A moment later it is known; comparing now would call every reverse charge wrong.
      if (number.state === 'pending' && (await activeConnection(ctx, 'vat-check'))) return
    }
    await compareOne(ctx, whole)
  },
})

/** What became known of a number may change what its open orders should have been charged. */
export const compareWhenChecked = reaction({
  name: 'compare-order-vat-when-checked',
  on: ['vat-number.checked'],
  async run(ctx, event) {
    for (const id of await openOrdersOfNumber(ctx, String(event.detail.number)))
      await compareOne(ctx, await lockOrder(ctx, id))
  },
})

async function compareOne(ctx: Ctx, whole: Whole): Promise<void> {
  const { order } = whole
  const dedupe = `order-vat:${order.id}`
  const about = { about: order.id, aboutKind: 'orders', dedupe }
  const found = await tryDecideOrder(ctx, whole)
  if (found instanceof Refusal) {
    await raiseTask(ctx, {
      ...about,
      kind: 'vat.order-undecided',
      detail: { number: order.number, error: textOf(found, ctx.lang) },
    })
    return
  }
  const { sale, decision, around } = found
  await keepDecision(ctx, {
    about: order.id,
    aboutKind: 'orders',
    business: order.business,
    day: around.day,
    sale,
    decision,
  })
  const compared = compare(whole, decision)
  const figures = { shop: shownAs(compared.shop), ours: shownAs(compared.ours) }
  if (compared.isEqual || (await wasDecided(ctx, dedupe, figures))) return settleTask(ctx, dedupe)
  await raiseTask(ctx, {
    ...about,
    kind: 'vat.order-differs',
    detail: {
      number: order.number,
      currency: order.currency,
      ...figures,
      compared: compared satisfies Comparison,
      warnings: decision.warnings.map((warning) => warnings[warning]),
      trace: decision.trace.map((step) => ({
        nl: explain(step, 'nl', order.currency),
        en: explain(step, 'en', order.currency),
        line: step.line,
      })),
    },
  })
}

const textOf = (no: Refusal, lang: Lang): string => {
  const text = refusals[no.code]
  return text ? say(text, lang, no.params) : no.code
}

/** `21 %: 17.36 / 82.64; 0 %: 0.00 / 10.00`. */
const shownAs = (groups: readonly Charged[]): string =>
  groups.length === 0
    ? '0.00'
    : groups
        .map(({ rate, base, vat }) => `${rate / 100} %: ${decimalText(vat, 2)} / ${decimalText(base, 2)}`)
        .join('; ')

/** A number that is ours, or of another country than the bill goes to, is told to a person. */
async function lookAtNumber(ctx: Ctx, { order }: Whole, isOwn: boolean): Promise<void> {
  const number = order.vatNumber!
  const letters = vatLettersOf(order.billing.country, order.billing.postcode)
  const problem = vatNumberProblem(number)
  const doubt = isOwn
    ? 'is-our-own'
    : (problem ?? (isNumberOfOtherCountry(number, letters) ? 'other-country' : null))
  if (!doubt) return
  await raiseTask(ctx, {
    kind: `vat.number-${doubt}`,
    about: order.id,
    aboutKind: 'orders',
    detail: { number, order: order.number, country: order.billing.country },
    dedupe: `order-vat-number:${order.id}`,
  })
}
