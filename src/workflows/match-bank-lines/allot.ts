/** A bank line pays: documents, orders and payments follow in one transaction, and can be brought back. */
import { decimalText, sum, type Cents } from '../../base/money.ts'
import { refuse } from '../../base/refusal.ts'
import { keepAllotments, turnAllotments, type Part } from '../../modules/bank/actions.ts'
import { bookItems, rebookItem, unbookItems } from '../../modules/bank/booked-items.ts'
import { allotmentsOf } from '../../modules/bank/reads.ts'
import { BankLine, type BankAllotment } from '../../modules/bank/schema.ts'
import { payInvoice } from '../../modules/invoicing/open-items.ts'
import { findInvoice, invoicesOfOrder, lockInvoice } from '../../modules/invoicing/reads.ts'
import { owed } from '../../modules/invoicing/rules/write-offs.ts'
import type { Invoice } from '../../modules/invoicing/schema.ts'
import { lockOrder } from '../../modules/orders/reads.ts'
import { recordBankMovement } from '../../modules/payments/actions.ts'
import type { Ctx } from '../../platform/context.ts'
import { lock } from '../../platform/rows.ts'

/** What a line pays, in amounts above nothing whichever way the money went. */
export type Wanted = { readonly kind: 'invoice' | 'order'; readonly id: string; readonly amount: Cents }
type Who = { readonly contact: string | null; readonly organisation: string | null }
type How = { readonly how: BankAllotment['how']; readonly why: readonly string[] }

export async function allot(
  ctx: Ctx,
  lineId: string,
  wanted: readonly Wanted[],
  more: How,
): Promise<BankLine> {
  const line = await lock(ctx, BankLine, lineId)
  if (line.state !== 'open') refuse('bank-line.not-open')
  const left = Math.abs(line.amount - line.allotted)
  if (sum(wanted.map(({ amount }) => amount)) > left)
    refuse('bank-line.too-much', { most: `${line.currency} ${decimalText(left, 2)}` })
  const parts: Part[] = []
  const who: Who[] = []
  for (const [i, part] of (await spread(ctx, wanted)).entries()) {
    const paid = await pay(ctx, line, part, `bank:${line.id}:${line.version}:${i}`)
    parts.push(paid.part)
    who.push(paid.who)
  }
  await bookItems(
    ctx,
    parts.flatMap(({ invoice }) => invoice ?? []),
  )
  return keepAllotments(ctx, line, parts, { ...more, who: sameWho(who) })
}

type Target = { readonly invoice: string | null; readonly order: string | null; readonly amount: Cents }

/** What pays an order pays its oldest open invoices first. Orders are locked in one order, so that two lines never wait for each other. */
async function spread(ctx: Ctx, wanted: readonly Wanted[]): Promise<Target[]> {
  const targets: Target[] = []
  for (const { kind, id, amount } of wanted) {
    if (kind === 'invoice') {
      const invoice = (await findInvoice(ctx, id)) ?? refuse('record.not-found', { what: 'invoices' })
      targets.push({ invoice: id, order: invoice.orderId, amount })
      continue
    }
    let left = amount
    for (const invoice of await invoicesOfOrder(ctx, id)) {
      if (invoice.kind !== 'invoice' || !invoice.number || owed(invoice) <= 0 || left === 0) continue
      const part = Math.min(left, owed(invoice))
      targets.push({ invoice: invoice.id, order: id, amount: part })
      left -= part
    }
    if (left > 0) targets.push({ invoice: null, order: id, amount: left })
  }
  return targets.sort((a, b) => ((a.order ?? a.invoice ?? '') < (b.order ?? b.invoice ?? '') ? -1 : 1))
}

async function pay(
  ctx: Ctx,
  line: BankLine,
  { invoice: id, order, amount }: Target,
  key: string,
): Promise<{ part: Part; who: Who }> {
  const whole = order ? await lockOrder(ctx, order) : null
  const invoice = id ? await lockInvoice(ctx, id) : null
  const about = invoice
    ? { number: invoice.number ?? '', due: owed(invoice), currency: invoice.currency }
    : whole!.order
  const isIn = line.amount > 0
  if (invoice ? !invoice.number || (invoice.kind === 'invoice') !== isIn : !isIn)
    refuse('bank-line.wrong-way', { number: about.number })
  if (about.currency !== line.currency)
    refuse('bank-line.other-currency', { number: about.number, currency: about.currency })
  if (amount > about.due)
    refuse('bank-line.more-than-due', {
      number: about.number,
      most: `${about.currency} ${decimalText(Math.max(about.due, 0), 2)}`,
    })
  if (invoice) await payInvoice(ctx, invoice, amount, byBank(line))
  if (whole)
    await recordBankMovement(ctx, whole, {
      kind: isIn ? 'received' : 'refunded',
      amount,
      day: line.bookingDay,
      key,
      reference: line.text || line.name,
    })
  const { contact, organisation } = invoice ?? whole!.order
  return { part: { invoice: id, order, amount: isIn ? amount : -amount }, who: { contact, organisation } }
}

const byBank = ({ bookingDay: day }: BankLine) => ({ day, source: 'bank' as const })

/** Who paid, when all that was paid is of one customer. */
function sameWho(who: readonly Who[]): Who | null {
  const [first] = who
  return first &&
    who.every(({ contact, organisation }) => contact === first.contact && organisation === first.organisation)
    ? first
    : null
}

/** Takes back everything that a line paid; what it paid is open again. */
export async function takeBack(ctx: Ctx, lineId: string): Promise<BankLine> {
  const line = await lock(ctx, BankLine, lineId)
  const parts = netOf(await allotmentsOf(ctx, line.id))
  if (parts.length === 0) refuse('bank-line.nothing-to-take-back')
  const who: Who[] = []
  for (const [i, { invoice: id, order, amount }] of parts.entries()) {
    const whole = order ? await lockOrder(ctx, order) : null
    const invoice = id ? await lockInvoice(ctx, id) : null
    if (invoice) await payInvoice(ctx, invoice, -turned(invoice, amount), byBank(line))
    const key = `bank:${line.id}:${line.version}:back:${i}`
    const kind = invoice?.kind === 'credit-note' ? 'refunded' : 'received'
    if (whole)
      await recordBankMovement(ctx, whole, {
        kind,
        amount: kind === 'refunded' ? amount : -amount,
        day: line.bookingDay,
        key,
        reference: line.text,
      })
    const { contact, organisation } = invoice ?? whole!.order
    who.push({ contact, organisation })
  }
  await unbook(ctx, line, parts)
  return turnAllotments(ctx, line, parts, who)
}

/** Money out that is on an invoice was its collection coming back; all else paid what it names. */
async function unbook(ctx: Ctx, line: BankLine, parts: readonly Part[]): Promise<void> {
  const paid = []
  for (const { invoice: document, amount } of parts) {
    if (!document) continue
    if (amount < 0 && (await findInvoice(ctx, document))?.kind === 'invoice') {
      if (line.endToEnd) await rebookItem(ctx, document, line.endToEnd)
    } else paid.push({ document, amount: Math.abs(amount) })
  }
  await unbookItems(ctx, paid)
}

/** Money out pays a credit note: there the open amount falls by what is negative on the line. */
const turned = (invoice: Invoice, amount: Cents): Cents => (invoice.kind === 'credit-note' ? -amount : amount)

function netOf(allotments: readonly BankAllotment[]): Part[] {
  const net = new Map<string, Part>()
  for (const { invoice, orderId: order, amount } of allotments) {
    const key = `${order ?? ''} ${invoice ?? ''}`
    net.set(key, { invoice, order, amount: (net.get(key)?.amount ?? 0) + amount })
  }
  return [...net]
    .filter(([, { amount }]) => amount !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => part)
}

/** A direct debit that came back: the invoice is open again, and the line that took the money out is explained. */
export async function returnDebit(ctx: Ctx, lineId: string, invoiceId: string): Promise<Invoice> {
  const line = await lock(ctx, BankLine, lineId)
  const amount = -(line.amount - line.allotted)
  const found = (await findInvoice(ctx, invoiceId)) ?? refuse('record.not-found', { what: 'invoices' })
  const whole = found.orderId ? await lockOrder(ctx, found.orderId) : null
  const invoice = await payInvoice(ctx, await lockInvoice(ctx, invoiceId), -amount, byBank(line))
  if (whole)
    await recordBankMovement(ctx, whole, {
      kind: 'received',
      amount: -amount,
      day: line.bookingDay,
      key: `bank:${line.id}:${line.version}:returned`,
      reference: line.returnReason ?? line.text,
    })
  await keepAllotments(ctx, line, [{ invoice: invoiceId, order: found.orderId, amount: -amount }], {
    how: 'automatic',
    why: ['reference'],
    who: null,
  })
  return invoice
}
