/** Links in mails to users: another e-mail address that one signs in with, and an invitation opened at a colleague's screen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axeFaults, openSeat } from '../support/browser.ts'
import { startMailServer } from '../support/mail-server.ts'
import { runHouse, until } from '../support/running.ts'

const server = await startMailServer()
const { house, call, cookie } = await runHouse([], { smtpUrl: server.url })
const { page, faults } = await openSeat(house.publicUrl!)
const [name = '', value = ''] = cookie().split('=')
await page.context().addCookies([{ name, value, url: house.publicUrl! }])
const press = (button: string) => page.getByRole('button', { name: button, exact: true }).click()
const address = page.getByLabel('E-mailadres')

test('what is no address is refused at the field', async () => {
  await page.goto('/account')
  await address.fill('geen adres')
  await press('Adres wijzigen')
  await page.getByText('Dit is geen e-mailadres', { exact: false }).waitFor()
  assert.deepEqual(server.mails, [])
})

test('the link in the mail takes the new address into use, once', async () => {
  await address.fill('sanne@nieuw.example')
  await press('Adres wijzigen')
  await page.getByText('Open de link in de e-mail aan sanne@nieuw.example').waitFor()
  const [mail] = await until(
    async () => server.mails,
    (mails) => mails.length > 0,
    30,
  )
  assert.deepEqual(mail!.to, ['sanne@nieuw.example'])
  const [link] = /http:\/\/\S+#[\w-]+/.exec(mail!.text)!
  await page.goto(link)
  await page.getByRole('heading', { name: 'Nieuw e-mailadres' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await press('Bevestigen')
  await page.getByText('U logt voortaan in met sanne@nieuw.example.').waitFor()

  const other = await openSeat(house.publicUrl!)
  await other.page.goto(link)
  await other.page.getByRole('button', { name: 'Bevestigen' }).click()
  await other.page.getByText('Deze link is gebruikt of verlopen', { exact: false }).waitFor()

  await page.getByRole('link', { name: 'Naar mijn account' }).click()
  await address.waitFor()
  assert.equal(await address.inputValue(), 'sanne@nieuw.example')
  assert.deepEqual(faults, [])
})

test('half a link says so', async () => {
  await page.goto('/new-email')
  await page.getByText('De link is niet compleet', { exact: false }).waitFor()
})

test('who accepts an invitation where somebody else is signed in comes in as oneself', async () => {
  const { rows } = (await call('GET', '/roles')).body
  const role = rows.find((one) => one['name'] === 'Alleen bestellingen')
  const invited = { name: 'Noor Bakker', email: 'noor@dewit.example', role: role!.id, language: 'nl' }
  assert.equal((await call('POST', '/users', invited)).status, 200)
  const [mail] = await until(
    async () => server.mails.filter(({ to }) => to.includes(invited.email)),
    (mails) => mails.length > 0,
    30,
  )
  const [link] = /http:\/\/\S+#[\w-]+/.exec(mail!.text)!
  await page.goto(link)
  await page.getByLabel('Wachtwoord').first().fill('een gele regenjas op de dijk')
  await press('Beginnen')
  await page.getByRole('heading', { level: 1, name: /, Noor$/ }).waitFor()
})
