/** Row h: invoices as PDF, and a day of a thousand invoices and a thousand stickers in two files. */
import { printInvoice, type PrintedInvoice } from '../src/modules/invoicing/documents/printed-invoice.ts'
import { printStickers } from '../src/modules/fulfilment/documents/sticker-document.ts'
import { merge, stopPdf } from '../src/platform/pdf/render.ts'
import { measure, rounded } from './measure.ts'

const at = new Date('2026-11-21T10:00:00Z')

type Note = (row: string, what: string, raw: string, ours: string, ratio: string, goal: string) => void

export async function documentRows(note: Note): Promise<void> {
  await printInvoice(invoiceOf(0), { at })
  const one = await measure(200, 1, (n) => printInvoice(invoiceOf(n), { at }))
  note(
    'h',
    'three-line invoices as PDF/A, one after the other',
    '',
    `${rounded(one.perSecond)}/s`,
    '',
    '≥ 50/s per core',
  )
  const from = performance.now()
  const invoices = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => printInvoice(invoiceOf(n), { at })),
  )
  const file = await merge(invoices.map((pdf) => ({ pdf })))
  await printStickers(
    Array.from({ length: 1000 }, (_, n) => stickerOf(n)),
    'nl',
    { at },
  )
  const seconds = (performance.now() - from) / 1000
  note(
    'h',
    `a day: 1,000 invoices in one file (${rounded(file.pdf.length / 1e6, 1)} MB) and 1,000 stickers`,
    '',
    `${rounded(seconds)} s`,
    '',
    '≤ 20 s on one core',
  )
  await stopPdf()
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
      cocNumber: '12345678',
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
