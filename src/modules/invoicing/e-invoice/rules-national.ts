/** Peppol's rules of the country: Dutch sellers (NL-R), and German sellers with German buyers (DE-R). */
import { dutchPaymentMeans } from './code-lists.ts'
import { exact } from './exact.ts'
import { fault, isBlank, missing, needs, type Finding } from './finding.ts'
import type { ReadAddress, ReadInvoice, ReadParty, ReadPayment } from './incoming.ts'
import { countryOf } from './rules-peppol.ts'

export function* dutchRules(invoice: ReadInvoice): Generator<Finding> {
  if (countryOf(invoice, 'seller') !== 'NL') return
  const isDutchBuyer = countryOf(invoice, 'buyer') === 'NL'
  if (invoice.kind === 'credit-note' && !invoice.preceding.some((one) => !isBlank(one.number))) {
    yield missing(
      'NL-R-001',
      'preceding',
      'De factuur die wordt gecrediteerd',
      'The invoice that is credited',
    )
  }
  yield* addressRules(invoice.seller!.address, 'NL-R-002', 'seller.address')
  yield* registrationRules(invoice.seller!, 'NL-R-003', 'seller.legalId')
  if (isDutchBuyer) {
    yield* addressRules(invoice.buyer!.address, 'NL-R-004', 'buyer.address')
    yield* registrationRules(invoice.buyer!, 'NL-R-005', 'buyer.legalId')
  }
  if (invoice.representative?.address?.country === 'NL') {
    yield* addressRules(invoice.representative.address, 'NL-R-006', 'representative.address')
  }
  yield* payableRules(invoice, 'NL-R-007')
  for (const [i, one] of invoice.payments.entries()) {
    if (isDutchBuyer && !dutchPaymentMeans.has(one.code ?? '')) {
      yield fault(
        'NL-R-008',
        `payment[${i}]`,
        `Betaalwijze ${one.code} mag niet tussen Nederlandse bedrijven; gebruik een overboeking of incasso.`,
        `Payment means ${one.code} is not allowed between Dutch parties; use a transfer or direct debit.`,
      )
    }
  }
  if (isBlank(invoice.orderNumber) && invoice.lines.some((line) => !isBlank(line.orderLine))) {
    yield missing('NL-R-009', 'orderNumber', 'Het bestelnummer', 'The order number')
  }
}

export function* addressRules(address: ReadAddress | null, rule: string, path: string): Generator<Finding> {
  yield* needs(address?.street, rule, `${path}.street`, 'De straat', 'The street')
  yield* needs(address?.postcode, rule, `${path}.postcode`, 'De postcode', 'The postcode')
  yield* needs(address?.city, rule, `${path}.city`, 'De plaats', 'The city')
}

/** A Dutch party is named by its KvK number or its OIN. */
export function* registrationRules(party: ReadParty, rule: string, path: string): Generator<Finding> {
  if (!party.legalIds.some((one) => !isBlank(one.text) && (one.scheme === '0106' || one.scheme === '0190'))) {
    yield missing(rule, path, 'Het KvK-nummer of OIN', 'The KvK number or OIN')
  }
}

/** How to pay must be said when the buyer has to pay. */
export function* payableRules(invoice: ReadInvoice, rule: string): Generator<Finding> {
  const payable = exact(invoice.totals?.payable?.text) ?? 0n
  const isDue = invoice.kind === 'credit-note' ? payable < 0n : payable > 0n
  if (isDue && invoice.payments.length === 0) {
    yield missing(
      rule,
      'payment',
      'Hoe de klant betaalt (IBAN of incasso)',
      'How the buyer pays (IBAN or direct debit)',
    )
  }
}

export function* germanRules(invoice: ReadInvoice): Generator<Finding> {
  if (countryOf(invoice, 'seller') !== 'DE' || countryOf(invoice, 'buyer') !== 'DE') return
  if (invoice.payments.length === 0) {
    yield missing('DE-R-001', 'payment', 'De betaalwijze', 'The payment means')
  }
  if (!invoice.seller?.contact) {
    yield missing('DE-R-002', 'seller.contact', 'De contactpersoon van de verkoper', "The seller's contact")
  }
  for (const [value, rule, path, nl, en] of germanFields(invoice)) yield* needs(value, rule, path, nl, en)
  const files = invoice.attachments.flatMap((one) => one.fileName ?? [])
  if (new Set(files).size !== files.length) {
    const nl = 'Twee bijlagen hebben dezelfde bestandsnaam; hernoem er één.'
    yield fault('DE-R-022', 'attachments', nl, 'Two attachments have the same file name; rename one.')
  }
  yield* germanTaxRules(invoice)
  for (const [i, one] of invoice.payments.entries()) yield* germanPaymentRules(one, `payment[${i}]`, invoice)
}

type Wanted = readonly [value: string | null | undefined, rule: string, path: string, nl: string, en: string]

/** What German invoices must have filled in, on top of what EN 16931 asks. */
function germanFields({ seller, buyer, deliverTo, buyerReference }: ReadInvoice): Wanted[] {
  const from = seller?.address
  const to = buyer?.address
  const contact = seller?.contact
  const fields: Wanted[] = [
    [from?.city, 'DE-R-003', 'seller.address.city', 'De plaats van de verkoper', "The seller's city"],
    [
      from?.postcode,
      'DE-R-004',
      'seller.address.postcode',
      'De postcode van de verkoper',
      "The seller's postcode",
    ],
    [contact?.name, 'DE-R-005', 'seller.contact.name', 'De naam van de contactpersoon', "The contact's name"],
    [
      contact?.phone,
      'DE-R-006',
      'seller.contact.phone',
      'Het telefoonnummer van de contactpersoon',
      "The contact's phone",
    ],
    [
      contact?.email,
      'DE-R-007',
      'seller.contact.email',
      'Het e-mailadres van de contactpersoon',
      "The contact's e-mail",
    ],
    [to?.city, 'DE-R-008', 'buyer.address.city', 'De plaats van de klant', "The buyer's city"],
    [to?.postcode, 'DE-R-009', 'buyer.address.postcode', 'De postcode van de klant', "The buyer's postcode"],
    [buyerReference, 'DE-R-015', 'buyerReference', 'De referentie van de klant', "The buyer's reference"],
  ]
  if (deliverTo) {
    fields.push(
      [
        deliverTo.city,
        'DE-R-010',
        'deliverTo.address.city',
        'De plaats van aflevering',
        'The city of delivery',
      ],
      [
        deliverTo.postcode,
        'DE-R-011',
        'deliverTo.address.postcode',
        'De postcode van aflevering',
        'The postcode of delivery',
      ],
    )
  }
  return fields
}

const taxed = new Set(['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M'])

function* germanTaxRules(invoice: ReadInvoice): Generator<Finding> {
  const groups = invoice.taxTotals.flatMap((one) => [...one.subtotals])
  for (const [i, group] of groups.entries()) {
    yield* needs(group.tax?.percent, 'DE-R-014', `vat[${i}].rate`, 'Het btw-tarief', 'The VAT rate')
  }
  const numbers = [...(invoice.seller?.taxNumbers ?? []), ...(invoice.representative?.taxNumbers ?? [])]
  if (
    groups.some((group) => taxed.has(group.tax?.category ?? '')) &&
    numbers.every((one) => isBlank(one.text))
  ) {
    yield missing(
      'DE-R-016',
      'seller.vatNumber',
      'Het btw-nummer of belastingnummer',
      'The VAT number or tax number',
    )
  }
}

function* germanPaymentRules(payment: ReadPayment, path: string, invoice: ReadInvoice): Generator<Finding> {
  const has = { account: payment.hasAccount, card: payment.hasCard, mandate: payment.mandate !== null }
  const wanted: Record<string, readonly [rule: string, part: keyof typeof has]> = {
    30: ['DE-R-023', 'account'],
    58: ['DE-R-023', 'account'],
    48: ['DE-R-024', 'card'],
    54: ['DE-R-024', 'card'],
    55: ['DE-R-024', 'card'],
    59: ['DE-R-025', 'mandate'],
  }
  const want = wanted[payment.code ?? '']
  if (!want) return
  const [rule, part] = want
  if (!has[part])
    yield missing(`${rule}-1`, path, 'De gegevens van deze betaalwijze', 'The details of this payment means')
  if (Object.entries(has).some(([name, isThere]) => isThere && name !== part)) {
    yield fault(
      `${rule}-2`,
      path,
      'Er staan gegevens van een andere betaalwijze bij.',
      'There are details of another payment means.',
    )
  }
  if (part !== 'mandate' || !has.mandate) return
  if (![...(invoice.seller?.ids ?? []), ...(invoice.payee?.ids ?? [])].some((one) => one.scheme === 'SEPA')) {
    yield missing('DE-R-030', `${path}.creditorId`, 'Het incassant-ID', 'The creditor identifier')
  }
  yield* needs(
    payment.debtorIban,
    'DE-R-031',
    `${path}.debtorIban`,
    'De IBAN van de klant',
    "The buyer's IBAN",
  )
}
