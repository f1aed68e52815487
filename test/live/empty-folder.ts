/**
 * The guide, followed in a real browser by somebody who has nothing yet: from an empty folder to a printed invoice and
 * sticker for an order of a real Vendure shop and one of the Magento simulator, in Dutch and in English.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { say as said, type Lang, type Words } from '../../src/base/words.ts'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { myparcel } from '../../src/connectors/myparcel/index.ts'
import { startMyParcel } from '../../src/connectors/myparcel/simulator.ts'
import { vendure } from '../../src/connectors/vendure/index.ts'
import type { Shop } from '../../src/contracts/shop.ts'
import { connectionStates } from '../../src/modules/apps/schema.ts'
import { Business } from '../../src/modules/organisations/schema.ts'
import { connectionWords } from '../../src/web/connections/words.ts'
import { firstWords } from '../../src/web/first-run/words.ts'
import { planningWords } from '../../src/web/planning/words.ts'
import { productWords } from '../../src/web/products/words.ts'
import { openSeat } from '../support/browser.ts'
import { readPdf } from '../support/read-pdf.ts'
import { until } from '../support/running.ts'
import { startVendure } from './vendure-install.ts'
import { dutchShop, skus } from './vendure-world.ts'

const say = (text: string) => console.log(`# ${text}`)
// The browser that is opened here stays for both languages; one opened within a test closes with it.
await openSeat('http://127.0.0.1')

for (const lang of ['nl', 'en'] as const)
  test(`from an empty folder to a printed invoice and sticker, in ${lang === 'nl' ? 'Dutch' : 'English'}`, (t) =>
    follow(lang, t))

/** Each language buys in a shop of its own: an order of the one would come in with the other as well. */
async function follow(lang: Lang, t: TestContext): Promise<void> {
  const server = await startVendure(say).catch((error: unknown) => {
    say(`no Vendure to buy in: ${error instanceof Error ? error.message : String(error)}`)
    return null
  })
  if (!server) return t.skip('there is no Vendure; the reason stands above')
  t.after(server.stop)
  const { world, shop: vendureShop, close } = await (await dutchShop(server)).open()
  const shop = await startMagento()
  const carrier = await startMyParcel({ isPaced: false })
  const program = await startProgram()
  try {
    const { page, faults } = await openSeat(program.address, { locale: lang === 'nl' ? 'nl-NL' : 'en-GB' })
    const walk = walker(page, lang)
    await page.goto(program.link)
    await walk.firstRun()
    const settings = {
      address: `${server.address}/admin-api`,
      username: 'superadmin',
      password: 'superadmin',
    }
    await walk.connect(vendure, settings)
    await walk.connect(magento, { ...shop.settings })
    await walk.connect(myparcel, { ...carrier.settings })

    const id = await world.placeOrder({ isPaid: true })
    const placed = shop.shopper.place({ lines: [{ sku: bicycleShop[0]!.sku, pieces: 2 }], isPaid: true })
    const numbers = [placed.number, await numberOf(vendureShop, id)]
    // What comes in while one looks waits behind a button: looking again shows it too.
    for (const number of numbers)
      await until(
        () =>
          page.goto('/orders').then(() =>
            page
              .getByRole('link', { name: number })
              .waitFor({ timeout: 2000 })
              .then(
                () => true,
                () => false,
              ),
          ),
        (isThere) => isThere,
        30,
      )

    // What is booked goes to the orders that wait, and they get a day by themselves.
    for (const sku of [skus[0], skus[1], bicycleShop[0]!.sku]) await walk.bookStock(sku)
    await page.goto('/planning')
    await walk.press(planningWords.agree, { count: 2 })
    await page
      .getByRole('button', { name: walk.text(planningWords.print) })
      .first()
      .click()
    await walk.press(planningWords.printInvoices)
    const [invoices, stickers] = [
      await walk.paper(planningWords.openInvoices),
      await walk.paper(planningWords.openStickers),
    ]
    assert.deepEqual([invoices.pages.length, stickers.pages.length, carrier.paid()], [2, 2, 2])
    const printed = invoices.pages.map((one) => one.text).join(' ')
    for (const number of [placed.number, await numberOf(vendureShop, id)])
      assert.ok(printed.includes(number), number)
    assert.deepEqual(faults, [])
  } finally {
    await program.stop()
    await Promise.all([shop.close(), carrier.close(), close()])
  }
}

async function numberOf(shop: Shop, id: string): Promise<string> {
  const [found] = await shop.ordersById([id])
  assert.ok(found && 'order' in found)
  return found.order.number
}

/** `npm start` without npm: the program as a process of its own on a folder that does not exist yet. */
async function startProgram() {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-empty-'))
  await chmod(folder, 0o711)
  const main = new URL('../../src/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  const [, address = '', link = ''] = await until(
    async () => /Pakhuis: (\S+) .*?(http\S+first-run#\S+)/.exec(said) ?? [],
    (found) => found.length > 0,
    60,
  )
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGINT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  return { address, link, stop }
}

type Connecting = {
  readonly title: string
  readonly settings: readonly { readonly name: string; readonly kind: string; readonly words: Words }[]
}

/** The steps of the guide, by what stands on the screen in this language. */
function walker(page: Page, lang: Lang) {
  const text = (words: Words, values?: Record<string, string | number>) => said(words, lang, values)
  const press = (words: Words, values?: Record<string, string | number>) =>
    page
      .getByRole('button', { name: text(words, values), exact: true })
      .or(page.getByRole('menuitem', { name: text(words, values), exact: true }))
      .first()
      .click({ timeout: 60_000 })
  const fill = (words: Words, value: string, within: Page | Locator = page) =>
    within.getByLabel(text(words)).first().fill(value)
  const heading = (words: Words) => page.getByRole('heading', { level: 1, name: text(words) }).waitFor()
  const dialog = page.getByRole('dialog')
  return {
    text,
    press,
    async firstRun() {
      await heading(firstWords.title)
      await fill(firstWords.businessName, 'Tweewielers Hoorn')
      await fill(firstWords.name, 'Sanne de Wit')
      await fill(firstWords.email, 'sanne@dewit.example')
      await fill(firstWords.password, 'groene-fietsbel-op-zolder-77')
      await press(firstWords.begin)
      await heading(firstWords.business)
      const { vatNumber, cocNumber, street, houseNumber, postcode, city } = Business.fields
      await fill(vatNumber.words, 'NL004495445B01')
      await fill(cocNumber.words, '12345678')
      await fill(street.words, 'Dorpsstraat')
      await fill(houseNumber.words, '1')
      await fill(postcode.words, '1695 AA')
      await fill(city.words, 'Blokker')
      await press(firstWords.keepBusiness)
      await heading(firstWords.location)
      await press(firstWords.keepLocation)
      await heading(firstWords.channel)
      await press(firstWords.keepChannel)
      await page.waitForURL(/\/dashboard$/)
    },
    async connect({ title, settings }: Connecting, values: Readonly<Record<string, string>>) {
      await page.goto('/connections')
      await page
        .getByRole('link', { name: text(connectionWords.add) })
        .first()
        .click()
      await page.getByRole('link', { name: new RegExp(`^${title}`) }).click()
      await heading({
        nl: text(connectionWords.connectTo, { system: title }),
        en: text(connectionWords.connectTo, { system: title }),
      })
      await fill(connectionWords.name, title)
      for (const { name, kind, words } of settings)
        if (values[name] && ['text', 'url', 'secret'].includes(kind))
          await page.getByRole('textbox', { name: new RegExp(`^${words[lang]}( \\*)?$`) }).fill(values[name])
      await press(connectionWords.connect)
      await page.getByText(connectionStates.active[lang], { exact: true }).waitFor()
    },
    async bookStock(sku: string) {
      await page.goto(`/products?search=${encodeURIComponent(sku)}`)
      await page.getByRole('table').getByRole('link').first().click()
      await press(productWords.correctNew)
      await dialog.getByRole('textbox').first().fill('10')
      await fill(productWords.reason, 'beginvoorraad', dialog)
      await dialog.getByRole('button', { name: text(productWords.correct), exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    /** The file behind a button of the print run. */
    async paper(words: Words) {
      const button = dialog.getByRole('button', { name: text(words) })
      await button.waitFor({ timeout: 60_000 })
      const [answer, tab] = await Promise.all([
        page.waitForResponse(/\/api\/files\//),
        page.waitForEvent('popup'),
        button.click(),
      ])
      const file = await page.context().request.get(answer.url())
      await tab.close()
      return readPdf(await file.body())
    },
  }
}
