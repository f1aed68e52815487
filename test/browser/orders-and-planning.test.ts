/** A day behind the screen: orders come in, are found, changed, planned by hand, menu and keys, and printed. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays, dayOf, weekday } from '../../src/base/day.ts'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { myparcel } from '../../src/connectors/myparcel/index.ts'
import { startMyParcel } from '../../src/connectors/myparcel/simulator.ts'
import type { Locator } from 'playwright-core'
import { axeFaults, openSeat } from '../support/browser.ts'
import { openChannel, runHouse, until } from '../support/running.ts'

const shop = await startMagento()
const carrier = await startMyParcel({ isPaced: false })
after(() => Promise.all([shop.close(), carrier.close()]))
const { call, made, address, cookie } = await runHouse([magento, myparcel])
const { business, location, channel } = await openChannel({ made })
// Only the screens plan here.
await made('/planning-policies', { business: business.id, mode: 'off' })
const [bell, lock] = [bicycleShop[0]!, bicycleShop[1]!]
for (const { sku, name } of [bell, lock]) {
  const product = await made('/products', { sku, name, price: 100_000 })
  await made(`/products/${product.id}/stock/${location.id}`, { onHand: 50_000, reason: 'beginvoorraad' })
}
const post = await made('/connections', {
  name: 'Pakketdienst',
  connector: 'myparcel',
  settings: carrier.settings,
})
const connection = await made('/connections', {
  name: 'Fietsenshop',
  connector: 'magento',
  channel: channel.id,
  settings: shop.settings,
  importSince: '2020-01-01T00:00:00Z',
})
for (const { id } of [post, connection])
  await until(
    () => call('GET', `/connections/${id}`),
    (answer) => answer.body.state === 'active',
  )

/** Bought in the webshop and taken in; its number and id. */
async function bought(sku = bell.sku, isPaid = true): Promise<{ number: string; id: string }> {
  const { number } = shop.shopper.place({ lines: [{ sku, pieces: 2 }], isPaid })
  const list = await until(
    () => call('GET', '/orders?view=all&limit=200'),
    (answer) => answer.body.rows.some((row) => row['number'] === number),
    30,
  )
  return { number, id: String(list.body.rows.find((row) => row['number'] === number)!['id']) }
}

const { page, faults } = await openSeat(address, { viewport: { width: 1280, height: 800 } })
const [cookieName = '', cookieValue = ''] = cookie().split('=')
const signIn = (seat: typeof page) =>
  seat.context().addCookies([{ name: cookieName, value: cookieValue, url: address }])
await signIn(page)

const table = () => page.getByRole('table')
const row = (number: string) => table().getByRole('row', { name: new RegExp(number) })
const lane = (name: string | RegExp) => page.getByRole('region', { name })
const card = (number: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: number }) })
const says = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
const dutchDay = (day: string) =>
  new Intl.DateTimeFormat('nl-NL', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replaceAll('.', '')
const today = dayOf(new Date())
const workdays = [1, 2, 3, 4, 5, 6].map((n) => addDays(today, n)).filter((day) => weekday(day) < 7)

async function calmInBothSchemes(what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Half-way between two colours nothing has enough contrast.
    await page.evaluate(async () => {
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      await Promise.all(
        document
          .getAnimations()
          .filter((one) => one instanceof CSSTransition)
          .map((one) => one.finished.catch(() => undefined)),
      )
    })
    assert.deepEqual(await axeFaults(page), [], `${what}, ${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test('an order that is bought while the list stands open comes in without a reload', async () => {
  const first = await bought()
  await page.goto('/orders')
  await row(first.number).waitFor()
  const next = await bought(lock.sku, false)
  await page.getByRole('button', { name: /nieuwe? bestelling.*Tonen/ }).click()
  await row(next.number).waitFor()
  assert.match((await row(next.number).textContent()) ?? '', /Niet betaald/)
  await calmInBothSchemes('order list')
})

test('the list fits a desk, and its heads stay with their rows while one scrolls', async () => {
  const heads = table().getByRole('columnheader')
  const last = (await heads.last().boundingBox())!
  assert.ok(last.x + last.width <= 1280, 'the total is within the window')
  const [head, first] = [
    (await heads.first().boundingBox())!,
    (await table().getByRole('row').nth(1).boundingBox())!,
  ]
  assert.ok(first.y >= head.y + head.height - 1, 'the first row is below the heads')
  await page.setViewportSize({ width: 1024, height: 768 })
  await heads.filter({ hasText: 'Kanaal' }).waitFor({ state: 'detached' })
  const total = (await heads.filter({ hasText: 'Totaal' }).boundingBox())!
  assert.ok(total.x + total.width <= 1024, 'and within that of a small laptop')
  await page.setViewportSize({ width: 1280, height: 800 })
  await heads.filter({ hasText: 'Kanaal' }).waitFor()
})

test('a row stays where it is when it is chosen, and says what can be done with it', async () => {
  const box = table().getByRole('checkbox').nth(1)
  const before = (await box.boundingBox())!
  await box.check()
  const clear = page.getByRole('button', { name: 'Keuze wissen' })
  await clear.waitFor()
  assert.deepEqual(await box.boundingBox(), before)
  await calmInBothSchemes('chosen rows')
  await clear.click()
  await page.getByRole('searchbox').waitFor()
})

test('search, filters and views are in the address: Back and reload keep them', async () => {
  const { number } = await bought()
  await page.goto('/orders')
  await page.getByRole('searchbox').fill(number)
  await page.waitForURL(/search=/)
  await until(
    () => table().getByRole('row').count(),
    (count) => count === 2,
  )
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'Filter toevoegen' }).click()
  await page.getByRole('button', { name: 'Niet betaald', exact: true }).click()
  await page.waitForURL(/payment=unpaid/)
  await row(number).waitFor({ state: 'detached' })
  await table().getByRole('link').first().click()
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/)
  await page.goBack()
  await page.waitForURL(/payment=unpaid/)
  await page.reload()
  await page.getByRole('button', { name: 'Filter Betaling weghalen' }).waitFor()
  await row(number).waitFor({ state: 'detached' })
  await page.goto('/orders?view=constructor&payment=toString')
  await row(number).waitFor()
})

test('a view that somebody keeps brings its filters back', async () => {
  await page.goto('/orders?payment=unpaid')
  await page.getByRole('button', { name: 'Eigen weergaven' }).click()
  await page.getByRole('button', { name: /Weergave bewaren/ }).click()
  await page.getByLabel('Naam van de weergave').fill('Nabellen')
  await calmInBothSchemes('saving a view')
  await page.getByRole('dialog').getByRole('button', { name: 'Opslaan' }).click()
  await says('Nabellen')
  await page.goto('/orders')
  await page.getByRole('button', { name: 'Eigen weergaven' }).click()
  await page.getByRole('button', { name: 'Nabellen', exact: true }).click()
  await page.waitForURL(/payment=unpaid/)
})

test('a view is given another name, one that is taken is refused at its field, and it is taken away', async () => {
  for (const name of ['Vandaag', 'Nog bellen'])
    await made('/saved-views', { name, filters: { view: 'late' } })
  await page.goto('/orders')
  await page.getByRole('button', { name: 'Eigen weergaven' }).click()
  await page.getByRole('button', { name: 'Weergave wijzigen: Nog bellen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Weergave wijzigen' })
  await page.getByRole('button', { name: 'Weergave bewaren…' }).waitFor({ state: 'detached' })
  const name = dialog.getByLabel('Naam van de weergave')
  await name.fill('Vandaag')
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await dialog.getByText('U heeft al een weergave met deze naam').waitFor()
  await name.fill('Morgen bellen')
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await dialog.waitFor({ state: 'detached' })
  const views = async () => (await call('GET', '/saved-views')).body.rows
  const renamed = (await views()).find((view) => view['name'] === 'Morgen bellen')
  assert.deepEqual(renamed?.['filters'], { view: 'late' }, 'what it shows stayed')
  await page.getByRole('button', { name: 'Eigen weergaven' }).click()
  await page.getByRole('button', { name: 'Weergave verwijderen: Morgen bellen' }).click()
  await says('Weergave Morgen bellen verwijderd')
  assert.ok((await views()).every((view) => view['name'] !== 'Morgen bellen'))
})

test('a field is changed in its place and undone, and a colleague’s change is not overwritten', async () => {
  const order = await bought()
  const reference = async () => (await call('GET', `/orders/${order.id}`)).body['reference']
  await page.goto(`/orders/${order.id}`)
  const edit = page.getByRole('button', { name: 'Referentie wijzigen' })
  await edit.click()
  await page.getByRole('textbox', { name: 'Referentie' }).fill('fiets van Sanne')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await says('Referentie opgeslagen')
  assert.equal(await reference(), 'fiets van Sanne')
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await until(reference, (value) => value === null)

  await edit.click()
  const colleague = await call('PATCH', `/orders/${order.id}`, { reference: 'van een collega' })
  assert.equal(colleague.status, 200)
  await page.getByRole('textbox', { name: 'Referentie' }).fill('van mij')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  const dialog = page.getByRole('dialog', { name: 'Iemand was u voor' })
  await dialog.getByText('Nu opgeslagen: van een collega').waitFor()
  await calmInBothSchemes('conflict')
  assert.equal(await reference(), 'van een collega')
  await dialog.getByRole('button', { name: 'Zo opslaan' }).click()
  await until(reference, (value) => value === 'van mij')
})

test('a note of pages leaves the customer in sight, and is read on with the keys', async () => {
  const order = await bought()
  await call('PATCH', `/orders/${order.id}`, { note: 'graag achterom '.repeat(300) })
  await page.goto(`/orders/${order.id}`)
  const note = page.getByText(/^graag achterom/)
  await note.focus()
  assert.ok((await note.boundingBox())!.height < 300)
  assert.deepEqual(await axeFaults(page), [])
})

test('an order is held, released, paid by hand, planned with its mail in sight, and a line of it cancelled', async () => {
  const order = await bought(lock.sku, false)
  await page.goto(`/orders/${order.id}`)
  await page.getByRole('heading', { level: 1, name: order.number }).waitFor()
  await calmInBothSchemes('order page')
  await page.getByRole('button', { name: 'Meer' }).click()
  await page.getByRole('button', { name: 'Tegenhouden' }).click()
  await page.getByLabel('Reden').fill('adres navragen')
  await page.getByRole('dialog').getByRole('button', { name: 'Tegenhouden' }).click()
  await page.getByText('Wordt tegengehouden: door een collega').waitFor()
  assert.ok(await page.getByRole('button', { name: 'Plannen' }).isDisabled())
  await page.getByRole('button', { name: 'Vrijgeven' }).click()

  await page.getByRole('button', { name: 'Betaling vastleggen' }).click()
  const paying = page.getByRole('dialog')
  const amount = paying.getByRole('textbox', { name: 'Bedrag' })
  const due = await amount.inputValue()
  await amount.fill('tien')
  await paying.getByRole('button', { name: 'Betaling vastleggen' }).click()
  // What cannot be read is not sent as what stood there before; the field is where the reader is led.
  assert.ok(await amount.evaluate((field) => field === document.activeElement))
  assert.ok(await paying.isVisible())
  await amount.fill(due)
  await paying.getByRole('button', { name: 'Betaling vastleggen' }).click()
  await until(
    () => call('GET', `/orders/${order.id}`),
    (answer) => answer.body['payment'] === 'paid',
  )

  await page.getByRole('button', { name: 'Plannen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /Mail de klant/ }).waitFor()
  await calmInBothSchemes('planning one order')
  await dialog.getByRole('checkbox', { name: /Mail de klant/ }).uncheck()
  await dialog.getByRole('button', { name: 'Plannen', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Verplaatsen' }).waitFor()
  // The list says the day in its own column, so beside it stands how the stock is.
  const listed = await page.context().newPage()
  await listed.goto(`${address}/orders?view=all`)
  const planned = listed.getByRole('row', { name: new RegExp(order.number) })
  await planned.getByText('Op voorraad').waitFor()
  assert.equal(await planned.getByText('Gepland').count(), 0)
  await listed.close()

  // The day it stands on changes nothing and mails nobody; a later one is told in words.
  await page.getByRole('button', { name: 'Verplaatsen' }).click()
  const days = dialog.getByRole('button', { name: /^(ma|di|wo|do|vr|za) / })
  await days.first().click()
  await dialog.getByText('De bestelling staat al op deze dag.').waitFor()
  assert.ok(await dialog.getByRole('button', { name: 'Plannen', exact: true }).isDisabled())
  await days.nth(1).click()
  await dialog.getByRole('checkbox', { name: /Mail de klant/ }).uncheck()
  await dialog.getByRole('button', { name: 'Plannen', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('naar een latere dag verplaatst').waitFor()

  await page.getByRole('button', { name: `${lock.name} annuleren` }).click()
  await dialog.getByLabel('Aantal').fill('1')
  await dialog.getByLabel('Reden').fill('klant wil er een')
  await dialog.getByRole('button', { name: 'Regel annuleren' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Te veel betaald').first().waitFor()
  const { body } = await call('GET', `/messages?about=${order.id}`)
  assert.deepEqual(
    body.rows.filter((mail) => mail['event'] === 'order.planned'),
    [],
    'no mail was sent that was unticked',
  )
})

test('C-15: orders planned together mail their customers when that is ticked', async () => {
  const pair = [await bought(), await bought()]
  await page.goto('/orders')
  for (const { number } of pair) await page.getByRole('checkbox', { name: `${number} kiezen` }).check()
  await page.getByRole('button', { name: 'Plannen', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const told = dialog.getByRole('checkbox', { name: 'Mail deze klanten' })
  assert.equal(await told.isChecked(), false)
  await told.check()
  await dialog.getByRole('button', { name: 'Plannen', exact: true }).click()
  for (const { id } of pair)
    await until(
      () => call('GET', `/orders/${id}/messages`),
      ({ body }) => (body['rows'] as { event: string }[]).some(({ event }) => event === 'order.planned'),
    )
})

test('a card is planned by dragging, by its menu and by keys, and a fault puts it back', async () => {
  const orders = [await bought(), await bought(), await bought(), await bought()]
  const [first = '', second = ''] = workdays
  const dayOfOrder = async (index: number) =>
    (await call('GET', `/orders/${orders[index]!.id}`)).body['plannedDay']
  await page.goto('/planning')
  await card(orders[0]!.number).waitFor()
  await calmInBothSchemes('planning')

  await card(orders[0]!.number).dragTo(lane(dutchDay(first)))
  await until(
    () => dayOfOrder(0),
    (day) => day === first,
  )

  await page.getByRole('button', { name: `${orders[1]!.number} verplaatsen` }).click()
  await page.getByRole('button', { name: dutchDay(second), exact: true }).click()
  await until(
    () => dayOfOrder(1),
    (day) => day === second,
  )

  await card(orders[2]!.number).getByRole('link', { name: orders[2]!.number }).focus()
  await page.keyboard.press('Alt+ArrowRight')
  const lanes = [today, ...workdays].filter((day) => weekday(day) < 7)
  await until(
    () => dayOfOrder(2),
    (day) => day === lanes[0],
  )

  await page.route('**/api/orders/*/plan', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ title: 'Fout', detail: 'Er ging iets mis bij ons.', reference: 'R-1' }),
    }),
  )
  await card(orders[3]!.number).dragTo(lane(dutchDay(first)))
  await page.getByRole('alert').filter({ hasText: 'Er ging iets mis bij ons.' }).waitFor()
  await lane('Niet gepland').getByRole('link', { name: orders[3]!.number }).waitFor()
  assert.equal(await dayOfOrder(3), null)
  await page.unroute('**/api/orders/*/plan')
})

test('a card is planned with a finger, and a quick stroke scrolls instead', async () => {
  const order = await bought()
  const [first = ''] = workdays
  const { page: there } = await openSeat(address, { viewport: { width: 1280, height: 800 }, hasTouch: true })
  await signIn(there)
  await there.goto('/planning')
  const found = there.locator('li').filter({ has: there.getByRole('link', { name: order.number }) })
  await found.waitFor()
  const finger = await there.context().newCDPSession(there)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: y! }] })
  // A held card is lifted; on a busy machine that takes longer than the press itself.
  const isLifted = async () => (await found.getAttribute('data-held')) !== null
  const stroke = async (holds: boolean) => {
    const [from, to] = [await placeOf(found), await placeOf(there.locator(`[data-column="${first}"]`))]
    const [x, y] = [from.x + 20, from.y + 50]
    const along = (part: number) =>
      touch('touchMove', x + (to.x + 40 - x) * part, y + (to.y + 120 - y) * part)
    const start = touch('touchStart', x, y)
    if (holds) await until(isLifted, (is) => is)
    // Not waited for in between: a stroke that pauses is a press.
    await Promise.all([start, along(0.2)])
    for (const part of [0.4, 0.6, 0.8, 1]) await along(part)
    await touch('touchEnd')
  }
  const placeOf = async (one: Locator) => {
    // What still scrolls from the stroke before has another place a moment later.
    for (let was = ''; ;) {
      const box = (await one.boundingBox())!
      if (JSON.stringify(box) === was) return box
      was = JSON.stringify(box)
      await there.waitForTimeout(100)
    }
  }
  await stroke(false)
  assert.equal((await call('GET', `/orders/${order.id}`)).body['plannedDay'], null)
  await stroke(true)
  await until(
    async () => (await call('GET', `/orders/${order.id}`)).body['plannedDay'],
    (day) => day === first,
  )
  await there.close()
})

test('one press makes the day’s invoices and stickers, and both are there as PDF; the papers too', async () => {
  const order = await bought()
  const day = workdays.at(-1)!
  await made(`/orders/${order.id}/plan`, { day })
  await page.goto(`/planning/${day}`)
  await page.getByRole('link', { name: order.number }).waitFor()
  await calmInBothSchemes('day')
  await page.getByRole('button', { name: /^Afdrukken/ }).click()
  await page.getByRole('button', { name: 'Facturen en stickers' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 bestelling is klaar om af te drukken.').waitFor({ timeout: 60_000 })
  await calmInBothSchemes('printed')
  for (const name of ['Facturen openen', 'Stickers openen']) {
    const [answer, tab] = await Promise.all([
      page.waitForResponse(/\/api\/files\//),
      page.waitForEvent('popup'),
      dialog.getByRole('button', { name }).click(),
    ])
    assert.equal(answer.headers()['content-type'], 'application/pdf')
    const file = await fetch(answer.url(), { headers: { cookie: cookie() } })
    const bytes = Buffer.from(await file.arrayBuffer())
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
    assert.match(tab.url(), /^(blob:|about:blank)/)
    await tab.close()
  }
  await page.keyboard.press('Escape')
  await page.getByText('Afgedrukt').first().waitFor()
  await page.getByRole('button', { name: /^Afdrukken/ }).click()
  const [paper, tab] = await Promise.all([
    page.waitForResponse(/\/print\/day-plan/),
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Dagplanning' }).click(),
  ])
  assert.equal(paper.headers()['content-type'], 'application/pdf')
  await tab.close()
  // S4-38: from the card to its invoice.
  const invoices = await call('GET', `/invoices?order=${order.id}`)
  await page.getByRole('link', { name: String(invoices.body.rows[0]!['number']) }).click()
  await page.waitForURL(/\/invoices\//)
})

test('a day that was printed says so instead of printing it twice', async () => {
  await page.goto(`/planning/${workdays.at(-1)!}`)
  await page.getByRole('button', { name: /^Afdrukken/ }).click()
  await page.getByRole('button', { name: 'Facturen en stickers' }).click()
  await page.getByText('Er is niets nieuws om af te drukken').waitFor({ timeout: 30_000 })
  assert.equal(carrier.paid(), 1)
})

test('the palette keeps every letter from the first on, and finds records and screens by their group', async () => {
  const { number } = await bought()
  await made('/customers', { name: 'Ondine Palet', email: 'ondine@klant.example' })
  await made('/organisations', { name: 'Paletfabriek B.V.' })
  await page.goto(`${address}/orders`)
  await row(number).waitFor()
  const typed = async (text: string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(text)
  }
  const group = (name: string) => page.getByRole('group', { name, exact: true })
  await typed('palet')
  assert.equal(await page.getByRole('combobox', { name: 'Zoek of spring naar…' }).inputValue(), 'palet')
  await group('Klanten').getByRole('option', { name: 'Ondine Palet' }).waitFor()
  await group('Organisaties').getByRole('option', { name: 'Paletfabriek B.V.' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.keyboard.press('Escape')
  await typed(bell.sku)
  await group('Artikelen').getByRole('option', { name: bell.name }).waitFor()
  await page.keyboard.press('Escape')
  // A Dutch reader finds the same with the English word.
  await typed('new cust')
  await group('Handelingen').getByRole('option', { name: 'Nieuwe klant' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/customers/new')
  await page.goto(`${address}/orders`)
})

test('on a phone the same work fits the screen', async () => {
  await page.setViewportSize({ width: 400, height: 800 })
  for (const path of ['/orders', '/planning', `/planning/${workdays.at(-1)!}`]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    const [wide, window] = await page.evaluate(
      () => [document.documentElement.scrollWidth, innerWidth] as const,
    )
    assert.ok(wide <= window, `${path} is ${wide} px wide`)
    await calmInBothSchemes(`${path} on a phone`)
  }
  assert.deepEqual(faults, [])
})
