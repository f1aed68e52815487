/** Stickers, the day's label stream and packing slips, read back from their pages. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { readPdf } from '../../../../test/support/read-pdf.ts'
import { stopPdf } from '../../../platform/pdf/render.ts'
import { printManifest } from './manifest-document.ts'
import { printPackingSlip, type PackingSlipDocument } from './packing-slip-document.ts'
import { printStickerRun, printStickers, type StickerDocument } from './sticker-document.ts'

after(stopPdf)
const at = new Date('2026-11-21T10:00:00Z')

const sticker: StickerDocument = {
  shipmentNumber: 'Z-2026-00100',
  orderNumber: 'W-10045',
  reference: 'PO 4711',
  kind: 'deliver',
  carrier: 'Eigen bezorging',
  day: '2026-11-23',
  sender: { name: 'Rijwielhuis', address: ['Dorpsstraat 1'] },
  address: ['De klant', 'Kade 2', '9876 ZY Ons Dorp'],
  parcel: { nth: 1, of: 1 },
  weightGrams: 12400,
}
const numbered = (i: number): StickerDocument => ({ ...sticker, shipmentNumber: `Z-${i}` })

const slip: PackingSlipDocument = {
  number: null,
  lang: 'nl',
  shipmentNumber: 'Z-2026-00100',
  orderNumber: 'W-10045',
  reference: null,
  day: '2026-11-23',
  carrier: 'Eigen bezorging',
  sender: { name: 'Rijwielhuis', address: ['Dorpsstraat 1'], contact: ['winkel.example'], logo: null },
  address: ['De klant', 'Kade 2'],
  lines: [{ code: 'BAND-28', text: 'Binnenband', note: 'Frame 12', sent: 1000, later: 2000 }],
  note: 'Achterom graag',
}

const flat = (text: string) => text.replaceAll(/[\n\u00a0 ]+/g, ' ')
const sizes = (pages: readonly { widthMm: number; heightMm: number }[]) =>
  pages.map(({ widthMm, heightMm }) => `${widthMm}×${heightMm}`)

/** A carrier's label: one page of another size, with nothing of ours. */
async function carrierLabel(): Promise<Uint8Array> {
  const label = await PDFDocument.create()
  label.addPage([297.64, 419.53])
  return label.save()
}

test('stickers are pages of 100 by 150 mm in the order given', async () => {
  const { pages } = await readPdf(await printStickers([2, 1, 3].map(numbered), 'nl', { at }))
  assert.deepEqual(sizes(pages), ['100×150', '100×150', '100×150'])
  assert.deepEqual(
    pages.map(({ text }) => /Z-\d/.exec(text)?.[0]),
    ['Z-2', 'Z-1', 'Z-3'],
  )
})

test('a sticker says from whom, to whom, by whom and for which order', async () => {
  const two = { ...sticker, parcel: { nth: 2, of: 3 } }
  const { pages } = await readPdf(await printStickers([two], 'nl', { at }))
  const text = flat(pages[0]!.text)
  for (const part of ['Rijwielhuis', 'Eigen bezorging', 'De klant', '9876 ZY Ons Dorp', 'W-10045', 'PO 4711'])
    assert.ok(text.includes(part), part)
  for (const part of ['Pakket 2 / 3', '12,4 kg', '23-11-2026', 'Z-2026-00100'])
    assert.ok(text.includes(part), part)
})

test('a pickup says so, in the words of the label', async () => {
  const pickup = { ...sticker, kind: 'pickup', carrier: null, weightGrams: null } as const
  const { pages } = await readPdf(await printStickers([pickup], 'nl', { at }))
  assert.match(pages[0]!.text, /AFHALEN/)
  assert.match(pages[0]!.text, /Klant/)
})

test('an address longer than its place stays on one sticker', async () => {
  const address = Array.from(
    { length: 20 },
    (_, i) => `Regel ${i} van een adres zonder einde, huis achter de dijk`,
  )
  const crowded = { ...sticker, address, reference: 'r'.repeat(200) }
  assert.deepEqual(sizes((await readPdf(await printStickers([crowded], 'nl', { at }))).pages), ['100×150'])
})

test("the label stream mixes carriers' labels and our stickers along the walk, and names a broken label", async () => {
  const label = await carrierLabel()
  const broken = Buffer.from('<html>Service unavailable</html>')
  const run = [{ sticker: numbered(1) }, { label }, { label: broken }, { sticker: numbered(2) }, { label }]
  const { pdf, unreadable } = await printStickerRun(run, 'nl', { at })
  assert.deepEqual(unreadable, [2])
  const { pages } = await readPdf(pdf)
  assert.deepEqual(sizes(pages), ['100×150', '105×148', '100×150', '105×148'])
  assert.match(pages[0]!.text, /Z-1/)
  assert.match(pages[2]!.text, /Z-2/)
})

test('a day of more stickers than stand in one document keeps the order of the walk', async () => {
  const label = await carrierLabel()
  const numbers = Array.from({ length: 205 }, (_, i) => 1000 + i)
  const run = numbers.flatMap((number) => [
    { sticker: numbered(number) },
    ...(number === 1099 ? [{ label }] : []),
  ])
  const { pages } = await readPdf((await printStickerRun(run, 'nl', { at })).pdf)
  assert.deepEqual(
    pages.map(({ text }) => Number(/Z-(\d+)/.exec(text)?.[1] ?? 0)),
    [...numbers.slice(0, 100), 0, ...numbers.slice(100)],
  )
})

test("a day with carriers' labels only needs no sticker of ours", async () => {
  const { pdf } = await printStickerRun([{ label: await carrierLabel() }], 'nl', { at })
  assert.equal((await readPdf(pdf)).pages.length, 1)
})

test('a packing slip says what is in the parcel and what follows, without prices', async () => {
  const { pages } = await readPdf(await printPackingSlip(slip, { at }))
  const text = flat(pages[0]!.text)
  assert.deepEqual(sizes(pages), ['210×297'])
  for (const part of [
    'Pakbon Z-2026-00100',
    'Bestelling W-10045',
    'BAND-28 Binnenband Frame 12 1 2',
    'Achterom graag',
  ])
    assert.ok(text.includes(part), `«${part}» in «${text}»`)
  assert.doesNotMatch(text, /€/)
})

test('a packing slip with a number of its own names its shipment beside it', async () => {
  const { pages } = await readPdf(await printPackingSlip({ ...slip, number: 'P2026-00007' }, { at }))
  const text = flat(pages[0]!.text)
  for (const part of ['Pakbon P2026-00007', 'Zending Z-2026-00100'])
    assert.ok(text.includes(part), `«${part}» in «${text}»`)
})

test('a long packing slip repeats its head and counts its pages', async () => {
  const lines = Array.from({ length: 200 }, () => slip.lines[0]!)
  const { pages } = await readPdf(await printPackingSlip({ ...slip, lines }, { at }))
  assert.ok(pages.length > 3)
  for (const [i, { text }] of pages.slice(0, -1).entries()) {
    assert.match(text, /Hierbij/)
    assert.ok(flat(text).includes(`Pagina ${i + 1} van ${pages.length}`))
  }
})

test('a carrier’s list names every parcel with its code and weight, over as many pages as it needs', async () => {
  const parcels = Array.from({ length: 90 }, (_, i) => ({
    number: `W-${10_000 + i}-1`,
    trackingCode: `3STEST${100_000 + i}`,
    name: i === 3 ? '#strong[Ünal] أحمد' : `Klant ${i}`,
    place: '1695 GD Blokker',
    country: 'NL',
    weightGrams: 1250,
    needsSignature: i === 3,
  }))
  const sheet = {
    lang: 'nl' as const,
    day: '2026-11-23',
    carrier: 'Pakketdienst',
    number: 'L-7',
    business: 'Rijwielhuis',
    address: 'Kade 2',
    parcels,
  }
  const { pages } = await readPdf(await printManifest(sheet, { at }))
  const text = pages.map((page) => page.text).join(' ')
  assert.ok(pages.length > 1)
  for (const { number, trackingCode } of parcels)
    assert.ok(text.includes(number) && text.includes(trackingCode), number)
  for (const said of [
    'Vervoerderslijst Pakketdienst',
    '112,5 kg',
    'handtekening',
    'Meegenomen door',
    '#strong[Ünal]',
  ])
    assert.ok(text.includes(said), said)
})
