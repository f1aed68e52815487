/** How far somebody reaches who is limited to sales channels or locations: what lies beyond may be neither named nor shown. */
import { refuse } from '../base/refusal.ts'
import { reachOf } from '../modules/orders/reads.ts'
import { FileAnswer, SessionAnswer } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'

/**
 * Runs an action for who asks. Of somebody who is limited, every id in the input is looked up first: one beyond the
 * limits is not found, whatever the address. What lies beyond is left out of the answer. Two statements more, for
 * those who are limited only.
 */
export async function withinReach<A>(ctx: Ctx, input: unknown, run: () => Promise<A>): Promise<A> {
  const { channels, locations } = ctx.actor
  if (!channels && !locations) return run()
  if ((await beyondReach(ctx, input)).size > 0) refuse('record.not-found', { what: '' })
  const answer = await run()
  if (answer instanceof FileAnswer || answer instanceof SessionAnswer) return answer
  const hidden = await beyondReach(ctx, answer)
  if (isHidden(answer, hidden)) refuse('record.not-found', { what: '' })
  return without(answer, hidden) as A
}

type Hidden = ReadonlyMap<string, 'place' | 'order'>

/** Of all ids in a value those beyond reach; told apart is whether it is a place itself or belongs to an order. */
async function beyondReach(ctx: Ctx, value: unknown): Promise<Hidden> {
  const ids = new Set<string>()
  gather(value, ids)
  if (ids.size === 0) return new Map()
  const { channels = null, locations = null } = ctx.actor
  const values: unknown[] = [[...ids], channels, locations]
  const statement = beyond(reachOf(ctx, values))
  const rows = await ctx.db.rows<{ id: string; kind: 'place' | 'order' }>(statement, values)
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function gather(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string' && uuid.test(value)) ids.add(value.toLowerCase())
  if (!isPlain(value)) return
  for (const [name, one] of Object.entries(value)) {
    gather(name, ids)
    gather(one, ids)
  }
}

/** Something with parts of its own; bytes and moments have none. */
const isPlain = (value: unknown): value is object =>
  Array.isArray(value) || (typeof value === 'object' && value?.constructor === Object)

/** Fields that say of which place a whole row is. */
const ofRow = new Set(['id', 'about', 'channel'])

/** Whether a row is of what lies beyond: itself, or by naming an order there. A line may name another location. */
function isHidden(row: unknown, hidden: Hidden): boolean {
  if (typeof row === 'string') return hidden.has(row)
  if (!isPlain(row) || Array.isArray(row)) return false
  return Object.entries(row).some(
    ([name, value]) =>
      typeof value === 'string' && hidden.has(value) && (ofRow.has(name) || hidden.get(value) === 'order'),
  )
}

/** The value with the rows that are hidden taken out of its lists, at any depth. */
function without(value: unknown, hidden: Hidden): unknown {
  if (hidden.size === 0 || !isPlain(value)) return value
  if (Array.isArray(value))
    return value.filter((one) => !isHidden(one, hidden)).map((one) => without(one, hidden))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, without(one, hidden)]))
}

/**
 * `$2` ids, `$3` channels and `$4` locations, null for no limit; `reach` is what an order within it satisfies. An id
 * leads to its order by way of whatever it is of.
 */
const beyond = (reach: string) => `
with given as (select unnest($2::uuid[]) as id),
  named (of, id) as (
    select id, id from given
    union all select t.id, t.about from given g join tasks t on t.tenant_id = $1 and t.id = g.id
    union all select m.id, m.about from given g join messages m on m.tenant_id = $1 and m.id = g.id
    union all select f.id, f.about from given g join files f on f.tenant_id = $1 and f.id = g.id
    union all select d.id, d.invoice from given g join invoice_deliveries d on d.tenant_id = $1 and d.id = g.id
    union all select v.id, v.quote from given g join quote_versions v on v.tenant_id = $1 and v.id = g.id
  ),
  owned (of, order_id) as (
    select of, id from named
    union all select n.of, x.order_id from named n join order_lines x on x.tenant_id = $1 and x.id = n.id
    union all select n.of, x.order_id from named n join payments x on x.tenant_id = $1 and x.id = n.id
    union all select n.of, x.order_id from named n join shipments x on x.tenant_id = $1 and x.id = n.id
    union all select n.of, x.order_id from named n join planning_entries x on x.tenant_id = $1 and x.id = n.id
    union all select n.of, x.order_id from named n join invoices x on x.tenant_id = $1 and x.id = n.id
  )
select w.of as id, 'order' as kind from owned w join orders o on o.tenant_id = $1 and o.id = w.order_id
where not (true${reach})
union select n.of, 'order' from named n join quotes q on q.tenant_id = $1 and q.id = n.id where q.channel <> all($3)
union select x.id, 'order' from given g join messages x on x.tenant_id = $1 and x.id = g.id where x.channel <> all($3)
union select x.id, 'order' from given g join shipments x on x.tenant_id = $1 and x.id = g.id where x.location <> all($4)
union select x.id, 'order' from given g join planning_entries x on x.tenant_id = $1 and x.id = g.id where x.location <> all($4)
union select x.id, 'place' from given g join connections x on x.tenant_id = $1 and x.id = g.id where x.channel <> all($3)
union select x.id, 'place' from given g join channels x on x.tenant_id = $1 and x.id = g.id where x.id <> all($3)
union select x.id, 'place' from given g join locations x on x.tenant_id = $1 and x.id = g.id where x.id <> all($4)`
