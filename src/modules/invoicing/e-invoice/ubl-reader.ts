/** Reads the elements of a UBL invoice or credit note into plain values. */
import type {
  ReadAddress,
  ReadAdjustment,
  ReadAmount,
  ReadAttachment,
  ReadCode,
  ReadInvoice,
  ReadLine,
  ReadParty,
  ReadPayment,
  ReadPeriod,
  ReadTax,
  ReadTotals,
} from './incoming.ts'
import { all, first, textAt, type Node } from './xml.ts'

export function readUbl(root: Node): ReadInvoice {
  const isCredit = root.name === 'CreditNote'
  const payments = all(root, 'PaymentMeans')
  return {
    syntax: 'ubl',
    kind: isCredit ? 'credit-note' : 'invoice',
    customization: textAt(root, 'CustomizationID'),
    process: textAt(root, 'ProfileID'),
    number: textAt(root, 'ID'),
    typeCode: textAt(root, isCredit ? 'CreditNoteTypeCode' : 'InvoiceTypeCode'),
    issueDay: textAt(root, 'IssueDate'),
    dueDay: textAt(root, 'DueDate') ?? textAt(payments[0] ?? null, 'PaymentDueDate'),
    taxPointDay: textAt(root, 'TaxPointDate'),
    notes: all(root, 'Note').map((one) => one.text),
    currency: textAt(root, 'DocumentCurrencyCode'),
    vatCurrency: textAt(root, 'TaxCurrencyCode'),
    buyerReference: textAt(root, 'BuyerReference'),
    orderNumber: textAt(root, 'OrderReference/ID'),
    period: period(first(root, 'InvoicePeriod')),
    preceding: all(root, 'BillingReference').map((one) => ({
      number: textAt(one, 'InvoiceDocumentReference/ID'),
      issueDay: textAt(one, 'InvoiceDocumentReference/IssueDate'),
    })),
    seller: party(first(root, 'AccountingSupplierParty/Party')),
    buyer: party(first(root, 'AccountingCustomerParty/Party')),
    payee: party(first(root, 'PayeeParty')),
    representative: party(first(root, 'TaxRepresentativeParty')),
    deliveryDay: textAt(root, 'Delivery/ActualDeliveryDate'),
    deliverTo: address(first(root, 'Delivery/DeliveryLocation/Address')),
    payments: payments.map(payment),
    paymentTerms: all(root, 'PaymentTerms/Note').map((one) => one.text),
    adjustments: all(root, 'AllowanceCharge').map(adjustment),
    taxTotals: all(root, 'TaxTotal').map((one) => ({
      amount: amount(first(one, 'TaxAmount')),
      subtotals: all(one, 'TaxSubtotal').map((part) => ({
        base: amount(first(part, 'TaxableAmount')),
        vat: amount(first(part, 'TaxAmount')),
        tax: tax(first(part, 'TaxCategory')),
      })),
    })),
    totals: totals(first(root, 'LegalMonetaryTotal')),
    attachments: all(root, 'AdditionalDocumentReference').map(attachment),
    lines: [...all(root, 'InvoiceLine'), ...all(root, 'CreditNoteLine')].map(line),
  }
}

const code = (node: Node | null): ReadCode | null =>
  node && { text: node.text, scheme: node.attributes['schemeID'] ?? null }

const amount = (node: Node | null): ReadAmount | null =>
  node && { text: node.text, currency: node.attributes['currencyID'] ?? null }

const quantity = (node: Node | null): ReadCode | null =>
  node && { text: node.text, scheme: node.attributes['unitCode'] ?? null }

const period = (node: Node | null): ReadPeriod | null =>
  node && {
    from: textAt(node, 'StartDate'),
    to: textAt(node, 'EndDate'),
    code: textAt(node, 'DescriptionCode'),
  }

function party(node: Node | null): ReadParty | null {
  if (!node) return null
  const contact = first(node, 'Contact')
  return {
    ids: all(node, 'PartyIdentification/ID').map((one) => code(one)!),
    name: textAt(node, 'PartyLegalEntity/RegistrationName'),
    tradeName: textAt(node, 'PartyName/Name'),
    legalIds: all(node, 'PartyLegalEntity/CompanyID').map((one) => code(one)!),
    taxNumbers: all(node, 'PartyTaxScheme').map((one) => ({
      text: textAt(one, 'CompanyID'),
      scheme: textAt(one, 'TaxScheme/ID')?.toUpperCase() ?? null,
    })),
    endpoint: code(first(node, 'EndpointID')),
    address: address(first(node, 'PostalAddress')),
    contact: contact && {
      name: textAt(contact, 'Name'),
      phone: textAt(contact, 'Telephone'),
      email: textAt(contact, 'ElectronicMail'),
    },
  }
}

function address(node: Node | null): ReadAddress | null {
  return (
    node && {
      street: textAt(node, 'StreetName'),
      extra: textAt(node, 'AdditionalStreetName'),
      line: textAt(node, 'AddressLine/Line'),
      postcode: textAt(node, 'PostalZone'),
      city: textAt(node, 'CityName'),
      region: textAt(node, 'CountrySubentity'),
      country: textAt(node, 'Country/IdentificationCode'),
    }
  )
}

function payment(node: Node): ReadPayment {
  return {
    code: textAt(node, 'PaymentMeansCode'),
    reference: textAt(node, 'PaymentID'),
    iban: textAt(node, 'PayeeFinancialAccount/ID'),
    hasAccount: first(node, 'PayeeFinancialAccount') !== null,
    accountName: textAt(node, 'PayeeFinancialAccount/Name'),
    bic: textAt(node, 'PayeeFinancialAccount/FinancialInstitutionBranch/ID'),
    card: textAt(node, 'CardAccount/PrimaryAccountNumberID'),
    hasCard: first(node, 'CardAccount') !== null,
    mandate: textAt(node, 'PaymentMandate/ID'),
    debtorIban: textAt(node, 'PaymentMandate/PayerFinancialAccount/ID'),
  }
}

function adjustment(node: Node): ReadAdjustment {
  return {
    indicator: textAt(node, 'ChargeIndicator'),
    amount: amount(first(node, 'Amount')),
    base: amount(first(node, 'BaseAmount')),
    percent: textAt(node, 'MultiplierFactorNumeric'),
    reason: textAt(node, 'AllowanceChargeReason'),
    reasonCode: textAt(node, 'AllowanceChargeReasonCode'),
    taxes: all(node, 'TaxCategory').map((one) => tax(one)!),
  }
}

function tax(node: Node | null): ReadTax | null {
  return (
    node && {
      category: textAt(node, 'ID'),
      percent: textAt(node, 'Percent'),
      scheme: textAt(node, 'TaxScheme/ID')?.toUpperCase() ?? null,
      reason: textAt(node, 'TaxExemptionReason'),
      reasonCode: textAt(node, 'TaxExemptionReasonCode'),
    }
  )
}

function totals(node: Node | null): ReadTotals | null {
  return (
    node && {
      lines: amount(first(node, 'LineExtensionAmount')),
      discounts: amount(first(node, 'AllowanceTotalAmount')),
      charges: amount(first(node, 'ChargeTotalAmount')),
      net: amount(first(node, 'TaxExclusiveAmount')),
      gross: amount(first(node, 'TaxInclusiveAmount')),
      prepaid: amount(first(node, 'PrepaidAmount')),
      rounding: amount(first(node, 'PayableRoundingAmount')),
      payable: amount(first(node, 'PayableAmount')),
    }
  )
}

function attachment(node: Node): ReadAttachment {
  const file = first(node, 'Attachment/EmbeddedDocumentBinaryObject')
  return {
    id: code(first(node, 'ID')),
    typeCode: textAt(node, 'DocumentTypeCode'),
    description: textAt(node, 'DocumentDescription'),
    fileName: file?.attributes['filename'] ?? null,
    mimeType: file?.attributes['mimeCode'] ?? null,
    content: file?.text ?? null,
    url: textAt(node, 'Attachment/ExternalReference/URI'),
  }
}

function line(node: Node): ReadLine {
  const item = first(node, 'Item')
  const isCredit = node.name === 'CreditNoteLine'
  return {
    id: textAt(node, 'ID'),
    name: textAt(item, 'Name'),
    description: textAt(item, 'Description'),
    note: textAt(node, 'Note'),
    sku: textAt(item, 'SellersItemIdentification/ID'),
    standardId: code(first(item, 'StandardItemIdentification/ID')),
    classifications: all(item, 'CommodityClassification/ItemClassificationCode').map((one) => ({
      text: one.text,
      scheme: one.attributes['listID'] ?? null,
    })),
    properties: all(item, 'AdditionalItemProperty').map((one) => ({
      name: textAt(one, 'Name'),
      value: textAt(one, 'Value'),
    })),
    originCountry: textAt(item, 'OriginCountry/IdentificationCode'),
    quantity: quantity(first(node, isCredit ? 'CreditedQuantity' : 'InvoicedQuantity')),
    net: amount(first(node, 'LineExtensionAmount')),
    period: period(first(node, 'InvoicePeriod')),
    orderLine: textAt(node, 'OrderLineReference/LineID'),
    adjustments: all(node, 'AllowanceCharge').map(adjustment),
    taxes: all(item, 'ClassifiedTaxCategory').map((one) => tax(one)!),
    price: amount(first(node, 'Price/PriceAmount')),
    priceBase: quantity(first(node, 'Price/BaseQuantity')),
    priceAdjustments: all(node, 'Price/AllowanceCharge').map(adjustment),
    documents: all(node, 'DocumentReference').map(attachment),
  }
}
