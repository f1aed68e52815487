/** The first minutes in a real browser: from the link that the program shows to a dashboard that says what comes next. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axeFaults, openSeat } from '../support/browser.ts'
import { runHouse } from '../support/running.ts'

const { house, address } = await runHouse([], { signsIn: false })
const { page, faults } = await openSeat(address)
const heading = (name: string) => page.getByRole('heading', { level: 1, name })
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

test('the link opens an account, a business, a location and a channel, and ends on the dashboard', async () => {
  await page.goto(house.firstRunLink!)
  await heading('Pakhuis in gebruik nemen').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByLabel('Naam van uw bedrijf').fill('Fietsen De Wit')
  await page.getByLabel('Uw naam').fill('Sanne de Wit')
  await page.getByLabel('E-mailadres').fill('sanne@dewit.example')
  await page.getByLabel('Wachtwoord').first().fill('kort')
  await press('Account maken')
  await page.getByRole('alert').first().waitFor()
  await page.getByLabel('Wachtwoord').first().fill('groene-fietsbel-op-zolder-77')
  await press('Account maken')

  await heading('Uw bedrijf').waitFor()
  assert.equal(await page.getByLabel('Handelsnaam').inputValue(), 'Fietsen De Wit')
  await page.getByLabel('Btw-nummer').fill('NL12')
  await page.getByLabel('KvK-nummer').fill('12345678')
  await page.getByLabel('Straat').fill('Dorpsstraat')
  await page.getByLabel('Huisnummer', { exact: false }).first().fill('1')
  await page.getByLabel('Postcode').fill('1695 AA')
  await page.getByLabel('Plaats').fill('Blokker')
  await press('Bedrijf opslaan')
  await page.getByRole('alert').first().waitFor()
  await page.getByLabel('Btw-nummer').fill('NL004495445B01')
  await press('Bedrijf opslaan')

  await heading('Uw eerste locatie').waitFor()
  await press('Locatie opslaan')
  await heading('Uw eerste verkoopkanaal').waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.deepEqual(await axeFaults(page), [])
  await press('Verkoopkanaal opslaan')

  await page.waitForURL(/\/dashboard$/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const seen = await page.evaluate(async () => {
    const ask = async (path: string) => (await (await fetch(`/api${path}`)).json()).rows
    return {
      businesses: await ask('/businesses'),
      channels: await ask('/channels'),
      links: await ask('/channel-locations'),
    }
  })
  assert.equal(seen.businesses[0].vatNumber, 'NL004495445B01')
  assert.equal(seen.channels[0].business, seen.businesses[0].id)
  assert.equal(seen.links.length, 1)
  assert.deepEqual(faults, [])
})

test('the link works once', async () => {
  const other = await openSeat(address)
  await other.page.goto(house.firstRunLink!)
  await other.page.getByRole('heading', { level: 1, name: 'Pakhuis is al in gebruik' }).waitFor()
  await other.page.context().close()
  await page.context().close()
})
