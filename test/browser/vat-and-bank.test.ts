/** VAT, reports and the bank in a real browser: why a document bears its VAT, a rate that changes, a payment by hand, and reports that lock. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import type { Channel } from '../../src/modules/channels/schema.ts'
import { system, type Ctx } from '../../src/platform/context.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { axeFaults, openSeat } from '../support/browser.ts'
import { fietsenDeWit, runHouse } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

const { call, address, cookie, house } = await runHouse([])
const { owner } = house.database
const { rows: tenants } = await owner.query<{ id: string }>(
  `select id from tenants where id <> '00000000-0000-0000-0000-000000000000'`,
)
const act = <T>(work: (ctx: Ctx) => Promise<T>) =>
  house.machine.act({ tenant: tenants[0]!.id, actor: system }, work)

const business = (await call('POST', '/businesses', fietsenDeWit)).body.id
const channel = (await call('POST', '/channels', { name: 'Webshop', type: 'shop', business }))
  .body as unknown as Channel
const [taken] = await act((ctx) =>
  takeInOrders(ctx, channel, [shopOrder([['BEL-1', 1, 11_505]], { payments: [] })]),
)
const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))

const { page, faults } = await openSeat(address)
const [cookieName = '', cookieValue = ''] = cookie().split('=')
await page.context().addCookies([{ name: cookieName, value: cookieValue, url: address }])
const main = page.getByRole('main')
const dialog = page.getByRole('dialog')

test('an invoice says why it bears this VAT, with the article and the rate', async () => {
  await page.goto(`/invoices/${invoice.id}`)
  await page.getByRole('button', { name: 'Waarom deze btw' }).click()
  await dialog.getByText('De goederen blijven in Nederland: btw van dat land.').waitFor()
  await dialog.getByText('artikelen 31, 32 en 96 Richtlijn 2006/112/EG').first().waitFor()
  await dialog.getByRole('table', { name: 'Gebruikte tarieven' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
})

test('a new rate ends the old one by itself, and the same day twice is refused at the field', async () => {
  const add = async () => {
    await page.goto('/vat?country=SK')
    await page.getByRole('button', { name: 'Tarief toevoegen' }).click()
    await dialog.getByLabel('Tarief').fill('24')
    await dialog.getByLabel('Geldig vanaf').fill('1-1-2030')
    await dialog.getByLabel('Bron').fill('wet van 2029')
    await dialog.getByRole('button', { name: 'Opslaan' }).click()
  }
  await add()
  await main.getByRole('row', { name: /Slowakije.*24%.*gaat nog in/ }).waitFor()
  await main.getByRole('row', { name: /Slowakije.*23%.*t\/m 31-12-2029/ }).waitFor()
  await add()
  await dialog.getByText('In deze periode geldt al een andere waarde').waitFor()
})

test('a territory that changes is entered ahead: the old row ends by itself, and the day is asked for', async () => {
  await page.goto('/vat?table=territories&country=DE')
  await main.getByRole('row', { name: /Helgoland.*27498.*01-01-1993/ }).waitFor()
  await page.getByRole('button', { name: 'Gebied toevoegen' }).click()
  await dialog.getByLabel('Naam').fill('Helgoland')
  await dialog.getByLabel('Beginnen van postcodes').fill('27498')
  await dialog.getByLabel('Ligt').selectOption('eu')
  await dialog.getByLabel('Bron').fill('wet van 2029')
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await dialog.getByLabel('Geldig vanaf').and(page.locator('[aria-invalid=true]')).waitFor()
  await dialog.getByLabel('Geldig vanaf').fill('1-1-2030')
  await dialog.getByRole('button', { name: 'Opslaan' }).click()
  await main.getByRole('row', { name: /Helgoland.*In het btw-gebied.*01-01-2030.*gaat nog in/ }).waitFor()
  await main.getByRole('row', { name: /Helgoland.*Buiten het btw-gebied.*t\/m 31-12-2029/ }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
})

test('a statement comes in, what is not certain is booked by hand, and taken back', async () => {
  const entry = `<Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>H. Onbekend</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>aanbetaling fiets</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
  const file = {
    name: 'afschrift.xml',
    mimeType: 'application/xml',
    buffer: Buffer.from(
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>EUR</Ccy></Acct>${entry}</Stmt></BkToCstmrStmt></Document>`,
    ),
  }
  await page.goto('/bank')
  await page.getByLabel('Een bestand in CAMT.053 van uw bank').setInputFiles(file)
  await main.getByText('aanbetaling fiets').waitFor()
  await page.getByLabel('Een bestand in CAMT.053 van uw bank').setInputFiles(file)
  await page.getByText('Afschrift S1 is al ingelezen.').waitFor()

  await main.getByRole('button', { name: 'Zelf kiezen' }).click()
  await dialog.getByLabel('Factuur of bestelling').fill(invoice.number!)
  await page.getByRole('option', { name: new RegExp(invoice.number!) }).click()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByRole('button', { name: 'Boeken' }).click()
  await main.getByText('Alles is verwerkt').waitFor()
  assert.equal((await call('GET', `/invoices/${invoice.id}`)).body['due'], 7_100)

  await page.getByRole('link', { name: 'Verwerkt', exact: true }).click()
  await main.getByRole('button', { name: 'H. Onbekend terugdraaien' }).click()
  await main.getByText('Geen bankregels').waitFor()
  assert.equal((await call('GET', `/invoices/${invoice.id}`)).body['due'], 12_100)
})

test('the file for the tax office refuses at the field, and is saved once it has what it asks', async () => {
  await page.goto('/reports?report=vat-return&year=2026&part=q1')
  await page.getByRole('button', { name: 'Bestand voor de belastingdienst' }).click()
  await dialog.getByLabel('Omzetbelastingnummer').fill('123456789B01')
  await dialog.getByLabel('Voorletters').fill('S')
  await dialog.getByLabel('Achternaam').fill('Jansen')
  await dialog.getByLabel('Telefoon').fill('06 12345678')
  const save = dialog.getByRole('button', { name: 'Bestand downloaden' })
  await save.click()
  await dialog.getByText('123456789B01 is geen omzetbelastingnummer').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await dialog.getByLabel('Omzetbelastingnummer').fill('004495445B01')
  await save.click()
  await dialog.getByText('Er zijn in deze periode geen inkopen geboekt').waitFor()
  await dialog.getByLabel('Er waren geen inkopen met btw in deze periode').check()
  const [file] = await Promise.all([page.waitForEvent('download'), save.click()])
  assert.equal(file.suggestedFilename(), 'btw-2026-01-01-2026-03-31.xbrl')
})

test('reports lead to their documents; when the ten minutes are over they are gone until the password', async () => {
  const year = new Date().getFullYear()
  await page.goto(`/reports?report=vat-return&year=${year}&part=year`)
  await main.getByRole('button', { name: /^1 document, 1a/ }).click()
  await dialog.getByRole('link', { name: invoice.number! }).waitFor()
  await owner.query(`update sessions set proved_at = proved_at - interval '601 seconds'`)
  await page.reload()
  await main.getByText('Overzichten zijn vergrendeld').waitFor()
  assert.equal(await main.getByText('12.100').count(), 0)
  assert.deepEqual(await axeFaults(page), [])
  await main.getByRole('button', { name: 'Openen' }).click()
  await dialog.getByLabel('Wachtwoord').fill('groene-fietsbel-op-zolder-77')
  await dialog.getByRole('button').last().click()
  await main.getByRole('row', { name: /1a/ }).waitFor()
  await main.getByRole('link', { name: 'Nummerreeksen' }).click()
  await main.getByText('Geen gat, geen dubbel').first().waitFor()
})

test('what is outstanding is shown as it was on a day that is typed', async () => {
  await main.getByRole('link', { name: 'Openstaand' }).click()
  await main
    .getByRole('row', { name: /121,00/ })
    .first()
    .waitFor()
  const day = main.getByLabel('Op dag')
  await day.fill('1-1-2026')
  await day.press('Tab')
  await main.getByText('Op deze dag stond er niets open.').waitFor()
  assert.match(page.url(), /on=2026-01-01/)
  assert.deepEqual(await axeFaults(page), [])
})

test('no screen threw a fault or met the content security policy', () => {
  assert.deepEqual(faults, [])
})
