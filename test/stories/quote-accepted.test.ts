/** A quote over http: written, mailed with its PDF, opened by its link without a session, and accepted twice at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startMailServer } from '../support/mail-server.ts'
import { fietsenDeWit, runHouse, until } from '../support/running.ts'

const server = await startMailServer()
const running = await runHouse([], { smtpUrl: server.url })
const { call, address } = running

/** As a stranger's browser: no cookie, from our own page. */
const stranger = async (path: string, body: unknown) => {
  const answer = await fetch(`${address}/api${path}`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const type = answer.headers.get('content-type') ?? ''
  return {
    status: answer.status,
    headers: answer.headers,
    body: (type.includes('json') ? await answer.json() : {}) as Record<string, unknown>,
    bytes: type.includes('pdf') ? Buffer.from(await answer.arrayBuffer()) : null,
  }
}
const ok = async (method: string, path: string, body?: unknown) => {
  const answer = await call(method, path, body)
  assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const everything = async (table: string) =>
  JSON.stringify((await running.house.database.owner.query(`select * from ${table}`)).rows)

const business = await ok('POST', '/businesses', { ...fietsenDeWit, email: 'winkel@dewit.example' })
const channel = await ok('POST', '/channels', { name: 'Balie', type: 'manual', business: business.id })
const location = await ok('POST', '/locations', {
  name: 'Magazijn',
  type: 'warehouse',
  business: business.id,
})
await ok('POST', '/channel-locations', { channel: channel.id, location: location.id })
const bike = await ok('POST', '/products', { sku: 'FIETS-1', name: 'Stadsfiets', price: 8_990_000 })
await ok('POST', '/stock-levels', { location: location.id, reason: 'telling', levels: [['FIETS-1', 5000]] })
// Nobody waits a minute to think again here.
await ok('POST', '/mail-senders', { name: 'Fietsen De Wit', undoSeconds: 0 })

test('a quote goes out by mail, is read by its link, and accepting it twice at once makes one order', async () => {
  const asked = {
    channel: channel.id,
    customer: { name: 'Sanne Jansen', email: 'sanne@klant.example', language: 'nl' },
    billing: {
      name: 'Sanne Jansen',
      street: 'Gildenweg',
      houseNumber: '6',
      postcode: '1695 GD',
      city: 'Blokker',
      country: 'NL',
    },
    lines: [{ product: bike.id, quantity: 2000, discount: 500 }],
    shippingCosts: 2500,
  }
  const seen = await ok('POST', '/sales/price', asked)
  const quote = await ok('POST', '/quotes', asked)
  assert.equal(quote.total, (seen.sale as { totals: { gross: number } }).totals.gross)
  await ok('POST', `/quotes/${quote.id}/send`, {})

  const [mail] = await until(
    async () => server.mails.filter(({ to }) => to.includes('sanne@klant.example')),
    (mails) => mails.length >= 1,
    40,
  )
  assert.equal(mail!.header('subject'), `Offerte ${String(quote.number)} van Fietsen De Wit`)
  assert.match(mail!.raw, /filename="?O\d{4}-00001\.pdf/)
  const [, page, token] = /(http:\/\/\S+?)#([\w-]{43})/.exec(mail!.text)!
  assert.equal(page, `${running.house.publicUrl}/quote`)

  // The secret lies nowhere but in the mail.
  for (const table of [
    'messages',
    'events',
    'quotes',
    'quote_versions',
    'quote_links',
    'graphile_worker._private_jobs',
  ])
    await until(
      () => everything(table),
      (rows) => !rows.includes(token!),
    )

  const html = await fetch(page!, { redirect: 'manual' })
  assert.equal(html.status, 200)
  assert.equal(html.headers.get('referrer-policy'), 'no-referrer')
  const looked = await stranger('/quote-links/look', { token })
  assert.equal(looked.status, 200, JSON.stringify(looked.body))
  assert.equal(looked.headers.get('cache-control'), 'no-store')
  assert.deepEqual(
    [looked.body.number, looked.body.state, looked.body.problem, looked.body.language],
    [quote.number, 'viewed', null, 'nl'],
  )
  const pdf = await stranger('/quote-links/pdf', { token })
  assert.equal(pdf.bytes!.subarray(0, 5).toString(), '%PDF-')

  const answers = await Promise.all(
    Array.from({ length: 2 }, () =>
      stranger('/quote-links/accept', { token, revision: 1, name: 'Sanne Jansen' }),
    ),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  )
  assert.equal(answers[0]!.body.orderNumber, answers[1]!.body.orderNumber)

  const { rows } = await ok('GET', '/orders?view=all')
  assert.deepEqual(
    rows.map((row) => [row.number, row.total, row.supply]),
    [[answers[0]!.body.orderNumber, quote.total, 'available']],
  )
  const order = await ok('GET', `/orders/${String(rows[0]!.id)}`)
  assert.deepEqual(
    (order.reservations as { quantity: number }[]).map(({ quantity }) => quantity),
    [2000],
  )
  const kept = await ok('GET', `/quotes/${quote.id}`)
  assert.deepEqual([kept.state, kept.decidedBy, kept.decidedHow], ['accepted', 'Sanne Jansen', 'customer'])
  assert.match(String(kept.decidedFrom), /127\.0\.0\.1|::1/)

  const [, confirmation] = await until(
    async () => server.mails.filter(({ to }) => to.includes('sanne@klant.example')),
    (mails) => mails.length >= 2,
    40,
  )
  assert.match(confirmation!.header('subject')!, /is nu bestelling B\d{4}-00001/)
})

test('a link that is none opens nothing, and other sites cannot answer for a customer', async () => {
  const wrong = await stranger('/quote-links/look', { token: 'x'.repeat(43) })
  assert.deepEqual([wrong.status, wrong.body.code], [404, 'quote-link.not-found'])
  const elsewhere = await fetch(`${address}/api/quote-links/accept`, {
    method: 'POST',
    headers: { origin: 'https://elders.example', 'content-type': 'application/json' },
    body: JSON.stringify({ token: 'x'.repeat(43), revision: 1, name: 'Iemand' }),
  })
  assert.equal(elsewhere.status, 403)
})
