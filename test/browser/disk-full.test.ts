/** P11 on screen: a server whose disk is full says so above every screen, keeps what was typed, and is itself again without anybody's doing. */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { axeFaults, openSeat } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { firstRunAt, until } from '../support/running.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const folder = await mkdtemp(join(tmpdir(), 'pakhuis-banner-'))
await chmod(folder, 0o711)
const { address: database } = await testDatabase()
let child: ChildProcess | null = null
const stop = async () => {
  child?.kill('SIGTERM')
  if (child && (child.exitCode ?? child.signalCode) === null)
    await new Promise((done) => child!.once('exit', done))
}
after(async () => {
  await stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(leastFree: string, port = '0') {
  child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATABASE_URL: database.owner,
      DATA_DIR: folder,
      PORT: port,
      LEAST_FREE_MB: leastFree,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (piece: Buffer) => (said += piece.toString()))
  await until(
    async () => said,
    (all) => /Pakhuis: http/.test(all) || child!.exitCode !== null,
    60,
  )
  return { address: /Pakhuis: (http:\/\/[^\s/]+)/.exec(said)![1]!, token: /first-run#(\S+)/.exec(said)?.[1] }
}

test('the line comes, changes are refused in words, and the line goes', { timeout: 180_000 }, async () => {
  const { address, token } = await start('0')
  const made = await firstRunAt(address, token)
  const [name, value] = made.headers.get('set-cookie')!.split(';')[0]!.split('=') as [string, string]
  await stop()
  await start('999999999', new URL(address).port)

  const { page } = await openSeat(address)
  await page.context().addCookies([{ name, value, url: address, httpOnly: true, sameSite: 'Lax' }])
  await page.goto('/account')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const line = page.getByText(
    'De schijf van de server is vol. U kunt alles bekijken, maar nog niets wijzigen.',
  )
  await line.waitFor()
  assert.deepEqual(await axeFaults(page), [])
  if (process.env.SHOW) await page.screenshot({ path: process.env.SHOW })
  await page.goto('/brands/new')
  await line.waitFor()
  await page.getByLabel('Naam').first().fill('Gazelle')
  await page
    .getByRole('button', { name: /opslaan|aanmaken|toevoegen/i })
    .first()
    .click()
  await page
    .getByText(/wijzigen kan weer zodra er ruimte is/)
    .first()
    .waitFor()
  assert.equal(await page.getByLabel('Naam').first().inputValue(), 'Gazelle', 'what was typed stays')
  if (process.env.SHOW) await page.screenshot({ path: process.env.SHOW.replace('.png', '-2.png') })

  await stop()
  await start('0', new URL(address).port)
  await page
    .getByRole('button', { name: /opslaan|aanmaken|toevoegen/i })
    .first()
    .click()
  await line.waitFor({ state: 'detached' })
})
