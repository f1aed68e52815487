/** Selling by hand in a real browser: an order by scan and by hand, and a quote that a customer accepts on a page of their own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axeFaults, openSeat } from '../support/browser.ts'
import { fietsenDeWit, runHouse } from '../support/running.ts'

const { call, made, address, cookie } = await runHouse([])
const { id: business } = await made('/businesses', fietsenDeWit)
const { id: location } = await made('/locations', { name: 'Magazijn', type: 'warehouse', business })
const { id: channel } = await made('/channels', { name: 'Balie', type: 'manual', business })
await made('/channel-locations', { channel, location })
await made('/products', { sku: 'BEL-1', name: 'Fietsbel', price: 100_000, barcode: '8712345678906' })
await call('POST', '/stock-levels', { location, reason: 'telling', levels: [['BEL-1', 10_000]] })

const { page, faults } = await openSeat(address)
const [cookieName = '', cookieValue = ''] = cookie().split('=')
await page.context().addCookies([{ name: cookieName, value: cookieValue, url: address }])

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const isCalm = async () => {
  assert.deepEqual(await axeFaults(page), [])
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(tooWide <= 0, `${tooWide} pixels too wide`)
}
const onPhone = async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 860 })
  await isCalm()
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1366, height: 860 })
}

test('an order is entered at the counter: a scan is a line, a second scan counts up, and the VAT is there before it is placed', async () => {
  await page.goto('/orders')
  await page.getByRole('link', { name: 'Nieuwe bestelling' }).click()
  await heading('Nieuwe bestelling').waitFor()
  assert.equal(await button('Bestelling plaatsen').isDisabled(), true)

  for (let scan = 0; scan < 2; scan++) {
    await page.getByLabel('Artikel toevoegen').fill('8712345678906')
    await page.keyboard.press('Enter')
    await page
      .getByLabel('Aantal')
      .and(page.locator(`[value="${scan + 1}"]`))
      .waitFor()
  }
  await page.getByText('€ 20,00').first().waitFor()
  await page.getByText('Btw 21% over € 16,53').waitFor()
  await page.getByText('Binnenland').waitFor()

  // Nobody to sell to is said where one would be chosen.
  await page.locator('button:enabled', { hasText: 'Bestelling plaatsen' }).click()
  await page.getByText('Kies een klant, of vul de naam van een nieuwe klant in.').first().waitFor()
  await page.getByText('Nieuwe klant', { exact: true }).click()
  await page.getByLabel('Naam *').fill('Sanne Jansen')
  await page.getByLabel('E-mailadres').fill('sanne@klant.example')
  await page.getByText('Afhalen', { exact: true }).click()
  await page.locator('button:enabled', { hasText: 'Bestelling plaatsen' }).waitFor()
  // A quantity that cannot be read is not sold as the one that stood there: the field is led to.
  const quantity = page.getByLabel('Aantal')
  await quantity.fill('twee')
  await button('Bestelling plaatsen').click()
  assert.ok(await quantity.evaluate((field) => field === document.activeElement))
  await quantity.fill('2')
  await isCalm()
  await onPhone()
  await page.locator('button:enabled', { hasText: 'Bestelling plaatsen' }).click()
  await heading(/^B\d{4}-00001$/).waitFor()
  await page.getByText('Op voorraad').first().waitFor()
})

test('a quote is written and sent, the customer accepts it without an account, and its order is there', async () => {
  await page.goto('/quotes')
  await page.getByRole('link', { name: 'Nieuwe offerte' }).first().click()
  await page.getByText('Nieuwe klant', { exact: true }).click()
  await page.getByLabel('Naam *').fill('Kees de Vries')
  await page.getByLabel('Straat').fill('Dorpsstraat')
  await page.getByLabel('Plaats').fill('Hoorn')
  await page.getByLabel('Artikel toevoegen').fill('bel')
  await page.getByRole('option', { name: /Fietsbel/ }).click()
  await page.getByLabel('Korting').fill('10')
  await page.getByText('€ 9,00').first().waitFor()
  await page.locator('button:enabled', { hasText: 'Opslaan' }).click()
  await heading(/^O\d{4}-00001$/).waitFor()
  await isCalm()
  await onPhone()
  await button('Versturen').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Er is geen e-mailadres bekend.').waitFor()
  await dialog.getByRole('button', { name: 'Alleen PDF maken' }).click()
  await page.getByText('Versie 1 van').waitFor()

  const quote = page.url().split('/').at(-1)!
  const { body } = await call('POST', `/quotes/${quote}/link`, {})
  const customer = await openSeat(address)
  await customer.page.goto(String(body['url']))
  await customer.page.getByRole('heading', { level: 1, name: /^Offerte O/ }).waitFor()
  assert.deepEqual(await axeFaults(customer.page), [])
  const order = customer.page.getByRole('button', { name: 'Bestellen met betalingsverplichting' })
  await order.click()
  await customer.page.getByText('Vul je naam in.', { exact: true }).waitFor()
  await customer.page.getByLabel('Je naam').fill('K. de Vries')
  await order.click()
  await customer.page.getByText('Bedankt voor je akkoord').waitFor()
  await customer.page.setViewportSize({ width: 390, height: 860 })
  await customer.page.emulateMedia({ colorScheme: 'dark' })
  assert.deepEqual(await axeFaults(customer.page), [])
  assert.deepEqual(customer.faults, [])

  await page.goto(`/quotes/${quote}`)
  await page.getByText('Akkoord', { exact: true }).waitFor()
  await page.getByRole('link', { name: /^B\d{4}-00002$/ }).click()
  await heading(/^B\d{4}-00002$/).waitFor()
  await page.goto('/quotes?view=accepted')
  await page.getByRole('link', { name: /^O\d{4}-00001$/ }).waitFor()
  await isCalm()
})

test('an order is entered once more, at the prices of today', async () => {
  const { body } = await call('GET', '/orders?view=all')
  const order = String(body.rows.at(-1)!['id'])
  const product = (await call('GET', '/products?search=BEL-1')).body.rows[0]!
  await call('PATCH', `/products/${String(product['id'])}`, { price: 120_000 })
  await page.goto(`/orders/${order}`)
  await button('Meer').click()
  await button('Opnieuw bestellen').click()
  await page.getByText(/^Zoals bestelling B\d{4}-00001, met de prijzen van vandaag/).waitFor()
  await page.getByText('€ 24,00').first().waitFor()
  await page.locator('button:enabled', { hasText: 'Bestelling plaatsen' }).click()
  await heading(/^B\d{4}-00003$/).waitFor()
})

test('a customer who reads German gets the page of the quote in German', async () => {
  const channel = (await call('GET', '/channels')).body.rows[0]!
  const sale = {
    channel: channel['id'],
    customer: { name: 'K. Schmidt', email: 'k.schmidt@example.org', language: 'de' },
    billing: { street: 'Hauptstr.', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' },
    lines: [{ name: 'Montage', quantity: 1000, unitPrice: 1_000_000, category: 'standard' }],
  }
  const { body: quote } = await call('POST', '/quotes', sale)
  await call('POST', `/quotes/${String(quote['id'])}/send`, { how: 'hand' })
  const { body } = await call('POST', `/quotes/${String(quote['id'])}/link`, {})
  const customer = await openSeat(address)
  await customer.page.goto(String(body['url']))
  await customer.page.getByRole('heading', { level: 1, name: /^Angebot O/ }).waitFor()
  await customer.page.getByText('Gesamtbetrag').waitFor()
  // Meanwhile it is offered otherwise: who left the page open reads the newer version before an answer counts.
  const [line] = sale.lines
  await call('PUT', `/quotes/${String(quote['id'])}`, { ...sale, lines: [{ ...line, unitPrice: 900_000 }] })
  await call('POST', `/quotes/${String(quote['id'])}/send`, { how: 'hand' })
  await customer.page.getByRole('button', { name: 'Ablehnen' }).click()
  await customer.page.getByRole('button', { name: 'Angebot ablehnen' }).click()
  await customer.page.getByText('nieuwere versie').waitFor()
  await customer.page.getByText('90,00').first().waitFor()
  await customer.page.getByRole('button', { name: 'Angebot ablehnen' }).click()
  await customer.page.getByText('Das Angebot wurde abgelehnt').waitFor()
  assert.deepEqual(await axeFaults(customer.page), [])
  assert.deepEqual(customer.faults, [])
})

test('a link that was mistyped says so, and shows nothing', async () => {
  const customer = await openSeat(address)
  await customer.page.goto(`/quote#${'x'.repeat(43)}`)
  await customer.page.getByRole('heading', { level: 1, name: 'Deze link werkt niet' }).waitFor()
  assert.deepEqual(await axeFaults(customer.page), [])
})

test('no screen threw a fault or met the content security policy', () => {
  assert.deepEqual(faults, [])
})
