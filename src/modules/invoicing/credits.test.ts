/** Credit notes: never more than was invoiced, exactly nothing left when everything is credited, each request once (C-13, C-14). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sum } from '../../base/money.ts'
import { checkBooks } from '../../entry/self-check.ts'
import { system } from '../../platform/context.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { fc } from '../../../test/support/chance.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { keepFacts } from '../orders/actions.ts'
import { linesOf, lockOrder } from '../orders/reads.ts'
import { levelsOf } from '../stock/reads.ts'
import { checkSeries, deleteConcept, draft, finalise } from './actions.ts'
import { creditDocumentOf, type Taken } from './credit-document.ts'
import { draftCredit } from './credits.ts'
import type { InvoiceDocument, VatGroup } from './e-invoice/document.ts'
import { preflight } from './e-invoice/preflight.ts'
import { writeUbl } from './e-invoice/ubl.ts'
import { creditedOf, findInvoice, issuedInvoice, linesOfInvoice } from './reads.ts'
import type { InvoiceLine } from './schema.ts'

const world = await newWorld({ stock: { 'BEL-1': 1000, 'BAND-28': 1000 } })
const { act } = world

const ask = { shipping: false, reason: 'Verkeerde maat', restock: false }

async function invoiced(
  lines: Parameters<typeof shopOrder>[0] = [
    ['BEL-1', 3, 333],
    ['BAND-28', 1, 1999],
  ],
) {
  const order = (await act((ctx) => takeInOrders(ctx, world.channel, [shopOrder(lines)])))[0]!.order!
  const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  return { order, invoice }
}

const documentOf = async (id: string) => (await act((ctx) => issuedInvoice(ctx, id))).document

test('some pieces are credited: own number, the invoice named, and the order’s line follows', async () => {
  const { order, invoice } = await invoiced()
  const concept = await act((ctx) =>
    draftCredit(ctx, { ...ask, invoice: invoice.id, lines: [{ line: '1', quantity: 1000 }] }),
  )
  assert.equal(concept.state, 'concept')
  const note = await act((ctx) => finalise(ctx, concept.id))
  assert.match(note.number!, /^C\d{4}-00001$/)
  const document = await documentOf(note.id)
  assert.deepEqual(document.preceding, [{ number: invoice.number, issueDay: invoice.day }])
  assert.equal(document.totals.gross, 333)
  assert.deepEqual(document.notes, ['Verkeerde maat'])
  assert.deepEqual(
    (await act((ctx) => linesOf(ctx, order))).map(({ credited }) => credited),
    [1000, 0],
  )
  assert.equal((await act((ctx) => findInvoice(ctx, invoice.id)))!.state, 'paid')
  assert.deepEqual((await act((ctx) => checkSeries(ctx, {}))).rows, [])
})

test('its e-invoice passes the rules and is a credit note that names the invoice', async () => {
  const { invoice } = await invoiced()
  const note = await act(async (ctx) =>
    finalise(ctx, (await draftCredit(ctx, { ...ask, invoice: invoice.id })).id),
  )
  const document = await documentOf(note.id)
  assert.deepEqual(
    preflight(document, 'en16931').filter(({ level }) => level === 'error'),
    [],
  )
  const ubl = writeUbl(document, 'en16931')
  assert.match(ubl, /<CreditNote /)
  assert.match(ubl, /<cbc:CreditNoteTypeCode>381</)
  assert.ok(ubl.includes(`<cac:InvoiceDocumentReference><cbc:ID>${invoice.number}</cbc:ID>`))
})

test('what is left can be credited and no more; everything credited leaves nothing in any VAT group', async () => {
  const { invoice } = await invoiced([
    ['BEL-1', 7, 333],
    ['BAND-28', 3, 1999],
  ])
  const notes: InvoiceDocument[] = []
  const credit = async (asked: object) => {
    const note = await act(async (ctx) =>
      finalise(ctx, (await draftCredit(ctx, { ...ask, invoice: invoice.id, ...asked })).id),
    )
    notes.push(await documentOf(note.id))
  }
  await credit({ lines: [{ line: '1', quantity: 2000 }] })
  await credit({
    lines: [
      { line: '1', quantity: 3000 },
      { line: '2', quantity: 1000 },
    ],
  })
  await assert.rejects(
    act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id, lines: [{ line: '1', quantity: 3000 }] })),
    {
      code: 'credit.too-much',
      field: 'lines.0.quantity',
      params: { number: invoice.number, line: '1', most: 2 },
    },
  )
  await credit({ shipping: true, lines: [] })
  assert.deepEqual(
    notes.at(-1)!.lines.map(({ name, net }) => [name, net]),
    [['Verzendkosten', 492]],
    'a document has at least one line',
  )
  assert.equal(notes.at(-1)!.totals.gross, 595)
  await credit({})
  const left = leftOf(
    (await documentOf(invoice.id)).vat,
    notes.map(({ vat }) => vat),
  )
  assert.deepEqual(left, [[0, 0]])
  assert.equal((await act((ctx) => findInvoice(ctx, invoice.id)))!.state, 'credited')
  await assert.rejects(
    act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id })),
    { code: 'credit.nothing-left' },
  )
})

/** Base and VAT of each group less what was credited of it. */
const leftOf = (invoiced: readonly VatGroup[], credited: readonly (readonly VatGroup[])[]): number[][] =>
  invoiced.map(({ category, rate, base, vat }) => {
    const own = credited.flat().filter((group) => group.category === category && group.rate === rate)
    return [base - sum(own.map((group) => group.base)), vat - sum(own.map((group) => group.vat))]
  })

test('fifty requests at once for the same make one concept, and fifty finalisations one number', async () => {
  const { order, invoice } = await invoiced([['BEL-1', 60, 333]])
  const same = { ...ask, invoice: invoice.id, lines: [{ line: '1', quantity: 1000 }] }
  const concepts = await Promise.all(Array.from({ length: 50 }, () => act((ctx) => draftCredit(ctx, same))))
  assert.equal(new Set(concepts.map(({ id }) => id)).size, 1)
  const notes = await Promise.all(
    Array.from({ length: 50 }, () => act((ctx) => finalise(ctx, concepts[0]!.id))),
  )
  assert.equal(new Set(notes.map(({ number }) => number)).size, 1)
  const [line] = await act((ctx) => creditedOf(ctx, invoice.id)).then((rows) =>
    rows.filter(({ invoiced: most }) => most === 60_000),
  )
  assert.equal(line!.credited, 1000)
  assert.deepEqual(
    (await act((ctx) => linesOf(ctx, order))).map(({ credited }) => credited),
    [1000],
  )
})

test('another request while a concept is open is refused, and deleting the concept leaves everything as it was', async () => {
  const { invoice } = await invoiced()
  const concept = await act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id }))
  await assert.rejects(
    act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id, lines: [{ line: '2', quantity: 1000 }] })),
    { code: 'credit.concept-open' },
  )
  await act((ctx) => deleteConcept(ctx, { invoice: concept.id }))
  assert.deepEqual(
    (await act((ctx) => creditedOf(ctx, invoice.id))).map(({ credited }) => credited),
    [0, 0, 0],
  )
  assert.equal((await act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id }))).total, invoice.total)
})

test('the database itself keeps credits within the invoice', async () => {
  const { invoice } = await invoiced()
  for (const statement of [
    'update credited_lines set credited = invoiced + 1 where tenant_id = $1 and invoice = $2',
    'update credited_lines set credited = -1 where tenant_id = $1 and invoice = $2',
  ])
    await assert.rejects(
      act((ctx) => ctx.db.run(statement, [invoice.id])),
      { code: '23514', constraint: 'credited_lines_within_invoice' },
    )
  for (const statement of [
    'update invoice_lines set net = 0 where tenant_id = $1',
    'update credited_lines set invoiced = invoiced + 1 where tenant_id = $1',
    'delete from credited_lines where tenant_id = $1',
  ])
    await assert.rejects(
      act((ctx) => ctx.db.run(statement, [])),
      { code: '42501' },
      statement,
    )
})

test('only a final invoice is credited, by lines that it has', async () => {
  const order = (await act((ctx) => takeInOrders(ctx, world.channel, [shopOrder()])))[0]!.order!
  const concept = await act((ctx) => draft(ctx, order, null))
  await assert.rejects(
    act((ctx) => draftCredit(ctx, { ...ask, invoice: concept.id })),
    { code: 'credit.not-an-invoice' },
  )
  const invoice = await act((ctx) => finalise(ctx, concept.id))
  const credit = (lines: { line: string; quantity: number }[]) =>
    act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id, lines }))
  await assert.rejects(credit([{ line: '9', quantity: 1000 }]), { code: 'credit.unknown-line' })
  await assert.rejects(
    credit([
      { line: '1', quantity: 1000 },
      { line: '1', quantity: 1000 },
    ]),
    { code: 'credit.too-much' },
  )
  await assert.rejects(credit([]), { code: 'credit.nothing-chosen' })
  const note = await act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id }))
  await act((ctx) => finalise(ctx, note.id))
  await assert.rejects(
    act((ctx) => draftCredit(ctx, { ...ask, invoice: note.id })),
    { code: 'credit.not-an-invoice' },
  )
})

test('goods that come back lie in stock again, no more of them than had left', async () => {
  const { order, invoice } = await invoiced([['BEL-1', 3, 333]])
  const product = world.products.get('BEL-1')!
  const onHand = async () =>
    (await act((ctx) => levelsOf(ctx, [product]))).reduce((all, level) => all + level.onHand, 0)
  await act(async (ctx) => {
    const whole = await lockOrder(ctx, order)
    await keepFacts(
      ctx,
      whole,
      {},
      new Map(whole.lines.map((line) => [line.id, { shipped: 2000, reserved: 1000 }])),
    )
  })
  const before = await onHand()
  const note = await act((ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id, restock: true }))
  assert.equal(await onHand(), before, 'a concept moves nothing')
  await act((ctx) => finalise(ctx, note.id))
  await act((ctx) => finalise(ctx, note.id))
  assert.equal(await onHand(), before + 2000)
  assert.deepEqual(
    (await act((ctx) => linesOf(ctx, order))).map(({ returned, credited }) => [returned, credited]),
    [[2000, 3000]],
  )
})

test('what is still due of an invoice is settled first, and the rest is to be paid back', async () => {
  const order = (
    await act((ctx) =>
      takeInOrders(ctx, world.channel, [{ ...shopOrder([['BEL-1', 2, 1000]]), payments: [] }]),
    )
  )[0]!.order!
  const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  assert.equal(invoice.due, 2595)
  const note = await act(async (ctx) =>
    finalise(
      ctx,
      (await draftCredit(ctx, { ...ask, invoice: invoice.id, lines: [{ line: '1', quantity: 1000 }] })).id,
    ),
  )
  assert.deepEqual([note.due, note.state], [0, 'paid'])
  const after = await act((ctx) => findInvoice(ctx, invoice.id))
  assert.deepEqual([after!.due, after!.state], [1595, 'final'])
})

test('a wrong invoice is credited whole and made anew: the order is invoiced once, and the money stays', async () => {
  const { order, invoice } = await invoiced()
  await assert.rejects(
    act((ctx) =>
      draftCredit(ctx, {
        ...ask,
        invoice: invoice.id,
        reinvoice: true,
        lines: [{ line: '1', quantity: 1000 }],
      }),
    ),
    { code: 'credit.reopens-whole' },
  )
  const note = await act(async (ctx) =>
    finalise(ctx, (await draftCredit(ctx, { ...ask, invoice: invoice.id, reinvoice: true })).id),
  )
  assert.equal(note.due, 0, 'nothing is paid back')
  const again = await act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  assert.notEqual(again.id, invoice.id)
  assert.deepEqual([again.total, again.due], [invoice.total, 0])
  assert.deepEqual(
    (await act((ctx) => linesOf(ctx, order))).map(({ invoiced: count, credited }) => [count, credited]),
    [
      [3000, 0],
      [1000, 0],
    ],
  )
  await assert.rejects(
    act((ctx) => draft(ctx, order, null)),
    { code: 'invoice.nothing-left' },
  )
  const books = await act((ctx) => checkBooks(ctx))
  assert.deepEqual(
    books.rules
      .filter(({ name, faults }) => faults > 0 && name.startsWith('invoice'))
      .map(({ name }) => name),
    [],
  )
})

test('a concept of another merchant is not seen', async () => {
  const { invoice } = await invoiced()
  const other = { tenant: '018f0000-0000-7000-8000-000000000000', actor: system }
  await assert.rejects(
    world.machine.act(other, (ctx) => draftCredit(ctx, { ...ask, invoice: invoice.id })),
    { code: 'record.not-found' },
  )
  assert.equal((await act((ctx) => linesOfInvoice(ctx, invoice.id))).length, 3)
})

test('however an invoice is taken apart, all credit notes together are the invoice, per VAT group to the cent', () => {
  const piece = fc.record({
    quantity: fc.integer({ min: 1, max: 40 }),
    net: fc.integer({ min: 0, max: 500_000 }),
    vat: fc.integer({ min: 0, max: 100_000 }),
    rate: fc.constantFrom(2100, 900),
  })
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 40, maxLength: 40 }),
      fc.boolean(),
      (pieces, steps, isGross) => {
        const lines = pieces.map((one, i) => lineOf(one, i))
        const issued = issuedOf(lines)
        const credited = new Map<string, number>()
        const notes: InvoiceDocument[] = []
        for (let turn = 0; lines.some((line) => (credited.get(line.id) ?? 0) < line.quantity); turn++) {
          const taken = lines.flatMap((line, i): Taken[] => {
            const before = credited.get(line.id) ?? 0
            const quantity = Math.min(line.quantity - before, steps[(turn + i) % steps.length]! * 1000)
            return quantity > 0 ? [{ line, before, quantity }] : []
          })
          for (const { line, quantity } of taken)
            credited.set(line.id, (credited.get(line.id) ?? 0) + quantity)
          const { content } = creditDocumentOf(issued, taken, {
            reason: '',
            creditedVat: 0,
            isGross,
            language: 'nl',
          })
          notes.push({ ...content, number: 'C', issueDay: '2026-11-20' })
        }
        for (const note of notes)
          assert.equal(note.totals.gross, sum(note.vat.map(({ base, vat }) => base + vat)))
        assert.ok(
          leftOf(
            issued.vat,
            notes.map(({ vat }) => vat),
          )
            .flat()
            .every((rest) => rest === 0),
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('of the reasons that an invoice joined, a credit note names those of what it takes back', () => {
  const exempt = (treatment: string, i: number): InvoiceLine => ({
    ...lineOf({ quantity: 1, net: 10_000, vat: 0, rate: 0 }, i),
    category: 'E',
    treatment,
  })
  const lines = [exempt('margin-scheme', 0), exempt('exempt', 1)]
  const text =
    'Bijzondere regeling - gebruikte goederen; Verzekering: vrijgesteld van btw (artikel 11 Wet OB 1968)'
  const issued: InvoiceDocument = {
    ...issuedOf(lines),
    vat: [{ category: 'E', rate: 0, base: 20_000, vat: 0, exemption: { code: null, text } }],
  }
  const reasonOf = (taken: readonly InvoiceLine[]) =>
    creditDocumentOf(
      issued,
      taken.map((line) => ({ line, before: 0, quantity: 1000 })),
      { reason: '', creditedVat: 0, isGross: true, language: 'nl' },
    ).content.vat[0]!.exemption
  assert.deepEqual(reasonOf(lines), { code: null, text })
  assert.deepEqual(reasonOf([lines[0]!]), {
    code: 'VATEX-EU-F',
    text: 'Bijzondere regeling - gebruikte goederen',
  })
  assert.deepEqual(reasonOf([lines[1]!])!.code, 'VATEX-EU-135-1')
})

const lineOf = (
  one: { quantity: number; net: number; vat: number; rate: number },
  i: number,
): InvoiceLine => ({
  id: String(i),
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  invoice: 'i',
  position: i,
  line: String(i + 1),
  kind: 'line',
  orderLine: null,
  creditsLine: null,
  sku: null,
  name: 'Artikel',
  quantity: one.quantity * 1000,
  net: one.net,
  vat: one.vat,
  category: 'S',
  rate: one.rate,
  treatment: null,
  taxCountry: 'NL',
  boxes: [],
  reportBase: null,
  reportVat: null,
})

function issuedOf(lines: readonly InvoiceLine[]): InvoiceDocument {
  const party = {
    name: 'A',
    tradeName: null,
    legalId: null,
    vatNumber: null,
    taxNumber: null,
    endpoint: null,
    contact: null,
    address: { street: null, extra: null, postcode: null, city: null, region: null, country: 'NL' },
  }
  const rates = [...new Set(lines.map(({ rate }) => rate))]
  const own = (rate: number) => lines.filter((line) => line.rate === rate)
  return {
    kind: 'invoice',
    number: '1',
    issueDay: '2026-11-20',
    dueDay: null,
    deliveryDay: null,
    period: null,
    currency: 'EUR',
    vatInOwnCurrency: null,
    orderNumber: null,
    buyerReference: null,
    preceding: [],
    seller: party,
    buyer: party,
    deliverTo: null,
    adjustments: [],
    payment: null,
    paymentTerms: null,
    notes: [],
    attachments: [],
    lines: lines.map((line) => ({
      id: line.line,
      name: line.name,
      description: null,
      note: null,
      sku: null,
      gtin: null,
      quantity: line.quantity,
      unit: 'C62',
      net: line.net,
      discount: null,
      category: 'S',
      rate: line.rate,
    })),
    vat: rates.map((rate) => ({
      category: 'S',
      rate,
      base: sum(own(rate).map(({ net }) => net)),
      vat: sum(own(rate).map(({ vat }) => vat)),
      exemption: null,
    })),
    totals: {
      lines: 0,
      discounts: 0,
      charges: 0,
      net: 0,
      vat: 0,
      gross: 0,
      prepaid: 0,
      rounding: 0,
      payable: 0,
    },
  }
}
