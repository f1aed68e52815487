/** A bad line: what stands on the screen stays, a screen that is asked for comes when the line is back, and nothing reloads for ever. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSeat } from '../support/browser.ts'
import { runBusyHouse } from '../support/busy-house.ts'

const { address, call, cookie, order } = await runBusyHouse()
const { page } = await openSeat(address)
const [name, value] = cookie().split('=') as [string, string]
await page.context().addCookies([{ name, value, url: address }])

const heading = (text: string) => page.getByRole('heading', { level: 1, name: text })
const menu = (text: string) => page.getByRole('navigation').getByRole('link', { name: text, exact: true })
const rows = page.getByRole('main').getByRole('row')

test('a list stays when asking it again fails', async () => {
  await page.goto('/orders?view=all')
  await rows.nth(2).waitFor()
  await page.route('**/api/orders?*', (route) => route.abort())
  const failed = [1, 2, 3].map(() =>
    page.waitForEvent('requestfailed', (request) => request.url().includes('/api/orders?')),
  )
  await call('PATCH', `/orders/${order}`, { reference: 'hek achterom' })
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await Promise.all(failed)
  await page.unroute('**/api/orders?*')
  await rows.nth(2).waitFor()
  assert.equal(await page.getByText('Geen verbinding').count(), 0)
})

test('a stream of live updates that is back at once is no lost line', async () => {
  const told: number[] = []
  let tries = 0
  await page.route('**/api/live*', async (route) => {
    if (++tries === 1) return route.abort()
    told.push(await page.getByText('Geen verbinding').count())
    return route.continue()
  })
  const back = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/live')
  await page.reload()
  await back
  await page.unroute('**/api/live*')
  assert.deepEqual(told, [0])
})

test('without a line a screen is waited for, and what stood there is not thrown away', async () => {
  await page.context().setOffline(true)
  await menu('Offertes').click()
  await page.waitForEvent('requestfailed', (request) => request.url().endsWith('/healthz'))
  await rows.nth(2).waitFor()
  await page.context().setOffline(false)
  await heading('Offertes').waitFor()
})

test('a part of the program that is gone for good reloads the page once, and then says so', async () => {
  await page.route('**/assets/bank-page*', (route) => route.fulfill({ status: 404 }))
  let loads = 0
  page.on('load', () => loads++)
  await page.goto('/bank')
  await heading('Er ging iets mis op dit scherm').waitFor()
  assert.equal(loads, 2)
  await page.context().close()
})
