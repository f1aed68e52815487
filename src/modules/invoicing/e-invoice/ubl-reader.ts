/** Reads the elements of a UBL invoice or credit note into plain values. */
import { all, first, textGivenAt, type Node } from '../../../base/xml.ts'
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
  ReadTotals,
} from './incoming.ts'
import { amount, code, quantity } from './read-values.ts'

export function readUbl(root: Node): ReadInvoice {
  const isCredit = root.name === 'CreditNote'
  const payments = all(root, 'PaymentMeans')
  return {
    syntax: 'ubl',
    kind: isCredit ? 'credit-note' : 'invoice',
    customization: textGivenAt(root, 'CustomizationID'),
    process: textGivenAt(root, 'ProfileID'),
    number: textGivenAt(root, 'ID'),
    typeCode: textGivenAt(root, isCredit ? 'CreditNoteTypeCode' : 'InvoiceTypeCode'),
    issueDay: textGivenAt(root, 'IssueDate'),
    dueDay: textGivenAt(root, 'DueDate') ?? textGivenAt(payments[0] ?? null, 'PaymentDueDate'),
    taxPointDay: textGivenAt(root, 'TaxPointDate'),
    notes: all(root, 'Note').map((one) => one.text),
    currency: textGivenAt(root, 'DocumentCurrencyCode'),
    vatCurrency: textGivenAt(root, 'TaxCurrencyCode'),
    buyerReference: textGivenAt(root, 'BuyerReference'),
    orderNumber: textGivenAt(root, 'OrderReference/ID'),
    period: period(first(root, 'InvoicePeriod')),
    preceding: all(root, 'BillingReference').map((one) => ({
      number: textGivenAt(one, 'InvoiceDocumentReference/ID'),
      issueDay: textGivenAt(one, 'InvoiceDocumentReference/IssueDate'),
    })),
    seller: party(first(root, 'AccountingSupplierParty/Party')),
    buyer: party(first(root, 'AccountingCustomerParty/Party')),
    payee: party(first(root, 'PayeeParty')),
    representative: party(first(root, 'TaxRepresentativeParty')),
    deliveryDay: textGivenAt(root, 'Delivery/ActualDeliveryDate'),
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

const period = (node: Node | null): ReadPeriod | null =>
  node && {
    from: textGivenAt(node, 'StartDate'),
    to: textGivenAt(node, 'EndDate'),
    code: textGivenAt(node, 'DescriptionCode'),
  }

function party(node: Node | null): ReadParty | null {
  if (!node) return null
  const contact = first(node, 'Contact')
  return {
    ids: all(node, 'PartyIdentification/ID').map((one) => code(one)!),
    name: textGivenAt(node, 'PartyLegalEntity/RegistrationName'),
    tradeName: textGivenAt(node, 'PartyName/Name'),
    legalIds: all(node, 'PartyLegalEntity/CompanyID').map((one) => code(one)!),
    taxNumbers: all(node, 'PartyTaxScheme').map((one) => ({
      text: textGivenAt(one, 'CompanyID'),
      scheme: textGivenAt(one, 'TaxScheme/ID')?.toUpperCase() ?? null,
    })),
    endpoint: code(first(node, 'EndpointID')),
    address: address(first(node, 'PostalAddress')),
    contact: contact && {
      name: textGivenAt(contact, 'Name'),
      phone: textGivenAt(contact, 'Telephone'),
      email: textGivenAt(contact, 'ElectronicMail'),
    },
  }
}

function address(node: Node | null): ReadAddress | null {
  return (
    node && {
      street: textGivenAt(node, 'StreetName'),
      extra: textGivenAt(node, 'AdditionalStreetName'),
      line: textGivenAt(node, 'AddressLine/Line'),
      postcode: textGivenAt(node, 'PostalZone'),
      city: textGivenAt(node, 'CityName'),
      region: textGivenAt(node, 'CountrySubentity'),
      country: textGivenAt(node, 'Country/IdentificationCode'),
    }
  )
}

function payment(node: Node): ReadPayment {
  return {
    code: textGivenAt(node, 'PaymentMeansCode'),
    reference: textGivenAt(node, 'PaymentID'),
    iban: textGivenAt(node, 'PayeeFinancialAccount/ID'),
    hasAccount: first(node, 'PayeeFinancialAccount') !== null,
    accountName: textGivenAt(node, 'PayeeFinancialAccount/Name'),
    bic: textGivenAt(node, 'PayeeFinancialAccount/FinancialInstitutionBranch/ID'),
    card: textGivenAt(node, 'CardAccount/PrimaryAccountNumberID'),
    hasCard: first(node, 'CardAccount') !== null,
    mandate: textGivenAt(node, 'PaymentMandate/ID'),
    debtorIban: textGivenAt(node, 'PaymentMandate/PayerFinancialAccount/ID'),
  }
}

function adjustment(node: Node): ReadAdjustment {
  return {
    indicator: textGivenAt(node, 'ChargeIndicator'),
    amount: amount(first(node, 'Amount')),
    base: amount(first(node, 'BaseAmount')),
    percent: textGivenAt(node, 'MultiplierFactorNumeric'),
    reason: textGivenAt(node, 'AllowanceChargeReason'),
    reasonCode: textGivenAt(node, 'AllowanceChargeReasonCode'),
    taxes: all(node, 'TaxCategory').map((one) => tax(one)!),
  }
}

function tax(node: Node | null): ReadTax | null {
  return (
    node && {
      category: textGivenAt(node, 'ID'),
      percent: textGivenAt(node, 'Percent'),
      scheme: textGivenAt(node, 'TaxScheme/ID')?.toUpperCase() ?? null,
      reason: textGivenAt(node, 'TaxExemptionReason'),
      reasonCode: textGivenAt(node, 'TaxExemptionReasonCode'),
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
    typeCode: textGivenAt(node, 'DocumentTypeCode'),
    description: textGivenAt(node, 'DocumentDescription'),
    fileName: file?.attributes['filename'] ?? null,
    mimeType: file?.attributes['mimeCode'] ?? null,
    content: file?.text ?? null,
    url: textGivenAt(node, 'Attachment/ExternalReference/URI'),
  }
}

function line(node: Node): ReadLine {
  const item = first(node, 'Item')
  const isCredit = node.name === 'CreditNoteLine'
  return {
    id: textGivenAt(node, 'ID'),
    name: textGivenAt(item, 'Name'),
    description: textGivenAt(item, 'Description'),
    note: textGivenAt(node, 'Note'),
    sku: textGivenAt(item, 'SellersItemIdentification/ID'),
    standardId: code(first(item, 'StandardItemIdentification/ID')),
    classifications: all(item, 'CommodityClassification/ItemClassificationCode').map((one) => ({
      text: one.text,
      scheme: one.attributes['listID'] ?? null,
    })),
    properties: all(item, 'AdditionalItemProperty').map((one) => ({
      name: textGivenAt(one, 'Name'),
      value: textGivenAt(one, 'Value'),
    })),
    originCountry: textGivenAt(item, 'OriginCountry/IdentificationCode'),
    quantity: quantity(first(node, isCredit ? 'CreditedQuantity' : 'InvoicedQuantity')),
    net: amount(first(node, 'LineExtensionAmount')),
    period: period(first(node, 'InvoicePeriod')),
    orderLine: textGivenAt(node, 'OrderLineReference/LineID'),
    adjustments: all(node, 'AllowanceCharge').map(adjustment),
    taxes: all(item, 'ClassifiedTaxCategory').map((one) => tax(one)!),
    price: amount(first(node, 'Price/PriceAmount')),
    priceBase: quantity(first(node, 'Price/BaseQuantity')),
    priceAdjustments: all(node, 'Price/AllowanceCharge').map(adjustment),
    documents: all(node, 'DocumentReference').map(attachment),
  }
}
