/** Letters about late invoices, read back: what they ask, and under which reference it is paid. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readPdf } from '../../../../test/support/read-pdf.ts'
import { stopPdf } from '../../../platform/pdf/render.ts'
import { printReminder, type LateInvoice, type PrintedReminder } from './reminder-letter.ts'

after(stopPdf)

const invoice: LateInvoice = {
  number: '2026-00017',
  reference: 'RF29202600017',
  day: '2026-03-02',
  dueDay: '2026-03-16',
  total: 12_100,
  due: 12_100,
}
const letter: PrintedReminder = {
  level: 2,
  letter: 'fourteen-days',
  lang: 'nl',
  currency: 'EUR',
  country: 'NL',
  invoices: [invoice],
  totalDue: 12_100,
  costs: 4000,
  costsVat: 0,
  interest: 0,
  day: '2026-04-06',
  seller: {
    name: 'Rijwielhuis',
    address: ['Dorpsstraat 1'],
    contact: [],
    logo: null,
    numbers: ['KvK 12345678'],
    iban: 'NL91ABNA0417164300',
    bic: null,
    holder: 'Rijwielhuis B.V.',
  },
  buyer: ['Sanne Jansen'],
}

async function read(bend: Partial<PrintedReminder> = {}): Promise<string> {
  const pdf = await printReminder({ ...letter, ...bend }, { at: new Date('2026-04-06T08:00:00Z') })
  const { pages } = await readPdf(pdf)
  return pages.map(({ text }) => text.replaceAll(/[\n\u00a0\u200b ]+/g, ' ')).join(' ')
}
const stands = (all: string, ...texts: string[]) => {
  for (const text of texts) assert.ok(all.includes(text), `«${text}» in «${all}»`)
}

test('a letter asks to mention what the invoice asked, not its plain number', async () => {
  const page = await read()
  stands(page, 'Tweede herinnering', '2026-00017 02-03-2026 16-03-2026 € 121,00 € 121,00')
  stands(page, 'Wil je € 121,00 overmaken op NL91 ABNA 0417 1643 00 van Rijwielhuis B.V., met vermelding van')
  stands(page, 'met vermelding van RF29202600017?')
})

test('one letter about several invoices names the reference of each, as far as they fit whole in a transfer', async () => {
  const many = Array.from({ length: 12 }, (_, i) => ({ ...invoice, reference: `RF2920260001${10 + i}` }))
  const page = await read({ invoices: many })
  stands(page, 'met vermelding van RF292026000110, RF292026000111,', 'RF292026000117?')
  assert.ok(!page.includes('RF292026000118'))
})

test('interest is stated beside what is asked, and not asked with it', async () => {
  const last = { level: 3, letter: 'costs-due', interest: 199 } as const
  const page = await read(last)
  stands(page, 'Te betalen € 161,00', 'overmaken')
  stands(
    page,
    'artikel 6:119 van het Burgerlijk Wetboek) is tot en met maandag 6 april 2026 € 1,99. Zij staat niet in',
  )
  stands(await read({ ...last, letter: 'business', lang: 'de' }), 'gesetzlichen Handelszinsen betragen bis')
  assert.ok(!(await read({ ...last, interest: 0 })).includes('6:119'))
})
