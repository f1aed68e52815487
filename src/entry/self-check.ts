/** Whether the books add up: what must always hold between orders, stock, money and invoices, asked of the database. */
import { z } from 'zod'
import { words, type Words } from '../base/words.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'
import { raiseTask, settleTask } from '../platform/tasks.ts'
import { setSchedule } from '../platform/worker.ts'
import { reaction, work } from '../platform/workflow.ts'

type Rule = {
  readonly name: string
  readonly words: Words
  /** Answers `what` for each thing that is wrong; `$2` is the moment of asking where it stands. */
  readonly faults: string
}

/** The same sum of all parts of an order, told by what is compared: lines with shipping and surcharges. */
const orderSum = (part: 'net' | 'vat' | 'gross') =>
  `coalesce((select sum(l.${part}) from order_lines l where l.tenant_id = $1 and l.order_id = o.id), 0)
   + o.shipping_${part} + coalesce((select sum((s->>'${part}')::bigint) from jsonb_array_elements(o.surcharges) s), 0)`

const addsUp = `(o.total_net = ${orderSum('net')} and o.total_vat = ${orderSum('vat')} and o.total = ${orderSum('gross')})`

const rules: readonly Rule[] = [
  {
    name: 'stock.ledger',
    words: words('De mutaties tellen op tot de voorraad', 'The movements add up to the stock'),
    faults: `
      with ledger as (
        select product, location, sum(quantity) as quantity from stock_movements where tenant_id = $1 group by 1, 2
      ), levels as (select product, location, on_hand from stock_levels where tenant_id = $1)
      select p.sku as what from ledger g full join levels s using (product, location)
      join products p on p.tenant_id = $1 and p.id = coalesce(g.product, s.product)
      where coalesce(g.quantity, 0) <> coalesce(s.on_hand, 0)`,
  },
  {
    name: 'stock.reserved',
    words: words(
      'Gereserveerd is de som van de reserveringen, en er ligt genoeg',
      'Reserved is the sum of the reservations, and there is enough',
    ),
    faults: `
      with promised as (
        select product, location, sum(quantity) as quantity from reservations where tenant_id = $1 group by 1, 2
      )
      select p.sku as what from stock_levels s
      left join promised r on r.product = s.product and r.location = s.location
      join products p on p.tenant_id = $1 and p.id = s.product
      where s.tenant_id = $1 and (s.reserved <> coalesce(r.quantity, 0) or s.reserved > s.on_hand)`,
  },
  {
    name: 'order.reserved',
    words: words(
      'Elke orderregel heeft de reserveringen die zij noemt',
      'Every order line has the reservations that it names',
    ),
    faults: `
      with promised as (
        select line, sum(quantity) as quantity from reservations where tenant_id = $1 group by 1
      )
      select o.number as what from order_lines l full join promised r on r.line = l.id
      left join orders o on o.tenant_id = $1 and o.id = l.order_id
      where (l.tenant_id = $1 or l.id is null) and (l.product is not null or r.line is not null)
        and coalesce(l.reserved + l.picked, 0) <> coalesce(r.quantity, 0)`,
  },
  {
    name: 'order.totals',
    words: words(
      'Het totaal van een bestelling is regels, verzending en toeslagen',
      'The total of an order is lines, shipping and surcharges',
    ),
    faults: `
      select o.number as what from orders o
      where o.tenant_id = $1 and not ${addsUp}`,
  },
  {
    name: 'order.paid',
    words: words('Betaald is de som van de betalingen', 'Paid is the sum of the payments'),
    faults: `
      with received as (
        select order_id, sum(captured - refunded) as paid from payments where tenant_id = $1 group by 1
      )
      select o.number as what from orders o left join received r on r.order_id = o.id
      where o.tenant_id = $1 and o.paid <> coalesce(r.paid, 0)`,
  },
  {
    name: 'order.due',
    words: words('Openstaand is totaal min betaald', 'Due is total less paid'),
    faults: `
      select o.number as what from orders o where o.tenant_id = $1
        and o.due <> case when o.phase = 'cancelled' then 0 else greatest(0, o.total - o.paid) end`,
  },
  {
    name: 'invoice.series',
    words: words(
      'Factuurnummers lopen door, zonder gat of dubbele',
      'Invoice numbers run on, without a gap or a double',
    ),
    faults: `
      with issued as (
        select business, kind, year, min(sequence) as first, max(sequence) as last, count(distinct sequence) as numbers, count(*) as rows
        from issued_invoices where tenant_id = $1 group by 1, 2, 3
      ), series as (select business, kind, year, last_number from number_series where tenant_id = $1 and kind in ('invoice', 'credit-note'))
      , plans as (select business, kind, year, first_number from number_plans where tenant_id = $1)
      select kind || ' ' || year as what from issued i full join series s using (business, kind, year) left join plans p using (business, kind, year)
      where i.first <> coalesce(p.first_number, 1) or coalesce(i.last - i.first + 1, 0) <> coalesce(i.numbers, 0) or coalesce(i.numbers, 0) <> coalesce(i.rows, 0)
        or coalesce(i.last, 0) <> coalesce(s.last_number, 0)`,
  },
  {
    name: 'invoice.issued',
    words: words('Een factuur is wat ervan is uitgereikt', 'An invoice is what was issued of it'),
    faults: `
      select coalesce(i.number, d.number) as what
      from (select id, number, total from invoices where tenant_id = $1 and number is not null) i
      full join (select id, number, total, document from issued_invoices where tenant_id = $1) d using (id)
      where i.id is null or d.id is null or i.number <> d.number or i.total <> d.total
        or (d.document->'totals'->>'gross')::bigint <> d.total`,
  },
  {
    name: 'invoice.order',
    words: words(
      'De facturen van een gefactureerde bestelling zijn samen haar totaal',
      'The invoices of an invoiced order are its total together',
    ),
    faults: `
      with billed as (
        select order_id, sum(total) as total from invoices
        where tenant_id = $1 and kind = 'invoice' and state <> 'deleted' and order_id is not null
          and not exists (select 1 from invoices n where n.tenant_id = $1 and n.credits = invoices.id and n.number is not null
            and (n.credit->>'isReopening')::boolean)
        group by 1
      )
      select o.number as what from orders o left join billed b on b.order_id = o.id
      where o.tenant_id = $1 and o.invoicing = 'whole' and coalesce(b.total, 0) <> o.total
        and not exists (select 1 from order_lines l where l.tenant_id = $1 and l.order_id = o.id and l.cancelled > 0)`,
  },
  {
    name: 'work.waiting',
    words: words('Er wacht niets langer dan een uur', 'Nothing has been waiting longer than an hour'),
    faults: `
      select workflow as what from outbound_calls
        where tenant_id = $1 and state not in ('ok', 'skipped', 'refused') and updated_at < $2::timestamptz - interval '1 hour'
      union all select kind from runs
        where tenant_id = $1 and state in ('waiting', 'running') and updated_at < $2::timestamptz - interval '1 hour'
      union all select name from schedules
        where tenant_id = $1 and not is_paused and next_at < $2::timestamptz - interval '1 hour'`,
  },
]

export type RuleResult = {
  readonly name: string
  readonly words: Words
  readonly faults: number
  /** The first ten, by order number, item code or name. */
  readonly examples: readonly string[]
}

export type SelfCheck = {
  readonly isSound: boolean
  readonly at: Date
  readonly rules: readonly RuleResult[]
}

export const selfCheck = action({
  http: 'GET /system/self-check',
  right: 'system.check',
  says: 'Whether orders, stock, money and invoices add up, rule by rule.',
  input: z.object({}),
  run: (ctx) => checkBooks(ctx),
})

/** Looks at every rule; reads only, and takes seconds on a large business. */
export async function checkBooks(ctx: Ctx): Promise<SelfCheck> {
  const results: RuleResult[] = []
  for (const { name, words: said, faults } of rules) {
    const found = await ctx.db.one<{ faults: number; examples: string[] }>(
      `select count(*)::int as faults, coalesce((array_agg(what order by what))[1:10], '{}') as examples from (${faults}) x`,
      faults.includes('$2') ? [ctx.now] : [],
    )
    results.push({ name, words: said, faults: found!.faults, examples: found!.examples })
  }
  return { isSound: results.every((rule) => rule.faults === 0), at: ctx.now, rules: results }
}

const dedupe = 'self-check'

export const checkEveryNight = work({
  name: 'self-check',
  run: (tools) =>
    tools.act(async (ctx) => {
      const { isSound, rules: results } = await checkBooks(ctx)
      if (isSound) return settleTask(ctx, dedupe)
      const wrong = results.filter((rule) => rule.faults > 0)
      const error = wrong
        .map((rule) => `${rule.words[ctx.lang]}: ${rule.faults} (${rule.examples.slice(0, 3).join(', ')})`)
        .join('; ')
      return raiseTask(ctx, { kind: 'books.wrong', detail: { error }, dedupe })
    }),
})

export const checkFromTheStart = reaction({
  name: 'self-check-from-the-start',
  on: ['tenant.opened'],
  run: (ctx, event) =>
    setSchedule(ctx, { name: checkEveryNight.name, subject: event.about, everySeconds: 86_400 }),
})

export const rights: Record<string, Words> = {
  'system.check': words('Controleren of de boekhouding klopt', 'Check that the books add up'),
}

export const tasks: Record<string, Words> = {
  'books.wrong': words('De boekhouding klopt niet: {error}', 'The books do not add up: {error}'),
}
