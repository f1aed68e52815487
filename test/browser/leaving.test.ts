/** Goods leave the house and come back, on the screen: set ready, in two parcels, handed over, listed, returned. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays, dayOf, weekday } from '../../src/base/day.ts'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { myparcel } from '../../src/connectors/myparcel/index.ts'
import { startMyParcel } from '../../src/connectors/myparcel/simulator.ts'
import { axeFaults, openSeat } from '../support/browser.ts'
import { openChannel, runHouse, until } from '../support/running.ts'

const shop = await startMagento()
const carrier = await startMyParcel({ isPaced: false })
after(() => Promise.all([shop.close(), carrier.close()]))
const { call, made, address, cookie } = await runHouse([magento, myparcel])
const { business, location, channel } = await openChannel({ made })
await made('/planning-policies', { business: business.id, mode: 'off' })
const bell = bicycleShop[0]!
const product = await made('/products', { sku: bell.sku, name: bell.name, price: 100_000 })
await made(`/products/${product.id}/stock/${location.id}`, { onHand: 50_000, reason: 'beginvoorraad' })
const post = await made('/connections', {
  name: 'Pakketdienst',
  connector: 'myparcel',
  settings: carrier.settings,
})
const fietsenshop = await made('/connections', {
  name: 'Fietsenshop',
  connector: 'magento',
  channel: channel.id,
  settings: shop.settings,
  importSince: '2020-01-01T00:00:00Z',
})
for (const { id } of [post, fietsenshop])
  await until(
    () => call('GET', `/connections/${id}`),
    (answer) => answer.body.state === 'active',
  )

async function bought(shipping?: { method: string; title: string }) {
  const { number } = shop.shopper.place({
    lines: [{ sku: bell.sku, pieces: 2 }],
    isPaid: true,
    ...(shipping ? { shipping } : {}),
  })
  const list = await until(
    () => call('GET', '/orders?view=all&limit=200'),
    (answer) => answer.body.rows.some((row) => row['number'] === number),
    30,
  )
  return { number, id: String(list.body.rows.find((row) => row['number'] === number)!['id']) }
}

const { page, faults } = await openSeat(address, { viewport: { width: 1280, height: 900 } })
const [cookieName = '', cookieValue = ''] = cookie().split('=')
await page.context().addCookies([{ name: cookieName, value: cookieValue, url: address }])
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const dialog = page.getByRole('dialog')
const says = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor()
const theirs = (number: string) => [...shop.shop.orders.values()].find((each) => each.number === number)!

test('an order leaves in two parcels from its page, the customer’s mail seen first, and the webshop has both codes', async () => {
  const order = await bought()
  const day = [1, 2, 3].map((n) => addDays(dayOf(new Date()), n)).find((one) => weekday(one) < 6)!
  await made(`/orders/${order.id}/plan`, { day })
  await page.goto(`/orders/${order.id}`)
  await button('Klaarmelden').click()
  await dialog.getByText('De klant krijgt hierover geen mail').waitFor()
  await dialog.getByRole('button', { name: 'Klaarmelden' }).click()
  await says(/staat klaar/)

  await button(/^Meer Meer met/).click()
  await button('Pakket toevoegen').click()
  await says('Pakket toegevoegd')
  await page.getByText('2 pakketten').waitFor()
  assert.ok(await button('Overgedragen').first().isDisabled())
  await page.getByText(/heeft nog geen label/).waitFor()
  await button('Label maken').first().click()
  await until(
    async () => (await call('GET', `/orders/${order.id}/shipments`)).body.rows.map((row) => row['state']),
    (states) => states.length === 2 && states.every((state) => state === 'labelled'),
  )
  // Without a reload: whoever waits for a label sees it come.
  await button('Overgedragen').first().click()
  await dialog.getByText('De 2 pakketten zijn mee met Pakketdienst').waitFor()
  await dialog.getByText(/^Mail de klant/).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Overgedragen' }).click()
  await says(/is onderweg/)
  const codes = (await call('GET', `/orders/${order.id}/shipments`)).body.rows.map((row) =>
    String(row['trackingCode']),
  )
  await until(
    async () => theirs(order.number).shipments.flatMap((one) => one.tracks.map((track) => track.number)),
    (found) => found.length === 2,
  )
  const sent = theirs(order.number).shipments[0]!.tracks.map((track) => track.number)
  assert.deepEqual([...sent].sort(), [...codes].sort())

  await page.goto('/shipments?view=under-way')
  await page.getByRole('searchbox').fill(codes[1]!)
  await page.waitForURL(/search=/)
  await page
    .getByRole('link', { name: new RegExp(order.number) })
    .first()
    .click()
  await page.waitForURL(/\/orders\//)
})

test('one piece of two goes by hand with a carrier that is not connected, the other with a parcel of its own', async () => {
  const order = await bought()
  await page.goto(`/orders/${order.id}`)
  await button('Zending maken').click()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByLabel(bell.name).fill('1')
  await dialog.getByRole('button', { name: 'Zending maken' }).click()
  await page.getByText(`1 × ${bell.name}`).waitFor()
  await button(/^Meer Meer met/).click()
  await button('Verzendwijze wijzigen').click()
  await dialog.getByRole('button', { name: 'Keuze wissen' }).click()
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await says('Opgeslagen')
  await button('Overgedragen').first().click()
  await dialog.getByLabel('Gaat mee met een vervoerder die niet gekoppeld is').check()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('textbox', { name: 'Vervoerder' }).fill('Fietskoerier')
  await dialog.getByLabel('Track-en-tracecode').fill('KOERIER-7')
  await dialog.getByLabel('Volglink').fill('https://koerier.example/7')
  await dialog.getByRole('button', { name: 'Overgedragen' }).click()
  await says(/is onderweg/)
  await page.getByRole('link', { name: 'KOERIER-7' }).waitFor()
  await until(
    async () => theirs(order.number).shipments.flatMap((one) => one.tracks.map((track) => track.number)),
    (found) => found.includes('KOERIER-7'),
  )

  await button('Zending maken').click()
  await dialog.getByRole('button', { name: 'Zending maken' }).click()
  await button(/^Meer Meer met .*-2$/).click()
  await button('Pakket toevoegen').click()
  await button(/^Meer Meer met .*-3$/).click()
  await button('Inhoud invullen').click()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByLabel(bell.name).fill('2')
  await dialog.getByRole('button', { name: 'Inhoud bewaren' }).click()
  await page.getByText(/zitten er nog 1 in zending .*-2 die niet in een ander pakket liggen/).waitFor()
  await dialog.getByLabel(bell.name).fill('1')
  await dialog.getByRole('button', { name: 'Inhoud bewaren' }).click()
  await says(/Inhoud van .*-3 bewaard/)
  await button(/^Meer Meer met .*-3$/).click()
  const [paper, tab] = await Promise.all([
    page.waitForResponse(/packing-slip/),
    page.waitForEvent('popup'),
    button('Pakbon').click(),
  ])
  assert.equal(paper.headers()['content-type'], 'application/pdf')
  await tab.close()
})

test('a return is booked in whole or in part and reopens its order', async () => {
  const order = await bought()
  const shipment = await made(`/orders/${order.id}/shipments`, {})
  await made(`/shipments/${shipment.id}/hand-over`, { trackingCode: 'EIGEN-1' })
  const { rows } = (await call('GET', `/products/${product.id}/channels`)).body
  const before = Number(rows[0]!['available'])
  await page.goto(`/orders/${order.id}`)
  await button('Meer').first().click()
  await button('Retour nemen').click()
  await dialog.getByLabel(bell.name).fill('9')
  await dialog.getByLabel('Reden').fill('kras')
  await dialog.getByRole('button', { name: 'Retour nemen' }).click()
  await dialog.getByText(/kunnen er hooguit 2 terugkomen/).waitFor()
  assert.equal(await dialog.getByLabel(bell.name).getAttribute('aria-invalid'), 'true')
  await dialog.getByLabel(bell.name).fill('1')
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Retour nemen' }).click()
  await says(/Retour van .* geboekt/)
  await page.getByText('Retour binnen').first().waitFor()
  const now = (await call('GET', `/products/${product.id}/channels`)).body.rows[0]!
  assert.equal(now['available'], before + 1)
})

test('a day’s parcels go on a list to their carrier, which is there on paper', async () => {
  const order = await bought()
  const today = dayOf(new Date())
  await made(`/orders/${order.id}/plan`, { day: today, despite: ['closed', 'capacity'] })
  const shipment = await made(`/orders/${order.id}/shipments`, {})
  await made(`/shipments/${shipment.id}/label`, {})
  await until(
    async () => (await call('GET', `/orders/${order.id}/shipments`)).body.rows[0]!['state'],
    (state) => state === 'labelled',
  )
  await page.goto('/shipments')
  await button('Lijst van vandaag versturen').click()
  await dialog.getByText('gelden daarna als verzonden').waitFor()
  await dialog.getByRole('button', { name: 'Versturen' }).click()
  await says(/De lijst met 1 pakket/)
  await until(
    async () => (await call('GET', `/orders/${order.id}/shipments`)).body.rows[0]!['state'],
    (state) => state === 'handed_over',
  )
  await page.reload()
  const [paper, tab] = await Promise.all([
    page.waitForResponse(/\/api\/manifests\/.*\/paper/),
    page.waitForEvent('popup'),
    button(/^Vervoerderslijst van Pakketdienst/).click(),
  ])
  assert.equal(paper.headers()['content-type'], 'application/pdf')
  await tab.close()
})

test('the stock of Pakhuis is handed to the webshop after a look at how many articles that are', async () => {
  await page.goto(`/connections/${fietsenshop.id}`)
  await page.getByText('Pakhuis laat de aantallen in de webshop met rust.').waitFor()
  await button('Voorraad van Pakhuis doorgeven').click()
  await dialog.getByText('1 artikel wordt doorgegeven, waarvan 0 nu niet te koop zijn.').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Voorraad van Pakhuis doorgeven' }).click()
  await says('De voorraad wordt doorgegeven')
  const { available } = (await call('GET', `/products/${product.id}/channels`)).body.rows[0] as {
    available: number
  }
  await until(
    async () => shop.shop.salable(bell.sku),
    (there) => there === available,
    30,
  )
  await page.goto(`/products/${product.id}`)
  await page
    .getByRole('row', { name: new RegExp(`Webshop.*${available}.*Fietsenshop: ${available}`) })
    .waitFor()
  assert.deepEqual(faults, [])
})

test('a wrong closing time is refused where it is typed', async () => {
  await page.goto('/planning-policies')
  await page.getByLabel('Vandaag nog tot').fill('25:00')
  await button('Opslaan').click()
  await page.getByText('Zo ziet een tijd eruit: 15:00.').waitFor()
  await page.getByLabel('Vandaag nog tot').fill('15:00')
  await button('Opslaan').click()
  await says(/Planningsregels van .* opgeslagen/)
  assert.deepEqual(await axeFaults(page), [])
})
