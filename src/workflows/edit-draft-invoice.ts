/** A draft invoice as somebody wants it (S4-40): its texts and days, and its lines, whose amounts the order follows. */
import { z } from 'zod'
import { dayInput, fieldsOf } from '../base/check.ts'
import { dayOf } from '../base/day.ts'
import {
  divide,
  lineAmount,
  percentOf,
  vatInside,
  type Cents,
  type Milli,
  type Price,
} from '../base/money.ts'
import { refuse, refuseField } from '../base/refusal.ts'
import { countInvoiced, keepDraft, redraft, takenBack } from '../modules/invoicing/actions.ts'
import { findInvoice, lockInvoice } from '../modules/invoicing/reads.ts'
import type { BasisLine, ConceptDocument, Invoice } from '../modules/invoicing/schema.ts'
import { addLines, keepFacts } from '../modules/orders/actions.ts'
import { lockOrder } from '../modules/orders/reads.ts'
import { OrderLine, type Order } from '../modules/orders/schema.ts'
import { settle } from '../modules/payments/actions.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'

const mostPrice = 1_000_000_000_000
const mostQuantity = 1_000_000_000

const editedLine = z.strictObject({
  /** As the document names it; null for one that is new. */
  line: z.string().max(10).nullable(),
  /** Of a new one: the line whose VAT it bears. */
  like: z.string().max(10).nullable().default(null),
  name: z.string().trim().min(1).max(500),
  note: fieldsOf(OrderLine, ['note']).note.default(null),
  quantity: z.int().min(1).max(mostQuantity),
  /** Of one piece, with VAT where the order has its prices so. */
  price: z.int().min(0).max(mostPrice),
})
type EditedLine = z.infer<typeof editedLine>

export const seeDraft = action({
  http: 'GET /invoices/:invoice/draft',
  right: 'invoices.make',
  says: 'What of a draft invoice can be changed: texts, days, and its lines with the price of one piece and the most that can be invoiced.',
  input: z.object({ invoice: z.uuid() }),
  async run(ctx, input) {
    const { order, lines } = await lockOrder(ctx, await orderOf(ctx, input.invoice))
    const { version, content, basis } = await editable(ctx, input.invoice)
    return {
      version,
      pricesIncludeVat: order.pricesIncludeVat,
      currency: order.currency,
      reference: content.buyerReference,
      dueDay: content.dueDay,
      deliveryDay: content.deliveryDay,
      note: content.notes.join('\n'),
      lines: content.lines.map(({ id, name, note, quantity, rate }) => ({
        line: id,
        name,
        note,
        quantity,
        most: quantity + leftOf(lines, basis, id),
        price: priceOf(content, id, order.pricesIncludeVat),
        rate,
      })),
    }
  },
})

export const editDraft = action({
  http: 'PATCH /invoices/:invoice',
  right: 'invoices.make',
  says: 'Changes a draft invoice. What is left off can be invoiced later; another price and a new line change the order too, so that both come to the same.',
  input: z.strictObject({
    invoice: z.uuid(),
    version: z.int().optional(),
    reference: z.string().trim().max(200).nullable().optional(),
    dueDay: dayInput.nullable().optional(),
    deliveryDay: dayInput.nullable().optional(),
    note: z.string().trim().max(2000).optional(),
    lines: z.array(editedLine).min(1).max(500).optional(),
  }),
  async run(ctx, { invoice: id, version, lines, ...texts }) {
    const whole = await lockOrder(ctx, await orderOf(ctx, id))
    const before = await editable(ctx, id)
    if (version !== undefined && version !== before.version) refuse('record.changed', { what: 'invoices' })
    if (texts.dueDay && texts.dueDay < dayOf(ctx.now)) refuseField('dueDay', 'invoice.due-day-past')
    const made = lines ? await withLines(ctx, whole, before, lines) : before
    return keepDraft(ctx, made, withTexts(made.content, texts))
  },
})

/** Looked up without a lock: the order is locked first, as by everything that invoices. */
async function orderOf(ctx: Ctx, invoice: string): Promise<string> {
  const found = (await findInvoice(ctx, invoice)) ?? refuse('record.not-found', { what: 'invoices' })
  return found.orderId ?? refuse('invoice.not-a-concept', { number: found.number ?? '' })
}

type Editable = Invoice & { readonly content: ConceptDocument; readonly basis: NonNullable<Invoice['basis']> }

async function editable(ctx: Ctx, id: string): Promise<Editable> {
  const invoice = await lockInvoice(ctx, id)
  const { state, content, basis } = invoice
  if (state !== 'concept' || !content || !basis)
    refuse('invoice.not-a-concept', { number: invoice.number ?? '' })
  if (invoice.kind !== 'invoice' || invoice.isDeposit) refuse('invoice.made-by-amount')
  return { ...invoice, content, basis }
}

type Whole = { readonly order: Order; readonly lines: readonly OrderLine[] }

/** Takes the draft back, lets the order follow, and makes the draft anew of what is wanted. */
async function withLines(
  ctx: Ctx,
  given: Whole,
  draft: Editable,
  wanted: readonly EditedLine[],
): Promise<Editable> {
  let whole: Whole = await countInvoiced(ctx, given, takenBack(draft))
  const asked = wanted.map((edit, i) => ({ edit, i, orderLine: orderLineOf(whole, draft, edit, i) }))
  whole = await repriced(ctx, whole, draft, asked)
  const added = asked.filter(({ edit }) => edit.line === null)
  whole = await grown(ctx, whole, added)
  const fresh = whole.lines.slice(whole.lines.length - added.length)
  const editOf = new Map([
    ...asked.flatMap(({ edit, orderLine }) => (edit.line === null ? [] : [[orderLine.id, edit] as const])),
    ...added.map(({ edit }, i) => [fresh[i]!.id, edit] as const),
  ])
  const quantities = new Map([...editOf].map(([id, { quantity }]) => [id, quantity]))
  const made = await redraft(ctx, whole, draft, quantities)
  const { content, basis } = made
  if (!content || !basis) return refuse('invoice.not-a-concept', { number: '' })
  return {
    ...made,
    basis,
    content: {
      ...content,
      lines: content.lines.map((line) => {
        const { name, note } = editOf.get(lineOfDocument(basis.lines, line.id) ?? '') ?? line
        return { ...line, name, note }
      }),
    },
  }
}

type Asked = { readonly edit: EditedLine; readonly i: number; readonly orderLine: OrderLine }

/** The order's line behind an edited one, or behind the one that a new line is like. */
function orderLineOf(
  { lines }: Whole,
  { basis }: Editable,
  { line, like }: EditedLine,
  i: number,
): OrderLine {
  const id = lineOfDocument(basis.lines, line ?? like ?? '')
  return (
    lines.find((one) => one.id === id) ??
    refuseField(`lines.${i}.${line === null ? 'like' : 'line'}`, 'invoice.no-such-line')
  )
}

/** Other prices of one piece are the order's from now on; the order's total and what is due follow. */
async function repriced(ctx: Ctx, whole: Whole, draft: Editable, asked: readonly Asked[]): Promise<Whole> {
  const changes = new Map<string, Partial<OrderLine>>()
  for (const { edit, i, orderLine } of asked) {
    if (edit.line === null) continue
    const most = notInvoiced(orderLine)
    if (edit.quantity > most)
      refuseField(`lines.${i}.quantity`, 'invoice.more-than-ordered', {
        name: orderLine.name,
        most: most / 1000,
      })
    if (edit.price === priceOf(draft.content, edit.line, whole.order.pricesIncludeVat)) continue
    if (orderLine.invoiced > 0)
      refuseField(`lines.${i}.price`, 'invoice.line-invoiced-before', { name: orderLine.name })
    const amounts = amountsAt(
      edit.price,
      orderLine.ordered - orderLine.cancelled,
      orderLine.vatRate,
      whole.order,
    )
    changes.set(orderLine.id, { unitPrice: edit.price, discount: 0, ...amounts })
  }
  if (changes.size === 0) return whole
  const differing = whole.lines.flatMap((line) => {
    const next = changes.get(line.id)
    return next ? [{ net: next.net! - line.net, vat: next.vat! - line.vat }] : []
  })
  return settle(ctx, await keepFacts(ctx, whole, totalsAfter(whole.order, differing), changes))
}

/** New lines are free ones of the order: work, costs, whatever was agreed on. */
async function grown(ctx: Ctx, whole: Whole, added: readonly Asked[]): Promise<Whole> {
  if (added.length === 0) return whole
  const lines = added.map(({ edit, orderLine: { vatRate, taxCategory } }) => ({
    externalId: null,
    sku: '',
    product: null,
    name: edit.name,
    kind: 'free' as const,
    quantity: edit.quantity,
    cancelledQuantity: 0,
    shippedQuantity: 0,
    unitPrice: edit.price,
    vatRate,
    taxCategory,
    ...amountsAt(edit.price, edit.quantity, vatRate, whole.order),
    note: edit.note,
  }))
  const after = await addLines(ctx, whole, lines)
  return settle(ctx, await keepFacts(ctx, after, totalsAfter(whole.order, lines)))
}

const totalsAfter = (order: Order, more: readonly { net: Cents; vat: Cents }[]) =>
  more.reduce(
    (totals, { net, vat }) => ({
      totalNet: totals.totalNet + net,
      totalVat: totals.totalVat + vat,
      total: totals.total + net + vat,
    }),
    { totalNet: order.totalNet, totalVat: order.totalVat, total: order.total },
  )

function amountsAt(price: Price, quantity: Milli, rate: number, { pricesIncludeVat }: Order) {
  const amount = lineAmount(price, quantity)
  const vat = pricesIncludeVat ? vatInside(amount, rate) : percentOf(amount, rate)
  const net = pricesIncludeVat ? amount - vat : amount
  return { net, vat, gross: net + vat }
}

/** What one piece comes to on the document, in the basis of the order; discounts are in it. */
function priceOf({ lines }: ConceptDocument, id: string, isGross: boolean): Price {
  const { net, vat = 0, quantity } = lines.find((line) => line.id === id) ?? refuse('invoice.no-such-line')
  return Number(divide(BigInt(isGross ? net + vat : net) * 100_000n, BigInt(quantity)))
}

/** How many more of a line could stand on this invoice than do. */
function leftOf(lines: readonly OrderLine[], basis: Editable['basis'], id: string): Milli {
  const line = lines.find((one) => one.id === lineOfDocument(basis.lines, id))
  return line ? Math.max(0, notInvoiced(line)) : 0
}

const notInvoiced = ({ ordered, cancelled, invoiced }: OrderLine): Milli => ordered - cancelled - invoiced

const lineOfDocument = (lines: readonly BasisLine[], id: string): string | null =>
  lines.find(({ line }) => line === id)?.orderLine ?? null

type Texts = {
  readonly reference?: string | null | undefined
  readonly dueDay?: string | null | undefined
  readonly deliveryDay?: string | null | undefined
  readonly note?: string | undefined
}

/** What is left out stays as it is. */
const withTexts = (
  content: ConceptDocument,
  { reference, dueDay, deliveryDay, note }: Texts,
): ConceptDocument => ({
  ...content,
  ...(reference === undefined ? {} : { buyerReference: reference || null }),
  ...(dueDay === undefined ? {} : { dueDay }),
  ...(deliveryDay === undefined ? {} : { deliveryDay }),
  ...(note === undefined ? {} : { notes: note ? [note] : [] }),
})
