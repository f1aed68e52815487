/** An e-invoice as it was read, from UBL or CII: plain values for the screen and for our rules, nothing computed. */

/** A code or number with the scheme that it was given. */
export type ReadCode = { readonly text: string; readonly scheme: string | null }
/** Decimal text as it stood in the file, with its currency. */
export type ReadAmount = { readonly text: string; readonly currency: string | null }

export type ReadAddress = {
  readonly street: string | null
  readonly extra: string | null
  /** A third line; plain text that no rule depends on. */
  readonly line: string | null
  readonly postcode: string | null
  readonly city: string | null
  readonly region: string | null
  readonly country: string | null
}

/** `scheme` is 'VAT' for a VAT number; anything else is another tax number. */
export type ReadTaxNumber = { readonly text: string | null; readonly scheme: string | null }

export type ReadContact = {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
}

export type ReadParty = {
  readonly ids: readonly ReadCode[]
  readonly name: string | null
  readonly tradeName: string | null
  readonly legalIds: readonly ReadCode[]
  readonly taxNumbers: readonly ReadTaxNumber[]
  readonly endpoint: ReadCode | null
  readonly address: ReadAddress | null
  readonly contact: ReadContact | null
}

export type ReadTax = {
  readonly category: string | null
  readonly percent: string | null
  /** 'VAT', or another tax that European invoices do not name. */
  readonly scheme: string | null
  readonly reason: string | null
  readonly reasonCode: string | null
}

export type ReadAdjustment = {
  /** The text of the charge indicator: 'true' is a charge, 'false' a discount. */
  readonly indicator: string | null
  readonly amount: ReadAmount | null
  readonly base: ReadAmount | null
  readonly percent: string | null
  readonly reason: string | null
  readonly reasonCode: string | null
  readonly taxes: readonly ReadTax[]
}

export type ReadPeriod = {
  readonly from: string | null
  readonly to: string | null
  readonly code: string | null
}

export type ReadSubtotal = {
  readonly base: ReadAmount | null
  readonly vat: ReadAmount | null
  readonly tax: ReadTax | null
}
export type ReadTaxTotal = { readonly amount: ReadAmount | null; readonly subtotals: readonly ReadSubtotal[] }

export type ReadTotals = {
  readonly lines: ReadAmount | null
  readonly discounts: ReadAmount | null
  readonly charges: ReadAmount | null
  readonly net: ReadAmount | null
  readonly gross: ReadAmount | null
  readonly prepaid: ReadAmount | null
  readonly rounding: ReadAmount | null
  readonly payable: ReadAmount | null
}

export type ReadPayment = {
  readonly code: string | null
  readonly reference: string | null
  /** Account to pay to; `hasAccount` tells an absent account from an empty one. */
  readonly iban: string | null
  readonly hasAccount: boolean
  readonly accountName: string | null
  readonly bic: string | null
  readonly card: string | null
  readonly hasCard: boolean
  readonly mandate: string | null
  readonly debtorIban: string | null
}

export type ReadAttachment = {
  readonly id: ReadCode | null
  readonly typeCode: string | null
  readonly description: string | null
  readonly fileName: string | null
  readonly mimeType: string | null
  /** Base64 text. */
  readonly content: string | null
  readonly url: string | null
}

export type ReadLine = {
  readonly id: string | null
  readonly name: string | null
  readonly description: string | null
  readonly note: string | null
  readonly sku: string | null
  readonly standardId: ReadCode | null
  readonly classifications: readonly ReadCode[]
  readonly properties: readonly { readonly name: string | null; readonly value: string | null }[]
  readonly originCountry: string | null
  readonly quantity: ReadCode | null
  readonly net: ReadAmount | null
  readonly period: ReadPeriod | null
  readonly orderLine: string | null
  readonly adjustments: readonly ReadAdjustment[]
  readonly taxes: readonly ReadTax[]
  readonly price: ReadAmount | null
  readonly priceBase: ReadCode | null
  readonly priceAdjustments: readonly ReadAdjustment[]
  readonly documents: readonly ReadAttachment[]
}

export type ReadInvoice = {
  readonly syntax: 'ubl' | 'cii'
  readonly kind: 'invoice' | 'credit-note'
  readonly customization: string | null
  readonly process: string | null
  readonly number: string | null
  readonly typeCode: string | null
  readonly issueDay: string | null
  readonly dueDay: string | null
  readonly taxPointDay: string | null
  readonly notes: readonly string[]
  readonly currency: string | null
  readonly vatCurrency: string | null
  readonly buyerReference: string | null
  readonly orderNumber: string | null
  readonly period: ReadPeriod | null
  readonly preceding: readonly { readonly number: string | null; readonly issueDay: string | null }[]
  readonly seller: ReadParty | null
  readonly buyer: ReadParty | null
  readonly payee: ReadParty | null
  readonly representative: ReadParty | null
  readonly deliveryDay: string | null
  readonly deliverTo: ReadAddress | null
  readonly payments: readonly ReadPayment[]
  readonly paymentTerms: readonly string[]
  readonly adjustments: readonly ReadAdjustment[]
  readonly taxTotals: readonly ReadTaxTotal[]
  readonly totals: ReadTotals | null
  readonly attachments: readonly ReadAttachment[]
  readonly lines: readonly ReadLine[]
}
