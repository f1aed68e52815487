/** A business's own look: its logo and settings are seen before they are kept, and stand on the next invoice. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { readPdf } from '../support/read-pdf.ts'
import { fietsenDeWit, runHouse, until } from '../support/running.ts'

const shop = await startMagento()
after(() => shop.close())
const { call, address, cookie } = await runHouse([magento])
const made = async (path: string, body: unknown) => (await call('POST', path, body)).body.id
const business = await made('/businesses', fietsenDeWit)

/** One pixel of red in an SVG, and a picture with a script in it. */
const svg = (inside = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10" fill="#c00"/>${inside}</svg>`

async function sendLogo(
  path: string,
  image: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const parts = new FormData()
  parts.append('file', new File([image], 'logo.svg', { type: 'image/svg+xml' }))
  const answer = await fetch(`${address}/api${path}`, {
    method: 'POST',
    headers: { cookie: cookie(), origin: address },
    body: parts,
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function bytesOf(path: string): Promise<Buffer> {
  const answer = await fetch(`${address}/api${path}`, { headers: { cookie: cookie() } })
  assert.equal(answer.status, 200)
  return Buffer.from(await answer.arrayBuffer())
}

const preview = async (settings: object) => {
  const answer = await call('POST', `/businesses/${business}/invoice-preview`, settings)
  return { ...answer, text: String(answer.body['text'] ?? '') }
}

/** What is drawn, whatever names and order the compiler gave the letters this time. */
function drawing(text: string): string {
  const letters = new Map(
    [...text.matchAll(/<path id="(\w+)"[^>]* d="([^"]*)"/g)].map(([, id, path]) => [id, path]),
  )
  assert.ok(letters.size > 20, 'letters were found')
  return text
    .replace(/<defs class="glyph">.*?<\/defs>/s, '')
    .replaceAll(/ data-tid="[^"]*"/g, '')
    .replace(/href="#(\w+)"/g, (link, id: string) => letters.get(id) ?? link)
}

test('a logo is drawn anew as PNG, and is the one of the back office', async () => {
  const kept = await sendLogo(`/businesses/${business}/logo`, svg('<script>alert(1)</script>'))
  assert.equal(kept.status, 200)
  const { body } = await call('GET', '/house-style')
  assert.equal(body['logo'], kept.body['logo'])
  const png = await bytesOf(`/house-style/logo?file=${String(body['logo'])}`)
  assert.equal(png.subarray(1, 4).toString(), 'PNG')
  assert.ok(!png.includes('script'))
  const wrong = await sendLogo(`/businesses/${business}/logo`, 'geen afbeelding')
  assert.equal(wrong.body['code'], 'logo.wrong')
})

test('the example invoice follows settings that are not kept, and keeps none of them', async () => {
  const before = await preview({})
  assert.equal(before.headers.get('content-type'), 'image/svg+xml')
  assert.match(before.text, /^<svg /)
  assert.doesNotMatch(before.text, /<script/)
  const usual = drawing(before.text)
  assert.equal(drawing((await preview({})).text), usual)
  for (const changed of [
    { showsGrossToConsumers: false },
    { invoiceLayout: 'modern' },
    { invoiceFooter: 'Dank u wel' },
    { invoiceColumns: ['position', 'quantity', 'unit-price', 'vat-rate', 'amount'] },
    { showsBank: false },
    { plan: { prefix: 'F{year}-', firstNumber: 7, digits: 3 } },
    { language: 'de' },
  ])
    assert.notEqual(drawing((await preview(changed)).text), usual, JSON.stringify(changed))
  assert.equal((await preview({ invoiceLayout: 'krul' })).status, 422)
  const { body } = await call('GET', `/businesses/${business}`)
  assert.deepEqual([body['invoiceLayout'], body['invoiceFooter']], ['letter', null])
})

test('the next invoice is printed with the footer, the text block and the terms that were chosen', async () => {
  await made('/text-blocks', { name: 'Retour', language: 'nl', text: 'Ruilen kan\nbinnen 30 dagen.' })
  await call('POST', '/general-terms', {
    business,
    language: 'nl',
    title: 'Voorwaarden',
    validFrom: '2026-01-01',
    url: 'https://dewit.example/voorwaarden',
  })
  const changed = await call('PATCH', `/businesses/${business}`, {
    invoiceFooter: 'Tot ziens in Blokker.',
    invoiceTexts: ['Retour', 'Bestaat niet'],
    termsWithInvoice: 'link',
    invoiceLayout: 'compact',
    showsBank: false,
  })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const channel = await made('/channels', { name: 'Webshop', type: 'shop', business })
  await made('/connections', {
    name: 'Fietsenshop',
    connector: 'magento',
    channel,
    settings: shop.settings,
    importSince: '2020-01-01T00:00:00Z',
  })
  shop.shopper.place({ lines: [{ sku: bicycleShop[0]!.sku, pieces: 1 }], isPaid: true })
  const list = await until(
    () => call('GET', '/orders?view=all'),
    (answer) => answer.body.rows.length === 1,
  )
  const invoice = await made(`/orders/${String(list.body.rows[0]!['id'])}/invoices`, {})
  await call('POST', `/invoices/${invoice}/finalise`, {})
  const printed = await until(
    () => call('GET', `/invoices/${invoice}`),
    (answer) => answer.body['pdf'] !== null,
  )
  const { pages } = await readPdf(await bytesOf(`/files/${String(printed.body['pdf'])}`))
  const text = pages
    .map((page) => page.text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
  for (const stands of [
    'Ruilen kan binnen 30 dagen.',
    'versie 1. https://dewit.example/voorwaarden',
    'Tot ziens in Blokker.',
  ])
    assert.ok(text.includes(stands), `«${stands}» in «${text}»`)
  assert.ok(!text.includes('IBAN'))
})

test('an invoice goes by mail with the PDF of the terms that its order accepted', async () => {
  const parts = new FormData()
  for (const [name, value] of Object.entries({
    business,
    language: 'nl',
    title: 'Voorwaarden 2026',
    validFrom: '2026-01-01',
  }))
    parts.append(name, value)
  parts.append('pdf', new File(['%PDF-1.7 nieuw'], 'nieuw.pdf', { type: 'application/pdf' }))
  const headers = { cookie: cookie(), origin: address }
  const published = await fetch(`${address}/api/general-terms`, { method: 'POST', headers, body: parts })
  assert.equal(published.status, 200)
  await call('PATCH', `/businesses/${business}`, { termsWithInvoice: 'attached' })
  shop.shopper.place({ lines: [{ sku: bicycleShop[0]!.sku, pieces: 1 }], isPaid: true })
  const list = await until(
    () => call('GET', '/orders?view=all'),
    (answer) => answer.body.rows.length === 2,
  )
  const invoice = await made(`/orders/${String(list.body.rows[0]!['id'])}/invoices`, {})
  await call('POST', `/invoices/${invoice}/finalise`, {})
  const mails = await until(
    () => call('GET', `/messages?about=${invoice}`),
    (answer) => answer.body.rows.length === 1,
  )
  const attached = mails.body.rows[0]!['attachments'] as { name: string }[]
  const shown = await bytesOf(`/messages/${String(mails.body.rows[0]!['id'])}/body.html`)
  assert.match(shown.toString(), /<img[^>]* src="data:image\/png;base64,[A-Za-z0-9+/]/)
  assert.match(attached.map(({ name }) => name).join(' '), /^\S+\.pdf Voorwaarden 2026\.pdf$/)
})
