/** S43: what a browser keeps on its disk names no customer and holds no secret, and nothing is left after signing out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runBusyHouse } from '../support/busy-house.ts'
import { openSeat } from '../support/browser.ts'

const { address, call, cookie, order } = await runBusyHouse()
const { page } = await openSeat(address)
const [name, value] = cookie().split('=') as [string, string]
await page.context().addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Lax' }])

const kept = () =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: globalThis.isSecureContext ? await caches.keys() : [],
    workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    cookie: document.cookie,
  }))

test('after a walk past orders and customers the browser has kept settings of the screen at most', async () => {
  for (const path of [
    '/orders',
    `/orders/${order}`,
    '/customers',
    '/invoices',
    '/users',
    '/connections',
    '/account',
  ]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  const found = await kept()
  assert.doesNotMatch(JSON.stringify(found), /sanne|jansen|@|blokker|1695|100\d{3}|€|pkh_/i)
  assert.ok(!JSON.stringify(found).includes(value), 'the cookie is out of reach of scripts')
  assert.deepEqual([found.databases, found.caches, found.workers, found.cookie], [[], [], 0, ''])
})

test('S36: a link to the sign-in screen never leads away from us', async () => {
  for (const to of [
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example/',
    '/%5cevil.example',
    'javascript:alert(1)',
  ]) {
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    assert.equal(new URL(page.url()).origin, address)
    assert.ok(!page.url().includes('evil') || new URL(page.url()).pathname.startsWith('/'), to)
  }
})

test('signing out empties what was kept, and the way back shows nothing', async () => {
  await page.goto('/orders')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  assert.equal(
    await page.evaluate(async () => (await fetch('/api/session', { method: 'DELETE' })).status),
    200,
  )
  const found = await kept()
  assert.deepEqual([found.local, found.session], [{}, {}])
  await page.goBack()
  await page.reload()
  await page.getByLabel('Wachtwoord').first().waitFor()
  assert.doesNotMatch(await page.content(), /Sanne Jansen/)
  assert.equal((await call('GET', '/session')).status, 401)
})
