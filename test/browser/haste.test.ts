/** What happens on the screen when somebody is fast, presses twice or goes back, and when a part of it is empty or cannot be read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSeat } from '../support/browser.ts'
import { fietsenDeWit, runHouse } from '../support/running.ts'

const { call, made, address, cookie } = await runHouse([])
const { id: business } = await made('/businesses', fietsenDeWit)
const { id: location } = await made('/locations', { name: 'Magazijn', type: 'warehouse', business })
const { id: channel } = await made('/channels', { name: 'Balie', type: 'manual', business })
await made('/channel-locations', { channel, location })
const bell = await made('/products', {
  sku: 'BEL-1',
  name: 'Fietsbel',
  price: 100_000,
  barcode: '8712345678906',
})
const lamp = await made('/products', {
  sku: 'LAMP-1',
  name: 'Lamp',
  price: 250_000,
  barcode: '8712345678913',
})
for (const { id } of [bell, lamp])
  await made(`/products/${id}/stock/${location}`, { onHand: 10_000, reason: 'beginvoorraad' })

const order = await made('/orders', {
  channel,
  customer: { name: 'Sanne Jansen' },
  delivery: 'pickup',
  lines: [{ product: bell.id, quantity: 1000 }],
})

await made('/planning-policies', { business, mode: 'off' })
const sent = await made('/orders', {
  channel,
  customer: { name: 'Sanne Jansen' },
  billing: { street: 'Dorpsstraat', houseNumber: '1', postcode: '1695 AA', city: 'Blokker', country: 'NL' },
  lines: [{ product: bell.id, quantity: 1000 }],
})
await made(`/orders/${sent.id}/shipments`, {})

const { page, faults } = await openSeat(address)
const [cookieName = '', cookieValue = ''] = cookie().split('=')
await page.context().addCookies([{ name: cookieName, value: cookieValue, url: address }])

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const dialog = page.getByRole('dialog')

test('two codes scanned right after each other are two lines', async () => {
  await page.goto('/orders/new')
  const field = page.getByLabel('Artikel toevoegen')
  // The first code is looked up while the second is scanned already.
  const gate = Promise.withResolvers<void>()
  await page.route(/\/api\/products\?.*8712345678906/, async (route) => {
    await gate.promise
    await route.continue()
  })
  await field.fill('8712345678906')
  await field.press('Enter')
  await field.fill('8712345678913')
  await field.press('Enter')
  await page.getByLabel('Omschrijving').and(page.locator('[value="Lamp"]')).waitFor()
  gate.resolve()
  await page.getByLabel('Omschrijving').and(page.locator('[value="Fietsbel"]')).waitFor()
  assert.equal(await page.getByLabel('Omschrijving').count(), 2)
  await page.unrouteAll({ behavior: 'wait' })
})

test('saving is pressed twice and happens once', async () => {
  const customer = await made('/customers', { name: 'Sanne Jansen' })
  await page.goto(`/customers/${customer.id}`)
  await page.getByRole('button', { name: 'Adres toevoegen' }).click()
  await dialog.getByLabel('Straat').fill('Dorpsstraat')
  await dialog.getByLabel('Plaats').fill('Hoorn')
  // The checks of a form are loaded at the first press; on a slow line the second comes before they are there.
  await page.route(/\/check-[^/]*\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await dialog.getByRole('button', { name: 'Opslaan' }).dblclick()
  await dialog.waitFor({ state: 'detached' })
  const { body } = await call('GET', `/addresses?contact=${customer.id}`)
  assert.equal(body.rows.length, 1)
})

test('going back to another product leaves the count of this one behind', async () => {
  await page.goto(`/products/${lamp.id}`)
  await heading('Lamp').waitFor()
  await page.getByRole('link', { name: 'Artikelen' }).last().click()
  await page.getByRole('searchbox').fill('Fietsbel')
  await page.getByRole('link', { name: 'Fietsbel' }).click()
  await heading('Fietsbel').waitFor()
  await page.getByRole('button', { name: 'Voorraad in Magazijn corrigeren' }).click()
  await dialog.waitFor()
  await page.evaluate(() => history.go(-2))
  await heading('Lamp').waitFor()
  await page.getByRole('button', { name: 'Voorraad in Magazijn corrigeren' }).waitFor()
  assert.equal(await dialog.count(), 0)
})

test('a line of a panel that is still asking does not ask twice', async () => {
  await page.goto(`/orders/${sent.id}`)
  const gate = Promise.withResolvers<void>()
  let asked = 0
  await page.route(/\/api\/shipments\/[^/]+\/parcels$/, async (route) => {
    asked++
    await gate.promise
    await route.continue()
  })
  const more = page.getByRole('button', { name: /^Meer Meer met/ })
  await more.click()
  const line = page.getByRole('button', { name: 'Pakket toevoegen' })
  await line.click()
  await more.and(page.locator('[aria-busy=true]')).click({ force: true })
  assert.equal(await line.count(), 0)
  gate.resolve()
  await page.unrouteAll({ behavior: 'wait' })
  await page.getByRole('button', { name: /^Meer Meer met .*-2/ }).waitFor()
  assert.equal(asked, 1)
})

test('a filter that leaves nothing says so, and is taken away there', async () => {
  await page.goto('/organisations?role=carrier')
  await heading('Organisaties').waitFor()
  await page.getByRole('heading', { name: 'Niets binnen dit filter' }).waitFor()
  await page.getByRole('button', { name: 'Filters wissen' }).click()
  await page.waitForURL((url) => url.search === '')
  await page.getByRole('heading', { name: 'Niets binnen dit filter' }).waitFor({ state: 'detached' })
})

test('mails that cannot be read are not told as none', async () => {
  await page.route(/\/api\/orders\/[^/]+\/messages\?/, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"Fout"}' }),
  )
  await page.goto(`/orders/${order.id}`)
  const mails = page.locator('section', { has: page.getByRole('heading', { name: 'Mails' }) })
  await mails.getByRole('button', { name: 'Opnieuw proberen' }).waitFor()
  assert.equal(await mails.getByText('Nog geen mail verstuurd.').count(), 0)
  await page.unrouteAll({ behavior: 'wait' })
  await mails.getByRole('button', { name: 'Opnieuw proberen' }).click()
  await mails.getByText('Nog geen mail verstuurd.').waitFor()
})

test('what was typed at an order and refused stands there to be put right', async () => {
  await page.route(/\/api\/orders\/[^/]+$/, (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"detail":"Nu niet."}' })
      : route.continue(),
  )
  await page.getByRole('button', { name: 'Referentie wijzigen' }).click()
  const field = page.getByRole('textbox', { name: 'Referentie' })
  await field.fill('van de buurman')
  await field.press('Enter')
  await page.getByRole('alert').getByText('Nu niet.').waitFor()
  assert.equal(await field.inputValue(), 'van de buurman')
  await page.unrouteAll({ behavior: 'wait' })
  await field.press('Enter')
  await page.getByText('Referentie opgeslagen').first().waitFor()
})

test('nothing went wrong in the pages themselves', () => {
  assert.deepEqual(
    faults.filter((fault) => !/\b(409|500)\b/.test(fault)),
    [],
  )
})
