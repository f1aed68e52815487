/** Everything that we render is valid by the official schemas and passes our own rules, to the cent. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { percentOf, share, sum, vatInside } from '../../../base/money.ts'
import { langs } from '../../../base/words.ts'
import { fc } from '../../../../test/support/chance.ts'
import { writeCii } from './cii.ts'
import {
  totalsOf,
  type Adjustment,
  type Category,
  type InvoiceDocument,
  type Line,
  type Party,
  type PaymentMeans,
  type VatGroup,
} from './document.ts'
import { preflight } from './preflight.ts'
import { readInvoice } from './reader.ts'
import { writeUbl, type Profile } from './ubl.ts'

const folder = join(process.cwd(), '../shared/reference/einvoicing/xsd')
const skip = existsSync(folder)
  ? false
  : 'the official schemas are not on this machine (../shared/reference/einvoicing)'

type Scene = { readonly document: InvoiceDocument; readonly profiles: readonly Profile[] }

test('every document is valid by the schemas of UBL 2.1 and Factur-X', { skip }, () => {
  const schemas = loadSchemas()
  fc.assert(
    fc.property(scenes(12), ({ document, profiles }) => {
      for (const profile of profiles) validate(schemas[document.kind], writeUbl(document, profile))
      validate(schemas.cii, writeCii(document))
    }),
    { numRuns: 120 },
  )
})

test('an invoice of 500 lines is valid, adds up and passes', { skip }, () => {
  const schemas = loadSchemas()
  const [scene] = fc.sample(scenes(500, 500), { numRuns: 1, seed: 7 })
  const { document, profiles } = scene!
  assert.equal(document.lines.length, 500)
  for (const profile of profiles) {
    validate(schemas[document.kind], writeUbl(document, profile))
    assert.deepEqual(errors(document, profile), [])
  }
  validate(schemas.cii, writeCii(document))
})

test('every document passes our own rules in each profile that its buyer can get', () => {
  fc.assert(
    fc.property(scenes(12), ({ document, profiles }) => {
      for (const profile of [...profiles, 'factur-x' as const])
        assert.deepEqual(errors(document, profile), [])
    }),
    { numRuns: 200 },
  )
})

test('NLCIUS gets no element that it only warns about, Peppol no warning at all', () => {
  fc.assert(
    fc.property(scenes(6), ({ document, profiles }) => {
      for (const profile of profiles) {
        const rules = preflight(document, profile).filter((one) => one.level === 'warning')
        // The VAT in euro is demanded by law on an invoice in another currency; NLCIUS only advises against it.
        const isForeign = document.vatInOwnCurrency !== null
        assert.deepEqual(isForeign ? [] : rules.filter((one) => !one.rule.startsWith('PAKHUIS')), [])
      }
    }),
    { numRuns: 100 },
  )
})

test('UBL and CII of one document say the same when they are read back', () => {
  fc.assert(
    fc.property(scenes(8), ({ document }) => {
      const ubl = readInvoice(writeUbl(document, 'en16931'))
      const cii = readInvoice(Buffer.from(writeCii(document)))
      for (const name of [
        'kind',
        'number',
        'typeCode',
        'issueDay',
        'notes',
        'currency',
        'buyerReference',
        'orderNumber',
        'deliveryDay',
        'deliverTo',
      ] as const) {
        assert.deepEqual(cii[name], ubl[name], name)
      }
      assert.deepEqual(cii.lines.map(essence), ubl.lines.map(essence))
      assert.equal(cii.totals?.payable?.text, ubl.totals?.payable?.text)
      assert.deepEqual(
        cii.taxTotals.map((one) => one.amount),
        ubl.taxTotals.map((one) => one.amount),
      )
    }),
    { numRuns: 100 },
  )
})

test('quantity times price gives the line back within a cent, also for odd amounts', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -99_999_999, max: 99_999_999 }),
      fc.integer({ min: 1, max: 2_000_000_000 }),
      (net, quantity) => {
        const line = { ...plainLine('1', net), quantity }
        const document = { ...world(), lines: [line], vat: [group('S', 2100, net)] }
        const read = readInvoice(writeUbl({ ...document, totals: totalsOf(document) }, 'peppol')).lines[0]!
        const per = Number(read.priceBase?.text ?? 1)
        const back = (Number(read.quantity!.text) * Number(read.price!.text)) / per
        assert.ok(
          Math.abs(back - net / 100) < 0.011,
          `${read.quantity!.text} × ${read.price!.text} / ${per} is not ${net / 100}`,
        )
        assert.ok(!read.price!.text.startsWith('-'))
      },
    ),
    { numRuns: 500 },
  )
})

test('a record that was kept as JSON renders to the same bytes', () => {
  fc.assert(
    fc.property(scenes(4), ({ document, profiles }) => {
      const kept = JSON.parse(JSON.stringify(document)) as InvoiceDocument
      for (const profile of profiles) assert.equal(writeUbl(kept, profile), writeUbl(document, profile))
      assert.equal(writeCii(kept), writeCii(document))
    }),
    { numRuns: 50 },
  )
})

test('a prepaid order names no payment means, an open one names its IBAN', () => {
  const open = world()
  assert.match(writeUbl(open, 'nlcius'), /<cbc:PaymentMeansCode>58</)
  const paid = { ...open, totals: totalsOf(open, open.totals.gross) }
  assert.equal(paid.totals.payable, 0)
  for (const profile of ['en16931', 'peppol', 'nlcius'] as const) {
    assert.doesNotMatch(writeUbl(paid, profile), /PaymentMeans/)
    assert.deepEqual(errors(paid, profile), [])
  }
  assert.doesNotMatch(writeCii(paid), /PaymentMeans/)
})

test('a prepaid invoice between Germans says that it was paid, as Peppol demands there', () => {
  const there = { ...address, country: 'DE', city: 'Leer', postcode: '26789' }
  const german = (party: Party, number: string): Party => ({
    ...party,
    legalId: null,
    vatNumber: number,
    endpoint: { scheme: '9930', id: number },
    address: there,
  })
  const open = {
    ...world(),
    seller: german(seller, 'DE123456788'),
    buyer: german(buyer, 'DE136695976'),
    buyerReference: '04011000',
  }
  const paid = { ...open, totals: totalsOf(open, open.totals.gross) }
  assert.match(
    writeUbl(paid, 'peppol'),
    /<cac:PaymentMeans><cbc:PaymentMeansCode>1<\/cbc:PaymentMeansCode><\/cac:PaymentMeans>/,
  )
  assert.deepEqual(errors(open, 'peppol'), [])
  assert.deepEqual(errors(paid, 'peppol'), [])
  // A buyer who gave no reference gets our order number there, which German Peppol invoices must have.
  const silent = { ...open, buyerReference: null }
  assert.match(writeUbl(silent, 'peppol'), /<cbc:BuyerReference>10001</)
  assert.doesNotMatch(writeUbl(silent, 'en16931'), /BuyerReference/)
  assert.deepEqual(errors(silent, 'peppol'), [])
})

/** Section 19 UStG: no VAT number, no register, the number of the tax office. The address is a GLN. */
function smallGerman(taxNumber: string | null): InvoiceDocument {
  const parts = {
    lines: [{ ...plainLine('1', 10_000), category: 'E' as const, rate: 0 }],
    adjustments: [],
    vat: [
      {
        ...group('E', 0, 10_000),
        exemption: { code: null, text: 'Keine Umsatzsteuer: Kleinunternehmer nach § 19 UStG' },
      },
    ],
  }
  const there = { ...address, country: 'DE', city: 'Leer', postcode: '26789' }
  return {
    ...world(),
    ...parts,
    totals: totalsOf(parts),
    seller: {
      ...seller,
      legalId: null,
      vatNumber: null,
      taxNumber,
      endpoint: { scheme: '0088', id: '4006381333931' },
      address: there,
    },
    buyer: { ...buyer, legalId: null, vatNumber: 'DE136695976', address: there },
    buyerReference: '04011000',
  }
}

test('a small business without a VAT number invoices under the number of its tax office', { skip }, () => {
  const schemas = loadSchemas()
  for (const kind of ['invoice', 'credit-note'] as const) {
    const preceding = kind === 'credit-note' ? [{ number: 'F2026-0000', issueDay: '2026-11-01' }] : []
    const document = { ...smallGerman('181/815/08155'), kind, preceding }
    for (const profile of ['en16931', 'peppol', 'factur-x'] as const) {
      assert.deepEqual(errors(document, profile), [])
      const xml = profile === 'factur-x' ? writeCii(document) : writeUbl(document, profile)
      validate(profile === 'factur-x' ? schemas.cii : schemas[kind], xml)
      const { seller: read } = readInvoice(xml)
      assert.deepEqual(
        read?.taxNumbers.map(({ scheme, text }) => [scheme === 'VAT', text]),
        [[false, '181/815/08155']],
      )
      assert.deepEqual(
        read?.ids.map(({ text }) => text),
        ['181/815/08155'],
      )
    }
  }
  const rules = new Set(preflight(smallGerman(null), 'peppol').map(({ rule }) => rule))
  for (const rule of ['BR-CO-26', 'BR-E-02', 'DE-R-016']) assert.ok(rules.has(rule), rule)
})

test('outside the scope of VAT a German without a register entry invoices under the number of its tax office', () => {
  const of = (taxNumber: string | null): InvoiceDocument => ({
    ...abroad('O'),
    seller: { ...smallGerman(taxNumber).seller, vatNumber: 'DE136695976' },
  })
  for (const profile of ['en16931', 'peppol', 'factur-x'] as const)
    assert.deepEqual(errors(of('181/815/08155'), profile), [], profile)
  const [lacking] = preflight(of(null), 'peppol').filter(({ rule }) => rule === 'BR-CO-26')
  assert.match(lacking!.text.en, /trade register or of the tax office/)
})

test('exemption codes stand in the Peppol rendering only', () => {
  const document = abroad('K')
  assert.match(writeUbl(document, 'peppol'), /<cbc:TaxExemptionReasonCode>VATEX-EU-IC</)
  assert.doesNotMatch(writeUbl(document, 'nlcius'), /ReasonCode/)
  assert.doesNotMatch(writeUbl(document, 'en16931'), /TaxExemptionReasonCode/)
})

test('outside the scope of VAT no VAT number and no rate is written', () => {
  const document = abroad('O')
  for (const xml of [writeUbl(document, 'peppol'), writeCii(document)]) {
    assert.doesNotMatch(xml, /NL000099998B57|Percent>/)
  }
})

test('control characters and half emoji are taken out, emoji and Hebrew stay', () => {
  const line = {
    ...plainLine('1', 1000),
    name: 'Fiets \u0007\ud83d 🚲 \u05d0\u05d5\u05e4\u05e0\u05d9\u05d9\u05dd <"&\'>',
  }
  const document = { ...world(), lines: [line], vat: [group('S', 2100, 1000)] }
  const xml = writeUbl({ ...document, totals: totalsOf(document) }, 'peppol')
  assert.match(xml, /<cbc:Name>Fiets {2}🚲 אופניים &lt;&quot;&amp;'&gt;<\/cbc:Name>/)
  assert.equal(readInvoice(xml).lines[0]!.name, 'Fiets  🚲 אופניים <"&\'>')
})

test('a note with number signs is not taken for a subject code', () => {
  const xml = writeUbl(
    { ...world(), notes: ['Order #123# en #🚲ab#', ' ', '#1 van 2'], paymentTerms: 'Netto\n #SKONTO#' },
    'peppol',
  )
  assert.match(xml, /<cbc:Note>Order ＃123# en ＃🚲ab#\n#1 van 2<\/cbc:Note>/)
  assert.match(xml, /<cbc:Note>Netto\n＃SKONTO#<\/cbc:Note>/)
})

type Bend = Partial<InvoiceDocument>
const bendLine = (bend: Partial<Line>): Bend => ({
  lines: [{ ...world().lines[0]!, ...bend }, world().lines[1]!],
})
const bendAdjustment = (bend: Partial<Adjustment>): Bend => ({
  adjustments: [
    {
      kind: 'charge',
      amount: 500,
      reason: 'Verzendkosten',
      reasonCode: 'FC',
      category: 'S',
      rate: 2100,
      ...bend,
    },
  ],
})
const pdf = {
  id: 'bon',
  description: null,
  fileName: 'bon.pdf',
  mimeType: 'application/pdf',
  base64: 'JVBERg==',
}
const refusals: [
  story: string,
  profile: Profile | 'factur-x',
  rule: string,
  path: string,
  bend: () => Bend,
][] = [
  [
    'a consumer cannot get a Peppol invoice',
    'peppol',
    'PEPPOL-EN16931-R010',
    'buyer.endpoint',
    () => ({ buyer: { ...world().buyer, endpoint: null } }),
  ],
  [
    'a Dutch buyer without KvK cannot get a Peppol invoice',
    'peppol',
    'NL-R-005',
    'buyer.legalId',
    () => ({ buyer: { ...world().buyer, legalId: null } }),
  ],
  [
    'a Dutch buyer without KvK cannot get NLCIUS',
    'nlcius',
    'BR-NL-10',
    'buyer.legalId',
    () => ({ buyer: { ...world().buyer, legalId: null } }),
  ],
  [
    'Peppol wants an order number or reference',
    'peppol',
    'PEPPOL-EN16931-R003',
    'buyerReference',
    () => ({ orderNumber: null, buyerReference: null }),
  ],
  [
    'NLCIUS wants an order number or reference',
    'nlcius',
    'BR-NL-2',
    'orderNumber',
    () => ({ orderNumber: null, buyerReference: null }),
  ],
  [
    'a credit note names its invoice',
    'en16931',
    'PAKHUIS-CORRECTS',
    'preceding',
    () => ({ kind: 'credit-note', preceding: [] }),
  ],
  ['an open amount needs a way to pay', 'nlcius', 'BR-NL-11', 'payment', () => ({ payment: null })],
  [
    'an intra-Community supply needs the day of delivery',
    'peppol',
    'BR-IC-11',
    'deliveryDay',
    () => ({ ...abroad('K'), deliveryDay: null }),
  ],
  [
    'an intra-Community supply needs the country of delivery',
    'peppol',
    'BR-IC-12',
    'deliverTo.address.country',
    () => ({ ...abroad('K'), deliverTo: null }),
  ],
  [
    'an intra-Community supply needs the VAT number of the buyer',
    'peppol',
    'BR-IC-02',
    'buyer.vatNumber',
    () => ({ ...abroad('K'), buyer: { ...abroad('K').buyer, vatNumber: null } }),
  ],
  [
    'a mistyped IBAN is found',
    'en16931',
    'PAKHUIS-IBAN',
    'payment.iban',
    () => ({ payment: { ...transfer, iban: 'NL91ABNA0417164301' } }),
  ],
  [
    'a mistyped KvK number is found',
    'en16931',
    'PAKHUIS-NUMBER',
    'buyer.legalId.id',
    () => ({ buyer: { ...world().buyer, legalId: { scheme: '0106', id: '1234567' } } }),
  ],
  [
    'a total that is a cent off is found',
    'en16931',
    'BR-CO-15',
    'totals.gross',
    () => ({ totals: { ...world().totals, gross: world().totals.gross + 1 } }),
  ],
  [
    'a base that is a cent off is found, though the official rules allow it',
    'en16931',
    'PAKHUIS-BASE',
    'vat[0].base',
    () => ({ vat: [{ ...world().vat[0]!, base: world().vat[0]!.base + 1 }] }),
  ],
  [
    'a due date is needed while something is open',
    'en16931',
    'PAKHUIS-DUE',
    'dueDay',
    () => ({ dueDay: null }),
  ],
  [
    'a Dutch VAT number of the wrong shape is refused by Peppol',
    'peppol',
    'PEPPOL-COMMON-R056-2',
    'seller.vatNumber',
    () => ({ seller: { ...seller, vatNumber: 'NL123456789' } }),
  ],
  [
    'a Belgian number with a wrong check digit is refused',
    'peppol',
    'PEPPOL-COMMON-R043',
    'buyer.endpoint.id',
    () => ({
      ...abroad('K'),
      buyer: { ...abroad('K').buyer, endpoint: { scheme: '0208', id: '0739484053' } },
    }),
  ],
  [
    'a day that does not exist is found',
    'en16931',
    'PAKHUIS-DAY',
    'deliveryDay',
    () => ({ deliveryDay: '2026-02-30' }),
  ],
  [
    'a currency that does not exist is found',
    'en16931',
    'PAKHUIS-CURRENCY',
    'currency',
    () => ({ currency: 'EUX' }),
  ],
  ['two lines with one number are found', 'en16931', 'PAKHUIS-LINES', 'lines', () => bendLine({ id: '2' })],
  [
    'an amount without a quantity is found',
    'en16931',
    'PAKHUIS-QUANTITY',
    'lines[0].quantity',
    () => bendLine({ quantity: 0 }),
  ],
  [
    'a mistyped EAN is found',
    'en16931',
    'PAKHUIS-GTIN',
    'lines[0].gtin',
    () => bendLine({ gtin: '4006381333932' }),
  ],
  [
    'an article number is no EAN',
    'en16931',
    'PAKHUIS-GTIN',
    'lines[0].gtin',
    () => bendLine({ gtin: '12345' }),
  ],
  [
    'a negative charge is found',
    'en16931',
    'PAKHUIS-SIGN',
    'adjustments[0].amount',
    () => bendAdjustment({ amount: -500 }),
  ],
  [
    'a reason code of the other list is found',
    'en16931',
    'PAKHUIS-REASON',
    'adjustments[0].reasonCode',
    () => bendAdjustment({ reasonCode: '95' }),
  ],
  [
    'an empty attachment is found',
    'en16931',
    'PAKHUIS-ATTACHMENT',
    'attachments[0]',
    () => ({ attachments: [{ ...pdf, base64: '' }] }),
  ],
  [
    'a web page is no attachment',
    'en16931',
    'PAKHUIS-ATTACHMENT',
    'attachments[0]',
    () => ({ attachments: [{ ...pdf, mimeType: 'text/html' }] }),
  ],
  [
    'CII carries one attachment',
    'factur-x',
    'CII-SR-476',
    'attachments',
    () => ({ attachments: [pdf, { ...pdf, id: 'pakbon' }] }),
  ],
  [
    'an attachment without a name is found',
    'factur-x',
    'PAKHUIS-ATTACHMENT',
    'attachments[0]',
    () => ({ attachments: [{ ...pdf, fileName: ' ' }] }),
  ],
  [
    'the VAT in the same currency twice is found',
    'factur-x',
    'PAKHUIS-OWN-CURRENCY',
    'vatInOwnCurrency.currency',
    () => ({ vatInOwnCurrency: { currency: 'EUR', amount: world().totals.vat } }),
  ],
  [
    'a country that does not exist is found',
    'en16931',
    'PAKHUIS-COUNTRY',
    'buyer.address.country',
    () => ({ buyer: { ...world().buyer, address: { ...world().buyer.address, country: 'UK' } } }),
  ],
  [
    'an address scheme that Peppol dropped is found',
    'en16931',
    'PAKHUIS-ENDPOINT',
    'buyer.endpoint.scheme',
    () => ({ buyer: { ...world().buyer, endpoint: { scheme: '9956', id: '1' } } }),
  ],
  [
    'VAT far from its rate is pointed out',
    'en16931',
    'PAKHUIS-VAT',
    'vat[0].vat',
    () => ({ vat: [{ ...world().vat[0]!, vat: world().vat[0]!.vat + 3 }] }),
  ],
  [
    'an exemption code of another category is found',
    'en16931',
    'PAKHUIS-EXEMPTION',
    'vat[0].exemption.code',
    () => ({
      ...abroad('K'),
      vat: [{ ...abroad('K').vat[0]!, exemption: { code: 'VATEX-EU-G', text: 'Uitvoer' } }],
    }),
  ],
  [
    'a sum that is a cent off is found in our own record',
    'en16931',
    'PAKHUIS-TOTAL',
    'totals.lines',
    () => ({ totals: { ...world().totals, lines: 1 } }),
  ],
  [
    'an empty IBAN is found',
    'peppol',
    'BR-61',
    'payment.iban',
    () => ({ payment: { ...transfer, iban: ' ' } }),
  ],
  [
    'the same VAT group twice is found',
    'en16931',
    'PAKHUIS-GROUP',
    'vat[0]',
    () => ({ vat: [world().vat[0]!, world().vat[0]!] }),
  ],
  [
    'two exempt groups must be joined',
    'en16931',
    'BR-E-01',
    'vat',
    () => {
      const exempt = abroad('E')
      return { ...exempt, vat: [exempt.vat[0]!, { ...exempt.vat[0]!, base: 0 }] }
    },
  ],
  [
    'outside the scope of VAT does not mix',
    'en16931',
    'BR-O-11',
    'vat',
    () => {
      const outside = abroad('O')
      return { ...outside, vat: [outside.vat[0]!, group('S', 2100, 0)] }
    },
  ],
]
for (const [story, profile, rule, path, bend] of refusals) {
  test(story, () => {
    const found = preflight({ ...world(), ...bend() }, profile)
    const hit = found.find((one) => one.rule === rule && one.path === path)
    assert.ok(hit, `found ${found.map((one) => `${one.rule} ${one.path}`).join(', ') || 'nothing'}`)
    for (const lang of langs) assert.match(hit.text[lang], /\S.*\.$/)
  })
}

function errors(document: InvoiceDocument, profile: Profile | 'factur-x'): string[] {
  const found = preflight(document, profile).filter((one) => one.level === 'error')
  return found.map((one) => `${profile} ${one.rule} ${one.path}: ${one.text.en}`)
}

const essence = (line: ReturnType<typeof readInvoice>['lines'][number]) => [
  line.id,
  line.name,
  line.note,
  line.sku,
  line.quantity,
  line.net?.text,
  line.price?.text,
  line.taxes,
  line.adjustments.map((one) => one.amount?.text),
]

// A plain domestic invoice, bent by the tests above.

const transfer: PaymentMeans = {
  kind: 'transfer',
  iban: 'NL91 ABNA 0417 1643 00',
  bic: 'ABNANL2A',
  accountName: 'Rijwielhandel Zandstra B.V.',
  reference: 'RF18F20260001',
}

const address = {
  street: 'Havenstraat 12',
  extra: null,
  postcode: '8911 AB',
  city: 'Leeuwarden',
  region: null,
  country: 'NL',
}

const seller: Party = {
  name: 'Rijwielhandel Zandstra B.V.',
  tradeName: 'Zandstra Fietsen',
  legalId: { scheme: '0106', id: '12345678' },
  vatNumber: 'NL0000.99.998.B57',
  taxNumber: null,
  endpoint: { scheme: '0106', id: '12345678' },
  address,
  contact: { name: 'Administratie', phone: '058 123 45 67', email: 'administratie@example.org' },
}

const buyer: Party = {
  name: 'Stichting Deelfiets',
  tradeName: null,
  legalId: { scheme: '0106', id: '87654321' },
  vatNumber: 'NL000000001B01',
  taxNumber: null,
  endpoint: { scheme: '0106', id: '87654321' },
  address: { ...address, street: 'Kade 1', city: 'Utrecht', postcode: '3511 AB' },
  contact: null,
}

const plainLine = (id: string, net: number): Line => ({
  id,
  name: 'Stadsfiets',
  description: null,
  note: null,
  sku: 'SF-1',
  gtin: '4006381333931',
  quantity: 1000,
  unit: 'H87',
  net,
  discount: null,
  category: 'S',
  rate: 2100,
})

const group = (category: Category, rate: number, base: number): VatGroup => ({
  category,
  rate,
  base,
  vat: percentOf(base, rate),
  exemption: exemptionOf[category],
})

const exemptionOf: Record<Category, VatGroup['exemption']> = {
  S: null,
  Z: null,
  E: { code: 'VATEX-EU-F', text: 'Bijzondere regeling — gebruikte goederen' },
  AE: { code: 'VATEX-EU-AE', text: 'Btw verlegd' },
  K: { code: 'VATEX-EU-IC', text: 'Intracommunautaire levering' },
  G: { code: 'VATEX-EU-G', text: 'Uitvoer' },
  O: { code: 'VATEX-EU-O', text: 'Buiten de reikwijdte van de btw' },
}

function world(): InvoiceDocument {
  const parts = {
    lines: [plainLine('1', 12_345), plainLine('2', 999)],
    adjustments: [],
    vat: [group('S', 2100, 13_344)],
  }
  return {
    kind: 'invoice',
    number: 'F2026-0001',
    issueDay: '2026-11-02',
    dueDay: '2026-11-16',
    deliveryDay: '2026-11-01',
    period: null,
    currency: 'EUR',
    vatInOwnCurrency: null,
    orderNumber: '10001',
    buyerReference: null,
    preceding: [],
    seller,
    buyer,
    deliverTo: null,
    payment: transfer,
    paymentTerms: null,
    notes: [],
    attachments: [],
    ...parts,
    totals: totalsOf(parts),
  }
}

/** One sale to Belgium in one category without VAT. */
function abroad(category: Category): InvoiceDocument {
  const line = { ...plainLine('1', 10_000), category, rate: 0 }
  const parts = { lines: [line], adjustments: [], vat: [group(category, 0, 10_000)] }
  const there = {
    street: 'Grote Markt 1',
    extra: null,
    postcode: '1000',
    city: 'Brussel',
    region: null,
    country: 'BE',
  }
  const belgian: Party = {
    ...buyer,
    legalId: { scheme: '0208', id: '0739484052' },
    endpoint: { scheme: '0208', id: '0739484052' },
    vatNumber: 'BE0739484052',
    address: there,
  }
  return {
    ...world(),
    ...parts,
    buyer: belgian,
    deliverTo: { name: null, address: there },
    totals: totalsOf(parts),
  }
}

// Random documents: a regime decides on buyer and categories, the rest is drawn.

type Regime = {
  readonly categories: readonly (readonly [Category, number])[]
  readonly country: string
  readonly isConsumer: boolean
}

const regimes: readonly Regime[] = [
  { categories: [['S', 2100]], country: 'NL', isConsumer: false },
  {
    categories: [
      ['S', 2100],
      ['S', 900],
    ],
    country: 'NL',
    isConsumer: true,
  },
  {
    categories: [
      ['S', 2100],
      ['S', 900],
      ['E', 0],
    ],
    country: 'NL',
    isConsumer: false,
  },
  {
    categories: [
      ['S', 2100],
      ['Z', 0],
    ],
    country: 'IE',
    isConsumer: true,
  },
  { categories: [['S', 2550]], country: 'FI', isConsumer: true },
  {
    categories: [
      ['AE', 0],
      ['S', 2100],
    ],
    country: 'NL',
    isConsumer: false,
  },
  { categories: [['K', 0]], country: 'BE', isConsumer: false },
  { categories: [['K', 0]], country: 'DE', isConsumer: false },
  { categories: [['G', 0]], country: 'US', isConsumer: true },
  { categories: [['E', 0]], country: 'NL', isConsumer: false },
  { categories: [['O', 0]], country: 'NL', isConsumer: false },
]

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.string({
    unit: fc.constantFrom(
      'é',
      '🚲',
      '👩‍🔧',
      'ש',
      'ם',
      'ع',
      '\u202e',
      '\u0000',
      '\u0008',
      '\ud83d',
      '\ufffe',
      '<',
      '&',
      ']]>',
      '"',
      "'",
      '\r',
      '\n',
      '#',
      ' ',
    ),
    maxLength: 16,
  }),
)
const named = (what: string) => words.map((text) => `${what} ${text}`)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const lineOf = (regime: Regime) =>
  fc.record({
    name: named('Artikel'),
    description: maybe(words),
    note: maybe(words),
    sku: maybe(words),
    gtin: fc.constantFrom(null, '4006381333931', '96385074'),
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 40 }).map((count) => count * 1000),
      fc.integer({ min: 1, max: 99_999 }),
      fc.constant(-1000),
    ),
    unit: fc.constantFrom('C62' as const, 'H87' as const, 'KGM' as const, 'MTR' as const, 'HUR' as const),
    gross: fc.integer({ min: 0, max: 400_000 }),
    off: maybe(fc.integer({ min: 1, max: 900 })),
    kind: fc.constantFrom(...regime.categories),
  })

const adjustmentOf = (regime: Regime) =>
  fc.record({
    kind: fc.constantFrom('charge' as const, 'discount' as const),
    amount: fc.integer({ min: 0, max: 5000 }),
    category: fc.constantFrom(...regime.categories),
  })

function scenes(most: number, least = 1): fc.Arbitrary<Scene> {
  return fc.constantFrom(...regimes).chain((regime) =>
    fc
      .record({
        lines: fc.array(lineOf(regime), { minLength: least, maxLength: most, size: 'max' }),
        adjustments: fc.array(adjustmentOf(regime), { maxLength: 3 }),
        kind: fc.constantFrom('invoice' as const, 'credit-note' as const),
        isGrossAnchored: fc.boolean(),
        paid: fc.constantFrom('nothing' as const, 'half' as const, 'all' as const),
        isDebit: fc.boolean(),
        isForeignMoney: fc.boolean(),
        isPeriod: fc.boolean(),
        notes: fc.array(words, { maxLength: 3 }),
        buyerName: named('Koper'),
        region: maybe(words),
        reference: maybe(words),
        hasAttachment: fc.boolean(),
        rounding: fc.constantFrom(0, 0, 2, -1),
      })
      .map((drawn) => sceneOf(regime, drawn)),
  )
}

type Drawn = {
  readonly lines: readonly {
    name: string
    description: string | null
    note: string | null
    sku: string | null
    gtin: string | null
    quantity: number
    unit: Line['unit']
    gross: number
    off: number | null
    kind: readonly [Category, number]
  }[]
  readonly adjustments: readonly {
    kind: Adjustment['kind']
    amount: number
    category: readonly [Category, number]
  }[]
  readonly kind: InvoiceDocument['kind']
  readonly isGrossAnchored: boolean
  readonly paid: 'nothing' | 'half' | 'all'
  readonly isDebit: boolean
  readonly isForeignMoney: boolean
  readonly isPeriod: boolean
  readonly notes: readonly string[]
  readonly buyerName: string
  readonly region: string | null
  readonly reference: string | null
  readonly hasAttachment: boolean
  readonly rounding: number
}

function sceneOf(regime: Regime, drawn: Drawn): Scene {
  const parts = partsOf(drawn)
  const gross = totalsOf(parts).gross
  const prepaid = { nothing: 0, half: Math.trunc(gross / 2), all: gross }[drawn.paid]
  const totals = totalsOf(parts, prepaid, drawn.paid === 'all' ? 0 : drawn.rounding)
  const debit: PaymentMeans = {
    kind: 'direct-debit',
    mandate: 'M-77',
    creditorId: 'NL98ZZZ999999990000',
    debtorIban: 'NL91ABNA0417164300',
    reference: null,
  }
  const base = abroad('K')
  const there = { ...base.buyer.address, country: regime.country, region: drawn.region }
  const document: InvoiceDocument = {
    ...world(),
    ...parts,
    totals,
    kind: drawn.kind,
    preceding: drawn.kind === 'credit-note' ? [{ number: 'F2026-0000', issueDay: '2026-10-01' }] : [],
    currency: drawn.isForeignMoney ? 'USD' : 'EUR',
    vatInOwnCurrency: drawn.isForeignMoney ? { currency: 'EUR', amount: percentOf(totals.vat, 9100) } : null,
    period: drawn.isPeriod ? { from: '2026-10-01', to: '2026-10-31' } : null,
    buyerReference: drawn.reference,
    buyer: { ...buyerIn(regime), name: drawn.buyerName, address: there },
    deliverTo: { name: drawn.buyerName, address: there },
    payment: drawn.isDebit ? debit : transfer,
    notes: drawn.notes,
    attachments: drawn.hasAttachment
      ? [
          {
            id: 'bon',
            description: null,
            fileName: 'bon "1".pdf',
            mimeType: 'application/pdf',
            base64: 'JVBERi0xLjc=',
          },
        ]
      : [],
  }
  return { document, profiles: regime.isConsumer ? ['en16931'] : ['en16931', 'peppol', 'nlcius'] }
}

function buyerIn(regime: Regime): Party {
  if (regime.isConsumer) return { ...buyer, legalId: null, vatNumber: null, endpoint: null }
  if (regime.country === 'BE') return abroad('K').buyer
  if (regime.country === 'DE')
    return {
      ...buyer,
      legalId: null,
      vatNumber: 'DE123456788',
      endpoint: { scheme: '9930', id: 'DE123456788' },
    }
  return buyer
}

/** Nets and VAT groups from the drawn gross amounts: VAT inside the group's total, or on top of the nets. */
function partsOf(drawn: Drawn): Pick<InvoiceDocument, 'lines' | 'adjustments' | 'vat'> {
  const adjustments = drawn.adjustments.map((one): Adjustment => ({
    kind: one.kind,
    amount: one.amount,
    category: one.category[0],
    rate: one.category[1],
    reason: one.kind === 'charge' ? 'Verzendkosten' : 'Korting',
    reasonCode: one.kind === 'charge' ? 'FC' : '95',
  }))
  const kinds = [...drawn.lines.map((one) => one.kind), ...drawn.adjustments.map((one) => one.category)]
  const unique = [...new Map(kinds.map((kind) => [kind.join(), kind])).values()]
  const nets = new Map<number, number>()
  const vat = unique.map(([category, rate]): VatGroup => {
    const own = drawn.lines.flatMap((one, i) => (one.kind[0] === category && one.kind[1] === rate ? [i] : []))
    const amounts = own.map((i) => drawn.lines[i]!.gross)
    const isInside = drawn.isGrossAnchored && own.length > 0
    const inside = isInside ? vatInside(sum(amounts), rate) : 0
    const lineNets = isInside
      ? share(sum(amounts) - inside, amounts)
      : amounts.map((one, i) => (i % 5 === 4 ? -one : one))
    for (const [i, at] of own.entries()) nets.set(at, lineNets[i]!)
    const rest = sum(
      adjustments
        .filter((one) => one.category === category && one.rate === rate)
        .map((one) => (one.kind === 'charge' ? one.amount : -one.amount)),
    )
    const base = sum(lineNets) + rest
    return {
      ...group(category, rate, base),
      vat: isInside ? inside + percentOf(rest, rate) : percentOf(base, rate),
    }
  })
  const lines = drawn.lines.map(
    ({ name, description, note, sku, gtin, quantity, unit, off, kind }, i): Line => ({
      name,
      description,
      note,
      sku,
      gtin,
      quantity,
      unit,
      id: String(i + 1),
      net: nets.get(i)!,
      discount: off === null ? null : { amount: off, reason: 'Actie' },
      category: kind[0],
      rate: kind[1],
    }),
  )
  return { lines, adjustments, vat }
}

// The schemas of UBL and Factur-X.

type Schemas = Record<InvoiceDocument['kind'] | 'cii', XsdValidator>

function loadSchemas(): Schemas {
  xmlRegisterFsInputProviders()
  const load = (path: string) => {
    const file = join(folder, path)
    return XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(file), { url: file }))
  }
  return {
    invoice: load('ubl-2.1/maindoc/UBL-Invoice-2.1.xsd'),
    'credit-note': load('ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd'),
    cii: load('factur-x/EN16931/FACTUR-X_EN16931.xsd'),
  }
}

function validate(schema: XsdValidator, xml: string): void {
  using document = XmlDocument.fromString(xml)
  schema.validate(document)
}
