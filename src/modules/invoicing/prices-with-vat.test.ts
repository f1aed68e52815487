/** What a line costs on paper: a consumer reads what the shop asked, a business what is due before VAT, and both add up. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { anAddress, newWorld, shopOrder } from '../../../test/support/world.ts'
import { sum, vatInside } from '../../base/money.ts'
import type { ShopOrder } from '../../contracts/shop.ts'
import { stopPdf } from '../../platform/pdf/render.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { changeBusiness } from '../organisations/actions.ts'
import { wholeOrder } from '../orders/reads.ts'
import { draft, finalise, finaliseForShipment, invoiceDeposit } from './actions.ts'
import { draftCredit } from './credits.ts'
import { fromRecord, type Letterhead } from './documents/from-record.ts'
import { printInvoice } from './documents/printed-invoice.ts'
import { writeCii } from './e-invoice/cii.ts'
import type { InvoiceDocument } from './e-invoice/document.ts'
import { preflight } from './e-invoice/preflight.ts'
import { issuedInvoice } from './reads.ts'
import type { Invoice } from './schema.ts'

after(stopPdf)

const world = await newWorld({ stock: { 'BEL-1': 1000, 'BAND-28': 1000 } })
const { act, business } = world
const letterhead: Letterhead = {
  lang: 'nl',
  layout: { look: 'letter', showsPositions: false, showsCodes: true, showsBank: true },
  footer: null,
  logo: null,
  iban: null,
  bic: null,
  website: null,
  cocNumber: null,
  customerNumber: null,
  prepaidBy: null,
}
const printed = (document: InvoiceDocument) => fromRecord(document, letterhead)
const amounts = (document: InvoiceDocument) => printed(document).lines.map(({ amount }) => amount)

/** Two rates and prices that round: three for 3.33, seven for 19.99 at 9 %, and shipping. */
function basket(bend: Partial<ShopOrder> = {}): ShopOrder {
  const order = shopOrder(
    [
      ['BEL-1', 3, 333],
      ['BAND-28', 7, 1999],
    ],
    { payments: [], ...bend },
  )
  const lines = order.lines.map((line) => {
    if (line.sku !== 'BAND-28') return line
    const vat = vatInside(line.gross, 900)
    return { ...line, vatRate: 900, vat, net: line.gross - vat }
  })
  const vat = sum([order.shippingCost.vat, ...lines.map((line) => line.vat)])
  return { ...order, lines, total: { gross: order.total.gross, vat, net: order.total.gross - vat } }
}
const taken = async (order: ShopOrder) =>
  (await act((ctx) => takeInOrders(ctx, world.channel, [order])))[0]!.order!
const documentOf = async ({ id }: Pick<Invoice, 'id'>) =>
  (await act((ctx) => issuedInvoice(ctx, id))).document
const final = async (concept: Pick<Invoice, 'id'>) => act((ctx) => finalise(ctx, concept.id))
const whole = async (order: string) => final(await act((ctx) => draft(ctx, order, null)))

/** The page adds up, the e-invoice stays net, and the receiver would find nothing wrong. */
function addsUp(document: InvoiceDocument): void {
  const { lines, totals } = printed(document)
  assert.equal(sum(lines.map(({ amount }) => amount)), totals.gross)
  assert.equal(sum(document.lines.map(({ net }) => net)), document.totals.lines)
  assert.deepEqual(
    preflight(document, 'factur-x').filter(({ level }) => level === 'error'),
    [],
  )
}

test('a consumer reads the prices of the shop, and the lines are the total with VAT', async () => {
  const document = await documentOf(await whole(await taken(basket())))
  const page = printed(document)
  assert.equal(page.includesVat, true)
  assert.deepEqual(
    page.lines.map(({ price, amount }) => [price, amount]),
    [
      [33_300, 999],
      [199_900, 13_993],
      [59_500, 595],
    ],
  )
  addsUp(document)
  assert.ok(!writeCii(document).includes('139.93'))
})

test('one of three pieces costs what one piece costs, and three parts are the three', async () => {
  const order = await taken(basket())
  const { lines } = await act((ctx) => wholeOrder(ctx, order))
  const seen: number[] = []
  for (const shipment of [1, 2, 3]) {
    const part = new Map([[lines[0]!.id, 1000]])
    const invoice = await act((ctx) => finaliseForShipment(ctx, order, ctx.newId(), part))
    const document = await documentOf(invoice)
    addsUp(document)
    seen.push(amounts(document)[0]!)
    assert.equal(document.adjustments.length, shipment === 1 ? 1 : 0)
  }
  assert.deepEqual(seen, [333, 333, 333])
})

test('a deposit, the invoice that deducts it and a credit note add up with VAT too', async () => {
  const order = await taken(basket())
  const deposit = await final(await act((ctx) => invoiceDeposit(ctx, { order, percent: 3000 })))
  const closing = await whole(order)
  const note = await final(
    await act((ctx) =>
      draftCredit(ctx, {
        invoice: closing.id,
        lines: [{ line: '1', quantity: 2000 }],
        shipping: true,
        reason: 'Retour',
        restock: false,
      }),
    ),
  )
  const documents = await Promise.all([deposit, closing, note].map(documentOf))
  for (const document of documents) addsUp(document)
  const [asked, rest, credited] = documents.map(amounts)
  assert.deepEqual(
    rest!.slice(3).map((amount) => -amount),
    asked,
  )
  assert.deepEqual(credited, [-666, -595])
})

test('a business reads prices without VAT, as the law asks, and so does whoever names a VAT number', async () => {
  const { customer } = basket()
  for (const bend of [{ company: 'Rijwielhuis B.V.' }, { vatNumber: 'NL000099998B57' }]) {
    const document = await documentOf(
      await whole(await taken(basket({ customer: { ...customer, ...bend } }))),
    )
    assert.deepEqual([printed(document).includesVat, amounts(document)[0]], [false, 826])
  }
})

test('a business that wants consumers to read prices without VAT has them without, from then on', async () => {
  const before = await documentOf(await whole(await taken(basket())))
  await act((ctx) => changeBusiness(ctx, { id: business, showsGrossToConsumers: false }))
  const document = await documentOf(await whole(await taken(basket())))
  assert.deepEqual(
    [before, document].map((one) => printed(one).includesVat),
    [true, false],
  )
  assert.equal(amounts(document)[0], 826)
})

test('a document that was issued without the VAT of its lines keeps its prices without', async () => {
  await act((ctx) => changeBusiness(ctx, { id: business, showsGrossToConsumers: true }))
  const { lines, ...document } = await documentOf(await whole(await taken(basket())))
  const old = { ...document, lines: lines.map(({ vat: _vat, ...line }) => line) }
  assert.deepEqual([printed(old).includesVat, amounts(old)[0]], [false, 826])
})

test('a page without any VAT does not say that its prices hold it', async () => {
  const { lines, ...asked } = basket()
  const free = lines.map((line) => ({ ...line, vatRate: 0, net: line.gross, vat: 0 }))
  const abroad = { ...anAddress, postcode: '8001', city: 'Zürich', country: 'CH' }
  const document = await documentOf(
    await whole(
      await taken({
        ...asked,
        lines: free,
        billing: abroad,
        shipping: abroad,
        shippingCost: { net: 595, vat: 0, gross: 595, vatRate: 0 },
        total: { net: asked.total.gross, vat: 0, gross: asked.total.gross },
      }),
    ),
  )
  const { pages } = await readPdf(
    await printInvoice(printed(document), { at: new Date('2026-11-21T10:00:00Z') }),
  )
  const page = pages.map(({ text }) => text.replaceAll(/[\n\u00a0\u200b ]+/g, ' ')).join(' ')
  assert.match(page, / Prijs Btw Bedrag /)
  assert.match(page, / € 3,33 0% export € 9,99 /)
})
