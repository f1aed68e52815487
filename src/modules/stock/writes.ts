/** Writes levels, the ledger and reservations: a level never changes without its movement or its promise. */
import { sum, type Milli } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Promise_ } from './rules.ts'

/** Promises and levels in one statement; the database refuses to promise more than there is. */
export async function keepPromises(
  ctx: Ctx,
  promises: readonly (Promise_ & { order: string })[],
): Promise<void> {
  if (promises.length === 0) return
  const rows = promises.map((p) => ({
    id: ctx.newId(),
    order_id: p.order,
    line: p.line,
    product: p.product,
    location: p.location,
    quantity: p.quantity,
  }))
  await ctx.db.run(
    `with given as (
       select * from json_to_recordset($2::json) x(id uuid, order_id uuid, line uuid, product uuid, location uuid, quantity bigint)
     ), levels as (
       update stock_levels s set reserved = s.reserved + g.quantity, updated_at = $3
       from (select product, location, sum(quantity)::bigint as quantity from given group by 1, 2) g
       where s.tenant_id = $1 and s.product = g.product and s.location = g.location
     )
     insert into reservations (tenant_id, id, created_at, order_id, line, product, location, quantity)
     select $1, id, $3, order_id, line, product, location, quantity from given`,
    [JSON.stringify(rows), ctx.now],
  )
}

/** Takes promises back: all of an order, or of some of its lines. Answers what is free again. */
export async function dropPromises(
  ctx: Ctx,
  order: string,
  lines: readonly string[] | null,
): Promise<Promise_[]> {
  const dropped = await ctx.db.rows<Promise_>(
    `delete from reservations where tenant_id = $1 and order_id = $2 and ($3::uuid[] is null or line = any($3::uuid[]))
     returning line, product, location, quantity`,
    [order, lines],
  )
  if (dropped.length > 0)
    await addToLevels(
      ctx,
      dropped.map((p) => ({ product: p.product, location: p.location, onHand: 0, reserved: -p.quantity })),
    )
  return dropped
}

export type LevelChange = {
  readonly product: string
  readonly location: string
  readonly onHand: Milli
  readonly reserved: Milli
}

async function addToLevels(ctx: Ctx, changes: readonly LevelChange[]): Promise<void> {
  await ctx.db.run(
    `with given as (
       select product, location, sum(on_hand)::bigint as on_hand, sum(reserved)::bigint as reserved
       from jsonb_to_recordset($2::jsonb) x(product uuid, location uuid, on_hand bigint, reserved bigint) group by 1, 2
     ), locked as (
       select s.product, s.location from stock_levels s join given g using (product, location)
       where s.tenant_id = $1 order by s.product, s.location for update of s
     )
     update stock_levels s set on_hand = s.on_hand + g.on_hand, reserved = s.reserved + g.reserved, updated_at = $3
     from given g join locked l using (product, location)
     where s.tenant_id = $1 and s.product = g.product and s.location = g.location`,
    [
      JSON.stringify(
        changes.map((c) => ({
          product: c.product,
          location: c.location,
          on_hand: c.onHand,
          reserved: c.reserved,
        })),
      ),
      ctx.now,
    ],
  )
}

export type Movement = {
  readonly product: string
  readonly location: string
  readonly quantity: Milli
  readonly kind: string
  readonly reason: string | null
  readonly reference: string | null
  /** A movement of the same key is booked once. */
  readonly dedupe: string
}

/** Books movements and brings the levels along, in one statement; makes the level when it is new. Answers which were booked. */
export async function bookMovements(
  ctx: Ctx,
  movements: readonly Movement[],
): Promise<{ product: string; location: string; quantity: Milli }[]> {
  if (movements.length === 0) return []
  return ctx.db.rows(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb) x(id uuid, product uuid, location uuid, quantity bigint, kind text, reason text, reference uuid, dedupe text)
     ), booked as (
       insert into stock_movements (tenant_id, id, created_at, product, location, quantity, kind, reason, reference, dedupe, actor)
       select $1, id, $3, product, location, quantity, kind, reason, reference, dedupe, $4 from given order by product, location
       on conflict (tenant_id, dedupe) do nothing returning product, location, quantity
     ), sums as (
       select product, location, sum(quantity)::bigint as quantity from booked group by product, location
     ), locked as (
       select s.product, s.location from stock_levels s join sums using (product, location)
       where s.tenant_id = $1 order by s.product, s.location for update of s
     ), moved as (
       update stock_levels s set on_hand = s.on_hand + b.quantity, updated_at = $3
       from sums b join locked l using (product, location)
       where s.tenant_id = $1 and s.product = b.product and s.location = b.location
     ), made as (
       -- Only for new levels: a check looks at what is to be inserted before it looks for what is there.
       insert into stock_levels (tenant_id, product, location, on_hand, updated_at)
       select $1, product, location, quantity, $3 from sums
       where not exists (select 1 from locked l where l.product = sums.product and l.location = sums.location) order by product, location
       on conflict (tenant_id, product, location) do update set on_hand = stock_levels.on_hand + excluded.on_hand, updated_at = excluded.updated_at
     )
     select product, location, quantity from booked`,
    [JSON.stringify(movements.map((m) => ({ ...m, id: ctx.newId() }))), ctx.now, ctx.actor.name],
  )
}

/** Sets levels to what was counted or told, each with its movement; unchanged ones make none. Answers the differences. */
export async function setLevels(
  ctx: Ctx,
  levels: readonly { product: string; location: string; onHand: Milli }[],
  kind: string,
  reason: string | null,
): Promise<{ product: string; location: string; quantity: Milli }[]> {
  return ctx.db.rows(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb) x(id uuid, product uuid, location uuid, on_hand bigint)
     ), before as (
       select s.product, s.location, s.on_hand from stock_levels s join given using (product, location)
       where s.tenant_id = $1 order by s.product, s.location for update of s
     ), differing as (
       select g.id, g.product, g.location, g.on_hand - coalesce(b.on_hand, 0) as quantity, g.on_hand
       from given g left join before b using (product, location) where g.on_hand is distinct from coalesce(b.on_hand, 0)
     ), moved as (
       insert into stock_levels (tenant_id, product, location, on_hand, updated_at)
       select $1, product, location, on_hand, $3 from differing order by product, location
       on conflict (tenant_id, product, location) do update set on_hand = excluded.on_hand, updated_at = excluded.updated_at
     )
     insert into stock_movements (tenant_id, id, created_at, product, location, quantity, kind, reason, dedupe, actor)
     select $1, id, $3, product, location, quantity, $4, $5, id::text, $6 from differing
     returning product, location, quantity`,
    [
      JSON.stringify(
        levels.map((l) => ({ id: ctx.newId(), product: l.product, location: l.location, on_hand: l.onHand })),
      ),
      ctx.now,
      kind,
      reason,
      ctx.actor.name,
    ],
  )
}

/** What was promised leaves the house: promises end, levels and ledger go down together. */
export async function consumePromises(
  ctx: Ctx,
  order: string,
  taken: readonly { line: string; quantity: Milli }[],
  dedupe: string,
): Promise<void> {
  const left = new Map(taken.map(({ line, quantity }) => [line, quantity]))
  const promises = await ctx.db.rows<Promise_ & { id: string }>(
    `select id, line, product, location, quantity from reservations
     where tenant_id = $1 and order_id = $2 order by product, location for update`,
    [order],
  )
  const used: (Promise_ & { id: string; rest: Milli })[] = []
  for (const promise of promises) {
    const want = left.get(promise.line) ?? 0
    const quantity = Math.min(want, promise.quantity)
    if (quantity <= 0) continue
    left.set(promise.line, want - quantity)
    used.push({ ...promise, quantity, rest: promise.quantity - quantity })
  }
  if (used.length === 0) return
  await ctx.db.run(
    `with given as (select * from jsonb_to_recordset($2::jsonb) x(id uuid, rest bigint)),
     gone as (delete from reservations r using given g where r.tenant_id = $1 and r.id = g.id and g.rest = 0)
     update reservations r set quantity = g.rest from given g where r.tenant_id = $1 and r.id = g.id and g.rest > 0`,
    [JSON.stringify(used)],
  )
  await addToLevels(
    ctx,
    used.map((u) => ({ product: u.product, location: u.location, onHand: 0, reserved: -u.quantity })),
  )
  // A line that was served in turns has several promises at one place; what leaves from there is one movement.
  const leaving = Map.groupBy(used, (u) => `${u.line}:${u.location}`)
  await bookMovements(
    ctx,
    [...leaving].map(([place, from]) => ({
      product: from[0]!.product,
      location: from[0]!.location,
      quantity: -sum(from.map((u) => u.quantity)),
      kind: 'ship',
      reason: null,
      reference: order,
      dedupe: `${dedupe}:${place}`,
    })),
  )
}

/** Says on which shelf products lie. */
export async function setPositions(
  ctx: Ctx,
  places: readonly { product: string; location: string; position: string | null }[],
): Promise<void> {
  await ctx.db.run(
    `update stock_levels s set position = x.position, updated_at = $3
     from jsonb_to_recordset($2::jsonb) x(product uuid, location uuid, position text)
     where s.tenant_id = $1 and s.product = x.product and s.location = x.location`,
    [JSON.stringify(places), ctx.now],
  )
}

/** Webshops for which our stock counts. */
const shops = `connections k where k.tenant_id = $1 and k.kind = 'shop' and k.channel is not null and k.stock_leads = 'us'`

const asked = `on conflict (tenant_id, connection, product) do update set asked = told_stock.asked + 1`

/** What may always be sold is not told: its figure would close it. */
const told = `p.kind = 'goods' and not p.sells_without_stock
  and (exists (select 1 from stock_levels s where s.tenant_id = $1 and s.product = p.id)
    or exists (select 1 from told_stock t where t.tenant_id = $1 and t.connection = k.id and t.product = p.id))`

/** Says that what can be sold of these products may have changed; answers which webshops must hear of it. */
export const askToTell = async (ctx: Ctx, products: readonly string[]): Promise<string[]> =>
  (
    await ctx.db.rows<{ connection: string }>(
      `with asked as (
         insert into told_stock (tenant_id, connection, product)
         select $1, k.id, p.id from ${shops.replace(' where', ' cross join products p where')} and p.tenant_id = $1 and p.id = any($2::uuid[]) and ${told}
         order by k.id, p.id ${asked} returning connection)
       select distinct connection from asked`,
      [products],
    )
  ).map(({ connection }) => connection)

/** The same of everything that a channel sells, or that its webshops were ever told. */
export const askToTellAll = async (ctx: Ctx, channel: string): Promise<string[]> =>
  (
    await ctx.db.rows<{ connection: string }>(
      `with asked as (
         insert into told_stock (tenant_id, connection, product)
         select $1, k.id, p.id from ${shops.replace(' where', ' cross join products p where')} and k.channel = $2 and p.tenant_id = $1 and ${told}
         order by k.id, p.id ${asked} returning connection)
       select distinct connection from asked`,
      [channel],
    )
  ).map(({ connection }) => connection)

/** What came of telling: the figure that the webshop has now, or why it refuses it. */
export type Telling = {
  readonly product: string
  readonly asked: number
  readonly available: number | null
  readonly problem: { readonly code: string; readonly text: string } | null
}

/** A change that came in between leaves its product waiting. */
export const keepTold = (ctx: Ctx, connection: string, tellings: readonly Telling[]): Promise<number> =>
  ctx.db.run(
    `update told_stock t set done = x.asked, problem_code = x.code, problem = x.text,
       available = case when x.code is null then x.available else t.available end,
       told_at = case when x.code is null and x.available is distinct from t.available then $4 else t.told_at end
     from jsonb_to_recordset($3::jsonb) x(product uuid, asked bigint, available bigint, code text, text text)
     where t.tenant_id = $1 and t.connection = $2 and t.product = x.product`,
    [
      connection,
      JSON.stringify(
        tellings.map(({ problem, ...one }) => ({
          ...one,
          code: problem?.code ?? null,
          text: problem?.text ?? null,
        })),
      ),
      ctx.now,
    ],
  )

/** What was refused is told again. */
export const askRefusedAgain = (ctx: Ctx, connection: string): Promise<number> =>
  ctx.db.run(
    'update told_stock set asked = asked + 1 where tenant_id = $1 and connection = $2 and problem_code is not null and asked = done',
    [connection],
  )

export const forgetToldOf = (ctx: Ctx, product: string): Promise<number> =>
  ctx.db.run('update told_stock set available = null where tenant_id = $1 and product = $2', [product])

/** Forgets what a webshop was told: somebody else sets its figures from now on. */
export const forgetTold = (ctx: Ctx, connection: string): Promise<number> =>
  ctx.db.run('delete from told_stock where tenant_id = $1 and connection = $2', [connection])
