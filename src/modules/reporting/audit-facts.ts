/** The journals of an audit file: what was issued, what suppliers charged and what the bank booked, page by page, as transactions in balance. */
import { divide, sum, type Cents } from '../../base/money.ts'
import type { Day } from '../../base/day.ts'
import type { Ctx } from '../../platform/context.ts'
import type { InvoiceDocument } from '../invoicing/e-invoice/document.ts'
import type { AuditLine, AuditParty, AuditTransaction, AccountId, VatCode } from './audit-file.ts'
import { converted, convertedDocuments, firstIdOf, type Period } from './facts.ts'
import { purchaseTreatments, type PurchaseEntry, type PurchaseTreatment } from './schema/purchases.ts'

/** An issued document with the customer that it is kept under. */
export type AuditedDocument = {
  readonly id: string
  readonly day: Day
  readonly number: string
  readonly kind: 'invoice' | 'credit-note'
  readonly document: InvoiceDocument
  readonly customer: string | null
  /** What one of the document's currency is in that of the business, as the revenue report counts it: decimal text. */
  readonly rate: string
  readonly isForeign: boolean
}

const perPage = 500
/** So many that no amount of a document is a cent off. */
const rateDecimals = 12
const before = ['0001-01-01', '00000000-0000-0000-0000-000000000000'] as const

export const issuedPage = (
  ctx: Ctx,
  { business, from, to }: Period,
  last: AuditedDocument | undefined,
): Promise<AuditedDocument[]> =>
  ctx.db.rows(
    `select i.id, i.day, i.number, i.kind, i.document - 'attachments' as document, round(i.rate, ${rateDecimals})::text as rate,
       i.document->>'currency' <> b.currency as is_foreign, replace(coalesce(w.organisation, w.contact)::text, '-', '') as customer
     from (${converted}) i join businesses b on b.tenant_id = $1 and b.id = $2 left join invoices w on w.tenant_id = $1 and w.id = i.id
     where (i.day, i.id) > ($5::date, $6::uuid) order by i.day, i.id limit ${perPage}`,
    [business, from, to, last?.day ?? before[0], last?.id ?? before[1]],
  )

/** A transaction with who and which VAT codes it names. */
export type Audited = {
  readonly transaction: AuditTransaction
  readonly party: AuditParty | null
  readonly vatCodes: readonly VatCode[]
}

/** What was sold: the debtor owes it, revenue and VAT are what it is made of. */
export function saleOf({ number, day, kind, document, customer, rate, isForeign }: AuditedDocument): Audited {
  const sign = kind === 'credit-note' ? -1 : 1
  const own = (amount: Cents): Cents => sign * atRate(amount, rate)
  /** Beside each amount what it was on paper. */
  const foreign = (amount: Cents) => (isForeign ? { foreign: { currency: document.currency, amount } } : {})
  const common = {
    document: number,
    day,
    text: `${kind === 'credit-note' ? 'Creditnota' : 'Factuur'} ${number}`,
    party: customer,
    invoice: number,
  }
  const codes: VatCode[] = []
  const lines = document.vat.flatMap((group): AuditLine[] => {
    const of = (what: 'charge' | 'discount') =>
      sum(
        document.adjustments
          .filter((one) => one.kind === what && one.category === group.category && one.rate === group.rate)
          .map(({ amount }) => amount),
      )
    const [costs, discounts] = [of('charge'), of('discount')]
    const code = codeOf(document, group)
    codes.push(code)
    const revenue: [AccountId, onPaper: Cents, amount: Cents][] = [
      ['8000', group.base - costs + discounts, own(group.base) - own(costs) + own(discounts)],
      ['8010', costs, own(costs)],
      ['8020', -discounts, -own(discounts)],
    ]
    const parts = revenue.filter(([, , amount]) => amount !== 0)
    return [
      // The VAT of a group stands once, at the first line of its revenue.
      ...parts.map(([account, onPaper, amount], i): AuditLine => ({
        ...common,
        ...foreign(onPaper),
        account,
        amount: -amount,
        vat: i === 0 ? [{ id: code.id, rate: group.rate, amount: -own(group.vat) }] : [],
      })),
      { ...common, ...foreign(group.vat), account: '1510', amount: -own(group.vat) },
    ]
  })
  const debtor: AuditLine = {
    ...common,
    ...foreign(document.totals.gross),
    account: '1300',
    amount: -sum(lines.map(({ amount }) => amount)),
  }
  const { buyer } = document
  const party = customer
    ? {
        id: customer,
        kind: 'C' as const,
        name: buyer.name,
        vatNumber: buyer.vatNumber,
        country: buyer.address?.country ?? null,
      }
    : null
  return {
    transaction: { number, day, text: common.text, lines: [debtor, ...lines] },
    party,
    vatCodes: codes,
  }
}

function codeOf(document: InvoiceDocument, { category, rate }: { category: string; rate: number }): VatCode {
  const country = document.deliverTo?.address.country
  const isAbroad = country !== undefined && country !== document.seller?.address.country
  return {
    id: [category, rate, isAbroad ? country : ''].filter((part) => part !== '').join('-'),
    text: `Btw ${rate / 100} % (${category})${isAbroad ? `, levering naar ${country}` : ''}`,
    isOwed: true,
    isClaimed: false,
  }
}

function atRate(amount: Cents, rate: string): Cents {
  const [whole = '', decimals = ''] = rate.split('.')
  const per = decimals.padEnd(rateDecimals, '0')
  return Number(divide(BigInt(amount) * BigInt(whole + per), 10n ** BigInt(rateDecimals)))
}

export type AuditedPurchase = {
  /** Its place among all purchases of the business, in the order in which they were booked: never another afterwards. */
  readonly at: number
  readonly number: string
  readonly day: Day
  readonly supplier: string
  readonly country: string
  readonly vatNumber: string | null
  /** The organisation, or who goes by that name in that country. */
  readonly party: string
  readonly entries: readonly PurchaseEntry[]
}

export const purchasePage = (
  ctx: Ctx,
  { business, from, to }: Period,
  after: number,
): Promise<AuditedPurchase[]> =>
  ctx.db.rows(
    `select * from (
       select row_number() over (order by created_at, id)::int as at, number, day, supplier, supplier_country as country, supplier_vat_number as vat_number, entries,
         coalesce(replace(organisation::text, '-', ''), md5(lower(supplier) || supplier_country)) as party
       from purchase_invoices where tenant_id = $1 and business = $2) p
     where day between $3 and $4 and at > $5 order by at limit ${perPage}`,
    [business, from, to, after],
  )

/** What a supplier charged: owed to it, with the VAT that is claimed back and, where it is reversed, owed by us. */
export function purchaseOf({
  at,
  number,
  day,
  supplier,
  party,
  entries,
  ...seller
}: AuditedPurchase): Audited {
  const text = `Inkoopfactuur ${number} van ${supplier}`
  const common = { document: number, day, text, party, invoice: number }
  const lines = entries.flatMap(({ treatment, rate, base, vat, deductible }): AuditLine[] => {
    const isCharged = treatment === 'charged'
    const { id } = purchaseCode(treatment, rate)
    return [
      { ...common, account: '7000', amount: base + vat - deductible, vat: [{ id, rate, amount: vat }] },
      { ...common, account: '1520', amount: deductible },
      { ...common, account: '1510', amount: isCharged ? 0 : -vat },
      { ...common, account: '1600', amount: -base - (isCharged ? vat : 0) },
    ]
  })
  return {
    transaction: { number: String(at), day, text, lines },
    party: { id: party, kind: 'S', name: supplier, ...seller },
    vatCodes: entries.map(({ treatment, rate }) => purchaseCode(treatment, rate)),
  }
}

function purchaseCode(treatment: PurchaseTreatment, rate: number): VatCode {
  const isReversed = treatment !== 'charged' && treatment !== 'no-vat'
  return {
    id: `I-${treatment}-${rate}`,
    text: `Btw ${rate / 100} %, inkoop: ${purchaseTreatments[treatment].nl}`,
    isOwed: isReversed,
    isClaimed: treatment !== 'no-vat',
  }
}

export type AuditedAccount = { readonly id: string; readonly iban: string; readonly name: string }

/** Accounts in the business's own currency with a booking in the period. */
export const bookedAccounts = (ctx: Ctx, { business, from, to }: Period): Promise<AuditedAccount[]> =>
  ctx.db.rows(
    `select a.id, a.iban, a.name from business_accounts a join businesses b on b.tenant_id = $1 and b.id = a.business
     where a.tenant_id = $1 and a.business = $2 and exists (
       select 1 from bank_lines l where l.tenant_id = $1 and l.account = a.id and l.booking_day between $3 and $4 and l.currency = b.currency) order by a.iban`,
    [business, from, to],
  )

export type AuditedLine = {
  readonly number: number
  readonly bookingDay: Day
  readonly amount: Cents
  readonly name: string | null
  readonly iban: string | null
  readonly text: string
  readonly parts: readonly {
    readonly number: string
    readonly isInvoice: boolean
    readonly amount: Cents
    readonly customer: string | null
    readonly customerName: string
  }[]
}

export const bankPage = (
  ctx: Ctx,
  { business, from, to }: Period,
  account: string,
  after: number,
): Promise<AuditedLine[]> =>
  ctx.db.rows(
    `select l.number, l.booking_day, l.amount, l.name, l.iban, l.text, coalesce(p.parts, '[]') as parts
     from bank_lines l join businesses b on b.tenant_id = $1 and b.id = $2
     left join lateral (
       select jsonb_agg(jsonb_build_object('number', x.number, 'isInvoice', x.is_invoice, 'amount', x.amount, 'customer', x.customer, 'customerName', x.customer_name) order by x.number) as parts from (
         select coalesce(i.number, o.number) as number, i.id is not null as is_invoice, sum(t.amount)::bigint as amount,
           replace(coalesce(i.organisation, i.contact, o.organisation, o.contact)::text, '-', '') as customer, coalesce(i.customer_name, o.customer_name) as customer_name
         from bank_allotments t left join invoices i on i.tenant_id = $1 and i.id = t.invoice left join orders o on o.tenant_id = $1 and o.id = t.order_id
         where t.tenant_id = $1 and t.line = l.id group by 1, 2, 4, 5 having sum(t.amount) <> 0) x) p on true
     where l.tenant_id = $1 and l.account = $3 and l.booking_day between $4 and $5 and l.currency = b.currency and l.number > $6 order by l.number limit ${perPage}`,
    [business, account, from, to, after],
  )

/** What the bank booked: debtors that paid, and the rest on a suspense account until it is explained. */
export function bookingOf(line: AuditedLine, iban: string): AuditTransaction {
  const text = [line.name, line.text].filter(Boolean).join(' ').slice(0, 500) || 'Bank'
  const common = {
    document: `Bank ${line.number}`,
    day: line.bookingDay,
    text,
    bankAccount: iban,
    offsetAccount: line.iban,
  }
  const rest = line.amount - sum(line.parts.map(({ amount }) => amount))
  return {
    number: String(line.number),
    day: line.bookingDay,
    text,
    lines: [
      { ...common, account: '1100', amount: line.amount },
      ...line.parts.map((part): AuditLine => ({
        ...common,
        // What was paid on an order waits there for its invoice.
        account: part.isInvoice ? '1300' : '1250',
        amount: -part.amount,
        invoice: part.isInvoice ? part.number : null,
        party: part.customer,
      })),
      { ...common, account: '2000', amount: -rest },
    ],
  }
}

/** What changed the amount that a document leaves open, other than by a line in a bank journal. */
export type AuditedSettlement = {
  readonly id: string
  readonly what: string
  readonly day: Day
  readonly number: string
  readonly kind: 'invoice' | 'credit-note'
  /** On the account of debtors, in the currency of the document. */
  readonly amount: Cents
  readonly currency: string
  readonly rate: string
  readonly isForeign: boolean
  readonly customer: string | null
  readonly customerName: string
}

/**
 * From the events that say by how much, so that debtors are what is open:
 * - what a document does not leave open when it is issued was paid before, or is settled with the invoice that it credits
 * - a payment that was told by hand or by a webshop; the bank's own stand in its journal, but for other currencies
 * - what is written off, and what is brought back
 */
export async function settlementPage(
  ctx: Ctx,
  { business, from, to }: Period,
  after: string,
): Promise<{ rows: AuditedSettlement[]; last: string | undefined }> {
  // The page is cut before the documents are looked up, for a year of events is too much to join for each of them; it holds
  // those of other businesses, which have no document here.
  const found = await ctx.db.rows<AuditedSettlement & { isMeant: boolean }>(
    `with page as materialized (
       select id, kind, about, detail, at from events where tenant_id = $1 and id > $5
         and kind in ('invoice.finalised', 'invoice.paid', 'invoice.partly-paid', 'invoice.payment-returned', 'invoice.written-off', 'invoice.write-off-undone')
       order by id limit ${perPage})
     select s.*, coalesce(number is not null and amount <> 0 and day between $3 and $4 and (is_foreign or not is_banked), false) as is_meant from (
       select e.id, e.kind as what, coalesce((e.detail->>'day')::date, (e.at at time zone b.time_zone)::date) as day, i.number, i.kind,
         case when e.kind = 'invoice.finalised' and i.kind = 'credit-note'
             then (e.detail->>'total')::bigint - (e.detail->>'due')::bigint - coalesce((c.detail->>'settled')::bigint, (e.detail->>'total')::bigint - (e.detail->>'due')::bigint)
           when e.kind = 'invoice.finalised' then (e.detail->>'due')::bigint - (e.detail->>'total')::bigint
           else i.sign * (e.detail->>'amount')::bigint * case when e.kind in ('invoice.payment-returned', 'invoice.write-off-undone') then 1 else -1 end end as amount,
         i.document->>'currency' as currency, i.document->>'currency' <> b.currency as is_foreign, e.detail->>'source' is not distinct from 'bank' as is_banked,
         round(i.rate, ${rateDecimals})::text as rate, replace(coalesce(w.organisation, w.contact)::text, '-', '') as customer, i.document->'buyer'->>'name' as customer_name
       from page e join businesses b on b.tenant_id = $1 and b.id = $2 left join lateral (${convertedDocuments} where i.tenant_id = $1 and i.id = e.about and i.business = $2) i on true
         left join invoices w on w.tenant_id = $1 and w.id = i.id
         left join events c on c.tenant_id = $1 and c.about = w.credits and c.kind = 'invoice.credited' and c.detail->>'creditNote' = i.id::text) s
     order by id`,
    [business, from, to, after || firstIdOf(from)],
  )
  return { rows: found.filter(({ isMeant }) => isMeant), last: found.at(-1)?.id }
}

/** Debtors against what was paid outside the bank, or against the loss. */
export function settlementOf(one: AuditedSettlement): Audited {
  const { id, what, day, number, kind, amount, currency, isForeign, customer } = one
  const isLoss = what === 'invoice.written-off' || what === 'invoice.write-off-undone'
  const name = `${kind === 'credit-note' ? 'creditnota' : 'factuur'} ${number}`
  const text = `${isLoss ? 'Afgeschreven' : what === 'invoice.finalised' ? 'Eerder betaald' : 'Ontvangen'}: ${name}`
  const own = atRate(amount, one.rate)
  const common = {
    document: number,
    day,
    text,
    invoice: number,
    party: customer,
    ...(isForeign ? { foreign: { currency, amount: Math.abs(amount) } } : {}),
  }
  return {
    transaction: {
      number: id.replaceAll('-', ''),
      day,
      text,
      lines: [
        { ...common, account: '1300', amount: own },
        { ...common, account: isLoss ? '4900' : '1250', amount: -own },
      ],
    },
    party: customer
      ? { id: customer, kind: 'C', name: one.customerName, vatNumber: null, country: null }
      : null,
    vatCodes: [],
  }
}
