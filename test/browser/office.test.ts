/** The back office in a real browser: a shop is connected and mended, work is settled, and every screen is calm to all. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { axeFaults, openSeat } from '../support/browser.ts'
import { fietsenDeWit, runHouse, until } from '../support/running.ts'

const shop = await startMagento()
after(() => shop.close())
const { call, made, address, cookie } = await runHouse([magento])
const { id: business } = await made('/businesses', fietsenDeWit)
const { id: location } = await made('/locations', { name: 'Magazijn', type: 'warehouse' })

const { page, faults } = await openSeat(address)
const [cookieName = '', cookieValue = ''] = cookie().split('=')
await page.context().addCookies([{ name: cookieName, value: cookieValue, url: address }])

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
let connection = ''
let order = ''
let invoice = ''

test('a webshop is connected by its declared settings, and its traffic lights turn green', async () => {
  await page.goto('/settings')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Koppelingen/ })
    .click()
  await page.getByRole('link', { name: 'Koppeling maken' }).first().click()
  await page.getByRole('link', { name: /^Magento 2/ }).click()
  await heading('Magento 2 koppelen').waitFor()

  await page.getByLabel('Naam').fill('Fietsenshop')
  await page.getByLabel('Bestellingen vanaf').fill('1-1-2020')
  await page.getByLabel('Adres van de webshop').fill('geen adres')
  await page.getByRole('button', { name: 'Koppelen' }).click()
  await page.getByText('Adres van de webshop is geen webadres. Begin met https://').first().waitFor()

  await page.getByLabel('Adres van de webshop').fill(shop.settings['url']!)
  await page.getByLabel('Consumer key').fill(shop.settings['consumerKey']!)
  await page.getByLabel('Consumer secret').fill(shop.settings['consumerSecret']!)
  await page.getByLabel('Toegangstoken *', { exact: true }).fill(shop.settings['accessToken']!)
  await page.getByLabel('Geheim van het toegangstoken').fill('niet het goede')
  await page.getByRole('button', { name: 'Koppelen' }).click()
  await heading('Fietsenshop').waitFor()
  await page.getByText('Werkt niet').waitFor()
  await page.getByLabel('Niet in orde').first().waitFor()

  connection = page.url().split('/').at(-1)!
  const secret = page.getByLabel('Geheim van het toegangstoken')
  assert.equal(await secret.inputValue(), '')
  await secret.fill(shop.settings['accessTokenSecret']!)
  await page.getByRole('complementary').getByRole('button', { name: 'Opslaan' }).click()
  await page.getByText('Actief', { exact: true }).waitFor()
  await page.getByLabel('Niet in orde').first().waitFor({ state: 'detached' })
  assert.doesNotMatch(await page.content(), new RegExp(shop.settings['accessTokenSecret']!))
})

test('the channel that the wizard made sells from the one location there is', async () => {
  const { body } = await call('GET', '/channel-locations')
  assert.deepEqual(
    body.rows.map((row) => row['location']),
    [location],
  )
})

test('an order comes in, and its invoice becomes final after a look at what that means', async () => {
  const placed = shop.shopper.place({ lines: [{ sku: bicycleShop[0]!.sku, pieces: 2 }] })
  const list = await until(
    () => call('GET', '/orders?view=all'),
    (answer) => answer.body.rows.some((row) => row['number'] === placed.number),
  )
  order = String(list.body.rows[0]!['id'])
  invoice = (await made(`/orders/${order}/invoices`, {})).id

  await page.goto(`/invoices/${invoice}`)
  await heading(/^Concept voor /).waitFor()
  await page.getByRole('button', { name: 'Definitief maken' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('niet meer te wijzigen').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Definitief maken' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { body } = await call('GET', `/invoices/${invoice}`)
  await heading(String(body['number'])).waitFor()
  await page.locator('iframe[title^="Voorbeeld"]').waitFor({ timeout: 30_000 })
})

test('stock is set right with a reason, and the movement tells it', async () => {
  await page.goto('/products')
  await page.getByRole('searchbox').fill(bicycleShop[0]!.sku)
  await page.getByRole('main').getByRole('link', { name: bicycleShop[0]!.name }).click()
  await page.getByRole('button', { name: 'Voorraad boeken op een locatie' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Er liggen er nu').fill('12')
  await dialog.getByLabel('Reden').fill('geteld')
  await dialog.getByRole('button', { name: 'Corrigeren' }).click()
  await page.getByRole('row', { name: /Magazijn.*12/ }).waitFor()
  await page.getByText('geteld').waitFor()
})

test('what runs out is listed behind its figure', async () => {
  const sku = encodeURIComponent(bicycleShop[0]!.sku)
  const product = (await call('GET', `/products?search=${sku}`)).body.rows[0]!
  await call('PATCH', `/products/${String(product['id'])}`, { stockMin: 20_000 })
  await page.goto('/dashboard')
  await page.getByRole('link', { name: /Onder de minimale voorraad 1/ }).click()
  await heading('Onder de minimale voorraad').waitFor()
  await page.getByRole('row', { name: new RegExp(bicycleShop[0]!.sku) }).waitFor()
})

test('one of two pieces is taken back by a draft credit note that is looked at first', async () => {
  await page.goto(`/invoices/${invoice}`)
  await page.getByRole('button', { name: 'Crediteren' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Nog te crediteren: 2').waitFor()
  await dialog.getByLabel(bicycleShop[0]!.name).fill('1')
  await dialog.getByLabel('Reden').fill('verkeerde maat')
  await dialog.getByRole('button', { name: 'Crediteren' }).click()
  await heading(/^Concept voor /).waitFor()
  await page.getByText('Creditnota', { exact: true }).waitFor()
  const line = page.getByRole('row', { name: new RegExp(bicycleShop[0]!.sku) })
  assert.equal(await line.getByRole('cell').first().textContent(), '1')
  await page.getByRole('button', { name: 'Definitief maken' }).waitFor()
})

test('an organisation gets an address, and a wrong field says so where it stands', async () => {
  await page.goto('/organisations/new')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.getByText('Vul dit veld in.').first().waitFor()
  await page.getByLabel('Naam').fill('Rijwielhandel Noord')
  await page.getByLabel('E-mailadres').fill('geen adres')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await page.getByText('Dit is geen e-mailadres.').waitFor()
  await page.getByLabel('E-mailadres').fill('inkoop@noord.example')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await heading('Rijwielhandel Noord').waitFor()
  await page.getByRole('button', { name: 'Adres toevoegen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Straat').fill('Havenkade')
  await dialog.getByLabel('Huisnummer').fill('12')
  await dialog.getByLabel('Postcode').fill('1621 AA')
  await dialog.getByLabel('Plaats').fill('Hoorn')
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await page.getByText('Havenkade 12, 1621 AA Hoorn').waitFor()
})

test('two that are one are laid beside each other, merged with what was chosen, and parted again', async () => {
  const one = { cocNumber: '87654321', phone: '0228 111111' }
  const { id: kept } = await made('/organisations', { ...one, name: 'Bakkerij Oost' })
  await made('/organisations', { ...one, name: 'Bakkerij Oost B.V.', phone: '0228 222222' })
  await page.goto('/organisations/duplicates')
  await page.getByRole('link', { name: /^Vergelijken: Bakkerij Oost en/ }).click()
  await page.getByLabel('0228 222222').check()
  await page.getByRole('button', { name: 'Samenvoegen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Samenvoegen' }).click()
  await heading('Bakkerij Oost').waitFor()
  assert.equal((await call('GET', `/organisations/${kept}`)).body['phone'], '0228 222222')
  await page.getByRole('button', { name: 'Terugdraaien' }).click()
  await page.getByRole('link', { name: 'Vergelijken met Bakkerij Oost B.V.' }).waitFor()
  assert.equal((await call('GET', `/organisations/${kept}`)).body['phone'], '0228 111111')
})

test('the example invoice follows what is typed, and a logo stands in the bar as soon as it is chosen', async () => {
  await page.goto(`/businesses/${business}?part=invoice`)
  const example = page.getByRole('img', { name: 'Voorbeeld van de factuur' })
  await example.waitFor({ timeout: 30_000 })
  const before = await example.getAttribute('src')
  await page.getByLabel('Voettekst van facturen').fill('Tot ziens in Blokker.')
  await page.waitForFunction(
    (src) => document.querySelector('img[alt="Voorbeeld van de factuur"]')?.getAttribute('src') !== src,
    before,
  )
  await page.getByRole('button', { name: 'Verwerpen' }).click()
  assert.equal((await call('GET', `/businesses/${business}`)).body['invoiceFooter'], null)

  await page.getByRole('navigation').getByRole('link', { name: 'Algemeen' }).click()
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30" fill="#186"/></svg>'
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) })
  await page.getByRole('banner').getByRole('img').waitFor()
  await page.getByRole('main').getByRole('button', { name: 'Logo weghalen' }).click()
  await page.getByText('Nog geen logo.').waitFor()
})

test('an untouched new row is left without a question, a touched one is not', async () => {
  await page.goto('/brands/new')
  await page.getByRole('main').getByRole('link', { name: 'Merken' }).click()
  await heading('Merken').waitFor()
  await page.getByRole('link', { name: 'Toevoegen' }).first().click()
  await page.getByLabel('Naam').fill('Gazelle')
  await page.getByRole('main').getByRole('link', { name: 'Merken' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Blijven' }).click()
  await page.keyboard.press('Control+s')
  await heading('Gazelle').waitFor()
})

test('on a phone what is typed is saved by a press on the button, also while a message stands there', async () => {
  await page.setViewportSize({ width: 390, height: 860 })
  for (const [code, outcome] of [
    ['TEL-1', heading('Telefoon BV')],
    ['tel-1', page.getByText('Een andere organisatie heeft deze code al.').first()],
  ] as const) {
    await page.goto('/organisations/new')
    await page.getByLabel('Naam').fill('Telefoon BV')
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Opslaan', exact: true }).click()
    await outcome.waitFor()
  }
  await page.getByLabel('Code').fill('TEL-2')
  await page.getByRole('button', { name: 'Opslaan', exact: true }).click()
  await heading('Telefoon BV').waitFor()
  await page.setViewportSize({ width: 1366, height: 860 })
})

test('a task says in a sentence what is wrong; tried again it is done, and skipped it keeps the reason', async () => {
  await page.goto('/tasks')
  await page.getByText('Niets te doen').waitFor()
  shop.faults.push({ kind: 'status', status: 401 })
  const sentence = page.getByText(/^Koppeling Fietsenshop werkt niet/)
  await sentence.waitFor({ timeout: 30_000 })
  assert.equal(await page.getByRole('navigation').getByText('1 open').count(), 1)
  shop.faults.length = 0
  await page.getByRole('button', { name: /^Opnieuw proberen/ }).click()
  await page.getByText('Niets te doen').waitFor()
  await until(
    () => call('GET', `/connections/${connection}`),
    (answer) => answer.body.state === 'active',
  )

  shop.faults.push({ kind: 'status', status: 401 })
  await page.reload()
  await sentence.waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: /^Overslaan/ }).click()
  await page.getByRole('dialog').getByLabel('Reden').fill('webshop is in onderhoud')
  await page.getByRole('dialog').getByRole('button', { name: 'Overslaan' }).click()
  await page.getByText('Niets te doen').waitFor()
  await page.getByRole('link', { name: 'Overgeslagen' }).click()
  await page.getByText('Reden: webshop is in onderhoud').waitFor()
  shop.faults.length = 0
})

test('a colleague is invited, and a second time is refused at the field', async () => {
  const invite = async () => {
    await page.goto('/users/new')
    await page.getByLabel('Naam').fill('Kees Bakker')
    await page.getByLabel('E-mailadres').fill('kees@dewit.example')
    await page.getByLabel('Rol').selectOption({ label: 'Winkelmanager' })
    await page.getByRole('button', { name: 'Uitnodigen' }).click()
  }
  await invite()
  await page.getByRole('link', { name: 'Kees Bakker' }).waitFor()
  await page.getByText('Uitgenodigd', { exact: true }).waitFor()
  await invite()
  await page.getByText('Er is al een gebruiker met dit e-mailadres').first().waitFor()
})

test('a key for a program is shown once', async () => {
  await page.goto('/api-keys/new')
  await page.getByLabel('Naam').fill('Boekhouding')
  await page.getByRole('checkbox', { name: 'Facturen bekijken', exact: true }).check()
  await page.getByRole('button', { name: 'Sleutel maken' }).click()
  const secret = await page.getByRole('dialog').getByLabel('Sleutel', { exact: true }).last().inputValue()
  const asked = await fetch(`${address}/api/invoices`, { headers: { authorization: `Bearer ${secret}` } })
  assert.equal(asked.status, 200)
  await page.getByRole('button', { name: 'Ik heb hem bewaard' }).click()
  await page.getByText('Boekhouding').waitFor()
  assert.ok(!(await page.content()).includes(secret))
})

test('the dashboard is arranged without a mouse', async () => {
  await page.goto('/dashboard')
  await page.getByRole('link', { name: /Niet gepland/ }).waitFor()
  await page.getByRole('table', { name: 'Omzet per dag, exclusief btw' }).waitFor()
  await page.getByRole('button', { name: 'Indelen' }).press('Enter')
  const wide = page.getByRole('button', { name: 'Niet gepland breed' })
  await wide.press('Enter')
  assert.equal(await wide.getAttribute('aria-pressed'), 'true')
  await page.getByRole('button', { name: 'Taken weghalen' }).press('Enter')
  await page.getByRole('button', { name: 'Openstaande facturen toevoegen' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Opslaan' }).press('Enter')
  await page.getByRole('link', { name: /Openstaande facturen/ }).waitFor()
  const notPlanned = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Niet gepland' }).first()
  await notPlanned.getByRole('listitem').getByRole('link').first().waitFor()
  await page.getByRole('link', { name: /Openstaande facturen/ }).click()
  await heading('Facturen').waitFor()
})

test('settings are found by Dutch and by English words', async () => {
  await page.goto('/settings')
  const tiles = page.getByRole('main').getByRole('listitem')
  for (const [asked, found] of [
    ['warehouse', 'Locaties'],
    ['koppeling', 'Koppelingen'],
    ['audit', 'Activiteitenlog'],
  ] as const) {
    await page.getByRole('searchbox').fill(asked)
    await tiles.filter({ hasText: found }).waitFor()
    await page.waitForFunction((most) => document.querySelectorAll('main li').length < most, 5)
  }
})

test('Bedrijven leaves open settings when the app is switched off elsewhere, and comes back with it', async () => {
  await page.goto('/settings')
  const tile = page.getByRole('main').getByRole('link', { name: /^Bedrijven/ })
  await tile.waitFor()
  await call('PUT', '/apps/orders', { isActive: false })
  await tile.waitFor({ state: 'detached' })
  await page.getByRole('main').getByRole('link', { name: /^Apps/ }).click()
  await page.getByRole('switch', { name: 'Bestellingen' }).press('Space')
  await page.getByText('Bestellingen staat aan.').waitFor()
  await page.getByRole('link', { name: 'Instellingen' }).first().click()
  await tile.click()
  await page.getByRole('link', { name: fietsenDeWit.tradeName }).waitFor()
})

/** Every screen of the office, with what stands on it by now. */
async function screens(): Promise<string[]> {
  const idOf = async (path: string) => String((await call('GET', path)).body.rows[0]!['id'])
  const sku = encodeURIComponent(bicycleShop[0]!.sku)
  const name = encodeURIComponent(String((await call('GET', `/orders/${order}`)).body['customerName']))
  const company = await idOf('/organisations')
  const alike = (
    await made('/organisations', { name: 'Rijwielhandel Noord BV', email: 'inkoop@noord.example' })
  ).id
  const customer = await idOf(`/customers?search=${name}`)
  return [
    '/dashboard',
    '/apps',
    ...['party', 'payment', 'invoices'].map((part) => `/contract?part=${part}`),
    '/connections',
    '/connections/new',
    '/connections/new?system=magento',
    `/connections/${connection}`,
    '/tasks',
    '/tasks?state=skipped',
    '/channels',
    `/channels/${await idOf('/channels')}`,
    '/locations',
    `/locations/${location}`,
    '/businesses',
    `/businesses/${business}`,
    ...['contact', 'invoice', 'company', 'papers', 'numbers', 'terms', 'senders'].map(
      (part) => `/businesses/${business}?part=${part}`,
    ),
    '/bank',
    '/bank?view=statements',
    '/bank?view=refunds',
    '/bank?view=files',
    '/purchase-invoices',
    '/vat?table=exchange',
    '/reports',
    '/reports?report=vat-return',
    '/reports?report=icp',
    '/reports?report=oss',
    '/reports?report=debtors',
    '/reports?report=series',
    '/reports?report=audit',
    '/vat',
    '/vat?table=territories',
    '/vat?table=limits',
    '/vat?table=watch',
    '/organisations',
    '/organisations/new',
    '/organisations/duplicates',
    '/organisations/exchange',
    '/labels',
    '/customer-groups',
    '/customer-groups/new',
    ...['details', 'agreements', 'quotes', 'orders'].map((part) => `/organisations/${company}?part=${part}`),
    `/organisations/merge?kept=${company}&merged=${alike}`,
    '/shipments',
    '/shipments?view=trouble',
    '/shipping-rules',
    '/shipping-rules/new',
    '/planning-policies',
    `/planning/month/${new Date().toISOString().slice(0, 7)}`,
    '/brands',
    '/brands/new',
    '/price-rules',
    '/price-rules/new',
    '/products',
    `/products?search=${sku}`,
    '/products?below=minimum',
    `/products/${await idOf(`/products?search=${sku}`)}`,
    '/customers',
    `/customers?search=${name}`,
    ...['details', 'quotes', 'orders', 'mails'].map((part) => `/customers/${customer}?part=${part}`),
    '/orders/new',
    '/quotes',
    '/quotes?view=all',
    '/quotes/new',
    '/invoices',
    `/invoices/${invoice}`,
    '/late-invoices',
    '/late-invoices?view=sent',
    '/print-queue',
    '/reminder-settings',
    '/messages',
    `/messages/${await idOf('/messages')}`,
    '/mail-templates',
    '/mail-templates/order.planned/nl',
    '/text-blocks',
    '/text-blocks/new',
    '/users',
    '/users/new',
    `/users/${await idOf('/users')}`,
    '/roles',
    `/roles/${await idOf('/roles')}`,
    '/api-keys',
    '/api-keys/new',
    '/activity',
    '/settings',
  ]
}

test('without a mail server a mail is not offered to be sent, and its page says why', async () => {
  const role = (await call('GET', '/roles')).body.rows[0]!.id
  await made('/users', { name: 'Joke Prins', email: 'joke.prins@dewit.example', role, language: 'nl' })
  const mails = await until(
    () => call('GET', '/messages?state=kept'),
    ({ body }) => body.rows.length > 0,
  )
  await page.goto(`/messages/${mails.body.rows[0]!.id}`)
  const send = page.getByRole('button', { name: 'Nu versturen' })
  await send.waitFor()
  assert.equal(await send.isDisabled(), true)
  const why = page.locator(`#${await send.getAttribute('aria-describedby')}`)
  assert.match((await why.textContent()) ?? '', /nog geen mailserver/)
})

for (const [scheme, width] of [
  ['light', 1366],
  ['dark', 390],
] as const)
  test(`axe finds nothing on any screen, ${scheme} and ${width} wide, and nothing sticks out`, async () => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 860 })
    const found: string[] = []
    for (const path of await screens()) {
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
