/** Writes an invoice document as UBL 2.1 for plain EN 16931, Peppol BIS Billing 3 or NLCIUS. */
import {
  sellerIdOf,
  type Address,
  type Adjustment,
  type Attachment,
  type Category,
  type Exemption,
  type Identifier,
  type InvoiceDocument,
  type Line,
  type Party,
  type PaymentMeans,
  type VatGroup,
} from './document.ts'
import { amountText, rateText, unitPrice } from './price.ts'
import { branch, leaf, plainText } from '../../../base/xml.ts'

export type Profile = 'en16931' | 'peppol' | 'nlcius'

const process = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'
const profiles: Record<Profile, { customization: string; process: string | null }> = {
  en16931: { customization: 'urn:cen.eu:en16931:2017', process: null },
  peppol: {
    customization: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
    process,
  },
  nlcius: { customization: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0', process },
}

/** What every part of the rendering needs to know of the whole. */
type Frame = {
  readonly profile: Profile
  readonly currency: string
  readonly isCredit: boolean
  /** Category O excludes VAT numbers anywhere on the document (BR-O-02 to 04). */
  readonly hasVatNumbers: boolean
  /** The creditor identifier of a direct debit stands with the seller (BT-90). */
  readonly creditorId: string | null
}

/** The elements stand in the order of the schema; text that is empty leaves its element out. */
export function writeUbl(document: InvoiceDocument, profile: Profile): string {
  const isCredit = document.kind === 'credit-note'
  const payment = document.totals.payable === 0 ? null : document.payment
  const frame: Frame = {
    profile,
    currency: document.currency,
    isCredit,
    hasVatNumbers: !document.vat.some((group) => group.category === 'O'),
    creditorId: payment?.kind === 'direct-debit' ? payment.creditorId : null,
  }
  const root = isCredit ? 'CreditNote' : 'Invoice'
  const children = [
    leaf('cbc:CustomizationID', profiles[profile].customization),
    leaf('cbc:ProfileID', profiles[profile].process),
    leaf('cbc:ID', document.number),
    leaf('cbc:IssueDate', document.issueDay),
    isCredit ? '' : leaf('cbc:DueDate', document.dueDay),
    // 384 (corrected invoice) is refused by Peppol outside Germany, so a correction is always 381 and a new 380.
    leaf(isCredit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode', isCredit ? '381' : '380'),
    // PEPPOL-EN16931-R002: one note, so all texts are joined into it.
    leaf('cbc:Note', joined(document.notes)),
    leaf('cbc:DocumentCurrencyCode', document.currency),
    leaf('cbc:TaxCurrencyCode', document.vatInOwnCurrency?.currency ?? null),
    leaf('cbc:BuyerReference', buyerReference(document, profile)),
    branch('cac:InvoicePeriod', [
      leaf('cbc:StartDate', document.period?.from ?? null),
      leaf('cbc:EndDate', document.period?.to ?? null),
    ]),
    branch('cac:OrderReference', [leaf('cbc:ID', document.orderNumber)]),
    ...document.preceding.map((invoice) => precedingInvoice(invoice, profile)),
    ...document.attachments.map(attachmentElement),
    branch('cac:AccountingSupplierParty', [partyElement(document.seller, true, frame)]),
    branch('cac:AccountingCustomerParty', [partyElement(document.buyer, false, frame)]),
    deliveryElement(document, frame),
    payment ? paymentElement(payment, frame) : noPayment(document, profile),
    branch('cac:PaymentTerms', [leaf('cbc:Note', termsText(document.paymentTerms))]),
    ...document.adjustments.map((one) => adjustmentElement(one, frame)),
    taxTotal(document, frame),
    ownTaxTotal(document),
    totalsElement(document, frame),
    ...document.lines.map((line) => lineElement(line, frame)),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${branch(root, children, {
    xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
    'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
    'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
  })}\n`
}

/** Texts as one note. `#123#` would be read as a subject code (BR-CL-08), so such a # becomes its look-alike ＃. */
export const joined = (notes: readonly string[]): string =>
  notes
    .map((note) => plainText(note))
    .filter((note) => note !== '')
    .join('\n')
    .replace(/#(?=[^#]{3}#)/gu, '＃')

/** A line that starts with # would be read as a German discount for early payment (DE-R-018). */
export const termsText = (terms: string | null): string =>
  plainText(terms ?? '').replace(/^[^\S\n]*#/gm, '＃')

/** A VAT number as the lists of the tax authorities write it: capitals, no spaces or points. */
export const bareNumber = (number: string | null): string | null =>
  number === null ? null : number.replace(/[\s.-]/g, '').toUpperCase()

/** German Peppol invoices must carry a reference of the buyer (DE-R-015); who gave none knows our order number. */
function buyerReference(document: InvoiceDocument, profile: Profile): string | null {
  const isDemanded = profile === 'peppol' && areGerman(document)
  return document.buyerReference ?? (isDemanded ? document.orderNumber : null)
}

const areGerman = ({ seller, buyer }: InvoiceDocument): boolean =>
  seller.address.country === 'DE' && buyer.address.country === 'DE'

function precedingInvoice(invoice: InvoiceDocument['preceding'][number], profile: Profile): string {
  return branch('cac:BillingReference', [
    branch('cac:InvoiceDocumentReference', [
      leaf('cbc:ID', invoice.number),
      // BR-NL-24: NLCIUS does not want the day of the preceding invoice.
      leaf('cbc:IssueDate', profile === 'nlcius' ? null : invoice.issueDay),
    ]),
  ])
}

function attachmentElement(attachment: Attachment): string {
  return branch('cac:AdditionalDocumentReference', [
    leaf('cbc:ID', attachment.id),
    leaf('cbc:DocumentDescription', attachment.description),
    branch('cac:Attachment', [
      leaf('cbc:EmbeddedDocumentBinaryObject', attachment.base64, {
        mimeCode: attachment.mimeType,
        filename: attachment.fileName,
      }),
    ]),
  ])
}

function partyElement(party: Party, isSeller: boolean, frame: Frame): string {
  return branch('cac:Party', [
    identified('cbc:EndpointID', party.endpoint),
    isSeller && frame.creditorId
      ? branch('cac:PartyIdentification', [leaf('cbc:ID', frame.creditorId, { schemeID: 'SEPA' })])
      : '',
    isSeller && frame.profile !== 'nlcius'
      ? branch('cac:PartyIdentification', [leaf('cbc:ID', sellerIdOf(party, frame.hasVatNumbers))])
      : '',
    branch('cac:PartyName', [leaf('cbc:Name', party.tradeName)]),
    addressElement('cac:PostalAddress', party.address, frame),
    frame.hasVatNumbers ? taxNumber(bareNumber(party.vatNumber), 'VAT') : '',
    // BR-NL-25: NLCIUS knows no other tax number than that for VAT.
    isSeller && frame.profile !== 'nlcius' ? taxNumber(party.taxNumber, 'TAX') : '',
    branch('cac:PartyLegalEntity', [
      leaf('cbc:RegistrationName', party.name),
      identified('cbc:CompanyID', party.legalId),
    ]),
    branch('cac:Contact', [
      leaf('cbc:Name', party.contact?.name ?? null),
      leaf('cbc:Telephone', party.contact?.phone ?? null),
      leaf('cbc:ElectronicMail', party.contact?.email ?? null),
    ]),
  ])
}

const identified = (name: string, identifier: Identifier | null): string =>
  leaf(name, identifier?.id ?? null, { schemeID: identifier?.scheme ?? null })

function taxNumber(number: string | null, scheme: 'VAT' | 'TAX'): string {
  const company = leaf('cbc:CompanyID', number)
  return company === '' ? '' : branch('cac:PartyTaxScheme', [company, taxScheme(scheme)])
}

const taxScheme = (scheme: 'VAT' | 'TAX'): string => branch('cac:TaxScheme', [leaf('cbc:ID', scheme)])

function addressElement(name: string, address: Address, frame: Frame): string {
  return branch(name, [
    leaf('cbc:StreetName', address.street),
    leaf('cbc:AdditionalStreetName', address.extra),
    leaf('cbc:CityName', address.city),
    leaf('cbc:PostalZone', address.postcode),
    // BR-NL-28: NLCIUS does not want the region.
    leaf('cbc:CountrySubentity', frame.profile === 'nlcius' ? null : address.region),
    branch('cac:Country', [leaf('cbc:IdentificationCode', address.country)]),
  ])
}

function deliveryElement(document: InvoiceDocument, frame: Frame): string {
  return branch('cac:Delivery', [
    leaf('cbc:ActualDeliveryDate', document.deliveryDay),
    document.deliverTo
      ? branch('cac:DeliveryLocation', [addressElement('cac:Address', document.deliverTo.address, frame)])
      : '',
    branch('cac:DeliveryParty', [
      branch('cac:PartyName', [leaf('cbc:Name', document.deliverTo?.name ?? null)]),
    ]),
  ])
}

/** Codes of UNTDID 4461: 58 is a SEPA transfer, 30 any other, 59 a SEPA direct debit. */
function paymentElement(payment: PaymentMeans, frame: Frame): string {
  const isDebit = payment.kind === 'direct-debit'
  const code = isDebit ? '59' : frame.currency === 'EUR' ? '58' : '30'
  // BR-NL-30 and -31: NLCIUS wants neither the name of the account nor the BIC.
  const isBare = frame.profile === 'nlcius'
  return branch('cac:PaymentMeans', [
    leaf('cbc:PaymentMeansCode', code),
    leaf('cbc:PaymentID', payment.reference),
    isDebit
      ? branch('cac:PaymentMandate', [
          leaf('cbc:ID', payment.mandate),
          branch('cac:PayerFinancialAccount', [leaf('cbc:ID', bareNumber(payment.debtorIban))]),
        ])
      : branch('cac:PayeeFinancialAccount', [
          leaf('cbc:ID', bareNumber(payment.iban)),
          leaf('cbc:Name', isBare ? null : payment.accountName),
          branch('cac:FinancialInstitutionBranch', [leaf('cbc:ID', isBare ? null : payment.bic)]),
        ]),
  ])
}

/** Nothing is due. Only German Peppol invoices must say how that was paid (DE-R-001): code 1, not defined. */
function noPayment(document: InvoiceDocument, profile: Profile): string {
  if (profile !== 'peppol' || !areGerman(document)) return ''
  return branch('cac:PaymentMeans', [leaf('cbc:PaymentMeansCode', '1')])
}

function adjustmentElement(adjustment: Adjustment, frame: Frame): string {
  return branch('cac:AllowanceCharge', [
    leaf('cbc:ChargeIndicator', adjustment.kind === 'charge' ? 'true' : 'false'),
    // BR-NL-32: NLCIUS dislikes reason codes.
    leaf('cbc:AllowanceChargeReasonCode', frame.profile === 'nlcius' ? null : adjustment.reasonCode),
    leaf('cbc:AllowanceChargeReason', adjustment.reason),
    money('cbc:Amount', adjustment.amount, frame.currency),
    taxCategory('cac:TaxCategory', adjustment.category, adjustment.rate, null, frame),
  ])
}

function taxCategory(
  name: string,
  category: Category,
  rate: number,
  exemption: Exemption | null,
  frame: Frame,
): string {
  return branch(name, [
    leaf('cbc:ID', category),
    // BR-O-05 to 07: outside the scope of VAT there is no rate, not even 0.
    leaf('cbc:Percent', category === 'O' ? null : rateText(rate)),
    // BR-NL-35: NLCIUS dislikes the code; Peppol ties it to the category.
    leaf('cbc:TaxExemptionReasonCode', frame.profile === 'peppol' ? (exemption?.code ?? null) : null),
    leaf('cbc:TaxExemptionReason', exemption?.text ?? null),
    taxScheme('VAT'),
  ])
}

function taxTotal(document: InvoiceDocument, frame: Frame): string {
  return branch('cac:TaxTotal', [
    money('cbc:TaxAmount', document.totals.vat, frame.currency),
    ...document.vat.map((group) => taxSubtotal(group, frame)),
  ])
}

function taxSubtotal(group: VatGroup, frame: Frame): string {
  return branch('cac:TaxSubtotal', [
    money('cbc:TaxableAmount', group.base, frame.currency),
    money('cbc:TaxAmount', group.vat, frame.currency),
    taxCategory('cac:TaxCategory', group.category, group.rate, group.exemption, frame),
  ])
}

function ownTaxTotal(document: InvoiceDocument): string {
  const own = document.vatInOwnCurrency
  return own ? branch('cac:TaxTotal', [money('cbc:TaxAmount', own.amount, own.currency)]) : ''
}

function totalsElement(document: InvoiceDocument, frame: Frame): string {
  const { totals, adjustments } = document
  const amount = (name: string, cents: number) => money(name, cents, frame.currency)
  const has = (kind: Adjustment['kind']) => adjustments.some((one) => one.kind === kind)
  return branch('cac:LegalMonetaryTotal', [
    amount('cbc:LineExtensionAmount', totals.lines),
    amount('cbc:TaxExclusiveAmount', totals.net),
    amount('cbc:TaxInclusiveAmount', totals.gross),
    has('discount') ? amount('cbc:AllowanceTotalAmount', totals.discounts) : '',
    has('charge') ? amount('cbc:ChargeTotalAmount', totals.charges) : '',
    totals.prepaid === 0 ? '' : amount('cbc:PrepaidAmount', totals.prepaid),
    totals.rounding === 0 ? '' : amount('cbc:PayableRoundingAmount', totals.rounding),
    amount('cbc:PayableAmount', totals.payable),
  ])
}

const money = (name: string, cents: number, currency: string): string =>
  leaf(name, amountText(cents), { currencyID: currency })

function lineElement(line: Line, frame: Frame): string {
  const price = unitPrice(line)
  return branch(frame.isCredit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine', [
    leaf('cbc:ID', line.id),
    leaf('cbc:Note', line.note),
    leaf(frame.isCredit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', price.quantity, {
      unitCode: line.unit,
    }),
    money('cbc:LineExtensionAmount', line.net, frame.currency),
    line.discount ? lineDiscount(line.discount, frame) : '',
    itemElement(line, frame),
    branch('cac:Price', [
      leaf('cbc:PriceAmount', price.amount, { currencyID: frame.currency }),
      leaf('cbc:BaseQuantity', price.per, { unitCode: line.unit }),
    ]),
  ])
}

function lineDiscount(discount: { amount: number; reason: string }, frame: Frame): string {
  return branch('cac:AllowanceCharge', [
    leaf('cbc:ChargeIndicator', 'false'),
    leaf('cbc:AllowanceChargeReason', discount.reason),
    money('cbc:Amount', discount.amount, frame.currency),
  ])
}

function itemElement(line: Line, frame: Frame): string {
  return branch('cac:Item', [
    leaf('cbc:Description', line.description),
    leaf('cbc:Name', line.name),
    branch('cac:SellersItemIdentification', [leaf('cbc:ID', line.sku)]),
    branch('cac:StandardItemIdentification', [leaf('cbc:ID', line.gtin, { schemeID: '0160' })]),
    taxCategory('cac:ClassifiedTaxCategory', line.category, line.rate, null, frame),
  ])
}
