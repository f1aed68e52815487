/** Orders that left the house long ago are invoiced in one go, each as it would have been by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '../../base/day.ts'
import { newWorld, shopOrder } from '../../../test/support/world.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { lockOrder } from '../orders/reads.ts'
import { changeBusiness, getBusiness } from '../organisations/actions.ts'
import { draft, finalise } from './actions.ts'
import { issueAll } from './catch-up.ts'
import { preflight } from './e-invoice/preflight.ts'
import { creditorReference } from './e-invoice/reference.ts'
import { issuedInvoice } from './reads.ts'

const world = await newWorld({ stock: { 'BEL-1': 100_000 } })
const { act } = world
await act((ctx) => changeBusiness(ctx, { id: world.business, iban: 'NL91ABNA0417164300' }))

const ordered = async (): Promise<string> => {
  const { customer } = shopOrder()
  const order = shopOrder([['BEL-1', 2, 12100]], {
    customer: { ...customer, email: 'sanne@klant.example' },
    payments: [],
  })
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [order]))
  return taken!.order!
}
const issuedAtOnce = (orders: readonly string[]) =>
  act(async (ctx) => {
    const whole = []
    for (const id of orders) whole.push(await lockOrder(ctx, id))
    const business = await getBusiness(ctx, { id: whole[0]!.order.business })
    const asked = whole.map((each) => ({ ...each, prepaid: 0, shipment: null }))
    return issueAll(ctx, business, dayOf(ctx.now, business.timeZone), asked, business.paymentTermDays)
  })
const documentOf = async (id: string) => (await act((ctx) => issuedInvoice(ctx, id))).document

test('an invoice of a catch-up says what one by itself says, its own payment reference included', async () => {
  const alone = await act(async (ctx) => finalise(ctx, (await draft(ctx, await ordered(), null)).id))
  const single = await documentOf(alone.id)
  const many = await Promise.all((await issuedAtOnce([await ordered(), await ordered()])).map(documentOf))
  assert.equal(new Set([single, ...many].map(({ payment }) => JSON.stringify(payment))).size, 3)
  for (const document of many) {
    const { number, orderNumber, buyerReference, payment } = document
    assert.equal(payment?.kind === 'transfer' && payment.reference, creditorReference(number))
    assert.deepEqual(
      { ...single, number, orderNumber, buyerReference, payment: single.payment && payment },
      document,
    )
    assert.deepEqual(
      preflight(document, 'en16931').filter(({ level }) => level === 'error'),
      [],
    )
  }
})
