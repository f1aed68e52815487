/** NLCIUS (SI-UBL 2.0): the Dutch rules on top of EN 16931 (BR-NL), errors and the warnings that we avoid. */
import { dutchPaymentMeans } from './code-lists.ts'
import { fault, isBlank, missing, warning, type Finding } from './finding.ts'
import type { ReadInvoice } from './incoming.ts'
import { groupsOf } from './rules-content.ts'
import { addressRules, payableRules, registrationRules } from './rules-national.ts'
import { countryOf } from './rules-peppol.ts'

const types = new Set(['380', '381', '384', '389'])

export function* nlciusRules(invoice: ReadInvoice): Generator<Finding> {
  if (invoice.kind === 'credit-note' && invoice.typeCode !== '381') {
    yield fault('BR-NL-8', 'kind', 'Een creditnota heeft soort 381.', 'A credit note is of type 381.')
  }
  if (countryOf(invoice, 'seller') === 'NL') yield* dutchSellerRules(invoice)
  yield* dislikeRules(invoice)
}

function* dutchSellerRules(invoice: ReadInvoice): Generator<Finding> {
  const isDutchBuyer = countryOf(invoice, 'buyer') === 'NL'
  yield* registrationRules(invoice.seller!, 'BR-NL-1', 'seller.legalId')
  if (invoice.buyerReference === null && invoice.orderNumber === null) {
    yield missing(
      'BR-NL-2',
      'orderNumber',
      'De referentie van de klant of het bestelnummer',
      "The buyer's reference or the order number",
    )
  }
  yield* addressRules(invoice.seller!.address, 'BR-NL-3', 'seller.address')
  if (isDutchBuyer) {
    yield* addressRules(invoice.buyer!.address, 'BR-NL-4', 'buyer.address')
    yield* registrationRules(invoice.buyer!, 'BR-NL-10', 'buyer.legalId')
  }
  if (invoice.representative?.address?.country === 'NL') {
    yield* addressRules(invoice.representative.address, 'BR-NL-5', 'representative.address')
  }
  if (invoice.kind === 'invoice' && !types.has(invoice.typeCode ?? '')) {
    yield fault(
      'BR-NL-7',
      'kind',
      `NLCIUS neemt soort ${invoice.typeCode} niet aan.`,
      `NLCIUS does not take type ${invoice.typeCode}.`,
    )
  }
  if (invoice.typeCode === '384' && !invoice.preceding.some((one) => !isBlank(one.number))) {
    yield missing(
      'BR-NL-9',
      'preceding',
      'De factuur die wordt gecorrigeerd',
      'The invoice that is corrected',
    )
  }
  yield* payableRules(invoice, 'BR-NL-11')
  for (const [i, one] of invoice.payments.entries()) {
    if (!dutchPaymentMeans.has(one.code ?? '')) {
      yield fault(
        'BR-NL-12',
        `payment[${i}]`,
        `NLCIUS neemt betaalwijze ${one.code} niet aan; gebruik een overboeking of incasso.`,
        `NLCIUS does not take payment means ${one.code}; use a transfer or direct debit.`,
      )
    }
  }
  if (isBlank(invoice.orderNumber) && invoice.lines.some((line) => !isBlank(line.orderLine))) {
    yield missing('BR-NL-13', 'orderNumber', 'Het bestelnummer', 'The order number')
  }
}

/** What NLCIUS advises to leave out. Our writer does; this shows it. */
function* dislikeRules(invoice: ReadInvoice): Generator<Finding> {
  const { seller, buyer, representative, deliverTo, payments, preceding } = invoice
  const hasOtherCurrency = invoice.taxTotals.some((one) => one.amount?.currency !== invoice.currency)
  const parts = [...invoice.adjustments, ...invoice.lines.flatMap((line) => [...line.adjustments])]
  const present: [rule: string, path: string, isThere: boolean][] = [
    ['BR-NL-19', 'vatInOwnCurrency', invoice.vatCurrency !== null],
    ['BR-NL-20', 'taxPointDay', invoice.taxPointDay !== null],
    ['BR-NL-21', 'period', !isBlank(invoice.period?.code)],
    ['BR-NL-24', 'preceding', preceding.some((one) => one.issueDay !== null)],
    ['BR-NL-25', 'seller.taxNumber', (seller?.taxNumbers ?? []).some((one) => one.scheme !== 'VAT')],
    ['BR-NL-30', 'payment', payments.some((one) => one.accountName !== null)],
    ['BR-NL-31', 'payment', payments.some((one) => one.code === '58' && one.bic !== null)],
    ['BR-NL-32', 'adjustments', parts.some((one) => !isBlank(one.reasonCode))],
    ['BR-NL-33', 'vatInOwnCurrency', hasOtherCurrency],
    ['BR-NL-35', 'vat', groupsOf(invoice).some((group) => !isBlank(group.tax?.reasonCode))],
  ]
  const addresses = {
    seller: seller?.address,
    buyer: buyer?.address,
    representative: representative?.address,
    deliverTo,
  }
  for (const [who, address] of Object.entries(addresses)) {
    present.push(['BR-NL-27', `${who}.address`, !isBlank(address?.line)])
    present.push(['BR-NL-28', `${who}.address`, !isBlank(address?.region)])
  }
  for (const [rule, path, isThere] of present) {
    const nl = 'NLCIUS raadt dit gegeven af; laat het weg.'
    if (isThere) yield warning(rule, path, nl, 'NLCIUS advises against this; leave it out.')
  }
}
