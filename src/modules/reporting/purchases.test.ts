/** Purchases in the VAT return: each treatment in its box, deducted once, corrected by another row, from an e-invoice too. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { getFile } from '../fulfilment/actions/settings.ts'
import { diskFiles, fileOf, readBytes, useFiles } from '../../platform/files.ts'
import { FileAnswer } from '../../platform/action.ts'
import { newMerchant, newWorld } from '../../../test/support/world.ts'
import {
  bookPurchaseInvoice,
  expectPurchase,
  correctPurchaseInvoice,
  listPurchaseInvoices,
  readPurchaseInvoice,
} from './actions/purchases.ts'
import { closePeriod, getVatReturn, listVatDocuments } from './actions/returns.ts'
import { expectedOf, type GivenLine } from './purchases.ts'
import { addVatNumber, recordVatCheck } from '../tax/actions/numbers.ts'

const folder = mkdtempSync(join(tmpdir(), 'pakhuis-purchases-'))
after(() => rmSync(folder, { recursive: true }))
useFiles(diskFiles(folder))
const clock = { now: new Date('2026-03-20T12:00:00Z') }
const world = await newWorld({ now: () => clock.now })
const { act, business } = world

const march = { business, from: '2026-03-01', to: '2026-03-31' }
async function boxesOf(asked = march) {
  const answer = await act((ctx) => getVatReturn(ctx, { ...asked, as: 'json' }))
  assert.ok(!(answer instanceof FileAnswer))
  return Object.fromEntries(
    answer.rows.map(({ box, base, vat, euros }) => [box, { base, vat, euros: euros?.vat }]),
  )
}
let numbers = 0
const book = (lines: readonly GivenLine[], bend = {}) =>
  act((ctx) =>
    bookPurchaseInvoice(ctx, {
      business,
      supplier: 'Groothandel Wielen',
      supplierCountry: 'NL',
      number: `F-${++numbers}`,
      day: '2026-03-10',
      currency: 'EUR',
      source: '',
      lines: [...lines],
      ...bend,
    }),
  )

const from = (
  country: string,
  area: 'eu' | 'xi' | 'outside',
  number: Parameters<typeof expectedOf>[0]['number'],
) => expectedOf({ country, area, number }, 'NL').treatment
test('what a purchase should bear follows from where the supplier is and whether its number is valid', () => {
  assert.deepEqual(
    [
      from('NL', 'eu', 'none'),
      from('DE', 'eu', 'valid'),
      from('XI', 'xi', 'valid'),
      from('CN', 'outside', 'none'),
    ],
    ['charged', 'from-eu', 'from-eu', 'from-outside'],
  )
  assert.deepEqual(
    [
      from('DE', 'eu', 'none'),
      from('DE', 'eu', 'invalid'),
      from('DE', 'eu', 'pending'),
      from('DE', 'eu', 'unknown'),
    ],
    ['no-vat', 'no-vat', 'from-eu', 'from-eu'],
  )
})

test('the effect of a supplier’s number is told before anything is booked, and follows its check', async () => {
  const told = (country: string, vatNumber?: string) =>
    act((ctx) => expectPurchase(ctx, { business, country, ...(vatNumber ? { vatNumber } : {}) }))
  assert.equal((await told('DE', 'DE136695976'))?.why, 'eu-unchecked')
  const { id } = await act((ctx) => addVatNumber(ctx, { number: 'DE136695976', isOtherCountryMeant: false }))
  await act((ctx) =>
    recordVatCheck(ctx, { vatNumber: id, outcome: 'valid', consultationNumber: '', holder: '' }),
  )
  assert.deepEqual(
    [(await told('DE', 'DE 136 695 976'))?.why, (await told('DE', 'DE136695977'))?.why],
    ['eu-valid', 'eu-invalid'],
  )
  // A German company that is registered here charges as one from here.
  assert.equal((await told('DE', 'NL810755610B01'))?.why, 'home')
  assert.deepEqual([(await told('CH'))?.why, (await told('DE'))?.why], ['outside', 'eu-none'])
})

test('without purchases their boxes stay empty', async () => {
  const boxes = await boxesOf()
  assert.deepEqual([boxes['5b']!.vat, boxes['5c']!.vat, boxes['5g']!.vat], [null, null, null])
})

test('each treatment stands in its own box, and what is reversed is due and deducted at once', async () => {
  await book([{ treatment: 'charged', rate: 2100, base: 10_000, vat: 2_100 }])
  await book([{ treatment: 'reverse-charged', rate: 2100, base: 20_000 }])
  await book([{ treatment: 'from-eu', rate: 2100, base: 30_000 }], {
    supplier: 'Rad GmbH',
    supplierCountry: 'DE',
  })
  await book([{ treatment: 'from-outside', rate: 900, base: 40_000 }], {
    supplier: 'Taiwan Cycles',
    supplierCountry: 'TW',
  })
  await book([{ treatment: 'no-vat', rate: 0, base: 50_000 }])
  await book([{ treatment: 'charged', rate: 2100, base: 1_000, vat: 210, deductible: 105 }])
  const boxes = await boxesOf()
  assert.deepEqual(
    [boxes['2a'], boxes['4b'], boxes['4a']].map((one) => [one!.base, one!.vat]),
    [
      [20_000, 4_200],
      [30_000, 6_300],
      [40_000, 3_600],
    ],
  )
  assert.equal(boxes['5a']!.vat, 4_200 + 6_300 + 3_600)
  assert.equal(boxes['5b']!.vat, 2_100 + 4_200 + 6_300 + 3_600 + 105)
  assert.equal(boxes['5g']!.vat, boxes['5a']!.vat! - boxes['5b']!.vat!)
  assert.deepEqual([boxes['5a']!.euros, boxes['5b']!.euros, boxes['5g']!.euros], [141, 164, -23])
})

test('the figure leads to the purchases behind it', async () => {
  const answer = await act((ctx) =>
    listVatDocuments(ctx, { box: '4b', ...march, after: '', limit: 100, as: 'json' }),
  )
  assert.ok(!(answer instanceof FileAnswer))
  assert.deepEqual(
    answer.rows.map(({ kind, buyer, base, vat }) => [kind, buyer, base, vat]),
    [['purchase', 'Rad GmbH', 30_000, 6_300]],
  )
})

test('wrong VAT, too much deduction and the same invoice twice are refused at the field', async () => {
  await assert.rejects(book([{ treatment: 'charged', rate: 900, base: 10_000, vat: 2_100 }]), {
    code: 'purchase-invoice.vat-wrong',
    field: 'lines.0.vat',
  })
  await assert.rejects(
    book([{ treatment: 'charged', rate: 2100, base: 10_000, vat: 2_100, deductible: 2_101 }]),
    {
      code: 'purchase-invoice.deducts-too-much',
      field: 'lines.0.deductible',
    },
  )
  await assert.rejects(book([{ treatment: 'charged', rate: 2100, base: 10_000 }], { number: 'F-1' }), {
    code: 'purchase-invoice.already-booked',
    field: 'number',
  })
  await assert.rejects(book([{ treatment: 'no-vat', rate: 0, base: 1 }], { currency: 'USD' }), {
    code: 'purchase-invoice.no-rate',
    field: 'exchangeRate',
  })
  await assert.rejects(
    book([{ treatment: 'from-eu', rate: 2100, base: 1 }], { supplierVatNumber: 'DE123456789' }),
    {
      code: 'vat-number.wrong-form',
      field: 'supplierVatNumber',
    },
  )
})

test('another currency counts in euro at the rate that is given', async () => {
  const booked = await book([{ treatment: 'from-outside', rate: 2100, base: 11_000 }], {
    currency: 'USD',
    exchangeRate: '1.1',
    day: '2026-04-02',
    supplierCountry: 'US',
  })
  assert.deepEqual([booked.net, booked.entries[0]!.vat], [10_000, 2_100])
})

test('a declared period takes no purchase any more, and a correction counts on its own day', async () => {
  clock.now = new Date('2026-04-10T12:00:00Z')
  const before = await boxesOf()
  await act((ctx) => closePeriod(ctx, { report: 'vat-return', ...march }))
  await assert.rejects(book([{ treatment: 'charged', rate: 2100, base: 100, vat: 21 }]), {
    code: 'purchase-invoice.in-closed-period',
    field: 'day',
  })
  const { rows } = await act((ctx) => listPurchaseInvoices(ctx, { business, limit: 100 }))
  const first = rows.find(({ number }) => number === 'F-1')
  await act((ctx) => correctPurchaseInvoice(ctx, { invoice: first!.id, reason: 'dubbel geboekt' }))
  await assert.rejects(
    act((ctx) => correctPurchaseInvoice(ctx, { invoice: first!.id, reason: 'nog eens' })),
    {
      code: 'purchase-invoice.already-corrected',
    },
  )
  assert.deepEqual(await boxesOf(), before)
  const april = await boxesOf({ business, from: '2026-04-01', to: '2026-04-30' })
  assert.equal(april['5b']!.vat, 2_100 - 2_100)
  // Taken back, it may be booked again, on a day that is still open.
  await book([{ treatment: 'charged', rate: 2100, base: 10_000, vat: 2_100 }], {
    number: first!.number,
    day: '2026-04-03',
  })
  await assert.rejects(
    act((ctx) => ctx.db.run("update purchase_invoices set reason = 'x' where tenant_id = $1")),
    { code: '42501' },
  )
})

const ubl = (category: string, percent: string, vat: string, number = 'DE136695976') =>
  new TextEncoder().encode(
    `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>R-77</cbc:ID><cbc:IssueDate>2026-04-05</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cac:AccountingSupplierParty><cac:Party><cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>${number}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Rad GmbH</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty><cac:TaxTotal><cbc:TaxAmount currencyID="EUR">${vat}</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">300.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">${vat}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>${category}</cbc:ID><cbc:Percent>${percent}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal></Invoice>`,
  )
const read = (bytes: Uint8Array, name = 'r-77.xml') =>
  act((ctx) => readPurchaseInvoice(ctx, { business, file: { name, type: '', bytes } }))

test('an e-invoice proposes its booking: intra-Community goods for 4b, charged VAT for 5b', async () => {
  const { file: _kept, ...proposal } = await read(ubl('K', '0', '0.00'))
  assert.deepEqual(proposal, {
    supplier: 'Rad GmbH',
    supplierCountry: 'DE',
    supplierVatNumber: 'DE136695976',
    number: 'R-77',
    day: '2026-04-05',
    currency: 'EUR',
    source: 'r-77.xml',
    lines: [{ treatment: 'from-eu', rate: 2100, base: 30_000 }],
  })
  assert.deepEqual((await read(ubl('S', '21', '63.00', 'NL004495445B01'))).lines, [
    { treatment: 'charged', rate: 2100, base: 30_000, vat: 6_300 },
  ])
  assert.deepEqual(
    (await read(ubl('S', '19', '57.00'))).lines,
    [{ treatment: 'no-vat', rate: 0, base: 35_700 }],
    'German VAT is not deducted here',
  )
  await assert.rejects(read(new TextEncoder().encode('<a/>')), { code: 'e-invoice.not-an-invoice' })
})

test('the e-invoice is kept as it came, with the booking and with what takes it back', async () => {
  const bytes = ubl('S', '21', '63.00')
  const { file, lines } = await read(bytes)
  const booked = await book(lines, { file, number: 'R-78', day: '2026-04-06' })
  assert.equal(booked.file, file)
  const kept = await act((ctx) => fileOf(ctx, file))
  assert.deepEqual([kept.name, kept.type], ['r-77.xml', 'application/xml'])
  assert.deepEqual(new Uint8Array(await readBytes(kept)), bytes)
  assert.ok((await act((ctx) => getFile(ctx, { file }))) instanceof FileAnswer)
  const back = await act((ctx) => correctPurchaseInvoice(ctx, { invoice: booked.id, reason: 'toch niet' }))
  assert.equal(back.file, file)
})

test('a Factur-X PDF is read by the invoice inside it, and kept as the PDF', async () => {
  const start = '%PDF-1.7\n7 0 obj\n<</Type /EmbeddedFile>>\nstream\n'
  const bytes = Buffer.concat([
    Buffer.from(start),
    ubl('S', '21', '63.00'),
    Buffer.from('\nendstream\nendobj\n%%EOF'),
  ])
  const { number, file } = await read(bytes, 'r-77.pdf')
  assert.equal(number, 'R-77')
  const kept = await act((ctx) => fileOf(ctx, file))
  assert.deepEqual([kept.name, kept.type, kept.size], ['r-77.pdf', 'application/pdf', bytes.length])
  await assert.rejects(read(Buffer.from(start), 'r-78.pdf'), { code: 'e-invoice.none-inside' })
})

test('only what this merchant read as an e-invoice can be booked with', async () => {
  const stranger = await newMerchant(world.machine)
  const theirs = await stranger.act((ctx) =>
    readPurchaseInvoice(ctx, {
      business: stranger.business,
      file: { name: 'r-77.xml', type: 'application/xml', bytes: ubl('S', '21', '63.00') },
    }),
  )
  await assert.rejects(
    book([{ treatment: 'no-vat', rate: 0, base: 1 }], { file: theirs.file, day: '2026-04-06' }),
    { code: 'purchase-invoice.no-such-file', field: 'file' },
  )
})

test('another merchant sees none of it', async () => {
  const stranger = await newMerchant(world.machine)
  assert.deepEqual((await stranger.act((ctx) => listPurchaseInvoices(ctx, { limit: 10 }))).rows, [])
})
