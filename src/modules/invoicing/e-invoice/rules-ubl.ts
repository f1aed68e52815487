/** How UBL may be spelled: what may stand once, what may not be empty, which attributes are demanded. */
import { endpointSchemes } from '../../../base/peppol-number.ts'
import { attachmentTypes, chargeReasons, currencies, discountReasons } from './code-lists.ts'
import { isChargeIndicator } from './rules-content.ts'
import { fault, isBlank, missing, warning, type Finding } from './finding.ts'
import type { Profile } from './ubl.ts'
import { all, everything, first, textGivenAt, type Node } from '../../../base/xml.ts'

/** Elements that EN 16931 takes once: [rule, where, what]. */
const once: readonly (readonly [rule: string, where: string, what: string])[] = [
  ['UBL-SR-02', '', 'ContractDocumentReference'],
  ['UBL-SR-08', '', 'InvoicePeriod'],
  ['UBL-SR-09', 'AccountingSupplierParty/Party', 'PartyLegalEntity/RegistrationName'],
  ['UBL-SR-10', 'AccountingSupplierParty/Party', 'PartyName/Name'],
  ['UBL-SR-11', 'AccountingSupplierParty/Party', 'PartyLegalEntity/CompanyID'],
  ['UBL-SR-15', 'AccountingCustomerParty/Party', 'PartyLegalEntity/RegistrationName'],
  ['UBL-SR-16', 'AccountingCustomerParty/Party', 'PartyIdentification/ID'],
  ['UBL-SR-17', 'AccountingCustomerParty/Party', 'PartyLegalEntity/CompanyID'],
  ['UBL-SR-18', 'AccountingCustomerParty/Party', 'PartyTaxScheme/CompanyID'],
  ['UBL-SR-40', 'AccountingCustomerParty/Party', 'PartyName/Name'],
  ['UBL-SR-19', '', 'PayeeParty/PartyName/Name'],
  ['UBL-SR-23', '', 'TaxRepresentativeParty/PartyTaxScheme/CompanyID'],
  ['UBL-SR-24', '', 'Delivery'],
  ['UBL-SR-25', '', 'Delivery/DeliveryParty/PartyName/Name'],
  ['UBL-SR-39', '', 'OrderReference'],
]

const lineOnce = [
  ['UBL-SR-34', 'Note'],
  ['UBL-SR-48', 'Item/ClassifiedTaxCategory'],
  ['UBL-SR-50', 'Item/Description'],
] as const

/** The same inside elements that themselves may stand more often, by the name of that element. */
const onceInside: Readonly<Record<string, readonly (readonly [rule: string, what: string])[]>> = {
  PaymentMeans: [['UBL-SR-26', 'PaymentID']],
  AllowanceCharge: [['UBL-SR-30', 'AllowanceChargeReason']],
  TaxSubtotal: [['UBL-SR-32', 'TaxCategory/TaxExemptionReason']],
  InvoiceLine: lineOnce,
  CreditNoteLine: lineOnce,
}

export function* ublRules(root: Node, profile: Profile): Generator<Finding> {
  for (const [rule, where, what] of once) {
    const node = where === '' ? root : first(root, where)
    if (all(node, what).length > 1) yield twice(rule, what)
  }
  yield* taxSchemeRules(root)
  yield* paymentReferenceRules(root)
  for (const node of everything(root)) yield* nodeRules(node, profile)
  if (profile === 'peppol') yield* currencyRules(root)
}

const twice = (rule: string, what: string): Finding =>
  fault(
    rule,
    what,
    `${what} mag maar één keer op de factuur staan.`,
    `${what} may stand on the invoice only once.`,
  )

/** A seller has at most one VAT number and one other tax number. */
function* taxSchemeRules(root: Node): Generator<Finding> {
  const schemes = all(root, 'AccountingSupplierParty/Party/PartyTaxScheme').map(
    (one) => textGivenAt(one, 'TaxScheme/ID')?.toUpperCase() ?? '',
  )
  const vat = schemes.filter((one) => one === 'VAT').length
  const finding = (rule: string) =>
    fault(
      rule,
      'seller.vatNumber',
      'De verkoper heeft meer belastingnummers dan op een factuur passen.',
      'The seller has more tax numbers than fit on an invoice.',
    )
  if (vat > 1) yield finding('UBL-SR-12')
  if (schemes.length - vat > 1) yield finding('UBL-SR-13')
  if (schemes.length > 2) yield finding('UBL-SR-42')
}

function* paymentReferenceRules(root: Node): Generator<Finding> {
  if (new Set(all(root, 'PaymentMeans/PaymentID').map((one) => one.text)).size > 1) {
    yield fault(
      'UBL-SR-44',
      'payment.reference',
      'Er mag één betalingskenmerk op de factuur staan.',
      'One payment reference may stand on the invoice.',
    )
  }
}

function* nodeRules(node: Node, profile: Profile): Generator<Finding> {
  if (profile === 'peppol') yield* peppolNodeRules(node)
  for (const [rule, what] of onceInside[node.name] ?? [])
    if (all(node, what).length > 1) yield twice(rule, what)
  if (node.children.length === 0 && isBlank(node.text)) {
    const rule = profile === 'peppol' ? 'PEPPOL-EN16931-R008' : 'SI-UBL-2'
    const say = profile === 'peppol' ? fault : warning
    yield say(rule, node.name, `${node.name} is leeg; laat het weg.`, `${node.name} is empty; leave it out.`)
  }
  const currency = node.attributes['currencyID']
  if (currency !== undefined && !currencies.has(currency)) {
    yield fault(
      'BR-CL-03',
      node.name,
      `De valuta ${currency} bestaat niet.`,
      `The currency ${currency} does not exist.`,
    )
  }
  if (node.name === 'EmbeddedDocumentBinaryObject') {
    if (isBlank(node.attributes['mimeCode']))
      yield missing('UBL-DT-06', 'attachments', 'Het soort bestand', 'The type of file')
    if (isBlank(node.attributes['filename']))
      yield missing('UBL-DT-07', 'attachments', 'De bestandsnaam', 'The file name')
    if (!attachmentTypes.has(node.attributes['mimeCode'] ?? 'application/pdf')) {
      yield fault(
        'BR-CL-24',
        'attachments',
        `Een bijlage van soort ${node.attributes['mimeCode']} mag niet.`,
        `An attachment of type ${node.attributes['mimeCode']} is not allowed.`,
      )
    }
  }
}

function* peppolNodeRules(node: Node): Generator<Finding> {
  const wrong = (rule: string, code: string) =>
    fault(
      rule,
      node.name,
      `De code ${code} staat niet op de lijst van Peppol.`,
      `The code ${code} is not on Peppol's list.`,
    )
  const currency = node.attributes['currencyID']
  if (currency !== undefined && !currencies.has(currency)) yield wrong('PEPPOL-EN16931-CL007', currency)
  const mime = node.attributes['mimeCode']
  if (mime !== undefined && !attachmentTypes.has(mime)) yield wrong('PEPPOL-EN16931-CL001', mime)
  const scheme = node.name === 'EndpointID' ? node.attributes['schemeID'] : undefined
  if (scheme !== undefined && !endpointSchemes.has(scheme)) yield wrong('PEPPOL-EN16931-CL008', scheme)
  if (node.name !== 'AllowanceCharge') return
  const isCharge = isChargeIndicator(textGivenAt(node, 'ChargeIndicator'))
  for (const { text } of all(node, 'AllowanceChargeReasonCode')) {
    if (!(isCharge ? chargeReasons : discountReasons).has(text))
      yield wrong(isCharge ? 'PEPPOL-EN16931-CL003' : 'PEPPOL-EN16931-CL002', text)
  }
}

/** Every amount is in the document's currency, but for the second VAT total. */
function* currencyRules(root: Node): Generator<Finding> {
  const currency = textGivenAt(root, 'DocumentCurrencyCode')
  const own = textGivenAt(root, 'TaxCurrencyCode')
  const exempt = new Set(
    all(root, 'TaxTotal')
      .filter((one) => own !== null && first(one, 'TaxSubtotal') === null)
      .flatMap((one) => all(one, 'TaxAmount')),
  )
  for (const node of everything(root)) {
    const given = node.attributes['currencyID']
    if (given !== undefined && given !== currency && !exempt.has(node)) {
      yield fault(
        'PEPPOL-EN16931-R051',
        node.name,
        `Een bedrag in ${given} op een factuur in ${currency}.`,
        `An amount in ${given} on an invoice in ${currency}.`,
      )
    }
  }
}
