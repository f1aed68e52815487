/** Writes an invoice document as UN/CEFACT CII in the EN 16931 profile of Factur-X and ZUGFeRD. */
import {
  sellerIdOf,
  type Address,
  type Adjustment,
  type Attachment,
  type Identifier,
  type InvoiceDocument,
  type Line,
  type Party,
  type PaymentMeans,
  type VatGroup,
} from './document.ts'
import { amountText, rateText, unitPrice } from './price.ts'
import { bareNumber, joined, termsText } from './ubl.ts'
import { branch, leaf } from '../../../base/xml.ts'

/** The elements stand in the order of the schema; text that is empty leaves its element out. */
export function writeCii(document: InvoiceDocument): string {
  // BR-O-02 to 04: outside the scope of VAT no VAT number may stand anywhere.
  const hasVatNumbers = !document.vat.some((group) => group.category === 'O')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${branch(
    'rsm:CrossIndustryInvoice',
    [
      branch('rsm:ExchangedDocumentContext', [
        branch('ram:GuidelineSpecifiedDocumentContextParameter', [leaf('ram:ID', 'urn:cen.eu:en16931:2017')]),
      ]),
      branch('rsm:ExchangedDocument', [
        leaf('ram:ID', document.number),
        leaf('ram:TypeCode', document.kind === 'credit-note' ? '381' : '380'),
        moment('ram:IssueDateTime', document.issueDay),
        branch('ram:IncludedNote', [leaf('ram:Content', joined(document.notes))]),
      ]),
      branch('rsm:SupplyChainTradeTransaction', [
        ...document.lines.map(lineElement),
        agreement(document, hasVatNumbers),
        delivery(document),
        settlement(document),
      ]),
    ],
    {
      'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
      'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
      'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
      'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
    },
  )}\n`
}

const compact = (day: string): string => day.replaceAll('-', '')

/** A day in format 102, yyyymmdd. */
function moment(name: string, day: string | null): string {
  return day === null ? '' : branch(name, [leaf('udt:DateTimeString', compact(day), { format: '102' })])
}

const money = (name: string, cents: number): string => leaf(name, amountText(cents))

function lineElement(line: Line): string {
  const price = unitPrice(line)
  return branch('ram:IncludedSupplyChainTradeLineItem', [
    branch('ram:AssociatedDocumentLineDocument', [
      leaf('ram:LineID', line.id),
      branch('ram:IncludedNote', [leaf('ram:Content', line.note)]),
    ]),
    branch('ram:SpecifiedTradeProduct', [
      leaf('ram:GlobalID', line.gtin, { schemeID: '0160' }),
      leaf('ram:SellerAssignedID', line.sku),
      leaf('ram:Name', line.name),
      leaf('ram:Description', line.description),
    ]),
    branch('ram:SpecifiedLineTradeAgreement', [
      branch('ram:NetPriceProductTradePrice', [
        leaf('ram:ChargeAmount', price.amount),
        leaf('ram:BasisQuantity', price.per, { unitCode: line.unit }),
      ]),
    ]),
    branch('ram:SpecifiedLineTradeDelivery', [
      leaf('ram:BilledQuantity', price.quantity, { unitCode: line.unit }),
    ]),
    branch('ram:SpecifiedLineTradeSettlement', [
      branch('ram:ApplicableTradeTax', taxKind(line)),
      line.discount
        ? branch('ram:SpecifiedTradeAllowanceCharge', [
            branch('ram:ChargeIndicator', [leaf('udt:Indicator', 'false')]),
            money('ram:ActualAmount', line.discount.amount),
            leaf('ram:Reason', line.discount.reason),
          ])
        : '',
      branch('ram:SpecifiedTradeSettlementLineMonetarySummation', [money('ram:LineTotalAmount', line.net)]),
    ]),
  ])
}

/** Category and rate; outside the scope of VAT there is no rate, not even 0 (BR-O-05 to 07). */
function taxKind(of: Pick<Line, 'category' | 'rate'>): string[] {
  return [
    leaf('ram:TypeCode', 'VAT'),
    leaf('ram:CategoryCode', of.category),
    leaf('ram:RateApplicablePercent', of.category === 'O' ? null : rateText(of.rate)),
  ]
}

function agreement(document: InvoiceDocument, hasVatNumbers: boolean): string {
  return branch('ram:ApplicableHeaderTradeAgreement', [
    leaf('ram:BuyerReference', document.buyerReference),
    partyElement('ram:SellerTradeParty', document.seller, hasVatNumbers, true),
    partyElement('ram:BuyerTradeParty', document.buyer, hasVatNumbers, false),
    branch('ram:BuyerOrderReferencedDocument', [leaf('ram:IssuerAssignedID', document.orderNumber)]),
    ...document.attachments.map(attachmentElement),
  ])
}

function partyElement(name: string, party: Party, hasVatNumbers: boolean, isSeller: boolean): string {
  return branch(name, [
    isSeller ? leaf('ram:ID', sellerIdOf(party, hasVatNumbers)) : '',
    leaf('ram:Name', party.name),
    branch('ram:SpecifiedLegalOrganization', [
      identified('ram:ID', party.legalId),
      leaf('ram:TradingBusinessName', party.tradeName),
    ]),
    party.contact
      ? branch('ram:DefinedTradeContact', [
          leaf('ram:PersonName', party.contact.name),
          branch('ram:TelephoneUniversalCommunication', [leaf('ram:CompleteNumber', party.contact.phone)]),
          branch('ram:EmailURIUniversalCommunication', [leaf('ram:URIID', party.contact.email)]),
        ])
      : '',
    addressElement(party.address),
    branch('ram:URIUniversalCommunication', [identified('ram:URIID', party.endpoint)]),
    registration(hasVatNumbers ? bareNumber(party.vatNumber) : null, 'VA'),
    registration(isSeller ? party.taxNumber : null, 'FC'),
  ])
}

const identified = (name: string, identifier: Identifier | null): string =>
  leaf(name, identifier?.id ?? null, { schemeID: identifier?.scheme ?? null })

const registration = (number: string | null, scheme: 'VA' | 'FC'): string =>
  branch('ram:SpecifiedTaxRegistration', [leaf('ram:ID', number, { schemeID: scheme })])

function addressElement(address: Address): string {
  return branch('ram:PostalTradeAddress', [
    leaf('ram:PostcodeCode', address.postcode),
    leaf('ram:LineOne', address.street),
    leaf('ram:LineTwo', address.extra),
    leaf('ram:CityName', address.city),
    leaf('ram:CountryID', address.country),
    leaf('ram:CountrySubDivisionName', address.region),
  ])
}

function attachmentElement(attachment: Attachment): string {
  return branch('ram:AdditionalReferencedDocument', [
    leaf('ram:IssuerAssignedID', attachment.id),
    leaf('ram:TypeCode', '916'),
    leaf('ram:Name', attachment.description),
    leaf('ram:AttachmentBinaryObject', attachment.base64, {
      mimeCode: attachment.mimeType,
      filename: attachment.fileName,
    }),
  ])
}

function delivery(document: InvoiceDocument): string {
  const children = [
    document.deliverTo
      ? branch('ram:ShipToTradeParty', [
          leaf('ram:Name', document.deliverTo.name),
          addressElement(document.deliverTo.address),
        ])
      : '',
    branch('ram:ActualDeliverySupplyChainEvent', [moment('ram:OccurrenceDateTime', document.deliveryDay)]),
  ]
  // The schema demands this element, also when there is nothing to say in it.
  return branch('ram:ApplicableHeaderTradeDelivery', children) || '<ram:ApplicableHeaderTradeDelivery/>'
}

function settlement(document: InvoiceDocument): string {
  const payment = document.totals.payable === 0 ? null : document.payment
  return branch('ram:ApplicableHeaderTradeSettlement', [
    leaf('ram:CreditorReferenceID', payment?.kind === 'direct-debit' ? payment.creditorId : null),
    leaf('ram:PaymentReference', payment?.reference ?? null),
    leaf('ram:TaxCurrencyCode', document.vatInOwnCurrency?.currency ?? null),
    leaf('ram:InvoiceCurrencyCode', document.currency),
    payment ? paymentElement(payment, document.currency) : '',
    ...document.vat.map(vatElement),
    branch('ram:BillingSpecifiedPeriod', [
      moment('ram:StartDateTime', document.period?.from ?? null),
      moment('ram:EndDateTime', document.period?.to ?? null),
    ]),
    ...document.adjustments.map(adjustmentElement),
    branch('ram:SpecifiedTradePaymentTerms', [
      leaf('ram:Description', termsText(document.paymentTerms)),
      moment('ram:DueDateDateTime', document.dueDay),
      leaf('ram:DirectDebitMandateID', payment?.kind === 'direct-debit' ? payment.mandate : null),
    ]),
    totalsElement(document),
    ...document.preceding.map(precedingInvoice),
  ])
}

function paymentElement(payment: PaymentMeans, currency: string): string {
  if (payment.kind === 'direct-debit') {
    return branch('ram:SpecifiedTradeSettlementPaymentMeans', [
      leaf('ram:TypeCode', '59'),
      branch('ram:PayerPartyDebtorFinancialAccount', [leaf('ram:IBANID', bareNumber(payment.debtorIban))]),
    ])
  }
  return branch('ram:SpecifiedTradeSettlementPaymentMeans', [
    leaf('ram:TypeCode', currency === 'EUR' ? '58' : '30'),
    branch('ram:PayeePartyCreditorFinancialAccount', [
      leaf('ram:IBANID', bareNumber(payment.iban)),
      leaf('ram:AccountName', payment.accountName),
    ]),
    branch('ram:PayeeSpecifiedCreditorFinancialInstitution', [leaf('ram:BICID', payment.bic)]),
  ])
}

function vatElement(group: VatGroup): string {
  return branch('ram:ApplicableTradeTax', [
    money('ram:CalculatedAmount', group.vat),
    leaf('ram:TypeCode', 'VAT'),
    leaf('ram:ExemptionReason', group.exemption?.text ?? null),
    money('ram:BasisAmount', group.base),
    leaf('ram:CategoryCode', group.category),
    leaf('ram:RateApplicablePercent', group.category === 'O' ? null : rateText(group.rate)),
  ])
}

function adjustmentElement(adjustment: Adjustment): string {
  return branch('ram:SpecifiedTradeAllowanceCharge', [
    branch('ram:ChargeIndicator', [leaf('udt:Indicator', adjustment.kind === 'charge' ? 'true' : 'false')]),
    money('ram:ActualAmount', adjustment.amount),
    leaf('ram:ReasonCode', adjustment.reasonCode),
    leaf('ram:Reason', adjustment.reason),
    branch('ram:CategoryTradeTax', taxKind(adjustment)),
  ])
}

function totalsElement(document: InvoiceDocument): string {
  const { totals, currency, vatInOwnCurrency: own } = document
  const has = (kind: Adjustment['kind']) => document.adjustments.some((one) => one.kind === kind)
  return branch('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    money('ram:LineTotalAmount', totals.lines),
    has('charge') ? money('ram:ChargeTotalAmount', totals.charges) : '',
    has('discount') ? money('ram:AllowanceTotalAmount', totals.discounts) : '',
    money('ram:TaxBasisTotalAmount', totals.net),
    leaf('ram:TaxTotalAmount', amountText(totals.vat), { currencyID: currency }),
    own ? leaf('ram:TaxTotalAmount', amountText(own.amount), { currencyID: own.currency }) : '',
    totals.rounding === 0 ? '' : money('ram:RoundingAmount', totals.rounding),
    money('ram:GrandTotalAmount', totals.gross),
    totals.prepaid === 0 ? '' : money('ram:TotalPrepaidAmount', totals.prepaid),
    money('ram:DuePayableAmount', totals.payable),
  ])
}

function precedingInvoice(invoice: InvoiceDocument['preceding'][number]): string {
  return branch('ram:InvoiceReferencedDocument', [
    leaf('ram:IssuerAssignedID', invoice.number),
    invoice.issueDay === null
      ? ''
      : branch('ram:FormattedIssueDateTime', [
          leaf('qdt:DateTimeString', compact(invoice.issueDay), { format: '102' }),
        ]),
  ])
}
