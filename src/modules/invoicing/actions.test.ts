/** Invoices: from concept to final, with a number that leaves no gap and a document that nobody changes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ShopOrder } from '../../contracts/shop.ts'
import { system } from '../../platform/context.ts'
import { wholeOrder } from '../orders/reads.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { anAddress, newMerchant, newWorld, shopOrder } from '../../../test/support/world.ts'
import { changeBusiness, getBusiness } from '../organisations/actions.ts'
import { changeLocation } from '../locations/actions.ts'
import { addTaxRegistration } from '../tax/actions/policy.ts'
import { preflight } from './e-invoice/preflight.ts'
import { isCreditorReference } from './e-invoice/reference.ts'
import { checkSeries, deleteConcept, draft, finalise, finaliseForShipment } from './actions.ts'
import { sellerOf } from './parties.ts'
import { issuedInvoice } from './reads.ts'

const world = await newWorld({ stock: { 'BEL-1': 1000, 'BAND-28': 1000 } })
const { act } = world
const order = async (lines?: Parameters<typeof shopOrder>[0]) =>
  (await act((ctx) => takeInOrders(ctx, world.channel, [shopOrder(lines)])))[0]!.order!

test('a paid order gives an invoice with nothing left to pay, to the cent', async () => {
  const id = await order([
    ['BEL-1', 3, 333],
    ['BAND-28', 1, 1999],
  ])
  const concept = await act((ctx) => draft(ctx, id, null))
  assert.equal(concept.number, null)
  const invoice = await act((ctx) => finalise(ctx, concept.id))
  assert.match(invoice.number!, /^\d{4}-\d{5}$/)
  assert.equal(invoice.total, 3 * 333 + 1999 + 595)
  assert.equal(invoice.due, 0)
  const { document } = await act((ctx) => issuedInvoice(ctx, invoice.id))
  assert.equal(document.totals.gross, invoice.total)
  assert.equal(
    document.vat.reduce((sum, group) => sum + group.base + group.vat, 0),
    invoice.total,
  )
  assert.equal(document.payment, null)
  assert.equal((await act((ctx) => wholeOrder(ctx, id))).invoicing, 'whole')
})

test('what is left to pay is paid under the number of the invoice, with check digits', async () => {
  const [taken] = await act((ctx) =>
    takeInOrders(ctx, world.channel, [shopOrder([['BEL-1', 1, 1000]], { payments: [] })]),
  )
  await act((ctx) => changeBusiness(ctx, { id: world.business, iban: 'NL91ABNA0417164300' }))
  const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
  const { document } = await act((ctx) => issuedInvoice(ctx, invoice.id))
  const reference = document.payment!.reference!
  assert.ok(isCreditorReference(reference))
  assert.equal(reference.slice(4), invoice.number!.replace('-', ''))
})

test('a German small business invoices under the number of its tax office, and not without it', async () => {
  const small = await newMerchant(world.machine)
  const home = { ...anAddress, postcode: '26789', city: 'Leer', country: 'DE' }
  const { lines, ...asked } = shopOrder([['BEL-1', 1, 1000]], { billing: home, shipping: home })
  const id = await small.act(async (ctx) => {
    await changeBusiness(ctx, {
      id: small.business,
      country: 'DE',
      postcode: '10115',
      vatNumber: null,
      cocNumber: null,
    })
    await changeLocation(ctx, { id: small.location, country: 'DE' })
    await addTaxRegistration(ctx, {
      business: small.business,
      kind: 'sme_ex',
      country: 'DE',
      validFrom: '2020-01-01',
    })
    const order: ShopOrder = {
      ...asked,
      lines: lines.map((line) => ({ ...line, vatRate: 0, net: line.gross, vat: 0 })),
      shippingCost: { net: 595, vat: 0, gross: 595, vatRate: 0 },
      total: { net: 1595, vat: 0, gross: 1595 },
    }
    return (await takeInOrders(ctx, small.channel, [order]))[0]!.order!
  })
  await assert.rejects(
    small.act((ctx) => draft(ctx, id, null)),
    { code: 'invoice.business-incomplete' },
  )
  const give = (taxNumber: string) =>
    small.act((ctx) => changeBusiness(ctx, { id: small.business, taxNumber }))
  await assert.rejects(give('81/815/081'), { code: 'business.tax-number-wrong', field: 'taxNumber' })
  await give('181/815/08155')
  const invoice = await small.act(async (ctx) => finalise(ctx, (await draft(ctx, id, null)).id))
  const { document } = await small.act((ctx) => issuedInvoice(ctx, invoice.id))
  assert.deepEqual([document.seller.vatNumber, document.seller.taxNumber], [null, '181/815/08155'])
  assert.deepEqual(
    document.vat.map(({ category, base }) => [category, base]),
    [['E', 1595]],
  )
  for (const form of ['en16931', 'factur-x'] as const)
    assert.deepEqual(
      preflight(document, form).filter(({ level }) => level === 'error'),
      [],
    )

  const reach = (peppolScheme: string, peppolId: string | null) =>
    small.act((ctx) => changeBusiness(ctx, { id: small.business, peppolScheme, peppolId }))
  await assert.rejects(reach('0088', null), { code: 'peppol.half', field: 'peppolId' })
  await assert.rejects(reach('9999', '4012345000009'), {
    code: 'peppol.scheme-unknown',
    field: 'peppolScheme',
  })
  await assert.rejects(reach('0088', '4012345000008'), { code: 'peppol.number-wrong', field: 'peppolId' })
  await assert.rejects(reach('9930', 'DE 136'), { code: 'peppol.number-wrong', field: 'peppolId' })
  await reach('0088', '4012345000009')
  const business = await small.act((ctx) => getBusiness(ctx, { id: small.business }))
  assert.deepEqual(sellerOf(business, null).endpoint, { scheme: '0088', id: '4012345000009' })
})

test('asked twice, an order has one concept and an invoice one number', async () => {
  const id = await order()
  const [a, b] = [await act((ctx) => draft(ctx, id, null)), await act((ctx) => draft(ctx, id, null))]
  assert.equal(a.id, b.id)
  const [x, y] = await Promise.all([act((ctx) => finalise(ctx, a.id)), act((ctx) => finalise(ctx, a.id))])
  assert.equal(x.number, y.number)
})

test('two shipments give two invoices that add up to the order, shipping on the first', async () => {
  const id = await order([['BEL-1', 3, 1001]])
  const whole = await act((ctx) => wholeOrder(ctx, id))
  const line = whole.lines[0]!.id
  const first = await act((ctx) => finaliseForShipment(ctx, id, ctx.newId(), new Map([[line, 1000]])))
  const second = await act((ctx) => finaliseForShipment(ctx, id, ctx.newId(), new Map([[line, 2000]])))
  assert.equal(first.total + second.total, whole.total)
  await assert.rejects(
    act((ctx) => draft(ctx, id, null)),
    { code: 'invoice.nothing-left' },
  )
})

test('a deleted concept leaves no gap, and a final invoice is not deleted', async () => {
  const concept = await act(async (ctx) => draft(ctx, await order(), null))
  await act((ctx) => deleteConcept(ctx, { invoice: concept.id }))
  const final = await act(async (ctx) => finalise(ctx, (await draft(ctx, await order(), null)).id))
  await assert.rejects(
    act((ctx) => deleteConcept(ctx, { invoice: final.id })),
    { code: 'invoice.not-a-concept' },
  )
  assert.deepEqual((await act((ctx) => checkSeries(ctx, {}))).rows, [])
})

test('the database itself refuses to change or remove what was issued', async () => {
  for (const statement of [
    "update issued_invoices set number = 'x' where tenant_id = $1",
    'delete from issued_invoices where tenant_id = $1',
  ]) {
    await assert.rejects(
      act((ctx) => ctx.db.run(statement)),
      { code: '42501' },
    )
  }
})

test('two hundred at once, some of them cut off after the number was taken, leave no gap and no double', async () => {
  const merchant = await newMerchant(world.machine, { 'BEL-1': 1000 })
  const orders = await Promise.all(
    Array.from({ length: 4 }, () =>
      merchant.act((ctx) =>
        takeInOrders(
          ctx,
          merchant.channel,
          Array.from({ length: 50 }, () => shopOrder()),
        ),
      ),
    ),
  )
  let n = 0
  await Promise.all(
    orders.flat().map(({ order: id }) =>
      merchant
        .act(async (ctx) => {
          const invoice = await finalise(ctx, (await draft(ctx, id!, null)).id)
          if (++n % 20 === 0) throw new Error('cut off')
          return invoice
        })
        .catch(() => undefined),
    ),
  )
  const rows = await world.machine.act({ tenant: merchant.tenant, actor: system }, (ctx) =>
    checkSeries(ctx, {}),
  )
  assert.deepEqual(rows.rows, [])
  const { rows: counted } = await world.database.owner.query<{ n: number }>(
    'select count(*)::int as n from issued_invoices where tenant_id = $1',
    [merchant.tenant],
  )
  assert.equal(counted[0]!.n, 190)
})
