/** The life of an invoice in a real browser: drawn as PDF, sent again, reminded, written off, printed, and seen by the customer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf } from '../../src/base/day.ts'
import { system, type Ctx } from '../../src/platform/context.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { axeFaults, openSeat } from '../support/browser.ts'
import { startMailServer } from '../support/mail-server.ts'
import { fietsenDeWit, runHouse, until } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

const mails = await startMailServer()
const { call, address, cookie, house } = await runHouse([], { smtpUrl: mails.url })
const made = async (path: string, body: unknown): Promise<string> => {
  const answer = await call('POST', path, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const business = await made('/businesses', fietsenDeWit)
const channel = await call('POST', '/channels', { name: 'Webshop', type: 'shop', business })
await made('/mail-senders', { undoSeconds: 0 })
const place = { street: 'Gildenweg', houseNumber: '6', postcode: '1695 GD', city: 'Blokker', country: 'NL' }
const company = await made('/organisations', {
  name: 'Postbus B.V.',
  address: place,
  invoiceRoutes: ['post'],
})
await made('/customers', { name: 'Ina Koper', email: 'ina@postbus.example', organisation: company })
const { rows: tenants } = await house.database.owner.query<{ id: string }>('select id from tenants')

const orderOf = async (email: string): Promise<string> => {
  const order = shopOrder([['BEL-1', 2, 2500]], {
    customer: { ...shopOrder().customer, email },
    payments: [],
  })
  const taken = await house.machine.act({ tenant: tenants[0]!.id, actor: system }, (ctx: Ctx) =>
    takeInOrders(ctx, channel.body as never, [order]),
  )
  return taken[0]!.order!
}
const finalOf = async (email: string): Promise<string> => {
  const invoice = await made(`/orders/${await orderOf(email)}/invoices`, {})
  await made(`/invoices/${invoice}/finalise`, {})
  return invoice
}
const invoice = await finalOf('sanne@klant.example')
await finalOf('ina@postbus.example')
const order = await orderOf('piet@klant.example')

const { page, faults } = await openSeat(address)
const [cookieName = '', cookieValue = ''] = cookie().split('=')
await page.context().addCookies([{ name: cookieName, value: cookieValue, url: address }])
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

test('a draft is changed on the screen: a text, a price, a new line; what cannot be says so at its field', async () => {
  const draft = await made(`/orders/${await orderOf('truus@klant.example')}/invoices`, {})
  await page.goto(`/invoices/${draft}`)
  await button('Wijzigen').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Omschrijving').first().fill('Bel met gravure')
  await dialog.getByLabel('Aantal').first().fill('3')
  await dialog.getByLabel('Prijs incl. btw').first().fill('20,00')
  await dialog.getByLabel('Referentie').fill('PO 4711')
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await dialog.getByText(/^Van .* kunnen er hooguit 2 op deze factuur\.$/).waitFor()
  await dialog.getByLabel('Aantal').first().fill('2')
  await dialog.getByRole('button', { name: 'Regel toevoegen' }).click()
  await dialog.getByLabel('Omschrijving').last().fill('Montage')
  await dialog.getByLabel('Prijs incl. btw').last().fill('15')
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Bel met gravure').waitFor()
  await page.getByText('Montage').waitFor()
  const { body } = await call('GET', `/invoices/${draft}`)
  assert.deepEqual(
    [body['total'], (body['document'] as { buyerReference: string }).buyerReference],
    [4000 + 1500 + 595, 'PO 4711'],
  )
})

test('a final invoice shows its PDF in its frame and how it went to the customer', async () => {
  const { body } = await until(
    () => call('GET', `/invoices/${invoice}`),
    (answer) => answer.body.state === 'sent',
    30,
  )
  await page.goto(`/invoices/${invoice}`)
  await heading(String(body['number'])).waitFor()
  const frame = page.locator('iframe[title^="Voorbeeld"]')
  await frame.waitFor()
  // The frame shows the bytes from the page itself, so that the sandbox of files does not stop the browser's viewer.
  assert.match((await frame.getAttribute('src'))!, /^blob:/)
  const file = await fetch(`${address}/api/files/${String(body['pdf'])}`, { headers: { cookie: cookie() } })
  assert.equal(file.headers.get('content-type'), 'application/pdf')
  await page.getByText('E-mail met PDF').waitFor()
  await page.getByText('sanne@klant.example').last().waitFor()
  const saved = page.waitForEvent('download')
  await button('UBL downloaden').click()
  assert.equal((await saved).suggestedFilename(), `${String(body['number'])}.xml`)
})

test('an invoice is found in the list and in the palette by its number', async () => {
  const { number, customerName } = (await call('GET', `/invoices/${invoice}`)).body
  await page.goto(`${address}/invoices`)
  await page.getByRole('searchbox', { name: 'Zoek op nummer, naam of bestelling' }).fill(String(number))
  await page.waitForURL(`**/invoices?search=${number}`)
  await until(
    () => page.getByRole('table').getByRole('row').count(),
    (rows) => rows === 2,
  )
  await page.keyboard.press('Control+k')
  await page.keyboard.type(String(number))
  await page
    .getByRole('group', { name: 'Facturen' })
    .getByRole('option', { name: `${number} ${customerName}` })
    .click()
  await page.waitForURL(`**/invoices/${invoice}`)
})

test('it is sent again to somebody else, and the reason stands there while that is not possible', async () => {
  await button('Versturen').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Hoe').selectOption({ label: 'Peppol' })
  await dialog.getByRole('button', { name: 'Versturen' }).click()
  await dialog.getByText('deze klant is geen organisatie').waitFor()
  await dialog.getByLabel('Hoe').selectOption({ label: 'E-mail met UBL' })
  await dialog.getByLabel('Aan').fill('boekhouder@klant.example')
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Versturen' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('boekhouder@klant.example').waitFor()
})

test('the customer sees it behind the link, on a page without our menu', async () => {
  await button('Link maken').click()
  const url = await page.getByLabel('Link voor de klant').inputValue()
  const stranger = await openSeat(address)
  await stranger.page.goto(url)
  await stranger.page.getByRole('heading', { level: 1, name: /^Factuur/ }).waitFor()
  await stranger.page.getByText('Nog te betalen').waitFor()
  assert.equal(await stranger.page.getByRole('navigation').count(), 0)
  assert.deepEqual(await axeFaults(stranger.page), [])
  const saved = stranger.page.waitForEvent('download')
  await stranger.page.getByRole('button', { name: 'PDF downloaden' }).click()
  assert.match((await saved).suggestedFilename(), /\.pdf$/)
  await button('Link intrekken').click()
  await page.getByText('Link ingetrokken').waitFor()
  await stranger.page.reload()
  await stranger.page.getByText('verlopen of ingetrokken').waitFor()
  assert.deepEqual(stranger.faults, [])
})

test('a reminder waits for its day and says so; then it is read before it goes, for many at once', async () => {
  assert.ok(await button('Herinneren').isDisabled())
  await page.getByText('is nog niet vervallen').waitFor()
  await house.database.owner.query('update invoices set due_day = $1 where id = $2', [
    addDays(dayOf(new Date()), -10),
    invoice,
  ])
  await page.goto('/late-invoices')
  await page
    .getByRole('checkbox', { name: /kiezen$/ })
    .first()
    .check()
  await button('Herinneren').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Vriendelijke herinnering').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: '1 brief versturen' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/^vanaf /).waitFor()
  await page.getByRole('link', { name: 'Verstuurde brieven' }).click()
  await page.getByText('Vriendelijke herinnering').waitFor()
  await until(
    async () => mails.mails.filter((mail) => mail.header('subject')?.startsWith('Herinnering')),
    (found) => found.length === 1,
    30,
  )
})

test('what will not be paid is written off with its reason, and opened again', async () => {
  await page.goto(`/invoices/${invoice}`)
  await button('Afschrijven').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reden').fill('failliet')
  await dialog.getByRole('button', { name: 'Afschrijven' }).click()
  await page.getByText('Afgeschreven', { exact: true }).first().waitFor()
  await page.getByText('failliet').waitFor()
  await button('Afschrijving terugdraaien').click()
  await button('Afschrijven').waitFor()
})

test('the post is printed in one go and then lies with what was printed', async () => {
  await page.goto('/print-queue')
  await page.getByText('Postbus B.V.').waitFor()
  await button('Alles printen').click()
  await page.getByText('1 document staat in de PDF en geldt als geprint').waitFor({ timeout: 30_000 })
  await page.getByText('Niets te printen').waitFor()
  await page.getByRole('link', { name: 'Geprint' }).click()
  await page.getByRole('button', { name: /opnieuw in de rij$/ }).click()
  await page.getByRole('link', { name: 'Wacht' }).click()
  await page.getByText('Postbus B.V.').waitFor()
})

test('a deposit is asked on an order, no more than it is', async () => {
  await page.goto(`/orders/${order}`)
  await button('Aanbetaling').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Hoeveel').selectOption({ label: 'Bedrag inclusief btw' })
  await dialog.getByLabel('Bedrag inclusief btw').last().fill('900')
  await dialog.getByRole('button', { name: 'Concept maken' }).click()
  await dialog.getByText('Vul een lager bedrag in.').waitFor()
  await dialog.getByLabel('Bedrag inclusief btw').last().fill('20')
  await dialog.getByRole('button', { name: 'Concept maken' }).click()
  await heading(/^Concept voor /).waitFor()
  await page
    .getByText(/^Aanbetaling op bestelling/)
    .first()
    .waitFor()
})

for (const [scheme, width] of [
  ['light', 1366],
  ['dark', 390],
] as const)
  test(`axe finds nothing on these screens, ${scheme} and ${width} wide, and nothing sticks out`, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 860 })
    const found: string[] = []
    for (const path of [
      `/invoices/${invoice}`,
      '/invoices',
      '/late-invoices',
      '/late-invoices?view=sent',
      '/print-queue',
      '/print-queue?view=printed',
      '/reminder-settings',
      '/view-invoice#wrong',
    ]) {
      await page.goto(path)
      await page.waitForFunction(() => !/^(…)?$/.test(document.querySelector('h1')?.textContent ?? ''))
      await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .mantine-Skeleton-root'))
      for (const fault of await axeFaults(page)) found.push(`${path}: ${fault}`)
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (tooWide > 0) found.push(`${path}: ${tooWide} pixels too wide`)
    }
    assert.deepEqual(found, [])
  })

test('no screen threw a fault or met the content security policy', () => {
  assert.deepEqual(faults, [])
})
