/** An invoice of example goods in the merchant's own letterhead: what the settings show while they are changed. Pure. */
import { addDays, yearOf, type Day } from '../../../base/day.ts'
import { percentOf, sum } from '../../../base/money.ts'
import { documentWords, wordsIn, type DocumentLang } from '../../../platform/pdf/wording.ts'
import { prefixOf } from '../../organisations/rules.ts'
import type { Business, NumberPlan } from '../../organisations/schema.ts'
import { totalsOf, type InvoiceDocument, type Line } from '../e-invoice/document.ts'
import { withReference } from '../e-invoice/reference.ts'
import { sellerOf } from '../parties.ts'

/** `plan` is how this year's invoices are numbered; without one they are numbered our way. */
export function sampleInvoice(
  business: Business,
  plan: Pick<NumberPlan, 'prefix' | 'firstNumber' | 'digits'> | null,
  lang: DocumentLang,
  day: Day,
): InvoiceDocument {
  const words = wordsIn(sampleWords, lang)
  const year = yearOf(day)
  const lines: Line[] = [
    lineOf('1', words.first, 'VB-1001', 1000, 82_645),
    { ...lineOf('2', words.second, 'VB-2002', 2000, 4_132), note: words.note },
    lineOf('3', words.work, 'VB-3003', 1500, 6_818),
  ]
  const base = sum(lines.map((line) => line.net))
  const tax = sum(lines.map((line) => line.vat ?? 0))
  const vat = [{ category: 'S', rate: 2100, base, vat: tax, exemption: null }] as const
  const number = `${prefixOf(plan?.prefix ?? '{year}-', year)}${String(plan?.firstNumber ?? 1).padStart(plan?.digits ?? 5, '0')}`
  return withReference({
    kind: 'invoice',
    number,
    issueDay: day,
    dueDay: addDays(day, business.paymentTermDays),
    deliveryDay: day,
    period: null,
    currency: business.currency,
    vatInOwnCurrency: null,
    orderNumber: '10001',
    buyerReference: null,
    preceding: [],
    seller: sellerOf(business, business.vatNumber),
    buyer: {
      name: words.buyer,
      tradeName: null,
      legalId: null,
      vatNumber: null,
      taxNumber: null,
      endpoint: null,
      address: {
        street: words.street,
        extra: null,
        postcode: '1234 AB',
        city: words.city,
        region: null,
        country: business.country,
      },
      contact: null,
    },
    deliverTo: null,
    showsGross: business.showsGrossToConsumers,
    lines,
    adjustments: [],
    vat: [...vat],
    totals: totalsOf({ lines, adjustments: [], vat: [...vat] }, 0),
    payment: business.iban
      ? {
          kind: 'transfer',
          iban: business.iban,
          bic: business.bic,
          accountName: business.legalName,
          reference: number,
        }
      : null,
    paymentTerms: null,
    notes: [],
    attachments: [],
  })
}

const lineOf = (id: string, name: string, sku: string, quantity: number, net: number): Line => ({
  id,
  name,
  description: null,
  note: null,
  sku,
  gtin: null,
  quantity,
  unit: 'C62',
  net,
  vat: percentOf(net, 2100),
  discount: null,
  category: 'S',
  rate: 2100,
})

const sampleWords = {
  buyer: documentWords('Klant Voorbeeld', 'Example Customer', 'Kunde Beispiel'),
  street: documentWords('Voorbeeldlaan 2', '2 Example Lane', 'Beispielweg 2'),
  city: documentWords('Voorbeeldstad', 'Exampletown', 'Musterstadt'),
  first: documentWords('Voorbeeldartikel, groot', 'Example product, large', 'Beispielartikel, groß'),
  second: documentWords('Voorbeeldartikel, klein', 'Example product, small', 'Beispielartikel, klein'),
  note: documentWords('Serienummer 12345', 'Serial number 12345', 'Seriennummer 12345'),
  work: documentWords('Montage', 'Assembly', 'Montage'),
} as const
