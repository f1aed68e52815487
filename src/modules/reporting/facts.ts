/** What issued documents say for returns and lists: read from what never changes, so that a figure can be made again at any time. */
import type { Cents } from '../../base/money.ts'
import { addDays, startOfDay, type Day } from '../../base/day.ts'
import { earliestId, type Ctx } from '../../platform/context.ts'
import type { BoxFigure } from './schema/boxes.ts'
import { boughtGrids, soldGrids } from './schema/grids.ts'

export type Period = { readonly business: string; readonly from: Day; readonly to: Day }

const quoted = (text: string | null) => (text === null ? 'null' : `'${text}'`)
const listed = (grids: readonly string[]) => `array[${grids.map((grid) => quoted(`BE:${grid}`)).join(', ')}]`
const rowsOf = <T>(rows: readonly T[], cells: (row: T) => readonly string[]) =>
  rows.map((row) => `(${cells(row).join(', ')})`).join(', ')

/** The tables of the Belgian return; what they do not know stands in BE:none, and is told instead of left out. */
const belgianTables = `
  sold_grids (treatment, rate, grids, credited) as (values ${rowsOf(soldGrids, (row) => [
    quoted(row.treatment),
    row.rate === null ? 'null::int' : String(row.rate),
    listed(row.grids),
    listed(row.credited),
  ])}),
  bought_grids (treatment, use, cost, base, due, credited) as (values ${rowsOf(boughtGrids, (row) =>
    [row.treatment, row.use, row.cost, row.base, row.due, row.credited].map(quoted),
  )})`

/**
 * One row per document, box and rate; $2 business, $3 first and $4 last day.
 * - a credit note counts against its box on its own day; supply_day is the day of the invoice that it takes back
 * - lines that do not add up to their document, or were never kept, give way to the document's own VAT groups
 * - what lines count for was written when they were issued: a margin, or an amount at the rate of the tax point
 * - older amounts in another currency are counted at the rate that the document's own VAT was converted with
 * - a Belgian business has grids instead of boxes, in which credit notes stand with their amounts turned around
 */
export const facts = `
  with ${belgianTables}, period as (
    select i.id, i.number, i.day, i.kind, i.document, case when i.kind = 'credit-note' then -1 else 1 end as sign,
      case when i.document->>'currency' = b.currency or i.document->'vatInOwnCurrency'->>'amount' is null or (i.document->'totals'->>'vat')::numeric = 0 then 1
        else (i.document->'vatInOwnCurrency'->>'amount')::numeric / (i.document->'totals'->>'vat')::numeric end as rate_to_own,
      b.country as home, b.currency as own_currency, coalesce(i.document->>'currency', b.currency) as currency, coalesce(o.day, i.day) as supply_day,
      upper(regexp_replace(coalesce(i.document->'buyer'->>'vatNumber', ''), '[^A-Za-z0-9]', '', 'g')) as buyer_number,
      i.document->'buyer'->>'name' as buyer,
      coalesce(s.net = (i.document->'totals'->>'net')::bigint and s.vat = (i.document->'totals'->>'vat')::bigint, false) as is_kept
    from issued_invoices i join businesses b on b.tenant_id = $1 and b.id = i.business
      left join invoices w on w.tenant_id = $1 and w.id = i.id left join issued_invoices o on o.tenant_id = $1 and o.id = w.credits
      cross join lateral (select sum(l.net) as net, sum(l.vat) as vat from invoice_lines l where l.tenant_id = $1 and l.invoice = i.id) s
    where i.tenant_id = $1 and i.business = $2 and i.day between $3 and $4
  ), facts as (
    select p.id, p.number, p.day, p.kind, p.buyer_number, p.buyer, x.box, x.rate,
      (p.sign * x.turned * round(x.base))::bigint as base, (p.sign * x.turned * round(x.vat))::bigint as vat,
      p.supply_day, p.currency, p.own_currency, p.sign * x.paid_base as paid_base, p.sign * x.paid_vat as paid_vat
    from period p cross join lateral (
      select box, l.rate, sum(coalesce(l.report_base, l.net * p.rate_to_own)) as base, sum(coalesce(l.report_vat, l.vat * p.rate_to_own)) as vat, 1 as turned,
        sum(l.net) as paid_base, sum(l.vat) as paid_vat
      from invoice_lines l cross join unnest(l.boxes) as box
      where p.is_kept and l.tenant_id = $1 and l.invoice = p.id group by box, l.rate
      union all
      select box, 0, sum(t.base), sum(t.vat), case when box = 'BE:none' then 1 else p.sign end, null, null
      from (
        select case when exists (select 1 from unnest(l.boxes) b where b ~ '^(LOCAL|OSS|UNREGISTERED):') then 'abroad' else l.treatment end as treatment,
          l.category, l.rate, coalesce(l.report_base, l.net * p.rate_to_own) as base, coalesce(l.report_vat, l.vat * p.rate_to_own) as vat
        from invoice_lines l where p.is_kept and l.tenant_id = $1 and l.invoice = p.id
        union all
        select null, g->>'category', (g->>'rate')::int, (g->>'base')::bigint * p.rate_to_own, (g->>'vat')::bigint * p.rate_to_own
        from jsonb_array_elements(p.document->'vat') g where not p.is_kept) t
        left join sold_grids g on (g.rate is null or g.rate = t.rate) and g.treatment = coalesce(t.treatment, case t.category
          when 'K' then 'intra-community-supply' when 'G' then 'export' when 'E' then 'exempt'
          when 'AE' then case when left(p.buyer_number, 2) in ('', p.home) then 'domestic-reverse-charge' else 'service-reverse-charge' end
          else case when coalesce(p.document->'deliverTo'->'address'->>'country', p.home) = p.home or t.rate in (2100, 1200, 600) then 'domestic' else 'abroad' end end)
        cross join unnest(coalesce(case when p.kind = 'credit-note' then g.credited else g.grids end, array['BE:none'])) as box
      where p.home = 'BE' group by box
      union all
      select box, (g->>'rate')::int, sum((g->>'base')::bigint) * p.rate_to_own, sum((g->>'vat')::bigint) * p.rate_to_own, 1, sum((g->>'base')::bigint), sum((g->>'vat')::bigint)
      from jsonb_array_elements(case when p.is_kept then '[]'::jsonb else p.document->'vat' end) g
        cross join unnest(case g->>'category'
          when 'K' then array['ICP:goods', 'NL:3b']
          when 'G' then array['NL:3a']
          when 'AE' then case when left(coalesce(p.document->'buyer'->>'vatNumber', p.home), 2) = p.home then array['NL:1e'] else array['ICP:services', 'NL:3b'] end
          when 'Z' then array['NL:1e']
          when 'S' then case when coalesce(p.document->'deliverTo'->'address'->>'country', p.home) = p.home or (g->>'rate')::int in (2100, 900)
            then array['NL:' || case (g->>'rate')::int when 2100 then '1a' when 900 then '1b' else '1c' end]
            else array['OSS:' || (p.document->'deliverTo'->'address'->>'country')] end
          else '{}'::text[] end) as box
      where p.home = 'NL' or box like 'ICP:%' group by box, (g->>'rate')::int) x
    union all
    select b.id, b.number, b.day, 'purchase', coalesce(b.supplier_vat_number, ''), b.supplier, x.box, (e->>'rate')::int,
      case when x.box = 'NL:5b' then 0 else (e->>'base')::bigint end, case when x.box = 'NL:5b' then (e->>'deductible')::bigint else (e->>'vat')::bigint end,
      b.day, o.currency, o.currency, null, null
    from purchase_invoices b join businesses o on o.tenant_id = $1 and o.id = b.business cross join jsonb_array_elements(b.entries) e
      cross join unnest(case e->>'treatment' when 'charged' then array['NL:5b'] when 'reverse-charged' then array['NL:2a', 'NL:5b'] when 'from-eu' then array['NL:4b', 'NL:5b']
        when 'from-outside' then array['NL:4a', 'NL:5b'] else '{}'::text[] end) as x(box)
    where b.tenant_id = $1 and b.business = $2 and b.day between $3 and $4 and o.country = 'NL' and (x.box <> 'NL:5b' or (e->>'deductible')::bigint <> 0)
    union all
    select b.id, b.number, b.day, 'purchase', coalesce(b.supplier_vat_number, ''), b.supplier, 'BE:' || x.grid, 0, sum(x.base)::bigint, sum(x.vat)::bigint,
      b.day, o.currency, o.currency, null, null
    from purchase_invoices b join businesses o on o.tenant_id = $1 and o.id = b.business cross join jsonb_array_elements(b.entries) e
      left join bought_grids g on g.treatment = e->>'treatment' and g.use = e->>'use'
      cross join lateral (select (e->>'base')::bigint as base, (e->>'vat')::bigint as vat, (e->>'deductible')::bigint as deductible) a
      cross join lateral (select (a.base < 0) <> (b.corrects is not null) as is_credit) c
      cross join lateral (values
        (coalesce(g.cost, 'none'), a.base + a.vat - a.deductible, 0::bigint),
        (case when c.is_credit then g.credited else g.base end, case when c.is_credit then -a.base else a.base end, 0),
        (g.due, 0, a.vat),
        (case when c.is_credit and g.due is null then '63' else '59' end, 0, case when c.is_credit and g.due is null then -a.deductible else a.deductible end)
      ) as x(grid, base, vat)
    where b.tenant_id = $1 and b.business = $2 and b.day between $3 and $4 and o.country = 'BE' and x.grid is not null and (x.base <> 0 or x.vat <> 0)
    group by b.id, b.number, b.day, b.supplier_vat_number, b.supplier, x.grid, o.currency
  )`

/** Documents in another currency that nobody knew a rate of when they were issued: their amounts are counted as they stand. */
export const unconvertedIn = async (ctx: Ctx, { business, from, to }: Period): Promise<string[]> =>
  (
    await ctx.db.rows<{ number: string }>(
      `select i.number from issued_invoices i join businesses b on b.tenant_id = $1 and b.id = i.business
       where i.tenant_id = $1 and i.business = $2 and i.day between $3 and $4 and i.document->>'currency' <> b.currency
         and (i.document->'vatInOwnCurrency'->>'amount' is null or (i.document->'totals'->>'vat')::numeric = 0)
         and not exists (select 1 from invoice_lines l where l.tenant_id = $1 and l.invoice = i.id and l.report_base is not null)
       order by i.number limit 50`,
      [business, from, to],
    )
  ).map(({ number }) => number)

/** Documents of a Belgian business that hold something of which no grid is known. */
export const unplacedIn = async (ctx: Ctx, period: Period): Promise<string[]> =>
  (
    await ctx.db.rows<{ number: string }>(
      `${facts} select distinct number from facts where box = 'BE:none' and (base <> 0 or vat <> 0) order by number limit 50`,
      values(period),
    )
  ).map(({ number }) => number)

/** Whether the return that a day belongs in was declared. */
export const closedVatReturn = async (ctx: Ctx, business: string, day: Day): Promise<boolean> =>
  (await ctx.db.one(
    `select 1 from closed_periods where tenant_id = $1 and business = $2 and report = 'vat-return' and $3 between from_day and to_day`,
    [business, day],
  )) !== undefined

const values = ({ business, from, to }: Period) => [business, from, to]

export const figuresOf = (ctx: Ctx, period: Period): Promise<BoxFigure[]> =>
  ctx.db.rows(
    `${facts} select box, rate, sum(base)::bigint as base, sum(vat)::bigint as vat, count(distinct id)::int as documents from facts group by box, rate order by box, rate`,
    values(period),
  )

export type ListedBuyer = {
  readonly number: string
  readonly name: string
  readonly goods: Cents
  readonly services: Cents
  readonly documents: number
}

/** The listing of supplies to businesses in other member states, per number of the buyer. */
export const listingOf = (ctx: Ctx, period: Period): Promise<ListedBuyer[]> =>
  ctx.db.rows(
    `${facts} select buyer_number as number, min(buyer) as name, coalesce(sum(base) filter (where box = 'ICP:goods'), 0)::bigint as goods,
       coalesce(sum(base) filter (where box = 'ICP:services'), 0)::bigint as services, count(distinct id)::int as documents
     from facts where box like 'ICP:%' group by buyer_number order by buyer_number`,
    values(period),
  )

/** What credit notes of this period take back of supplies that were listed before it. */
export type ListedCorrection = {
  readonly number: string
  readonly year: number
  readonly quarter: number
  readonly goods: Cents
  readonly services: Cents
}

export const listedCorrectionsOf = (ctx: Ctx, period: Period): Promise<ListedCorrection[]> =>
  ctx.db.rows(
    `${facts} select buyer_number as number, extract(year from supply_day)::int as year, extract(quarter from supply_day)::int as quarter,
       coalesce(sum(base) filter (where box = 'ICP:goods'), 0)::bigint as goods, coalesce(sum(base) filter (where box = 'ICP:services'), 0)::bigint as services
     from facts where box like 'ICP:%' and supply_day < $3 group by 1, 2, 3 order by 1, 2, 3`,
    values(period),
  )

export type BoxDocument = {
  readonly id: string
  readonly number: string
  readonly day: Day
  readonly kind: string
  readonly buyer: string
  readonly buyerNumber: string
  readonly base: Cents
  readonly vat: Cents
}

export type Drill = {
  readonly boxes: readonly string[]
  readonly rate?: number | undefined
  readonly buyerNumber?: string | undefined
}

/** The documents behind a figure, in the order of their numbers; `after` is the number of the last one seen. */
export const documentsOf = (
  ctx: Ctx,
  period: Period,
  drill: Drill,
  after: string,
  limit: number,
): Promise<BoxDocument[]> =>
  ctx.db.rows(
    `${facts} select id, number, day, kind, buyer, buyer_number, sum(base)::bigint as base, sum(vat)::bigint as vat from facts
     where box = any($5::text[]) and ($6::int is null or rate = $6) and ($7::text is null or buyer_number = $7) and number > $8
     group by id, number, day, kind, buyer, buyer_number order by number limit $9`,
    [...values(period), drill.boxes, drill.rate ?? null, drill.buyerNumber ?? null, after, limit],
  )

export type Debtor = {
  readonly name: string
  readonly contact: string | null
  readonly organisation: string | null
  /** The organisation's account manager of today. */
  readonly managerName: string | null
  readonly currency: string
  readonly total: Cents
  readonly count: number
  readonly ages: Readonly<Record<string, Cents>>
}

/** Amounts on a day in the past are those of now with what happened since taken back: each event says by how much. */
const openOn = `
  with later as (
    select e.about, sum(case e.kind when 'invoice.credited' then (e.detail->>'settled')::bigint
        when 'invoice.payment-returned' then -(e.detail->>'amount')::bigint when 'invoice.write-off-undone' then -(e.detail->>'amount')::bigint
        else (e.detail->>'amount')::bigint end)::bigint as amount
    from events e join invoices i on i.tenant_id = $1 and i.id = e.about join businesses b on b.tenant_id = $1 and b.id = i.business
    where e.tenant_id = $1 and e.id >= $3 and e.kind in ('invoice.paid', 'invoice.partly-paid', 'invoice.payment-returned', 'invoice.credited',
        'invoice.written-off', 'invoice.write-off-undone')
      and coalesce((e.detail->>'day')::date, (e.at at time zone b.time_zone)::date) > $4::date
    group by e.about
  ), open as (
    select i.id, i.number, i.kind, i.day, i.due_day, i.organisation, i.contact, i.customer_name, i.currency, i.total,
      case when i.kind = 'credit-note' then -1 else 1 end * (i.due + coalesce(l.amount, 0)) as due
    from invoices i left join later l on l.about = i.id
    where i.tenant_id = $1 and ($2::uuid is null or i.business = $2) and i.number is not null and i.day <= $4::date
      and i.due + coalesce(l.amount, 0) > 0 and ($5::uuid is null or i.organisation in (
        select c.id from organisations c where c.tenant_id = $1 and c.account_manager = $5))
  )`

/** The day's first moment as the beginning of an id, for ids are in order of time; a day earlier, for days differ by zone. */
export const firstIdOf = (day: Day): string => earliestId(startOfDay(addDays(day, -1)))

/** Of all businesses and of all account managers where one is not named. */
export type OpenAsked = {
  readonly business: string | null
  readonly accountManager: string | null
  readonly day: Day
}

const openValues = ({ business, accountManager, day }: OpenAsked) => [
  business,
  firstIdOf(day),
  day,
  accountManager,
]

/** Open amounts per debtor on a day by how late they are then; what we owe on credit notes counts against them. */
export const debtorsOf = (ctx: Ctx, asked: OpenAsked): Promise<Debtor[]> =>
  ctx.db.rows(
    `${openOn}, dated as (
       select coalesce(organisation, contact) as who, organisation, contact, customer_name, currency, due,
         case when kind = 'credit-note' or $4::date <= coalesce(due_day, day) then 'not-due' when $4::date - coalesce(due_day, day) <= 30 then '1-30'
           when $4::date - coalesce(due_day, day) <= 60 then '31-60' when $4::date - coalesce(due_day, day) <= 90 then '61-90' else 'over-90' end as age
       from open),
     aged as (select who, organisation, min(contact::text) as contact, min(customer_name) as name, currency, age, sum(due)::bigint as due, count(*)::int as count
       from dated group by who, organisation, case when who is null then customer_name end, currency, age)
     select name, contact, organisation, currency,
       (select u.name from organisations c join users u on u.tenant_id = $1 and u.id = c.account_manager where c.tenant_id = $1 and c.id = organisation) as manager_name,
       sum(due)::bigint as total, sum(count)::int as count, jsonb_object_agg(age, due) as ages
     from (select first_value(name) over (partition by who, organisation, case when who is null then name end, currency) as name, contact, organisation, currency, who, age, due, count from aged) a
     group by who, organisation, contact, name, currency order by total desc, name limit 5000`,
    openValues(asked),
  )

export type OpenDocument = {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly day: Day
  readonly dueDay: Day | null
  readonly customerName: string
  readonly currency: string
  readonly total: Cents
  readonly due: Cents
}

export const openDocuments = (ctx: Ctx, asked: OpenAsked, debtor: string | null): Promise<OpenDocument[]> =>
  ctx.db.rows(
    `${openOn} select id, number, kind, day, due_day, customer_name, currency, total, due from open
     where $6::uuid is null or coalesce(organisation, contact) = $6 order by due_day nulls last, number limit 5000`,
    [...openValues(asked), debtor],
  )

export type RevenuePart = {
  readonly part: string
  /** What a cost is called on the documents: cash on delivery, payment costs, insurance. */
  readonly name: string | null
  readonly net: Cents
  readonly documents: number
}

/**
 * Issued documents with their rate to our own currency, null where nobody knows it: that of their own VAT, else what
 * their lines were written down for when they were issued, else that of the European Central Bank. Goods under the
 * margin scheme count for their margin there, which says nothing of the rate.
 */
export const convertedDocuments = `
  select i.id, i.number, i.day, i.kind, i.document, case when i.kind = 'credit-note' then -1 else 1 end as sign,
    case when i.document->>'currency' = b.currency then 1
      when (i.document->'totals'->>'vat')::numeric <> 0 and i.document->'vatInOwnCurrency'->>'amount' is not null
        then (i.document->'vatInOwnCurrency'->>'amount')::numeric / (i.document->'totals'->>'vat')::numeric
      else coalesce(
        (select sum(l.report_base) / nullif(sum(l.net), 0) from invoice_lines l
         where l.tenant_id = $1 and l.invoice = i.id and l.report_base is not null and l.treatment is distinct from 'margin-scheme'),
        (select 1 / x.rate::numeric from exchange_rates x
         where x.tenant_id = $1 and b.currency = 'EUR' and x.currency = i.document->>'currency' and x.day <= i.day and x.day > i.day - 7
         order by x.day desc limit 1)) end as rate
  from issued_invoices i join businesses b on b.tenant_id = $1 and b.id = i.business`

/** Those of a business, from $3 to $4. */
export const converted = `${convertedDocuments}
  where i.tenant_id = $1 and i.business = $2 and i.day between $3 and $4`

/**
 * Goods apart from shipping, other costs and discounts; together they are what was invoiced without VAT (S4-43), in
 * our own currency. They are rounded as they add up, so that the parts are the total to the cent.
 */
export const revenueParts = (ctx: Ctx, { business, from, to }: Period): Promise<RevenuePart[]> =>
  ctx.db.rows(
    `select part, name, documents, (round(upto) - round(upto - net))::bigint as net from (
       select part, name, count(distinct id)::int as documents, sum(sign * net * coalesce(rate, 1)) as net,
         sum(sum(sign * net * coalesce(rate, 1))) over (order by part, name) as upto
       from (${converted}) i cross join lateral (
         select 'goods' as part, null as name, (l->>'net')::bigint as net from jsonb_array_elements(i.document->'lines') l
         union all
         select case when a->>'kind' = 'discount' then 'discount' when a->>'reasonCode' = 'FC' then 'shipping' else 'costs' end,
           case when a->>'kind' <> 'discount' and a->>'reasonCode' is distinct from 'FC' then a->>'reason' end,
           case when a->>'kind' = 'discount' then -1 else 1 end * (a->>'amount')::bigint from jsonb_array_elements(i.document->'adjustments') a) x
       group by part, name) parts order by part, name`,
    [business, from, to],
  )

/** Documents in another currency whose rate nobody knows: they are in the revenue as they stand. */
export const withoutRate = async (ctx: Ctx, { business, from, to }: Period): Promise<string[]> =>
  (
    await ctx.db.rows<{ number: string }>(
      `select number from (${converted}) i where rate is null order by number limit 50`,
      [business, from, to],
    )
  ).map(({ number }) => number)

/** What was invoiced in a period by the totals of the documents themselves, in our own currency: what every report must add up to. */
export const invoicedIn = async (
  ctx: Ctx,
  { business, from, to }: Period,
): Promise<{ net: Cents; vat: Cents; gross: Cents; count: number }> =>
  (await ctx.db.one<{ net: Cents; vat: Cents; gross: Cents; count: number }>(
    `select coalesce(round(sum(net)), 0)::bigint as net, coalesce(round(sum(vat)), 0)::bigint as vat,
       coalesce(round(sum(net + vat)), 0)::bigint as gross, count(*)::int as count
     from (select sign * coalesce(rate, 1) * (document->'totals'->>'net')::bigint as net, sign * coalesce(rate, 1) * (document->'totals'->>'vat')::bigint as vat
       from (${converted}) c) i`,
    [business, from, to],
  ))!
