/** Plans orders one after another, each on its own, and tells how far it is and which stayed behind and why. */
import type { Day } from '../../base/day.ts'
import type { Words } from '../../base/words.ts'
import { ApiRefusal, call } from '../api.ts'
import type { OrderRow } from '../calls.ts'
import type { Format } from '../ui/format.ts'
import { refusalText } from '../ui/refusal-text.ts'
import { progressed } from '../ui/toasts.tsx'
import type { OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

type Planned = Pick<OrderRow, 'id' | 'number'>
export type PlanOutcome = { readonly done: number; readonly refused: readonly (Planned & { why: string })[] }
type Voice = { say: (text: Words, params?: Record<string, unknown>) => string; format: Format }

/** A refused order does not stop the others; a lost connection does, for the rest would meet the same. */
export async function planMany(
  orders: readonly Planned[] | 'all',
  search: OrderListSearch,
  day: Day,
  { say, format }: Voice,
): Promise<PlanOutcome> {
  const toast = `plan-${performance.now()}`
  const list = orders === 'all' ? await everyOrder(search) : orders
  const refused: (Planned & { why: string })[] = []
  let done = 0
  const tell = (isOver: boolean) => {
    const total = list.length
    const text = isOver
      ? say(orderWords.manyPlanned, { count: format.count(done), day: format.shortDay(day) })
      : say(orderWords.planning, { done: format.count(done + refused.length), total: format.count(total) })
    const after = refused.length > 0 && (
      <ul>
        {refused.slice(0, 8).map((one) => (
          <li key={one.id}>{say(orderWords.notPlanned, { number: one.number, why: one.why })}</li>
        ))}
      </ul>
    )
    progressed(toast, { done: isOver ? total : done + refused.length, total, text, after })
  }
  for (const order of list) {
    try {
      await call('POST /orders/:order/plan', { order: order.id, day })
      done++
    } catch (error) {
      refused.push({ ...order, why: refusalText(error, say) })
      if (!(error instanceof ApiRefusal)) break
    }
    tell(false)
  }
  tell(true)
  return { done, refused }
}

/** Every order of the list as it is now, page by page. */
async function everyOrder(search: OrderListSearch): Promise<Planned[]> {
  const all: Planned[] = []
  let after: string | null | undefined
  do {
    const page = await call('GET /orders', {
      ...search,
      view: search.view ?? 'open',
      limit: 200,
      ...(after ? { after } : {}),
    })
    all.push(...page.rows.map(({ id, number }) => ({ id, number })))
    after = page.next
  } while (after)
  return all
}
