/** The page of an issued record: nothing of it is lost, and nothing is added up anew. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readPdf } from '../../../../test/support/read-pdf.ts'
import { stopPdf } from '../../../platform/pdf/render.ts'
import { totalsOf, type InvoiceDocument, type Line } from '../e-invoice/document.ts'
import { fromRecord, type Letterhead } from './from-record.ts'
import { printInvoice, registeredNumbers } from './printed-invoice.ts'

after(stopPdf)

const bike: Line = {
  id: '1',
  name: 'Stadsfiets',
  description: null,
  note: 'Framenummer WTU123',
  sku: 'FIETS-1',
  gtin: null,
  quantity: 3000,
  unit: 'C62',
  net: 100_000,
  discount: { amount: 5000, reason: 'Korting' },
  category: 'S',
  rate: 2100,
}
const freight = {
  kind: 'charge',
  amount: 1000,
  reason: 'Verzendkosten',
  reasonCode: 'FC',
  category: 'S',
  rate: 2100,
} as const
const parts: Pick<InvoiceDocument, 'lines' | 'adjustments' | 'vat'> = {
  lines: [bike],
  adjustments: [
    freight,
    { ...freight, kind: 'discount', amount: 500, reason: 'Kortingscode', reasonCode: '95' },
  ],
  vat: [{ category: 'S', rate: 2100, base: 100_500, vat: 21_105, exemption: null }],
}
const address = {
  street: 'Dorpsstraat 1',
  extra: null,
  postcode: '1234 AB',
  city: 'Ons Dorp',
  region: null,
  country: 'NL',
}
const record: InvoiceDocument = {
  kind: 'invoice',
  number: '2026-00123',
  issueDay: '2026-11-21',
  dueDay: '2026-12-05',
  deliveryDay: '2026-11-20',
  period: null,
  currency: 'EUR',
  vatInOwnCurrency: null,
  orderNumber: 'W-10045',
  buyerReference: 'PO 4711',
  preceding: [],
  seller: {
    name: 'Rijwielhuis Dorp B.V.',
    tradeName: 'Fietsen.example',
    legalId: { scheme: '0106', id: '12345678' },
    vatNumber: 'NL123456789B01',
    taxNumber: null,
    endpoint: null,
    address,
    contact: null,
  },
  buyer: {
    name: 'Radhaus',
    tradeName: null,
    legalId: null,
    vatNumber: 'DE123456789',
    taxNumber: null,
    endpoint: null,
    address: { ...address, street: 'Hauptstraße 2', postcode: '10115', city: 'Berlin', country: 'DE' },
    contact: { name: 'De inkoop', phone: null, email: null },
  },
  deliverTo: null,
  ...parts,
  totals: totalsOf(parts, 20_000),
  payment: {
    kind: 'transfer',
    iban: 'NL91ABNA0417164300',
    bic: null,
    accountName: null,
    reference: 'RF41202600123',
  },
  paymentTerms: null,
  notes: ['Op deze factuur gelden onze voorwaarden.'],
  attachments: [],
}
const letterhead: Letterhead = {
  lang: 'nl',
  layout: { look: 'letter', showsPositions: false, showsCodes: true, showsBank: true },
  footer: null,
  logo: null,
  iban: 'NL91ABNA0417164300',
  bic: null,
  website: null,
  cocNumber: null,
  customerNumber: null,
  prepaidBy: 'iDEAL, 20-11-2026',
}

async function read(bend: Partial<InvoiceDocument> = {}): Promise<string> {
  const printed = fromRecord({ ...record, ...bend }, letterhead)
  const { pages } = await readPdf(await printInvoice(printed, { at: new Date('2026-11-21T10:00:00Z') }))
  return pages.map(({ text }) => text.replaceAll(/[\n\u00a0\u200b ]+/g, ' ')).join(' ')
}
const stands = (all: string, ...texts: string[]) => {
  for (const text of texts) assert.ok(all.includes(text), `«${text}» in «${all}»`)
}

test('an issued invoice prints its lines, freight, discounts, deposit and what is left', async () => {
  const page = await read()
  stands(page, 'Fietsen.example', 'Rijwielhuis Dorp B.V. Dorpsstraat 1 1234 AB Ons Dorp', 'KvK 12345678')
  stands(page, 'Radhaus De inkoop Hauptstraße 2 10115 Berlin Duitsland', 'Btw-nummer DE123456789')
  stands(page, 'FIETS-1 Stadsfiets Framenummer WTU123 Korting: € -50,00 3 € 350,00 21% € 1.000,00')
  stands(page, 'Verzendkosten 1 € 10,00 21% € 10,00', 'Kortingscode 1 € -5,00 21% € -5,00')
  stands(page, 'Totaal excl. btw € 1.005,00', 'Btw € 211,05', 'Totaal incl. btw € 1.216,05')
  stands(page, 'iDEAL, 20-11-2026 € -200,00', 'Te betalen € 1.016,05', 'met vermelding van RF41202600123')
  stands(page, 'Referentie PO 4711', 'Op deze factuur gelden onze voorwaarden.')
})

test('a seller without a VAT number is named by the number of its tax office, under its own word', async () => {
  const page = await read({ seller: { ...record.seller, vatNumber: null, taxNumber: '181/815/08155' } })
  stands(page, 'Belastingnummer 181/815/08155')
})

test('a German seller is named by its number in the trade register, under its own word', () => {
  const seller = { ...record.seller, legalId: null, address: { ...record.seller.address, country: 'DE' } }
  const printed = fromRecord({ ...record, seller }, { ...letterhead, lang: 'de', cocNumber: 'HRB 1234' })
  assert.ok(registeredNumbers(printed.seller, 'de').includes('Handelsregister HRB 1234'))
})

test('a credit note is its invoice below zero', async () => {
  const page = await read({
    kind: 'credit-note',
    preceding: [{ number: '2026-00100', issueDay: null }],
    totals: totalsOf(parts),
    payment: null,
  })
  stands(page, 'Creditnota 2026-00123', 'Bij factuur 2026-00100', '-3 € 350,00 21% € -1.000,00')
  stands(page, 'Verzendkosten -1 € 10,00 21% € -10,00', 'Kortingscode -1 € -5,00 21% € 5,00')
  stands(page, 'Totaal incl. btw € -1.216,05', 'Te ontvangen € 1.216,05')
})

test('why there is no VAT stands in the line and as a sentence, once', async () => {
  const exemption = { code: 'VATEX-EU-IC', text: 'Intracommunautaire levering, btw 0%.' }
  const free = {
    lines: [{ ...bike, category: 'K', rate: 0 }],
    adjustments: [],
    vat: [{ category: 'K', rate: 0, base: 100_000, vat: 0, exemption }],
  } as const
  const page = await read({ ...free, totals: totalsOf(free), notes: [exemption.text] })
  stands(page, '0% ICL € 1.000,00')
  assert.equal(page.split(exemption.text).length, 2)
})

test('second-hand goods under the margin scheme are told from exempt ones', () => {
  const kindOf = (code: string | null) => {
    const vat = [
      { category: 'E', rate: 0, base: 100_000, vat: 0, exemption: { code, text: 'Reden' } },
    ] as const
    return fromRecord({ ...record, lines: [{ ...bike, category: 'E', rate: 0 }], vat }, letterhead).lines[0]!
      .vatKind
  }
  assert.deepEqual(['VATEX-EU-F', 'VATEX-EU-135-1', null].map(kindOf), ['margin', 'exempt', 'exempt'])
})

test('second-hand goods beside an insurance are each told by their own name, and what each comes to', async () => {
  const why = {
    code: null,
    text: 'Bijzondere regeling - gebruikte goederen; Verzekering: vrijgesteld van btw',
  }
  const exempt = { category: 'E', rate: 0 } as const
  const mixed = {
    ...record,
    lines: [
      { ...bike, ...exempt, net: 25_000, isMargin: true },
      { ...bike, ...exempt, id: '2', name: 'Verzekering', net: 15_000 },
    ],
    adjustments: [
      { kind: 'charge', amount: 595, reason: 'Verzendkosten', reasonCode: 'FC', ...exempt, isMargin: true },
    ],
    vat: [{ ...exempt, base: 40_595, vat: 0, exemption: why }],
  } as const
  const printed = fromRecord({ ...mixed, totals: totalsOf(mixed) }, letterhead)
  assert.deepEqual(
    printed.lines.map(({ vatKind }) => vatKind),
    ['margin', 'exempt', 'margin'],
  )
  assert.deepEqual(
    printed.vat.map(({ kind, base }) => [kind, base]),
    [
      ['margin', 25_595],
      ['exempt', 15_000],
    ],
  )
  stands(await read({ ...mixed, totals: totalsOf(mixed) }), why.text)
})

test('a direct debit is announced with its mandate', async () => {
  const payment = {
    kind: 'direct-debit',
    mandate: 'M-7',
    creditorId: 'NL00ZZZ',
    debtorIban: 'DE02120300000000202051',
    reference: null,
  } as const
  const page = await read({ payment })
  stands(page, 'Wij schrijven € 1.016,05 rond 05-12-2026 af van DE02120300000000202051 (machtiging M-7).')
  assert.ok(!page.includes('overmaken'))
})

test('a delivery address stands apart only when it differs', () => {
  const { name, address: billed } = record.buyer
  const of = (deliverTo: InvoiceDocument['deliverTo']) =>
    fromRecord({ ...record, deliverTo }, letterhead).delivery
  assert.equal(of({ name, address: billed }), null)
  assert.deepEqual(of({ name: 'Lager', address: { ...billed, street: 'Hafen 3' } }), [
    'Lager',
    'Hafen 3',
    '10115 Berlin',
    'Duitsland',
  ])
})

test('rounding and VAT in the own currency are told', async () => {
  const totals = totalsOf(parts, 0, -5)
  const page = await read({ totals, vatInOwnCurrency: { currency: 'SEK', amount: 240_000 } })
  stands(page, 'Afronding € -0,05', 'Te betalen € 1.216,00', 'Btw in eigen valuta: SEK 2.400,00')
})
