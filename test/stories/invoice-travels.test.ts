/** S2-8, S2-9, S50: a final invoice reaches its customer by every route that was agreed, once, whatever the outside does. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { peppolProvider } from '../../src/connectors/peppol-provider/index.ts'
import { startPeppolProvider } from '../../src/connectors/peppol-provider/simulator.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { system, type Ctx } from '../../src/platform/context.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { startMailServer } from '../support/mail-server.ts'
import { fietsenDeWit, runHouse, until, type Body } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

const provider = await startPeppolProvider()
after(() => provider.close())
const mails = await startMailServer()
const { call, house } = await runHouse([peppolProvider], { smtpUrl: mails.url })

const made = async (path: string, body: unknown): Promise<string> => {
  const answer = await call('POST', path, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const business = await made('/businesses', { ...fietsenDeWit, email: 'winkel@dewit.example' })
const channel = await call('POST', '/channels', { name: 'Webshop', type: 'shop', business })
await made('/mail-senders', { undoSeconds: 0 })
const { rows: tenants } = await house.database.owner.query<{ id: string }>('select id from tenants')
const act = <T>(work: (ctx: Ctx) => Promise<T>) =>
  house.machine.act({ tenant: tenants[0]!.id, actor: system }, work)
await made('/connections', {
  name: 'Peppol',
  connector: 'peppol-provider',
  settings: { ...provider.settings },
})

const place = { street: 'Gildenweg', houseNumber: '6', postcode: '1695 GD', city: 'Blokker', country: 'NL' }
let organisations = 0

/** An organisation with somebody who orders for it. */
async function buyer(terms: Record<string, unknown>): Promise<{ id: string; email: string }> {
  const name = `Afnemer ${++organisations} B.V.`
  const id = await made('/organisations', { name, cocNumber: '87654321', address: place, ...terms })
  const email = `inkoop${organisations}@afnemer.example`
  await made('/customers', { name: 'Ina Koper', email, organisation: id })
  return { id, email }
}

/** An order on account, and its invoice, final. */
async function invoiced(email: string, bend: Partial<ShopOrder> = {}): Promise<Body> {
  const concept = await drafted(email, bend)
  const final = await call('POST', `/invoices/${concept}/finalise`, {})
  assert.equal(final.status, 200, JSON.stringify(final.body))
  return final.body
}

async function drafted(email: string, bend: Partial<ShopOrder> = {}): Promise<string> {
  const { customer } = shopOrder()
  const order = shopOrder([['BEL-1', 2, 2500]], { customer: { ...customer, email }, payments: [], ...bend })
  const [taken] = await act((ctx) => takeInOrders(ctx, channel.body as never, [order]))
  return made(`/orders/${taken!.order!}/invoices`, {})
}

type Delivery = {
  id: string
  route: string
  state: string
  recipient: string
  error: string | null
  round: number
}
const deliveriesOf = async (invoice: string) =>
  (await call('GET', `/invoices/${invoice}/deliveries`)).body.rows as unknown as Delivery[]
const settled = (invoice: string, states: Record<string, string>) =>
  until(
    () => deliveriesOf(invoice),
    (rows) =>
      Object.entries(states).every(
        ([route, state]) => rows.findLast((one) => one.route === route)?.state === state,
      ),
    40,
  )
const documentsOf = (number: unknown) =>
  [...provider.documents.values()].filter(({ body }) => body.includes(`"number":"${String(number)}"`))
const openTasks = async () => (await call('GET', '/tasks?state=open&limit=100')).body.rows

test('every ticked route gives one delivery, and the mail goes to the billing addresses, not to who ordered', async () => {
  const { id, email } = await buyer({
    invoiceRoutes: ['email-pdf', 'email-ubl', 'peppol', 'post'],
    billingEmails: ['facturen@afnemer.example', 'boekhouder@afnemer.example'],
    peppolScheme: '0106',
    peppolId: '87654321',
  })
  const invoice = await invoiced(email)
  const rows = await settled(invoice.id, {
    'email-pdf': 'sent',
    'email-ubl': 'sent',
    peppol: 'sent',
    post: 'queued',
  })
  assert.deepEqual(rows.map(({ route }) => route).sort(), ['email-pdf', 'email-ubl', 'peppol', 'post'])
  const arrived = mails.mails.filter(
    (mail) => mail.header('subject') === `Factuur ${String(invoice['number'])}`,
  )
  assert.equal(arrived.length, 1)
  assert.deepEqual([...arrived[0]!.to].sort(), ['boekhouder@afnemer.example', 'facturen@afnemer.example'])
  for (const ending of ['pdf', 'xml'])
    assert.match(arrived[0]!.raw, new RegExp(`filename=${String(invoice['number'])}\\.${ending}`))
  assert.equal(documentsOf(invoice['number']).length, 1)
  const { body } = await call('GET', `/invoices/${invoice.id}`)
  assert.equal(body.state, 'sent')
  assert.ok(body['sentAt'] && body['ubl'])
  const mailed = (await call('GET', `/organisations/${id}`)).body['mails'] as { about: string }[]
  assert.deepEqual(
    mailed.map(({ about }) => about),
    [invoice.id],
  )
})

test('what lies with the provider is followed until the other side has it', async () => {
  const { email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '87654321' })
  const invoice = await invoiced(email)
  await settled(invoice.id, { peppol: 'sent' })
  const [document] = documentsOf(invoice['number'])
  provider.move(document!.id, 'delivered')
  await house.database.owner.query(
    "update schedules set next_at = clock_timestamp() where name = 'follow-e-invoices'",
  )
  await settled(invoice.id, { peppol: 'delivered' })
})

test('an answer that is lost is looked up under our key, and the document goes out once', async () => {
  const { email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '87654321' })
  provider.faults.push({ kind: 'cut-after', method: 'POST', path: '/documents', times: 1 })
  const invoice = await invoiced(email)
  await settled(invoice.id, { peppol: 'sent' })
  assert.equal(documentsOf(invoice['number']).length, 1)
  const asked = provider.requests.filter(
    ({ method, url }) => method === 'GET' && url.searchParams.has('reference'),
  )
  assert.equal(asked.length, 1)
})

test('a provider that is down before anything was sent is asked again, and the document goes out once', async () => {
  const { email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '87654321' })
  provider.faults.push({ kind: 'status', status: 503, path: '/participants', times: 1 })
  const invoice = await invoiced(email)
  const [waiting] = await until(
    () => deliveriesOf(invoice.id),
    (rows) => rows[0]?.error !== null,
  )
  assert.equal(waiting!.state, 'queued')
  const [sent] = await settled(invoice.id, { peppol: 'sent' })
  assert.equal(sent!.error, null)
  assert.equal(documentsOf(invoice['number']).length, 1)
})

test('half an answer is no answer: the document is found, not sent again', async () => {
  const { email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '87654321' })
  provider.faults.push({ kind: 'half-answer', method: 'POST', path: '/documents', times: 1 })
  const invoice = await invoiced(email)
  await settled(invoice.id, { peppol: 'sent' })
  assert.equal(documentsOf(invoice['number']).length, 1)
})

test('a key that the provider does not take is told at once, and mended it goes on', async () => {
  const { email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '87654321' })
  provider.faults.push({ kind: 'status', status: 401, path: '/participants', times: 1 })
  const invoice = await invoiced(email)
  const [refused] = await settled(invoice.id, { peppol: 'refused' })
  assert.match(refused!.error!, /koppeling met de Peppol-aanbieder werkt niet/)
  const task = (await openTasks()).find((one) => one['about'] === invoice.id)
  assert.equal((await call('POST', `/tasks/${String(task!['id'])}/retry`, {})).status, 200)
  await settled(invoice.id, { peppol: 'sent' })
})

test('a receiver who is not on the network is a task with the way out, and after mending it arrives', async () => {
  const { id, email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '11223344' })
  const invoice = await invoiced(email)
  const [refused] = await settled(invoice.id, { peppol: 'refused' })
  assert.match(refused!.error!, /niet op het Peppol-netwerk/)
  const task = (await openTasks()).find((one) => one['about'] === invoice.id)
  assert.match(String((task!['detail'] as Record<string, string>)['error']), /verstuur per e-mail/)
  assert.equal((await call('GET', `/invoices/${invoice.id}`)).body.state, 'final')

  const { body: organisation } = await call('GET', `/organisations/${id}`)
  await call('PATCH', `/organisations/${id}`, { version: organisation['version'], peppolId: '87654321' })
  assert.equal((await call('POST', `/invoice-deliveries/${refused!.id}/retry`, {})).status, 200)
  await settled(invoice.id, { peppol: 'sent' })
  assert.equal((await deliveriesOf(invoice.id)).length, 1)
  assert.ok(!(await openTasks()).some((one) => one['about'] === invoice.id))
})

test('what the network gives back later is a refusal too', async () => {
  const { email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '87654321' })
  const invoice = await invoiced(email)
  await settled(invoice.id, { peppol: 'sent' })
  provider.move(documentsOf(invoice['number'])[0]!.id, 'failed', 'mailbox full')
  await house.database.owner.query(
    "update schedules set next_at = clock_timestamp() where name = 'follow-e-invoices'",
  )
  const [row] = await settled(invoice.id, { peppol: 'refused' })
  assert.match(row!.error!, /mailbox full/)
})

test('what Peppol would refuse is said before there is a number, beside its field', async () => {
  const wrong = await call('POST', '/organisations', { name: 'Half', peppolScheme: '0106', peppolId: '12' })
  assert.deepEqual([wrong.body.code, wrong.body['field']], ['peppol.number-wrong', 'peppolId'])
  const { email } = await buyer({ invoiceRoutes: ['peppol'], peppolScheme: '0106', peppolId: '12345678' })
  // As it may stand there from before numbers were checked where they are typed.
  await house.database.owner.query("update organisations set peppol_id = '12' where peppol_id = '12345678'")
  const concept = await drafted(email)
  const refused = await call('POST', `/invoices/${concept}/finalise`, {})
  assert.deepEqual([refused.status, refused.body.code], [422, 'invoice.not-ready'])
  assert.match(String(refused.body['field']), /^buyer\.endpoint/)
})

test('a consumer gets the PDF by e-mail and nothing else; without an address there is nothing to deliver', async () => {
  const consumer = await invoiced('sanne@klant.example')
  const rows = await settled(consumer.id, { 'email-pdf': 'sent' })
  assert.deepEqual(
    rows.map(({ recipient }) => recipient),
    ['sanne@klant.example'],
  )
  const atTheCounter = await invoiced('')
  assert.deepEqual(await deliveriesOf(atTheCounter.id), [])
})

test('it is sent again by hand, to somebody else too, and not twice at once', async () => {
  const invoice = await invoiced('piet@klant.example')
  await settled(invoice.id, { 'email-pdf': 'sent' })
  const again = await call('POST', `/invoices/${invoice.id}/deliveries`, {
    route: 'email-ubl',
    to: ['boekhouder@klant.example'],
  })
  assert.equal(again.status, 200, JSON.stringify(again.body))
  const twice = await call('POST', `/invoices/${invoice.id}/deliveries`, { route: 'email-ubl' })
  assert.deepEqual([twice.status, twice.body.code], [409, 'delivery.under-way'])
  await settled(invoice.id, { 'email-ubl': 'sent' })
  assert.equal(
    mails.mails.filter((mail) => mail.to.includes('boekhouder@klant.example') && mail.raw.includes('.xml'))
      .length,
    1,
  )
  const peppol = await call('POST', `/invoices/${invoice.id}/deliveries`, { route: 'peppol' })
  assert.equal(peppol.body.code, 'delivery.needs-organisation')
})

test('a business that makes no UBL keeps none, until somebody asks for one by e-mail', async () => {
  const set = (makesUbl: boolean) => call('PATCH', `/businesses/${business}`, { makesUbl })
  assert.equal((await set(false)).status, 200)
  const invoice = await invoiced('zonder-ubl@klant.example')
  await settled(invoice.id, { 'email-pdf': 'sent' })
  const kept = async () => (await call('GET', `/invoices/${invoice.id}`)).body['ubl']
  assert.equal(await kept(), null)
  await made(`/invoices/${invoice.id}/deliveries`, {
    route: 'email-ubl',
    to: ['administratie@klant.example'],
  })
  await settled(invoice.id, { 'email-ubl': 'sent' })
  assert.ok(await kept())
  const to = (address: string) => mails.mails.filter((mail) => mail.to.includes(address))
  assert.deepEqual(
    to('administratie@klant.example').map(({ raw }) => raw.includes('.xml')),
    [true],
  )
  assert.equal(to('zonder-ubl@klant.example').length, 1)
  const { email } = await buyer({ invoiceRoutes: ['email-ubl'] })
  const wanted = await invoiced(email)
  await settled(wanted.id, { 'email-ubl': 'sent' })
  assert.ok((await call('GET', `/invoices/${wanted.id}`)).body['ubl'])
  await set(true)
})

test('a mailbox that refuses makes the delivery fail, and mending the address makes it arrive', async () => {
  mails.refusals.set('weg@klant.example', { code: 550, text: 'no such user' })
  const invoice = await invoiced('weg@klant.example')
  const [failed] = await settled(invoice.id, { 'email-pdf': 'refused' })
  assert.match(failed!.error!, /no such user/)
  const retried = await call('POST', `/invoice-deliveries/${failed!.id}/retry`, { to: ['er@klant.example'] })
  assert.equal(retried.status, 200, JSON.stringify(retried.body))
  await settled(invoice.id, { 'email-pdf': 'sent' })
})

test('the post is printed in one go, marked, and not printed twice', async () => {
  const { email } = await buyer({ invoiceRoutes: ['post'] })
  const invoice = await invoiced(email)
  const queue = await until(
    () => call('GET', '/invoice-print-queue'),
    ({ body }) =>
      body.rows.some((row) => row['invoice'] === invoice.id) && body.rows.every((row) => row['hasPdf']),
  )
  const count = queue.body.rows.length
  assert.equal(count, 2)
  const limitedTo = (channels: readonly string[] | null) =>
    house.database.owner.query('update users set channels = $1', [channels])
  const elsewhere = await call('POST', '/channels', { name: 'Telefoon', type: 'manual', business })
  await limitedTo([elsewhere.body.id])
  const nothing = await call('POST', '/invoice-print-queue/print', {})
  assert.equal(nothing.body.code, 'print-queue.empty', 'who is limited prints nothing of another channel')
  await limitedTo(null)
  const started = await call('POST', '/invoice-print-queue/print', {})
  const run = await until(
    () => call('GET', `/invoice-print-runs/${String(started.body['run'])}`),
    ({ body }) => body.state === 'done',
    30,
  )
  assert.equal(run.body['done'], count)
  const [file] = run.body['files'] as { file: string }[]
  const pdf = await call('GET', `/files/${file!.file}`)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  assert.deepEqual((await call('GET', '/invoice-print-queue')).body.rows, [])
  assert.equal((await call('POST', '/invoice-print-queue/print', {})).body.code, 'print-queue.empty')
  assert.equal((await call('GET', `/invoices/${invoice.id}`)).body.state, 'sent')
})

test('who gets invoices in the portal only sees them behind a link that cannot be guessed and can be revoked', async () => {
  const { email } = await buyer({ invoiceRoutes: ['portal'], billingEmails: ['niet@mailen.example'] })
  const invoice = await invoiced(email)
  await settled(invoice.id, { portal: 'sent' })
  assert.deepEqual(
    mails.mails.filter(({ to }) => to.includes('niet@mailen.example')),
    [],
  )
  const shown = await call('POST', `/invoices/${invoice.id}/link`, {})
  const token = String(shown.body['url']).split('#')[1]!
  assert.ok(Buffer.from(token, 'base64url').length >= 48)

  const stranger = (path: string, body: unknown) =>
    fetch(`${house.address}/api${path}`, {
      method: 'POST',
      headers: { origin: house.address!, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const seen = (await (await stranger('/invoice-link/look', { token })).json()) as Record<string, unknown>
  assert.deepEqual([seen['number'], seen['due'], seen['hasPdf']], [invoice['number'], invoice['due'], true])
  assert.equal(seen['customerName'], undefined)
  const pdf = await stranger('/invoice-link/pdf', { token })
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  assert.match(await (await stranger('/invoice-link/ubl', { token })).text(), /<Invoice/)
  await settled(invoice.id, { portal: 'delivered' })

  const credit = await call('POST', `/invoices/${invoice.id}/credit`, {
    shipping: true,
    reason: 'Vergissing',
  })
  assert.equal((await call('POST', `/invoices/${credit.body.id}/finalise`, {})).status, 200)
  const credited = (await (await stranger('/invoice-link/look', { token })).json()) as Record<string, unknown>
  assert.deepEqual([credited['due'], credited['isCredited']], [0, true])

  const other = token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA')
  for (const wrong of [other, 'A'.repeat(64)]) {
    const refused = await stranger('/invoice-link/look', { token: wrong })
    assert.equal(((await refused.json()) as { code: string }).code, 'invoice-link.over')
  }
  await call('DELETE', `/invoices/${invoice.id}/link`)
  assert.equal((await stranger('/invoice-link/pdf', { token })).status, 409)
  for (const table of ['events', 'requests', 'invoice_links'])
    assert.ok(
      !JSON.stringify((await house.database.owner.query(`select * from ${table}`)).rows).includes(token),
      table,
    )
})
