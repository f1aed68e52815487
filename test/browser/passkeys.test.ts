/** A passkey made and used in a real browser: at the door, and as proof before a step that asks for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeFaults, openSeat } from '../support/browser.ts'
import { runHouse } from '../support/running.ts'

const { house, cookie } = await runHouse([])
const { page, faults } = await openSeat(house.publicUrl!)
const [name = '', value = ''] = cookie().split('=')
await page.context().addCookies([{ name, value, url: house.publicUrl! }])
const press = (button: string) => page.getByRole('button', { name: button, exact: true }).click()

/** A device of the browser's own, such as a phone with a fingerprint that is always the right one. */
async function givesFinger(to: Page) {
  const inside = await to.context().newCDPSession(to)
  await inside.send('WebAuthn.enable')
  await inside.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test('the address that the program shows has a name, for a browser gives passkeys to no number', () => {
  assert.match(house.publicUrl!, /^http:\/\/localhost:\d+$/)
})

test('a passkey is made on the account page, once per device', async () => {
  await givesFinger(page)
  await page.goto('/account')
  await press('Toegangssleutel toevoegen')
  await page.getByText('nog niet gebruikt').waitFor()
  await press('Toegangssleutel toevoegen')
  await page.getByText('Op dit apparaat staat al een toegangssleutel voor Pakhuis.').waitFor()
})

test('it signs in at the door without a password', async () => {
  await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }))
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Met toegangssleutel' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await press('Met toegangssleutel')
  await page.waitForURL(/\/dashboard$/)
})

test('it proves who sits there when a step asks for it', async () => {
  await house.database.owner.query("update sessions set proved_at = proved_at - interval '11 minutes'")
  await page.goto('/account')
  await press('Nieuwe herstelcodes')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Met toegangssleutel' }).click()
  await page.getByText('Bewaar deze herstelcodes', { exact: false }).waitFor()
  assert.equal(await page.getByRole('main').getByRole('status').getByRole('listitem').count(), 10)
  assert.deepEqual(faults, [])
})

test('at the number of the machine the browser gives none, and the sentence says where it does', async () => {
  const other = await openSeat(house.address!)
  await givesFinger(other.page)
  await other.page.goto('/sign-in')
  await other.page.getByRole('button', { name: 'Met toegangssleutel' }).click()
  await other.page.getByText('Toegangssleutels horen bij één webadres', { exact: false }).waitFor()
  await other.page.context().close()
})
