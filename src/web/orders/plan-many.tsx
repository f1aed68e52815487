/** Plans a selection on the server, tells how far it is, and which orders stayed behind and why. */
import type { Day } from '../../base/day.ts'
import type { Words } from '../../base/words.ts'
import { refusals as orderRefusals } from '../../modules/orders/schema.ts'
import { refusals as planningRefusals } from '../../modules/planning/schema.ts'
import { call } from '../api.ts'
import type { OrderRow } from '../calls.ts'
import type { Format } from '../ui/format.ts'
import { refusalText } from '../ui/refusal-text.ts'
import { progressed, warned } from '../ui/toasts.tsx'
import type { OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

type Planned = Pick<OrderRow, 'id' | 'number'>
/** Many at once are mailed only when somebody said so (C-15). */
type Wanted = { readonly day: Day; readonly mail: boolean }
type Behind = {
  readonly order: string
  readonly code?: string | null
  readonly params?: Readonly<Record<string, unknown>>
}
type Voice = { say: (text: Words, params?: Record<string, unknown>) => string; format: Format }

/** The server takes no more in one go. */
const mostAtOnce = 2000
const lookMs = 700

/** Gives the orders that were not planned; a lost line is told and leaves the rest of the selection as it was. */
export async function planMany(
  orders: readonly Planned[] | 'all',
  search: OrderListSearch,
  { day, mail }: Wanted,
  voice: Voice,
): Promise<readonly string[]> {
  const toast = `plan-${performance.now()}`
  const behind: Behind[] = []
  let done = 0
  let list: readonly Planned[] = orders === 'all' ? [] : orders
  try {
    if (orders === 'all') list = await everyOrder(search)
    for (let from = 0; from < list.length; from += mostAtOnce) {
      const ids = list.slice(from, from + mostAtOnce).map((order) => order.id)
      const outcome = await planGroup(ids, { day, mail }, (settled) =>
        tellProgress(toast, from + settled, list.length, voice),
      )
      done += outcome.planned
      behind.push(...outcome.behind)
    }
    tellOutcome(toast, done, list, behind, day, voice)
    return behind.map((one) => one.order)
  } catch (error) {
    warned(refusalText(error, voice.say))
    return list.map((order) => order.id)
  }
}

type Outcome = { planned: number; behind: readonly Behind[] }

/** A few are planned at once; more become a run on the server that goes on when this tab is closed. */
async function planGroup(
  orders: string[],
  wanted: Wanted,
  settled: (count: number) => void,
): Promise<Outcome> {
  const started = await call('POST /planning/plan-many', {
    orders,
    day: wanted.day,
    ...(wanted.mail ? { mail: 'send' } : {}),
  })
  if (started.run === null) return { planned: started.planned, behind: started.skipped }
  for (;;) {
    const run = await call('GET /planning/runs/:run', { run: started.run })
    const waiting = run.items.filter((item) => item.state === 'waiting').length
    if (run.state === 'done' || run.state === 'failed' || waiting === 0) {
      const behind = run.items
        .filter((item) => item.state !== 'done')
        .map((item) => ({ ...item, order: item.about }))
      return { planned: run.items.length - behind.length, behind }
    }
    settled(run.items.length - waiting)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
}

function tellProgress(toast: string, done: number, total: number, { say, format }: Voice) {
  const text = say(orderWords.planning, { done: format.count(done), total: format.count(total) })
  progressed(toast, { done, total: Math.max(total, done + 1), text })
}

const mostTold = 8

function tellOutcome(
  toast: string,
  done: number,
  list: readonly Planned[],
  behind: readonly Behind[],
  day: Day,
  { say, format }: Voice,
) {
  const numbers = new Map(list.map((order) => [order.id, order.number]))
  const text = say(orderWords.manyPlanned, { count: format.count(done), day: format.shortDay(day) })
  const after = behind.length > 0 && (
    <ul>
      {behind.slice(0, mostTold).map((one) => (
        <li key={one.order}>{stayed(numbers.get(one.order) ?? '', reasonOf(one, say), say)}</li>
      ))}
      {behind.length > mostTold && <li>{say(orderWords.andMore, { count: behind.length - mostTold })}</li>}
    </ul>
  )
  progressed(toast, { done: list.length, total: list.length, text, after })
}

/** Most reasons name the order themselves. */
const stayed = (number: string, why: string, say: Voice['say']) =>
  why.includes(number) ? why : say(orderWords.notPlanned, { number, why })

function reasonOf({ code, params }: Behind, say: Voice['say']): string {
  const text = code ? (planningRefusals[code] ?? orderRefusals[code]) : undefined
  return text ? say(text, { ...params }) : say(orderWords.noReason)
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
