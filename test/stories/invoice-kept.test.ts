/** An invoice whose mail has no mail server to leave by: kept, told so, and sent when there is one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startMailServer } from '../support/mail-server.ts'
import { fietsenDeWit, runHouse, until } from '../support/running.ts'

const { call, made, restart } = await runHouse([])
const { id: business } = await made('/businesses', { ...fietsenDeWit, email: 'winkel@dewit.example' })
const { id: channel } = await made('/channels', { name: 'Balie', type: 'manual', business })
const { id: location } = await made('/locations', { name: 'Magazijn', type: 'warehouse', business })
await made('/channel-locations', { channel, location })
await made('/mail-senders', { undoSeconds: 0 })
const bell = await made('/products', { sku: 'BEL-1', name: 'Fietsbel', price: 100_000 })

async function invoiced(): Promise<string> {
  const order = await made('/orders', {
    channel,
    customer: { name: 'Sanne Jansen', email: 'sanne@klant.example' },
    delivery: 'pickup',
    lines: [{ product: bell.id, quantity: 1000 }],
  })
  const { id } = await made(`/orders/${order.id}/invoices`, {})
  await made(`/invoices/${id}/finalise`, {})
  return id
}
const delivery = async (invoice: string) =>
  (await call('GET', `/invoices/${invoice}/deliveries`)).body.rows[0] as unknown as
    | { id: string; state: string; message: string }
    | undefined
async function inState(invoice: string, state: string) {
  const found = await until(
    () => delivery(invoice),
    (one) => one?.state === state,
    40,
  )
  return found!
}

test('an invoice whose mail is kept says so, and neither its payment nor another way waits for it', async () => {
  const invoice = await invoiced()
  await inState(invoice, 'kept')
  const told = await until(
    () => call('GET', `/activity?about=${invoice}`),
    ({ body }) => body.rows.some(({ kind }) => kind === 'invoice.delivery-kept'),
  )
  assert.equal(told.body.rows.filter(({ kind }) => kind === 'invoice.delivery-kept').length, 1)
  const { body } = await call('GET', `/invoices/${invoice}`)
  assert.equal(body.state, 'final')
  assert.equal((await call('POST', `/invoices/${invoice}/link`, {})).status, 200)
})

test('once there is a mail server, the kept mail is sent and the invoice with it', async () => {
  const [byItself, again] = [await invoiced(), await invoiced()]
  const { message } = await inState(byItself, 'kept')
  const { message: first, id } = await inState(again, 'kept')
  const mails = await startMailServer()
  await restart(mails.url)
  assert.equal((await call('POST', `/messages/${message}/send`, {})).status, 200)
  await inState(byItself, 'sent')
  assert.equal((await call('GET', `/invoices/${byItself}`)).body.state, 'sent')

  assert.equal((await call('POST', `/invoice-deliveries/${id}/retry`, {})).status, 200)
  const { message: second } = await inState(again, 'sent')
  assert.notEqual(second, first)
  // Nobody can send the first one as well: its successor took its place.
  assert.equal((await call('GET', `/messages/${first}`)).body.state, 'cancelled')
  assert.equal(mails.mails.length, 2)
})
