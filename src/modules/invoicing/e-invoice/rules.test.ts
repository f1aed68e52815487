/** One full and valid invoice, spoilt in one place per case: the rule that is about that place must find it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { langs } from '../../../base/words.ts'
import { inspect } from './preflight.ts'
import { readTree } from './reader.ts'
import type { Profile } from './ubl.ts'

const money = (name: string, amount: string, currency = 'EUR') =>
  `<cbc:${name} currencyID="${currency}">${amount}</cbc:${name}>`
const vat = (name: string, percent = 21) =>
  [
    `<cac:${name}><cbc:ID>S</cbc:ID><cbc:Percent>${percent}</cbc:Percent><cac:TaxScheme>`,
    `<cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${name}>`,
  ].join('')
const address = (name: string, city: string) =>
  [
    `<cac:${name}><cbc:StreetName>Kade 1</cbc:StreetName><cbc:CityName>${city}</cbc:CityName>`,
    '<cbc:PostalZone>8911 AB</cbc:PostalZone><cac:Country>',
    `<cbc:IdentificationCode>NL</cbc:IdentificationCode></cac:Country></cac:${name}>`,
  ].join('')
const vatNumber = (number: string) =>
  [
    `<cac:PartyTaxScheme><cbc:CompanyID>${number}</cbc:CompanyID><cac:TaxScheme>`,
    '<cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>',
  ].join('')
const party = (name: string, kvk: string, number: string, city: string) =>
  [
    `<cac:Party><cbc:EndpointID schemeID="0106">${kvk}</cbc:EndpointID><cac:PartyIdentification>`,
    `<cbc:ID>R-${kvk}</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>`,
    `${name}</cbc:Name></cac:PartyName>${address('PostalAddress', city)}${vatNumber(number)}`,
    `<cac:PartyLegalEntity><cbc:RegistrationName>${name} B.V.</cbc:RegistrationName>`,
    `<cbc:CompanyID schemeID="0106">${kvk}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>`,
  ].join('')
const adjustment = (isCharge: boolean, amount: string, base: string, code: string) =>
  [
    `<cac:AllowanceCharge><cbc:ChargeIndicator>${isCharge}</cbc:ChargeIndicator>`,
    `<cbc:AllowanceChargeReasonCode>${code}</cbc:AllowanceChargeReasonCode>`,
    '<cbc:AllowanceChargeReason>Actie</cbc:AllowanceChargeReason>',
    `<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>${money('Amount', amount)}`,
    `${money('BaseAmount', base)}`,
  ].join('')

const head = [
  '<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>',
  '<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID><cbc:ID>F1</cbc:ID>',
  '<cbc:IssueDate>2026-11-02</cbc:IssueDate><cbc:DueDate>2026-11-16</cbc:DueDate>',
  '<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:Note>Dank</cbc:Note>',
  '<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>',
  '<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode><cbc:BuyerReference>INK-7</cbc:BuyerReference>',
  '<cac:InvoicePeriod><cbc:StartDate>2026-10-01</cbc:StartDate>',
  '<cbc:EndDate>2026-10-31</cbc:EndDate></cac:InvoicePeriod><cac:OrderReference>',
  '<cbc:ID>10001</cbc:ID></cac:OrderReference><cac:ContractDocumentReference>',
  '<cbc:ID>C1</cbc:ID></cac:ContractDocumentReference><cac:AdditionalDocumentReference>',
  '<cbc:ID>bon</cbc:ID><cac:Attachment>',
  '<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="bon.pdf">QQ==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>',
].join('')
const parties = [
  '<cac:AccountingSupplierParty>',
  `${party('Zandstra', '12345678', 'NL000099998B57', 'Leeuwarden')}</cac:AccountingSupplierParty>`,
  '<cac:AccountingCustomerParty>',
  `${party('Deelfiets', '87654321', 'NL000000001B01', 'Utrecht')}</cac:AccountingCustomerParty>`,
  '<cac:PayeeParty><cac:PartyName>',
  '<cbc:Name>Factormaatschappij</cbc:Name></cac:PartyName></cac:PayeeParty>',
  '<cac:TaxRepresentativeParty><cac:PartyName><cbc:Name>Fiscus B.V.</cbc:Name></cac:PartyName>',
  `${address('PostalAddress', 'Almelo')}${vatNumber('NL000000002B02')}</cac:TaxRepresentativeParty>`,
  '<cac:Delivery><cbc:ActualDeliveryDate>2026-10-30</cbc:ActualDeliveryDate><cac:DeliveryLocation>',
  `${address('Address', 'Zwolle')}</cac:DeliveryLocation></cac:Delivery>`,
].join('')
const payment = [
  '<cac:PaymentMeans><cbc:PaymentMeansCode>48</cbc:PaymentMeansCode>',
  '<cbc:PaymentID>RF18</cbc:PaymentID><cac:CardAccount>',
  '<cbc:PrimaryAccountNumberID>1234</cbc:PrimaryAccountNumberID>',
  '<cbc:NetworkID>VISA</cbc:NetworkID></cac:CardAccount></cac:PaymentMeans>',
].join('')
const sums = [
  `${adjustment(false, '1.00', '10.00', '95')}${vat('TaxCategory')}</cac:AllowanceCharge>`,
  `${adjustment(true, '5.00', '50.00', 'FC')}${vat('TaxCategory')}</cac:AllowanceCharge>`,
  `<cac:TaxTotal>${money('TaxAmount', '21.84')}<cac:TaxSubtotal>${money('TaxableAmount', '104.00')}`,
  `${money('TaxAmount', '21.84')}${vat('TaxCategory')}</cac:TaxSubtotal></cac:TaxTotal>`,
  `<cac:TaxTotal>${money('TaxAmount', '240.24', 'SEK')}</cac:TaxTotal><cac:LegalMonetaryTotal>`,
  `${money('LineExtensionAmount', '100.00')}${money('TaxExclusiveAmount', '104.00')}`,
  `${money('TaxInclusiveAmount', '125.84')}${money('AllowanceTotalAmount', '1.00')}`,
  `${money('ChargeTotalAmount', '5.00')}${money('PrepaidAmount', '25.00')}`,
  `${money('PayableRoundingAmount', '0.01')}`,
  `${money('PayableAmount', '100.85')}</cac:LegalMonetaryTotal>`,
].join('')
const line = [
  '<cac:InvoiceLine><cbc:ID>1</cbc:ID>',
  '<cbc:InvoicedQuantity unitCode="H87">10</cbc:InvoicedQuantity>',
  `${money('LineExtensionAmount', '100.00')}<cac:InvoicePeriod>`,
  '<cbc:StartDate>2026-10-02</cbc:StartDate>',
  '<cbc:EndDate>2026-10-30</cbc:EndDate></cac:InvoicePeriod>',
  `${adjustment(false, '2.00', '20.00', '95')}</cac:AllowanceCharge>`,
  `${adjustment(true, '2.00', '20.00', 'FC')}</cac:AllowanceCharge><cac:Item>`,
  '<cbc:Name>Bel</cbc:Name><cac:StandardItemIdentification>',
  '<cbc:ID schemeID="0160">4006381333931</cbc:ID></cac:StandardItemIdentification>',
  '<cac:OriginCountry><cbc:IdentificationCode>TW</cbc:IdentificationCode></cac:OriginCountry>',
  `${vat('ClassifiedTaxCategory')}<cac:AdditionalItemProperty><cbc:Name>Kleur</cbc:Name>`,
  '<cbc:Value>rood</cbc:Value></cac:AdditionalItemProperty></cac:Item><cac:Price>',
  `${money('PriceAmount', '20.00')}`,
  '<cbc:BaseQuantity unitCode="H87">2</cbc:BaseQuantity></cac:Price></cac:InvoiceLine>',
].join('')
const whole = [
  '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">',
  `${head}${parties}${payment}${sums}${line}</Invoice>`,
].join('')

function rulesOn(xml: string, profile: Profile): string[] {
  const { invoice, tree } = readTree(xml)
  const found = inspect(invoice, tree, profile)
  for (const one of found) for (const lang of langs) assert.match(one.text[lang], /^\S.*\.$/)
  return found.map((one) => one.rule)
}

test('the whole invoice is without fault in Peppol and EN 16931', () => {
  assert.deepEqual(rulesOn(whole, 'peppol'), [])
  assert.deepEqual(rulesOn(whole, 'en16931'), [])
})

/** Replaces the nth occurrence, from 1. */
function spoil(from: string, to: string, nth: number): string {
  const parts = whole.split(from)
  assert.ok(parts.length > nth, `${from} stands there ${parts.length - 1} times`)
  return parts.slice(0, nth).join(from) + to + parts.slice(nth).join(from)
}

const twoNames = ['Kade', 'Dok']
  .map((name) => `<cac:PartyName><cbc:Name>${name}</cbc:Name></cac:PartyName>`)
  .join('')
const double = (name: string, text: string): [from: string, to: string] => {
  const once = `<cbc:${name}>${text}</cbc:${name}>`
  return [once, once + once]
}
const id = (scheme: string, number: string): [from: string, to: string] => [
  '<cbc:EndpointID schemeID="0106">87654321',
  `<cbc:EndpointID schemeID="${scheme}">${number}`,
]
const country = '<cbc:IdentificationCode>NL</cbc:IdentificationCode>'
const reasoned =
  '<cbc:AllowanceChargeReasonCode>95</cbc:AllowanceChargeReasonCode><cbc:AllowanceChargeReason>Actie</cbc:AllowanceChargeReason>'
const charged = reasoned.replace('95', 'FC')
const amountOf = (amount: string) => money('Amount', amount)
const exempt = (code: string) =>
  `<cbc:Percent>21</cbc:Percent><cbc:TaxExemptionReasonCode>${code}</cbc:TaxExemptionReasonCode>`

/** What is spoilt, and the rule that must find it; `nth` says which of several places. */
const cases: [rule: string, from: string, to: string, nth?: number][] = [
  ['BR-09', country, '<cbc:IdentificationCode></cbc:IdentificationCode>'],
  ['BR-13', money('TaxExclusiveAmount', '104.00'), ''],
  ['BR-14', money('TaxInclusiveAmount', '125.84'), ''],
  ['BR-15', money('PayableAmount', '100.85'), ''],
  [
    'BR-17',
    '<cac:PartyName><cbc:Name>Factormaatschappij</cbc:Name></cac:PartyName>',
    '<cac:PartyIdentification><cbc:ID>1</cbc:ID></cac:PartyIdentification>',
  ],
  ['BR-18', '<cac:PartyName><cbc:Name>Fiscus B.V.</cbc:Name></cac:PartyName>', ''],
  ['BR-33', reasoned, ''],
  ['BR-CO-21', reasoned, ''],
  ['BR-38', charged, ''],
  ['BR-CO-22', charged, ''],
  ['BR-41', amountOf('2.00'), ''],
  ['BR-42', reasoned, '', 2],
  ['BR-46', money('TaxAmount', '21.84'), '', 2],
  ['BR-47', '<cbc:ID>S</cbc:ID>', '', 3],
  ['BR-54', '<cbc:Value>rood</cbc:Value>', ''],
  ['BR-62', '<cbc:EndpointID schemeID="0106">12345678', '<cbc:EndpointID>12345678'],
  ['BR-66', '<cbc:PrimaryAccountNumberID>1234</cbc:PrimaryAccountNumberID>', ''],
  ['BR-CL-14', country, '<cbc:IdentificationCode>UK</cbc:IdentificationCode>'],
  ['BR-CL-19', '>95<', '>94<'],
  ['BR-CL-20', '>FC<', '>QQ<'],
  ['BR-CL-22', '<cbc:Percent>21</cbc:Percent>', exempt('VATEX-EU-X'), 3],
  ['BR-CL-23', 'unitCode="H87"', 'unitCode="stuks"'],
  ['BR-CL-24', 'application/pdf', 'text/html'],
  ['BR-CL-25', ...id('0207', '1')],
  ['BR-CO-10', money('LineExtensionAmount', '100.00'), money('LineExtensionAmount', '100.01')],
  ['BR-CO-14', money('TaxAmount', '21.84'), money('TaxAmount', '21.85')],
  ['BR-CO-16', money('PayableAmount', '100.85'), money('PayableAmount', '100.84')],
  ['BR-DEC-01', amountOf('1.00'), amountOf('1.001')],
  ['BR-DEC-02', money('BaseAmount', '10.00'), money('BaseAmount', '10.001')],
  ['BR-DEC-05', amountOf('5.00'), amountOf('5.001')],
  ['BR-DEC-06', money('BaseAmount', '50.00'), money('BaseAmount', '50.001')],
  ['BR-DEC-09', '100.00<', '100.001<'],
  ['BR-DEC-10', money('AllowanceTotalAmount', '1.00'), money('AllowanceTotalAmount', '1.000')],
  ['BR-DEC-11', money('ChargeTotalAmount', '5.00'), money('ChargeTotalAmount', '5.000')],
  ['BR-DEC-12', money('TaxExclusiveAmount', '104.00'), money('TaxExclusiveAmount', '104.000')],
  ['BR-DEC-13', money('TaxAmount', '21.84'), money('TaxAmount', '21.840')],
  ['BR-DEC-14', '125.84', '125.840'],
  ['BR-DEC-15', '240.24', '240.240'],
  ['BR-DEC-16', '>25.00', '>25.000'],
  ['BR-DEC-17', '0.01<', '0.010<'],
  ['BR-DEC-18', '100.85', '100.850'],
  ['BR-DEC-19', money('TaxableAmount', '104.00'), money('TaxableAmount', '104.000')],
  ['BR-DEC-20', money('TaxAmount', '21.84'), money('TaxAmount', '21.840'), 2],
  ['BR-DEC-23', '100.00<', '100.000<', 2],
  ['BR-DEC-24', amountOf('2.00'), amountOf('2.001')],
  ['BR-DEC-25', money('BaseAmount', '20.00'), money('BaseAmount', '20.001')],
  ['BR-DEC-27', amountOf('2.00'), amountOf('2.001'), 2],
  ['BR-DEC-28', money('BaseAmount', '20.00'), money('BaseAmount', '20.001'), 2],
  ['UBL-DT-07', ' filename="bon.pdf"', ''],
  [
    'UBL-SR-02',
    '<cac:ContractDocumentReference>',
    '<cac:ContractDocumentReference><cbc:ID>C0</cbc:ID></cac:ContractDocumentReference><cac:ContractDocumentReference>',
  ],
  [
    'UBL-SR-08',
    '<cac:InvoicePeriod>',
    '<cac:InvoicePeriod><cbc:EndDate>2026-10-31</cbc:EndDate></cac:InvoicePeriod><cac:InvoicePeriod>',
  ],
  [
    'UBL-SR-10',
    '<cbc:Name>Zandstra</cbc:Name>',
    '<cbc:Name>Zandstra</cbc:Name><cbc:Name>Zandstra</cbc:Name>',
  ],
  [
    'UBL-SR-11',
    '<cbc:CompanyID schemeID="0106">12345678</cbc:CompanyID>',
    '<cbc:CompanyID schemeID="0106">12345678</cbc:CompanyID><cbc:CompanyID>2</cbc:CompanyID>',
  ],
  [
    'UBL-SR-13',
    '<cac:PartyTaxScheme>',
    '<cac:PartyTaxScheme><cbc:CompanyID>1</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyTaxScheme><cbc:CompanyID>2</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyTaxScheme>',
  ],
  [
    'UBL-SR-16',
    '<cac:PartyIdentification><cbc:ID>R-87654321</cbc:ID></cac:PartyIdentification>',
    '<cac:PartyIdentification><cbc:ID>1</cbc:ID></cac:PartyIdentification><cac:PartyIdentification><cbc:ID>2</cbc:ID></cac:PartyIdentification>',
  ],
  ['UBL-SR-19', '<cbc:Name>Factormaatschappij</cbc:Name>', '<cbc:Name>A</cbc:Name><cbc:Name>B</cbc:Name>'],
  [
    'UBL-SR-23',
    '<cac:PartyTaxScheme>',
    '<cac:PartyTaxScheme><cbc:CompanyID>NL1</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyTaxScheme>',
    3,
  ],
  [
    'UBL-SR-24',
    '<cac:Delivery>',
    '<cac:Delivery><cbc:ActualDeliveryDate>2026-10-30</cbc:ActualDeliveryDate></cac:Delivery><cac:Delivery>',
  ],
  ['UBL-SR-25', '</cac:Delivery>', `<cac:DeliveryParty>${twoNames}</cac:DeliveryParty></cac:Delivery>`],
  ['UBL-SR-26', '<cbc:PaymentID>', '<cbc:PaymentID>RF18</cbc:PaymentID><cbc:PaymentID>'],
  ['UBL-SR-30', ...double('AllowanceChargeReason', 'Actie')],
  ['UBL-SR-40', ...double('Name', 'Deelfiets')],
  [
    'UBL-SR-39',
    '<cac:OrderReference>',
    '<cac:OrderReference><cbc:ID>2</cbc:ID></cac:OrderReference><cac:OrderReference>',
  ],
  ['PEPPOL-COMMON-R040', ...id('0088', '4006381333932')],
  ['PEPPOL-COMMON-R052', ...id('0096', '123456789')],
  ['PEPPOL-COMMON-R053', ...id('0198', '12345678')],
  ['PEPPOL-COMMON-R057', ...id('0217', '87654321')],
  ['PEPPOL-COMMON-R041', ...id('0192', '123456780')],
  ['PEPPOL-COMMON-R042', ...id('0184', '1234567')],
  ['PEPPOL-COMMON-R054', ...id('0106', '8765432')],
  ['PEPPOL-COMMON-R055', ...id('0190', '0000000001234567890')],
  ['PEPPOL-COMMON-R056-1', ...id('9944', 'NL1B01')],
  ['PEPPOL-EN16931-P0104', '<cbc:Percent>21</cbc:Percent>', exempt('VATEX-EU-G'), 3],
  ['PEPPOL-EN16931-P0106', '<cbc:Percent>21</cbc:Percent>', exempt('VATEX-EU-IC'), 3],
  ['PEPPOL-EN16931-P0109', '<cbc:Percent>21</cbc:Percent>', exempt('VATEX-EU-F'), 3],
  ['PEPPOL-EN16931-R002', '<cbc:Note>', '<cbc:Note>Nog een</cbc:Note><cbc:Note>'],
  ['PEPPOL-EN16931-R008', '<cbc:Note>Dank</cbc:Note>', '<cbc:Note> </cbc:Note>'],
  ['PEPPOL-EN16931-R041', money('BaseAmount', '10.00'), ''],
  ['PEPPOL-EN16931-R042', '<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>', ''],
  ['PEPPOL-EN16931-R043', '<cbc:ChargeIndicator>true<', '<cbc:ChargeIndicator>1<'],
  ['PEPPOL-EN16931-R110', '2026-10-02', '2026-09-30'],
  ['PEPPOL-EN16931-R111', '<cbc:EndDate>2026-10-30', '<cbc:EndDate>2026-11-01'],
  ['PEPPOL-EN16931-R121', '<cbc:BaseQuantity unitCode="H87">2', '<cbc:BaseQuantity unitCode="H87">0'],
  ['PEPPOL-EN16931-R130', '<cbc:BaseQuantity unitCode="H87"', '<cbc:BaseQuantity unitCode="C62"'],
  ['NL-R-004', '<cbc:CityName>Utrecht</cbc:CityName>', ''],
  ['NL-R-006', '<cbc:CityName>Almelo</cbc:CityName>', ''],
  ['BR-O-13', '<cbc:ID>S</cbc:ID>', '<cbc:ID>O</cbc:ID>', 3],
]
for (const [rule, from, to, nth] of cases) {
  test(`${rule} finds ${from
    .replace(/<\/?c[ab]c:|<\/.*$/g, ' ')
    .trim()
    .slice(0, 60)} spoilt`, () => {
    const found = rulesOn(spoil(from, to, nth ?? 1), 'peppol')
    assert.ok(found.includes(rule), `found ${found.join(', ') || 'nothing'}`)
  })
}

const german = whole.replaceAll(country, country.replace('NL', 'DE'))
const germanCases: [rule: string, from: string, to: string][] = [
  ['DE-R-001', payment, ''],
  ['DE-R-002', '', ''],
  [
    'DE-R-005',
    '</cac:PartyLegalEntity></cac:Party>',
    '</cac:PartyLegalEntity><cac:Contact><cbc:Telephone>1</cbc:Telephone></cac:Contact></cac:Party>',
  ],
  [
    'DE-R-007',
    '</cac:PartyLegalEntity></cac:Party>',
    '</cac:PartyLegalEntity><cac:Contact><cbc:Telephone>1</cbc:Telephone></cac:Contact></cac:Party>',
  ],
]
for (const [rule, from, to] of germanCases) {
  test(`${rule} is kept between German parties`, () => {
    assert.ok(rulesOn(german.replace(from, to), 'peppol').includes(rule))
    assert.ok(!rulesOn(whole.replace(from, to), 'peppol').includes(rule))
  })
}

test('NLCIUS warns about an empty element', () => {
  assert.ok(rulesOn(spoil('<cbc:Note>Dank</cbc:Note>', '<cbc:Note/>', 1), 'nlcius').includes('SI-UBL-2'))
})
