/** What a screen asks while it comes up: each address once, and again only what changed in the meantime. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { system } from '../../src/platform/context.ts'
import { openSeat } from '../support/browser.ts'
import { runHouse, until } from '../support/running.ts'

const { house, address, cookie } = await runHouse([])
const { rows } = await house.database.owner.query<{ id: string }>('select id from tenants')
const tenant = rows[0]!.id

const { page, faults } = await openSeat(address)
const [name = '', value = ''] = cookie().split('=')
await page.context().addCookies([{ name, value, url: address }])

let asked: string[] = []
page.on('request', (request) => {
  const { pathname, search } = new URL(request.url())
  if (pathname.startsWith('/api/')) asked.push(`${pathname}${search}`)
})
const times = (start: string) => asked.filter((one) => one.startsWith(start)).length
const orders = '/api/orders?'

test('the first look at the orders asks each address once, and so does the planning', async () => {
  for (const screen of ['/orders', '/planning']) {
    asked = []
    const line = page.waitForResponse(/\/api\/live\?age=\d+$/)
    await page.goto(screen)
    await line
    await page.waitForLoadState('load')
    await page.getByRole('heading', { level: 1 }).waitFor()
    // Long enough for whatever would be asked again after the line was opened.
    await page.waitForTimeout(2500)
    assert.ok(times('/api/session') === 1 && asked.length > 3, asked.join('\n'))
    assert.deepEqual(
      asked.filter((one, index) => asked.indexOf(one) !== index),
      [],
      screen,
    )
  }
})

test('what happens after the list was read and before the line stands is not missed', async () => {
  let open = () => {}
  const held = new Promise<void>((resolve) => (open = resolve))
  await page.route('**/api/live?*', async (route) => {
    await held
    await route.continue()
  })
  asked = []
  await page.goto('/orders')
  await page.getByText('Hier wacht niets meer').first().waitFor()
  assert.equal(times(orders), 1)
  await house.machine.act({ tenant, actor: system }, async (ctx) => ctx.emit('order.placed', randomUUID()))
  open()
  await until(
    async () => times(orders),
    (count) => count === 2,
  )
  await page.unroute('**/api/live?*')
})

test('after a line that was lost everything is asked again', async () => {
  // The first line ends as soon as it stands, the second stays.
  await page.route('**/api/live?*', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: ': hello\n\n' }),
  )
  asked = []
  const second = page.waitForRequest(/\/api\/live$/)
  await page.goto('/orders')
  await second
  for (const start of [orders, '/api/orders/views', '/api/session'])
    await until(
      async () => times(start),
      (count) => count === 2,
    )
  assert.deepEqual(faults, [])
})

test('who is signed in is asked from the page itself, and of a stranger it is not asked', async () => {
  const pageFor = async (headers: Record<string, string>) =>
    (await fetch(`${address}/orders`, { headers })).text()
  const link = /<link rel="preload"[^>]*href="\/api\/session"/
  assert.match(await pageFor({ cookie: cookie() }), link)
  assert.doesNotMatch(await pageFor({}), link)
})
