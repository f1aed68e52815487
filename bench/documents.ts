/** Rows h: invoices as PDF, with their e-invoices, and a day of a thousand invoices and a thousand stickers in two files. */
import { printInvoice, type PrintedInvoice } from '../src/modules/invoicing/documents/printed-invoice.ts'
import { fromRecord } from '../src/modules/invoicing/documents/from-record.ts'
import { writeCii } from '../src/modules/invoicing/e-invoice/cii.ts'
import { totalsOf, type InvoiceDocument, type Party } from '../src/modules/invoicing/e-invoice/document.ts'
import { fittingUbl } from '../src/modules/invoicing/e-invoice/fitting.ts'
import { printStickerRun } from '../src/modules/fulfilment/documents/sticker-document.ts'
import { merge, stopPdf } from '../src/platform/pdf/render.ts'
import { processorSeconds, rounded } from './measure.ts'

const at = new Date('2026-11-21T10:00:00Z')

type Note = (row: string, what: string, raw: string, ours: string, ratio: string, goal: string) => void

export async function documentRows(note: Note): Promise<void> {
  await printInvoice(invoiceOf(0), { at })
  const one = await paced(200, async () => {
    for (let n = 0; n < 200; n++) await printInvoice(invoiceOf(n), { at })
  })
  note('h', 'three-line invoices as PDF/A, one after the other', '', one, '', '≥ 50/s per core')
  const electronic = await paced(1000, () =>
    Promise.all(Array.from({ length: 1000 }, (_, n) => printElectronic(documentOf(n)))),
  )
  note('h', '1,000 invoices as PDF with Factur-X, and as UBL', '', electronic, '', '≥ 50/s per core')
  let file = new Uint8Array()
  const from = performance.now()
  const spent = await processorSeconds(async () => {
    const invoices = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => printInvoice(invoiceOf(n), { at })),
    )
    file = (await merge(invoices.map((pdf) => ({ pdf })))).pdf as typeof file
    await printStickerRun(
      Array.from({ length: 1000 }, (_, n) => ({ sticker: stickerOf(n) })),
      'nl',
      { at },
    )
  })
  note(
    'h',
    `a day: 1,000 invoices in one file (${rounded(file.length / 1e6, 1)} MB) and 1,000 stickers`,
    '',
    `${rounded(spent)} s of one core, ${rounded((performance.now() - from) / 1000)} s by the clock`,
    '',
    '≤ 20 s on one core',
  )
  await stopPdf()
}

/** So many a second of one core, and by the clock of a machine that may do other work. */
async function paced(count: number, work: () => Promise<unknown>): Promise<string> {
  const from = performance.now()
  const spent = await processorSeconds(work)
  const clock = (performance.now() - from) / 1000
  return `${rounded(count / spent)}/s of one core, ${rounded(count / clock)}/s by the clock`
}

/** What is made of an invoice when it is final: the page with its e-invoice inside, and the UBL beside it. */
async function printElectronic(document: InvoiceDocument): Promise<void> {
  const printed = fromRecord(document, {
    lang: 'nl',
    layout: { look: 'letter', showsPositions: false, showsCodes: true, showsBank: true },
    footer: null,
    logo: null,
    iban: 'NL91ABNA0417164300',
    bic: null,
    website: null,
    cocNumber: null,
    customerNumber: null,
    prepaidBy: null,
  })
  const bytes = new TextEncoder().encode(writeCii(document))
  await printInvoice(printed, { at, facturX: 'EN 16931', attachments: [{ ...invoiceXml, bytes }] })
  fittingUbl(document)
}

function invoiceOf(number: number): PrintedInvoice {
  const line = (code: string, text: string, amount: number) => ({
    code,
    text,
    note: null,
    quantity: 1000,
    unit: null,
    price: amount * 100,
    discount: 0,
    vatKind: 'taxed' as const,
    vatRate: 2100,
    amount,
  })
  return {
    kind: 'invoice',
    lang: 'nl',
    number: `2026-${String(number).padStart(5, '0')}`,
    issuedDay: '2026-11-21',
    suppliedDay: '2026-11-21',
    dueDay: '2026-12-05',
    orderNumber: String(number),
    reference: null,
    credits: null,
    currency: 'EUR',
    seller: {
      name: 'Fietsen De Wit',
      address: ['Dorpsstraat 1', '1695 AA Blokker'],
      logo: null,
      vatNumber: 'NL004495445B01',
      taxNumber: null,
      cocNumber: '12345678',
      country: 'NL',
      iban: 'NL91ABNA0417164300',
      bic: null,
      email: 'winkel@example.nl',
      phone: null,
      website: null,
    },
    buyer: {
      address: ['Anna Jansen', `Kerkweg ${number}`, '1234 AB Hoorn'],
      vatNumber: null,
      customerNumber: null,
    },
    delivery: null,
    includesVat: false,
    lines: [
      line('BEL-1', 'Fietsbel', 1240),
      line('BAND-28', 'Buitenband 28 inch', 2480),
      line('ZADEL', 'Zadel', 4132),
    ],
    vat: [{ kind: 'taxed', rate: 2100, base: 7852, vat: 1649 }],
    totals: { net: 7852, vat: 1649, gross: 9501, due: 9501 },
    payments: [],
    payment: { iban: 'NL91ABNA0417164300', bic: null, name: 'Fietsen De Wit', reference: String(number) },
    notes: [],
    footer: null,
    layout: { look: 'letter', showsPositions: false, showsCodes: true, showsBank: true },
  }
}

const stickerOf = (number: number) => ({
  shipmentNumber: `Z${100_000 + number}`,
  orderNumber: String(number),
  reference: null,
  kind: 'deliver' as const,
  carrier: 'Pakketdienst',
  day: '2026-11-21',
  sender: { name: 'Fietsen De Wit', address: ['Dorpsstraat 1', '1695 AA Blokker'] },
  address: ['Anna Jansen', `Kerkweg ${number}`, '1234 AB Hoorn'],
  parcel: { nth: 1, of: 1 },
  weightGrams: 1200,
  mark: null,
})

const invoiceXml = {
  name: 'factur-x.xml',
  mime: 'text/xml',
  relationship: 'alternative',
  description: 'Factur-X',
} as const

function documentOf(number: number): InvoiceDocument {
  const line = (id: string, name: string, sku: string, net: number) => ({
    id,
    name,
    description: null,
    note: null,
    sku,
    gtin: null,
    quantity: 1000,
    unit: 'C62' as const,
    net,
    discount: null,
    category: 'S' as const,
    rate: 2100,
  })
  const lines = [
    line('1', 'Fietsbel', 'BEL-1', 1240),
    line('2', 'Buitenband 28 inch', 'BAND-28', 2480),
    line('3', 'Zadel', 'ZADEL', 4132),
  ]
  const vat = [{ category: 'S' as const, rate: 2100, base: 7852, vat: 1649, exemption: null }]
  const iban = 'NL91ABNA0417164300'
  return {
    kind: 'invoice',
    number: `2026-${String(number).padStart(5, '0')}`,
    issueDay: '2026-11-21',
    dueDay: '2026-12-05',
    deliveryDay: '2026-11-21',
    period: null,
    currency: 'EUR',
    vatInOwnCurrency: null,
    orderNumber: String(number),
    buyerReference: null,
    preceding: [],
    seller: party('Fietsen De Wit', 'Dorpsstraat 1', '1695 AA', 'Blokker', {
      vatNumber: 'NL004495445B01',
      legalId: { scheme: '0106', id: '12345678' },
    }),
    buyer: party('Anna Jansen', `Kerkweg ${number}`, '1234 AB', 'Hoorn'),
    deliverTo: null,
    lines,
    adjustments: [],
    vat,
    totals: totalsOf({ lines, adjustments: [], vat }),
    payment: { kind: 'transfer', iban, bic: null, accountName: 'Fietsen De Wit', reference: String(number) },
    paymentTerms: null,
    notes: [],
    attachments: [],
  }
}

const party = (
  name: string,
  street: string,
  postcode: string,
  city: string,
  more: Partial<Party> = {},
): Party => ({
  name,
  tradeName: null,
  legalId: null,
  vatNumber: null,
  taxNumber: null,
  endpoint: null,
  address: { street, extra: null, postcode, city, region: null, country: 'NL' },
  contact: null,
  ...more,
})
