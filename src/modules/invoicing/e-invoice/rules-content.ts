/** EN 16931: what an invoice must contain (BR-1 to BR-67, BR-CL and BR-DEC). */
import { endpointSchemes } from '../../../base/peppol-number.ts'
import {
  chargeReasons,
  countries,
  creditTypes,
  currencies,
  discountReasons,
  exemptions,
  invoiceTypes,
  isPaymentMeans,
  isRegister,
  looksLikeUnit,
  otherEndpointSchemes,
  taxPointCodes,
  vatCategories,
} from './code-lists.ts'
import { decimalsOf, exact } from './exact.ts'
import { fault, isBlank, missing, needs, warning, type Finding } from './finding.ts'
import type {
  ReadAdjustment,
  ReadAmount,
  ReadAttachment,
  ReadCode,
  ReadInvoice,
  ReadLine,
  ReadParty,
  ReadPayment,
  ReadPeriod,
  ReadSubtotal,
  ReadTax,
} from './incoming.ts'

export function* contentRules(invoice: ReadInvoice): Generator<Finding> {
  yield* headRules(invoice)
  yield* periodRules(invoice.period, 'period', 'BR-29', 'BR-CO-19')
  yield* partyRules(invoice)
  yield* deliveryRules(invoice)
  for (const [i, one] of invoice.payments.entries()) yield* paymentRules(one, `payment[${i}]`)
  for (const [i, one] of invoice.adjustments.entries()) yield* adjustmentRules(one, `adjustments[${i}]`)
  yield* totalRules(invoice)
  for (const [i, one] of groupsOf(invoice).entries()) yield* groupRules(one, `vat[${i}]`)
  for (const [i, one] of invoice.attachments.entries()) yield* attachmentRules(one, `attachments[${i}]`)
  for (const [i, one] of invoice.lines.entries()) yield* lineRules(one, `lines[${i}]`)
}

/** CII has one root for both kinds. */
const allTypes: ReadonlySet<string> = new Set([...invoiceTypes, ...creditTypes])

/** VAT groups of all tax totals. */
export const groupsOf = (invoice: ReadInvoice): ReadSubtotal[] =>
  invoice.taxTotals.flatMap((one) => [...one.subtotals])

function* headRules(invoice: ReadInvoice): Generator<Finding> {
  const isCredit = invoice.kind === 'credit-note'
  yield* needs(invoice.customization, 'BR-01', 'customization', 'De specificatie', 'The specification')
  yield* needs(invoice.number, 'BR-02', 'number', 'Het factuurnummer', 'The invoice number')
  yield* needs(invoice.issueDay, 'BR-03', 'issueDay', 'De factuurdatum', 'The invoice date')
  yield* needs(invoice.typeCode, 'BR-04', 'kind', 'De soort factuur', 'The type of invoice')
  yield* needs(invoice.currency, 'BR-05', 'currency', 'De valuta', 'The currency')
  const types = invoice.syntax === 'cii' ? allTypes : isCredit ? creditTypes : invoiceTypes
  yield* oneOf(invoice.typeCode, types, 'BR-CL-01', 'kind')
  yield* oneOf(invoice.currency, currencies, 'BR-CL-04', 'currency')
  yield* oneOf(invoice.vatCurrency, currencies, 'BR-CL-05', 'vatInOwnCurrency.currency')
  yield* oneOf(invoice.period?.code ?? null, taxPointCodes[invoice.syntax], 'BR-CL-06', 'period')
  if (!isBlank(invoice.taxPointDay) && !isBlank(invoice.period?.code)) {
    yield fault(
      'BR-CO-03',
      'period',
      'Een btw-datum en een code voor de btw-datum sluiten elkaar uit; laat er één weg.',
      'A tax point date and a tax point code exclude each other; leave one out.',
    )
  }
  for (const [i, one] of invoice.preceding.entries()) {
    yield* needs(
      one.number,
      'BR-55',
      `preceding[${i}].number`,
      'Het nummer van de eerdere factuur',
      'The number of the preceding invoice',
    )
  }
  if (invoice.lines.length === 0) yield missing('BR-16', 'lines', 'Minstens één regel', 'At least one line')
  if (groupsOf(invoice).length === 0)
    yield missing('BR-CO-18', 'vat', 'De btw-specificatie', 'The VAT breakdown')
}

function* oneOf(
  code: string | null,
  allowed: ReadonlySet<string>,
  rule: string,
  path: string,
): Generator<Finding> {
  if (!isBlank(code) && !allowed.has(code!)) {
    yield fault(
      rule,
      path,
      `De code ${code} staat niet op de lijst; kies een bestaande code.`,
      `The code ${code} is not on the list; choose one that is.`,
    )
  }
}

function* register(
  code: ReadCode | null,
  rule: string,
  path: string,
  more: readonly string[] = [],
): Generator<Finding> {
  const scheme = code?.scheme ?? null
  if (scheme !== null && !isRegister(scheme) && !more.includes(scheme)) {
    yield fault(
      rule,
      path,
      `Het register ${scheme} bestaat niet; kies bijvoorbeeld 0106 (KvK).`,
      `The register ${scheme} does not exist; choose for instance 0106 (Dutch KvK).`,
    )
  }
}

function* periodRules(
  period: ReadPeriod | null,
  path: string,
  order: string,
  presence: string,
): Generator<Finding> {
  if (!period) return
  if (isBlank(period.from) && isBlank(period.to) && isBlank(period.code)) {
    yield missing(presence, path, 'Het begin of einde van de periode', 'The start or end of the period')
  }
  if (!isBlank(period.from) && !isBlank(period.to) && period.from! > period.to!) {
    yield fault(
      order,
      `${path}.to`,
      'De periode eindigt voor zij begint; keer de datums om.',
      'The period ends before it starts; swap the days.',
    )
  }
}

function* partyRules(invoice: ReadInvoice): Generator<Finding> {
  const { seller, buyer, payee, representative } = invoice
  yield* needs(seller?.name, 'BR-06', 'seller.name', 'De naam van de verkoper', "The seller's name")
  yield* needs(buyer?.name, 'BR-07', 'buyer.name', 'De naam van de klant', "The buyer's name")
  if (!seller?.address)
    yield missing('BR-08', 'seller.address', 'Het adres van de verkoper', "The seller's address")
  else
    yield* needs(
      seller.address.country,
      'BR-09',
      'seller.address.country',
      'Het land van de verkoper',
      "The seller's country",
    )
  if (!buyer?.address)
    yield missing('BR-10', 'buyer.address', 'Het adres van de klant', "The buyer's address")
  else
    yield* needs(
      buyer.address.country,
      'BR-11',
      'buyer.address.country',
      'Het land van de klant',
      "The buyer's country",
    )
  if (
    seller &&
    !seller.ids.length &&
    !seller.legalIds.length &&
    !seller.taxNumbers.some((one) => one.scheme === 'VAT' && !isBlank(one.text))
  ) {
    const isOutside = invoice.taxTotals.some(({ subtotals }) =>
      subtotals.some(({ tax }) => tax?.category === 'O'),
    )
    yield isOutside
      ? missing(
          'BR-CO-26',
          'seller.legalId',
          'Een nummer van het handelsregister of van het belastingkantoor van de verkoper (het btw-nummer mag op een factuur buiten de btw niet staan)',
          'A number of the trade register or of the tax office of the seller (the VAT number may not stand on an invoice outside the scope of VAT)',
        )
      : missing(
          'BR-CO-26',
          'seller.legalId',
          'Een KvK-nummer, btw-nummer of belastingnummer van de verkoper',
          'A registration, VAT or tax number of the seller',
        )
  }
  for (const [path, party] of [
    ['seller', seller],
    ['buyer', buyer],
    ['payee', payee],
    ['representative', representative],
  ] as const) {
    if (party) yield* identityRules(party, path, invoice.syntax)
  }
  if (payee && isBlank(payee.tradeName ?? payee.name)) {
    yield missing('BR-17', 'payee.name', 'De naam van de begunstigde', "The payee's name")
  }
  if (representative) yield* representativeRules(representative)
}

/** Who is named by which number, and in which register. */
function* identityRules(
  party: ReadParty,
  path: 'seller' | 'buyer' | 'payee' | 'representative',
  syntax: ReadInvoice['syntax'],
): Generator<Finding> {
  const sepa = path === 'seller' || path === 'payee' ? ['SEPA'] : []
  for (const id of party.ids) yield* register(id, 'BR-CL-10', `${path}.id`, sepa)
  for (const id of party.legalIds) yield* register(id, 'BR-CL-11', `${path}.legalId.scheme`)
  yield* oneOf(party.address?.country ?? null, countries, 'BR-CL-14', `${path}.address.country`)
  for (const one of party.taxNumbers) {
    if (one.scheme !== 'VAT' || isBlank(one.text)) continue
    const prefix = one.text!.slice(0, 2)
    if (!countries.has(prefix) && prefix !== 'EL') {
      yield fault(
        'BR-CO-09',
        `${path}.vatNumber`,
        `Het btw-nummer ${one.text} begint niet met een landcode; schrijf bijvoorbeeld NL000099998B57.`,
        `The VAT number ${one.text} does not start with a country code; write for instance NL000099998B57.`,
      )
    }
  }
  if (!party.endpoint) return
  if (isBlank(party.endpoint.scheme)) {
    if (path === 'seller')
      yield missing(
        'BR-62',
        'seller.endpoint.scheme',
        'Het soort elektronisch adres van de verkoper',
        "The scheme of the seller's electronic address",
      )
    if (path === 'buyer')
      yield missing(
        'BR-63',
        'buyer.endpoint.scheme',
        'Het soort elektronisch adres van de klant',
        "The scheme of the buyer's electronic address",
      )
  } else if (
    !endpointSchemes.has(party.endpoint.scheme!) &&
    !otherEndpointSchemes.has(party.endpoint.scheme!)
  ) {
    yield* oneOf(party.endpoint.scheme, endpointSchemes, 'BR-CL-25', `${path}.endpoint.scheme`)
  }
  if (syntax === 'ubl' && party.endpoint.text === '')
    yield missing(
      'PAKHUIS-ENDPOINT',
      `${path}.endpoint.id`,
      'Het elektronisch adres',
      'The electronic address',
    )
}

function* representativeRules(party: ReadParty): Generator<Finding> {
  yield* needs(
    party.tradeName ?? party.name,
    'BR-18',
    'representative.name',
    'De naam van de fiscaal vertegenwoordiger',
    "The tax representative's name",
  )
  if (!party.address)
    yield missing(
      'BR-19',
      'representative.address',
      'Het adres van de fiscaal vertegenwoordiger',
      "The tax representative's address",
    )
  else
    yield* needs(
      party.address.country,
      'BR-20',
      'representative.address.country',
      'Het land van de fiscaal vertegenwoordiger',
      "The tax representative's country",
    )
  if (!party.taxNumbers.some((one) => one.scheme === 'VAT' && !isBlank(one.text))) {
    yield missing(
      'BR-56',
      'representative.vatNumber',
      'Het btw-nummer van de fiscaal vertegenwoordiger',
      "The tax representative's VAT number",
    )
  }
}

/** An address of delivery is only worth something with its country. */
function* deliveryRules({ deliverTo }: ReadInvoice): Generator<Finding> {
  if (!deliverTo) return
  yield* needs(
    deliverTo.country,
    'BR-57',
    'deliverTo.address.country',
    'Het land van aflevering',
    'The country of delivery',
  )
  yield* oneOf(deliverTo.country, countries, 'BR-CL-14', 'deliverTo.address.country')
}

/** A transfer needs an account to go to; a card is shown by its last digits only (PCI DSS). */
function* paymentRules(payment: ReadPayment, path: string): Generator<Finding> {
  yield* needs(payment.code, 'BR-49', path, 'De betaalwijze', 'The payment means')
  if (!isBlank(payment.code) && !isPaymentMeans(payment.code!)) {
    yield fault(
      'BR-CL-16',
      path,
      `De betaalwijze ${payment.code} bestaat niet.`,
      `The payment means ${payment.code} does not exist.`,
    )
  }
  if (payment.code === '30' || payment.code === '58') {
    if (payment.hasAccount) yield* needs(payment.iban, 'BR-50', `${path}.iban`, 'De IBAN', 'The IBAN')
    yield* needs(payment.iban, 'BR-61', `${path}.iban`, 'De IBAN', 'The IBAN')
  }
  if (payment.hasCard && isBlank(payment.card))
    yield missing('BR-66', path, 'Het kaartnummer', 'The card number')
  if ((payment.card ?? '').length > 10) {
    yield warning(
      'BR-51',
      path,
      'Van een kaartnummer mogen hooguit de eerste zes en laatste vier cijfers worden getoond.',
      'At most the first six and last four digits of a card number may be shown.',
    )
  }
}

/** Discounts and charges on the whole document, or with `prefix` on a line. */
function* adjustmentRules(one: ReadAdjustment, path: string, isOnLine = false): Generator<Finding> {
  const isCharge = isChargeIndicator(one.indicator)
  const [amount, reason, alternative] = isOnLine
    ? isCharge
      ? ['BR-43', 'BR-44', 'BR-CO-24']
      : ['BR-41', 'BR-42', 'BR-CO-23']
    : isCharge
      ? ['BR-36', 'BR-38', 'BR-CO-22']
      : ['BR-31', 'BR-33', 'BR-CO-21']
  yield* needs(one.amount?.text, amount!, `${path}.amount`, 'Het bedrag', 'The amount')
  yield* atMostCents(
    one.amount,
    isOnLine ? (isCharge ? 'BR-DEC-27' : 'BR-DEC-24') : isCharge ? 'BR-DEC-05' : 'BR-DEC-01',
    `${path}.amount`,
  )
  yield* atMostCents(
    one.base,
    isOnLine ? (isCharge ? 'BR-DEC-28' : 'BR-DEC-25') : isCharge ? 'BR-DEC-06' : 'BR-DEC-02',
    `${path}.base`,
  )
  if (isBlank(one.reason) && isBlank(one.reasonCode)) {
    yield missing(reason!, `${path}.reason`, 'De reden', 'The reason')
    yield missing(alternative!, `${path}.reason`, 'De reden', 'The reason')
  }
  yield* oneOf(
    one.reasonCode,
    isCharge ? chargeReasons : discountReasons,
    isCharge ? 'BR-CL-20' : 'BR-CL-19',
    `${path}.reasonCode`,
  )
  if (isOnLine) return
  if (!one.taxes.some((tax) => tax.scheme === 'VAT' && !isBlank(tax.category))) {
    yield missing(isCharge ? 'BR-37' : 'BR-32', `${path}.category`, 'De btw-categorie', 'The VAT category')
  }
  for (const tax of one.taxes) yield* categoryCode(tax, 'BR-CL-18', `${path}.category`)
}

export const isChargeIndicator = (text: string | null): boolean => text === 'true' || text === '1'

function* categoryCode(tax: ReadTax | null, rule: string, path: string): Generator<Finding> {
  yield* oneOf(tax?.category ?? null, vatCategories, rule, path)
}

function* atMostCents(amount: ReadAmount | null, rule: string, path: string): Generator<Finding> {
  if (amount && decimalsOf(amount.text) > 2) {
    yield fault(
      rule,
      path,
      `Het bedrag ${amount.text} heeft meer dan twee decimalen; rond het af op centen.`,
      `The amount ${amount.text} has more than two decimals; round it to cents.`,
    )
  }
}

function* totalRules(invoice: ReadInvoice): Generator<Finding> {
  const { totals } = invoice
  if (totals) {
    yield* needs(
      totals.lines?.text,
      'BR-12',
      'totals.lines',
      'Het totaal van de regels',
      'The total of the lines',
    )
    yield* needs(totals.net?.text, 'BR-13', 'totals.net', 'Het totaal zonder btw', 'The total without VAT')
    yield* needs(totals.gross?.text, 'BR-14', 'totals.gross', 'Het totaal met btw', 'The total with VAT')
    yield* needs(totals.payable?.text, 'BR-15', 'totals.payable', 'Het te betalen bedrag', 'The amount due')
    yield* atMostCents(totals.lines, 'BR-DEC-09', 'totals.lines')
    yield* atMostCents(totals.discounts, 'BR-DEC-10', 'totals.discounts')
    yield* atMostCents(totals.charges, 'BR-DEC-11', 'totals.charges')
    yield* atMostCents(totals.net, 'BR-DEC-12', 'totals.net')
    yield* atMostCents(totals.gross, 'BR-DEC-14', 'totals.gross')
    yield* atMostCents(totals.prepaid, 'BR-DEC-16', 'totals.prepaid')
    yield* atMostCents(totals.rounding, 'BR-DEC-17', 'totals.rounding')
    yield* atMostCents(totals.payable, 'BR-DEC-18', 'totals.payable')
  } else {
    for (const [rule, path] of [
      ['BR-12', 'lines'],
      ['BR-13', 'net'],
      ['BR-14', 'gross'],
      ['BR-15', 'payable'],
    ] as const) {
      yield missing(rule, `totals.${path}`, 'Een totaalbedrag', 'A total')
    }
  }
  for (const one of invoice.taxTotals) {
    const isOwn = one.amount?.currency !== invoice.currency
    yield* atMostCents(one.amount, isOwn ? 'BR-DEC-15' : 'BR-DEC-13', 'totals.vat')
  }
  if (
    !isBlank(invoice.vatCurrency) &&
    !invoice.taxTotals.some((one) => one.amount?.currency === invoice.vatCurrency)
  ) {
    yield missing(
      'BR-53',
      'vatInOwnCurrency',
      'Het btw-bedrag in de eigen valuta',
      'The VAT amount in the own currency',
    )
  }
}

function* groupRules(group: ReadSubtotal, path: string): Generator<Finding> {
  yield* needs(group.base?.text, 'BR-45', `${path}.base`, 'De grondslag', 'The taxable amount')
  yield* needs(group.vat?.text, 'BR-46', `${path}.vat`, 'Het btw-bedrag', 'The VAT amount')
  const tax = group.tax
  if (tax?.scheme !== 'VAT' || isBlank(tax.category)) {
    yield missing('BR-47', `${path}.category`, 'De btw-categorie', 'The VAT category')
  }
  if (tax?.category !== 'O')
    yield* needs(tax?.percent, 'BR-48', `${path}.rate`, 'Het btw-tarief', 'The VAT rate')
  yield* categoryCode(tax, 'BR-CL-17', `${path}.category`)
  yield* atMostCents(group.base, 'BR-DEC-19', `${path}.base`)
  yield* atMostCents(group.vat, 'BR-DEC-20', `${path}.vat`)
  const reason = tax?.reasonCode?.toUpperCase() ?? null
  if (reason?.startsWith('VATEX-') && !reason.startsWith('VATEX-FR')) {
    yield* oneOf(reason, exemptions, 'BR-CL-22', `${path}.exemption.code`)
  }
}

function* attachmentRules(one: ReadAttachment, path: string): Generator<Finding> {
  yield* needs(
    one.id?.text,
    'BR-52',
    `${path}.id`,
    'De naam van de bijlage',
    'The reference of the attachment',
  )
}

/** A line says what, how many, in which unit, for how much, and under which VAT. */
function* lineRules(line: ReadLine, path: string): Generator<Finding> {
  yield* needs(line.id, 'BR-21', `${path}.id`, 'Het regelnummer', 'The line number')
  yield* needs(line.quantity?.text, 'BR-22', `${path}.quantity`, 'Het aantal', 'The quantity')
  yield* needs(line.quantity?.scheme, 'BR-23', `${path}.unit`, 'De eenheid', 'The unit')
  yield* needs(line.net?.text, 'BR-24', `${path}.net`, 'Het regelbedrag', 'The line amount')
  yield* needs(line.name, 'BR-25', `${path}.name`, 'De omschrijving', 'The item name')
  yield* needs(line.price?.text, 'BR-26', `${path}.price`, 'De prijs', 'The price')
  if ((exact(line.price?.text) ?? 0n) < 0n) {
    yield fault(
      'BR-27',
      `${path}.price`,
      'De prijs is negatief; maak het aantal negatief in plaats van de prijs.',
      'The price is negative; make the quantity negative instead of the price.',
    )
  }
  if (line.priceAdjustments.some((one) => (exact(one.base?.text) ?? 0n) < 0n)) {
    yield fault('BR-28', `${path}.price`, 'De brutoprijs is negatief.', 'The gross price is negative.')
  }
  for (const unit of [line.quantity?.scheme, line.priceBase?.scheme]) {
    if (!isBlank(unit) && !looksLikeUnit(unit!)) yield* oneOf(unit!, new Set(), 'BR-CL-23', `${path}.unit`)
  }
  yield* atMostCents(line.net, 'BR-DEC-23', `${path}.net`)
  yield* periodRules(line.period, `${path}.period`, 'BR-30', 'BR-CO-20')
  if (!line.taxes.some((tax) => tax.scheme === 'VAT' && !isBlank(tax.category))) {
    yield missing('BR-CO-04', `${path}.category`, 'De btw-categorie', 'The VAT category')
  }
  for (const tax of line.taxes) yield* categoryCode(tax, 'BR-CL-18', `${path}.category`)
  for (const [i, one] of line.adjustments.entries())
    yield* adjustmentRules(one, `${path}.discount[${i}]`, true)
  if (line.standardId) {
    if (isBlank(line.standardId.scheme))
      yield missing('BR-64', `${path}.gtin`, 'Het soort artikelcode', 'The scheme of the item code')
    else yield* register(line.standardId, 'BR-CL-21', `${path}.gtin`)
  }
  for (const one of line.classifications) {
    yield* needs(
      one.scheme,
      'BR-65',
      `${path}.classification`,
      'De lijst van de artikelgroep',
      'The list of the classification',
    )
  }
  for (const one of line.properties) {
    yield* needs(
      one.name && one.value,
      'BR-54',
      `${path}.properties`,
      'De naam of waarde van een kenmerk',
      'The name or value of an attribute',
    )
  }
  yield* oneOf(line.originCountry, countries, 'BR-CL-15', `${path}.originCountry`)
}
