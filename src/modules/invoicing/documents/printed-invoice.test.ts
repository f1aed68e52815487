/** Invoices on paper, read back: what stands on them, on how many pages, and what they ask to be paid. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readPdf } from '../../../../test/support/read-pdf.ts'
import { stopPdf } from '../../../platform/pdf/render.ts'
import { printInvoice, registeredNumbers, type PrintedInvoice, type PrintedLine } from './printed-invoice.ts'

after(stopPdf)
const at = new Date('2026-11-21T10:00:00Z')

const tube: PrintedLine = {
  code: 'BAND-28',
  text: 'Binnenband 28 inch',
  note: null,
  quantity: 2000,
  unit: null,
  price: 123456,
  discount: 0,
  vatKind: 'taxed',
  vatRate: 2100,
  amount: 2469,
}
const invoice: PrintedInvoice = {
  kind: 'invoice',
  lang: 'nl',
  number: '2026-00123',
  issuedDay: '2026-11-21',
  suppliedDay: '2026-11-20',
  dueDay: '2026-12-05',
  orderNumber: 'W-10045',
  reference: 'PO 4711',
  credits: null,
  currency: 'EUR',
  seller: {
    name: 'Rijwielhuis B.V.',
    address: ['Dorpsstraat 1', '1234 AB Ons Dorp'],
    logo: null,
    vatNumber: 'NL123456789B01',
    taxNumber: null,
    cocNumber: '12345678',
    country: 'NL',
    iban: 'NL91ABNA0417164300',
    bic: 'ABNANL2A',
    email: null,
    phone: null,
    website: null,
  },
  buyer: { address: ['De klant', 'Kade 2'], vatNumber: 'NL000099998B57', customerNumber: '20031' },
  delivery: ['De klant, magazijn'],
  includesVat: false,
  lines: [tube],
  vat: [{ kind: 'taxed', rate: 2100, base: 2469, vat: 518 }],
  totals: { net: 2469, vat: 518, gross: 2987, due: 2987 },
  payments: [],
  payment: {
    iban: 'NL91ABNA0417164300',
    bic: 'ABNANL2A',
    name: 'Rijwielhuis B.V. Zoë',
    reference: 'RF18 2026 00123',
  },
  notes: [],
  footer: 'Tot ziens in de winkel.',
  layout: { look: 'letter', showsPositions: false, showsCodes: true, showsBank: true },
}

async function read(bend: Partial<PrintedInvoice> = {}) {
  const { pages } = await readPdf(await printInvoice({ ...invoice, ...bend }, { at }))
  const texts = pages.map(({ text }) => text.replaceAll(/[\n\u00a0\u200b]/g, ' '))
  return { pages: texts, all: texts.join(' ').replaceAll(/ +/g, ' ') }
}

const stands = (all: string, ...texts: string[]) => {
  for (const text of texts) assert.ok(all.includes(text), `«${text}» in «${all}»`)
}

test('an invoice says all that the law asks', async () => {
  const { all, pages } = await read()
  assert.equal(pages.length, 1)
  stands(all, 'Factuur 2026-00123', 'Datum 21-11-2026', 'Geleverd op 20-11-2026', 'Btw-nummer NL123456789B01')
  stands(all, 'De klant Kade 2 Btw-nummer NL000099998B57', 'Afleveradres De klant, magazijn', 'KvK 12345678')
  stands(
    all,
    'Bestelnummer W-10045',
    'Referentie PO 4711',
    'BAND-28 Binnenband 28 inch 2 € 12,3456 21% € 24,69',
  )
  stands(all, 'Totaal excl. btw € 24,69', 'Btw € 5,18', 'Totaal incl. btw € 29,87', 'Pagina 1 van 1')
  stands(
    all,
    'Wil je € 29,87 uiterlijk 05-12-2026 overmaken op NL91 ABNA 0417 1643 00',
    'Tot ziens in de winkel.',
  )
})

test('a deposit is taken off, and a paid invoice asks nothing', async () => {
  const deposit = [{ text: 'iDEAL, 20-11-2026', amount: 1000 }]
  const part = await read({ payments: deposit, totals: { ...invoice.totals, due: 1987 } })
  stands(part.all, 'iDEAL, 20-11-2026 € -10,00', 'Te betalen € 19,87', 'Wil je € 19,87')
  const paid = await read({
    payments: [{ text: 'Pin', amount: 2987 }],
    totals: { ...invoice.totals, due: 0 },
  })
  stands(paid.all, 'Te betalen € 0,00', 'Deze factuur is betaald.')
  assert.ok(!paid.all.includes('overmaken'))
})

test('without an account nothing is asked, and another currency has no code', async () => {
  assert.ok(!(await read({ payment: null })).all.includes('overmaken'))
  const { all } = await read({ currency: 'SEK' })
  stands(
    all,
    'overmaken op NL91 ABNA 0417 1643 00 van Rijwielhuis B.V. Zoë, met vermelding van RF18 2026 00123',
  )
  assert.ok(!all.includes('app van je bank'))
})

test('a direct debit is announced in place of the request', async () => {
  const { all } = await read({ payment: { text: 'Wij schrijven dit bedrag op 1 december af.' } })
  stands(all, 'Wij schrijven dit bedrag op 1 december af.')
  assert.ok(!all.includes('overmaken'))
})

test('a concept has no number, no request to pay, and says so on its face', async () => {
  const { all } = await read({ number: null })
  stands(all, 'Factuur (concept)', 'CONCEPT', 'Factuurnummer Concept')
  assert.ok(!all.includes('overmaken'))
})

test('a credit note names its invoice and what comes back', async () => {
  const credited = { kind: 'credit-note', credits: '2026-00100', number: 'C-12' } as const
  const { all } = await read({
    ...credited,
    payments: [{ text: 'Verrekend', amount: -1000 }],
    totals: { net: -2469, vat: -518, gross: -2987, due: -1987 },
  })
  stands(
    all,
    'Creditnota C-12',
    'Bij factuur 2026-00100',
    'Totaal incl. btw € -29,87',
    'Te ontvangen € 19,87',
  )
})

test('it speaks German and English too', async () => {
  stands(
    (await read({ lang: 'de' })).all,
    'Rechnung 2026-00123',
    'Fällig am 05.12.2026',
    '29,87 €',
    'Seite 1 von 1',
  )
  stands(
    (await read({ lang: 'en' })).all,
    'Invoice 2026-00123',
    'Due date 5 Dec 2026',
    '€29.87',
    'Page 1 of 1',
  )
})

test('each way of not charging VAT has its word in the line', async () => {
  const kinds = ['reverse-charge', 'intra-community', 'export', 'exempt', 'margin', 'outside'] as const
  const { all } = await read({ lines: kinds.map((vatKind) => ({ ...tube, vatKind, vatRate: 0 })), vat: [] })
  stands(all, 'verlegd', '0% ICL', '0% export', 'vrijgesteld', 'marge', 'geen btw')
})

test('what one line says stays on one page with its amount', async () => {
  const text = `Begin ${'met een heel lange naam die over veel regels loopt '.repeat(8)}einde`
  const lines = Array.from({ length: 30 }, () => ({ ...invoice.lines[0]!, text, note: 'Frame 57 cm' }))
  const { pages } = await read({ lines })
  assert.ok(pages.length > 3, `${pages.length} pages`)
  const count = (page: string, word: string) => page.split(word).length - 1
  for (const page of pages)
    assert.deepEqual(
      [count(page, 'einde'), count(page, 'Frame 57 cm')],
      [count(page, 'Begin'), count(page, 'Begin')],
    )
  const endless = await read({ lines: [{ ...lines[0]!, text: text.repeat(20) }] })
  assert.equal(count(endless.all, 'Begin'), 20)
})

test('five hundred lines go over pages that each have their head and their number', async () => {
  const lines = Array.from({ length: 500 }, (_, i) => ({
    ...tube,
    code: `ART-${i}`,
    discount: 1000,
    note: 'Frame 12',
  }))
  const { pages, all } = await read({ lines })
  assert.ok(pages.length > 10, `${pages.length} pages`)
  for (const [i, page] of pages.slice(1, -1).entries())
    stands(page, 'Rijwielhuis B.V.', 'Omschrijving', 'Bedrag', `Pagina ${i + 2} van ${pages.length}`)
  stands(all, 'ART-0 ', 'ART-499 ', '10% korting')
})

test('text of a shop that tries to be program is text', async () => {
  const { all } = await read({
    lines: [{ ...tube, text: '#panic("x") \\ "y" $z$', note: '*a*\n_b_', code: '<c>' }],
    buyer: { ...invoice.buyer, address: ['#read("/main.ts")'] },
    footer: '#pagebreak()',
  })
  stands(all, '#panic("x") \\ "y" $z$', '*a* _b_', '<c>', '#read("/main.ts")', '#pagebreak()')
})

test('a logo may be PNG or SVG', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2h-4z"/></svg>',
  )
  const dot =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
  for (const logo of [svg, Buffer.from(dot, 'base64')])
    stands((await read({ seller: { ...invoice.seller, logo } })).all, 'Factuur 2026-00123')
})

test('each number that a company is registered under is called by its name, in the language of the customer', () => {
  const seller = { cocNumber: '12345678', country: 'NL', vatNumber: 'NL123456789B01', taxNumber: null }
  assert.deepEqual(registeredNumbers(seller, 'nl'), ['KvK 12345678', 'Btw-nummer NL123456789B01'])
  assert.deepEqual(
    registeredNumbers(
      { cocNumber: 'HRB 1234', country: 'DE', vatNumber: null, taxNumber: '181/815/08155' },
      'de',
    ),
    ['Handelsregister HRB 1234', 'Steuernummer 181/815/08155'],
  )
})
