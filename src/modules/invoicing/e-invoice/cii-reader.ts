/** Reads the elements of a UN/CEFACT CII invoice (Factur-X, ZUGFeRD, XRechnung) into plain values. */
import { all, first, textGivenAt, type Node } from '../../../base/xml.ts'
import { creditTypes } from './code-lists.ts'
import type {
  ReadAddress,
  ReadAdjustment,
  ReadAttachment,
  ReadInvoice,
  ReadLine,
  ReadParty,
  ReadPayment,
  ReadPeriod,
  ReadTax,
  ReadTaxTotal,
  ReadTotals,
} from './incoming.ts'
import { amount, code, quantity } from './read-values.ts'

export function readCii(root: Node): ReadInvoice {
  const head = first(root, 'ExchangedDocument')
  const trade = first(root, 'SupplyChainTradeTransaction')
  const agreement = first(trade, 'ApplicableHeaderTradeAgreement')
  const delivery = first(trade, 'ApplicableHeaderTradeDelivery')
  const settlement = first(trade, 'ApplicableHeaderTradeSettlement')
  const typeCode = textGivenAt(head, 'TypeCode')
  return {
    syntax: 'cii',
    kind: creditTypes.has(typeCode ?? '') ? 'credit-note' : 'invoice',
    customization: textGivenAt(
      root,
      'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID',
    ),
    process: textGivenAt(
      root,
      'ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID',
    ),
    number: textGivenAt(head, 'ID'),
    typeCode,
    issueDay: day(first(head, 'IssueDateTime')),
    dueDay: day(first(settlement, 'SpecifiedTradePaymentTerms/DueDateDateTime')),
    taxPointDay: day(first(settlement, 'ApplicableTradeTax/TaxPointDate')),
    notes: all(head, 'IncludedNote/Content').map((one) => one.text),
    currency: textGivenAt(settlement, 'InvoiceCurrencyCode'),
    vatCurrency: textGivenAt(settlement, 'TaxCurrencyCode'),
    buyerReference: textGivenAt(agreement, 'BuyerReference'),
    orderNumber: textGivenAt(agreement, 'BuyerOrderReferencedDocument/IssuerAssignedID'),
    period: period(
      first(settlement, 'BillingSpecifiedPeriod'),
      textGivenAt(settlement, 'ApplicableTradeTax/DueDateTypeCode'),
    ),
    preceding: all(settlement, 'InvoiceReferencedDocument').map((one) => ({
      number: textGivenAt(one, 'IssuerAssignedID'),
      issueDay: day(first(one, 'FormattedIssueDateTime')),
    })),
    seller: party(first(agreement, 'SellerTradeParty')),
    buyer: party(first(agreement, 'BuyerTradeParty')),
    payee: party(first(settlement, 'PayeeTradeParty')),
    representative: party(first(agreement, 'SellerTaxRepresentativeTradeParty')),
    deliveryDay: day(first(delivery, 'ActualDeliverySupplyChainEvent/OccurrenceDateTime')),
    deliverTo: address(first(delivery, 'ShipToTradeParty/PostalTradeAddress')),
    payments: all(settlement, 'SpecifiedTradeSettlementPaymentMeans').map((one) => payment(one, settlement)),
    paymentTerms: all(settlement, 'SpecifiedTradePaymentTerms/Description').map((one) => one.text),
    adjustments: all(settlement, 'SpecifiedTradeAllowanceCharge').map(adjustment),
    taxTotals: taxTotals(settlement),
    totals: totals(first(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation')),
    attachments: all(agreement, 'AdditionalReferencedDocument').map(attachment),
    lines: all(trade, 'IncludedSupplyChainTradeLineItem').map(line),
  }
}

/** A day in format 102 (yyyymmdd) as 'yyyy-mm-dd'; any other text as it stands. */
function day(node: Node | null): string | null {
  const text = node?.children[0]?.text ?? null
  return text?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? null
}

/** CII dates the tax point by a code on the VAT group, UBL by a code on the period. */
function period(node: Node | null, dueCode: string | null): ReadPeriod | null {
  if (!node && !dueCode) return null
  return { from: day(first(node, 'StartDateTime')), to: day(first(node, 'EndDateTime')), code: dueCode }
}

function party(node: Node | null): ReadParty | null {
  if (!node) return null
  const contact = first(node, 'DefinedTradeContact')
  return {
    ids: [...all(node, 'ID'), ...all(node, 'GlobalID')].map((one) => code(one)!),
    name: textGivenAt(node, 'Name'),
    tradeName: textGivenAt(node, 'SpecifiedLegalOrganization/TradingBusinessName'),
    legalIds: all(node, 'SpecifiedLegalOrganization/ID').map((one) => code(one)!),
    taxNumbers: all(node, 'SpecifiedTaxRegistration/ID').map((one) => ({
      text: one.text,
      scheme: one.attributes['schemeID'] === 'VA' ? 'VAT' : (one.attributes['schemeID'] ?? null),
    })),
    endpoint: code(first(node, 'URIUniversalCommunication/URIID')),
    address: address(first(node, 'PostalTradeAddress')),
    contact: contact && {
      name: textGivenAt(contact, 'PersonName') ?? textGivenAt(contact, 'DepartmentName'),
      phone: textGivenAt(contact, 'TelephoneUniversalCommunication/CompleteNumber'),
      email: textGivenAt(contact, 'EmailURIUniversalCommunication/URIID'),
    },
  }
}

function address(node: Node | null): ReadAddress | null {
  return (
    node && {
      street: textGivenAt(node, 'LineOne'),
      extra: textGivenAt(node, 'LineTwo'),
      line: textGivenAt(node, 'LineThree'),
      postcode: textGivenAt(node, 'PostcodeCode'),
      city: textGivenAt(node, 'CityName'),
      region: textGivenAt(node, 'CountrySubDivisionName'),
      country: textGivenAt(node, 'CountryID'),
    }
  )
}

function payment(node: Node, settlement: Node | null): ReadPayment {
  const account = first(node, 'PayeePartyCreditorFinancialAccount')
  return {
    code: textGivenAt(node, 'TypeCode'),
    reference: textGivenAt(settlement, 'PaymentReference'),
    iban: textGivenAt(account, 'IBANID') ?? textGivenAt(account, 'ProprietaryID'),
    hasAccount: account !== null,
    accountName: textGivenAt(account, 'AccountName'),
    bic: textGivenAt(node, 'PayeeSpecifiedCreditorFinancialInstitution/BICID'),
    card: textGivenAt(node, 'ApplicableTradeSettlementFinancialCard/ID'),
    hasCard: first(node, 'ApplicableTradeSettlementFinancialCard') !== null,
    mandate: textGivenAt(settlement, 'SpecifiedTradePaymentTerms/DirectDebitMandateID'),
    debtorIban: textGivenAt(node, 'PayerPartyDebtorFinancialAccount/IBANID'),
  }
}

function adjustment(node: Node): ReadAdjustment {
  return {
    indicator: textGivenAt(node, 'ChargeIndicator/Indicator'),
    amount: amount(first(node, 'ActualAmount')),
    base: amount(first(node, 'BasisAmount')),
    percent: textGivenAt(node, 'CalculationPercent'),
    reason: textGivenAt(node, 'Reason'),
    reasonCode: textGivenAt(node, 'ReasonCode'),
    taxes: all(node, 'CategoryTradeTax').map(tax),
  }
}

function tax(node: Node): ReadTax {
  return {
    category: textGivenAt(node, 'CategoryCode'),
    percent: textGivenAt(node, 'RateApplicablePercent'),
    scheme: textGivenAt(node, 'TypeCode'),
    reason: textGivenAt(node, 'ExemptionReason'),
    reasonCode: textGivenAt(node, 'ExemptionReasonCode'),
  }
}

/** The first total is the one in the document's currency, with the groups; a second one is in the VAT currency. */
function taxTotals(settlement: Node | null): ReadTaxTotal[] {
  const currency = textGivenAt(settlement, 'InvoiceCurrencyCode')
  const groups = all(settlement, 'ApplicableTradeTax').map((one) => ({
    base: amount(first(one, 'BasisAmount')),
    vat: amount(first(one, 'CalculatedAmount')),
    tax: tax(one),
  }))
  const amounts = all(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount').map(
    (one) => amount(one)!,
  )
  const own = amounts.filter((one) => one.currency !== null && one.currency !== currency)
  const main = amounts.find((one) => !own.includes(one)) ?? null
  return [{ amount: main, subtotals: groups }, ...own.map((one) => ({ amount: one, subtotals: [] }))]
}

function totals(node: Node | null): ReadTotals | null {
  return (
    node && {
      lines: amount(first(node, 'LineTotalAmount')),
      discounts: amount(first(node, 'AllowanceTotalAmount')),
      charges: amount(first(node, 'ChargeTotalAmount')),
      net: amount(first(node, 'TaxBasisTotalAmount')),
      gross: amount(first(node, 'GrandTotalAmount')),
      prepaid: amount(first(node, 'TotalPrepaidAmount')),
      rounding: amount(first(node, 'RoundingAmount')),
      payable: amount(first(node, 'DuePayableAmount')),
    }
  )
}

function attachment(node: Node): ReadAttachment {
  const file = first(node, 'AttachmentBinaryObject')
  return {
    id: code(first(node, 'IssuerAssignedID')),
    typeCode: textGivenAt(node, 'TypeCode'),
    description: textGivenAt(node, 'Name'),
    fileName: file?.attributes['filename'] ?? null,
    mimeType: file?.attributes['mimeCode'] ?? null,
    content: file?.text ?? null,
    url: textGivenAt(node, 'URIID'),
  }
}

function line(node: Node): ReadLine {
  const product = first(node, 'SpecifiedTradeProduct')
  const agreement = first(node, 'SpecifiedLineTradeAgreement')
  const settlement = first(node, 'SpecifiedLineTradeSettlement')
  return {
    id: textGivenAt(node, 'AssociatedDocumentLineDocument/LineID'),
    name: textGivenAt(product, 'Name'),
    description: textGivenAt(product, 'Description'),
    note: textGivenAt(node, 'AssociatedDocumentLineDocument/IncludedNote/Content'),
    sku: textGivenAt(product, 'SellerAssignedID'),
    standardId: code(first(product, 'GlobalID')),
    classifications: all(product, 'DesignatedProductClassification/ClassCode').map((one) => ({
      text: one.text,
      scheme: one.attributes['listID'] ?? null,
    })),
    properties: all(product, 'ApplicableProductCharacteristic').map((one) => ({
      name: textGivenAt(one, 'Description'),
      value: textGivenAt(one, 'Value'),
    })),
    originCountry: textGivenAt(product, 'OriginTradeCountry/ID'),
    quantity: quantity(first(node, 'SpecifiedLineTradeDelivery/BilledQuantity')),
    net: amount(first(settlement, 'SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount')),
    period: period(first(settlement, 'BillingSpecifiedPeriod'), null),
    orderLine: textGivenAt(agreement, 'BuyerOrderReferencedDocument/LineID'),
    adjustments: all(settlement, 'SpecifiedTradeAllowanceCharge').map(adjustment),
    taxes: all(settlement, 'ApplicableTradeTax').map(tax),
    price: amount(first(agreement, 'NetPriceProductTradePrice/ChargeAmount')),
    priceBase: quantity(first(agreement, 'NetPriceProductTradePrice/BasisQuantity')),
    priceAdjustments: all(agreement, 'GrossPriceProductTradePrice/AppliedTradeAllowanceCharge').map(
      adjustment,
    ),
    documents: all(settlement, 'AdditionalReferencedDocument').map(attachment),
  }
}
