/** EN 16931: what each VAT category asks (BR-S, -Z, -E, -AE, -IC, -G, -O, -AF, -AG). */
import { cents, exact, size, times, toCents, total } from './exact.ts'
import { fault, isBlank, missing, type Finding } from './finding.ts'
import type { ReadAdjustment, ReadInvoice, ReadSubtotal, ReadTax } from './incoming.ts'
import { groupsOf, isChargeIndicator } from './rules-content.ts'

type Kind = {
  readonly code: string
  /** The letters in the numbers of its rules. */
  readonly rules: string
  readonly rate: 'positive' | 'not-negative' | 'zero' | 'none'
  readonly reason: 'must' | 'must-not'
  /** One group per rate, or one for the whole document. */
  readonly perRate: boolean
}

/** S standard, Z zero, E exempt, AE reverse charge, K intra-Community, G export, O outside, L Canaries, M Ceuta. */
const kinds: readonly Kind[] = [
  { code: 'S', rules: 'S', rate: 'positive', reason: 'must-not', perRate: true },
  { code: 'Z', rules: 'Z', rate: 'zero', reason: 'must-not', perRate: false },
  { code: 'E', rules: 'E', rate: 'zero', reason: 'must', perRate: false },
  { code: 'AE', rules: 'AE', rate: 'zero', reason: 'must', perRate: false },
  { code: 'K', rules: 'IC', rate: 'zero', reason: 'must', perRate: false },
  { code: 'G', rules: 'G', rate: 'zero', reason: 'must', perRate: false },
  { code: 'O', rules: 'O', rate: 'none', reason: 'must', perRate: false },
  { code: 'L', rules: 'AF', rate: 'not-negative', reason: 'must-not', perRate: true },
  { code: 'M', rules: 'AG', rate: 'not-negative', reason: 'must-not', perRate: true },
]

/** A line, discount or charge in one category. */
type Part = {
  readonly tax: ReadTax
  readonly amount: bigint | null
  readonly from: 'line' | 'discount' | 'charge'
  readonly path: string
}

export function* vatRules(invoice: ReadInvoice): Generator<Finding> {
  const parts = partsOf(invoice)
  const groups = groupsOf(invoice).map((group, i) => ({ group, path: `vat[${i}]` }))
  for (const kind of kinds) {
    const own = parts.filter((part) => part.tax.category === kind.code)
    const found = groups.filter(
      ({ group }) => group.tax?.scheme === 'VAT' && group.tax.category === kind.code,
    )
    yield* presenceRules(kind, own, found.length)
    yield* numberRules(kind, own, invoice)
    for (const part of own) yield* rateRules(kind, part)
    for (const { group, path } of found) yield* groupRules(kind, group, path, own)
  }
  yield* supplyRules(
    invoice,
    groups.map(({ group }) => group),
  )
  yield* outsideRules(
    parts,
    groups.map(({ group }) => group),
  )
}

/** Everything that bears VAT, with where it stands; lines without a tax scheme count too, as the rules of sums do. */
function partsOf(invoice: ReadInvoice): Part[] {
  const isVat = (tax: ReadTax) => tax.scheme === 'VAT' || tax.scheme === null
  const lines = invoice.lines.flatMap((line, i) =>
    line.taxes
      .filter(isVat)
      .map((tax): Part => ({ tax, amount: exact(line.net?.text), from: 'line', path: `lines[${i}]` })),
  )
  const kindOf = (one: ReadAdjustment) => (isChargeIndicator(one.indicator) ? 'charge' : 'discount')
  const rest = invoice.adjustments.flatMap((one, i) =>
    one.taxes.filter(isVat).map((tax): Part => ({
      tax,
      amount: exact(one.amount?.text),
      from: kindOf(one),
      path: `adjustments[${i}]`,
    })),
  )
  return [...lines, ...rest]
}

/** A category in use has its group in the breakdown, and a group its lines: BR-E-01 allows one exempt group only. */
function* presenceRules(kind: Kind, own: readonly Part[], groups: number): Generator<Finding> {
  const isRight = kind.perRate ? own.length > 0 === groups > 0 : groups === (own.length > 0 ? 1 : 0)
  if (isRight || (own.length === 0 && groups === 0)) return
  yield fault(
    `BR-${kind.rules}-01`,
    'vat',
    `Btw-categorie ${kind.code} moet ${kind.perRate ? 'per tarief' : 'precies één keer'} in de btw-specificatie staan als regels haar gebruiken, en anders niet.`,
    `VAT category ${kind.code} must stand ${kind.perRate ? 'once per rate' : 'exactly once'} in the VAT breakdown when lines use it, and otherwise not at all.`,
  )
}

/** Which tax numbers of seller and buyer the category needs, or forbids. */
function* numberRules(kind: Kind, own: readonly Part[], invoice: ReadInvoice): Generator<Finding> {
  const numbers = invoice.seller?.taxNumbers ?? []
  const hasVat = (list: readonly { text: string | null; scheme: string | null }[]) =>
    list.some((one) => one.scheme === 'VAT' && !isBlank(one.text))
  const byProxy = hasVat(invoice.representative?.taxNumbers ?? [])
  const seller = hasVat(numbers) || byProxy
  const sellerAny = numbers.some((one) => !isBlank(one.text)) || byProxy
  const buyer = hasVat(invoice.buyer?.taxNumbers ?? [])
  const buyerAny = buyer || (invoice.buyer?.legalIds ?? []).some((one) => !isBlank(one.text))
  const rules = { line: '02', discount: '03', charge: '04' } as const
  for (const from of ['line', 'discount', 'charge'] as const) {
    if (!own.some((part) => part.from === from)) continue
    const rule = `BR-${kind.rules}-${rules[from]}`
    if (kind.code === 'O') {
      if (hasVat(numbers) || byProxy || buyer) {
        yield fault(
          rule,
          'seller.vatNumber',
          'Op een factuur buiten de btw mag geen enkel btw-nummer staan.',
          'No VAT number may stand on an invoice outside the scope of VAT.',
        )
      }
      continue
    }
    const needsVat = kind.code === 'K' || kind.code === 'G'
    if (needsVat && !seller)
      yield missing(rule, 'seller.vatNumber', 'Het btw-nummer van de verkoper', "The seller's VAT number")
    if (!needsVat && !sellerAny)
      yield missing(
        rule,
        'seller.vatNumber',
        'Het btw-nummer of belastingnummer van de verkoper',
        "The seller's VAT or tax number",
      )
    if (kind.code === 'K' && !buyer)
      yield missing(rule, 'buyer.vatNumber', 'Het btw-nummer van de klant', "The buyer's VAT number")
    if (kind.code === 'AE' && !buyerAny)
      yield missing(
        rule,
        'buyer.vatNumber',
        'Het btw-nummer of KvK-nummer van de klant',
        "The buyer's VAT or registration number",
      )
  }
}

/** S bears a rate, O has none at all (not even 0), the others are 0. */
function* rateRules(kind: Kind, part: Part): Generator<Finding> {
  const rules = { line: '05', discount: '06', charge: '07' } as const
  const rate = exact(part.tax.percent)
  const isRight = {
    positive: rate !== null && rate > 0n,
    'not-negative': rate !== null && rate >= 0n,
    zero: rate === 0n,
    none: part.tax.percent === null,
  }[kind.rate]
  if (isRight) return
  yield fault(
    `BR-${kind.rules}-${rules[part.from]}`,
    `${part.path}.rate`,
    `Het tarief ${part.tax.percent ?? '(leeg)'} past niet bij btw-categorie ${kind.code}.`,
    `The rate ${part.tax.percent ?? '(empty)'} does not fit VAT category ${kind.code}.`,
  )
}

/** One group of the breakdown against the lines, discounts and charges that fall in it. */
function* groupRules(
  kind: Kind,
  group: ReadSubtotal,
  path: string,
  own: readonly Part[],
): Generator<Finding> {
  const base = exact(group.base?.text)
  const vat = exact(group.vat?.text)
  const rate = exact(group.tax?.percent)
  const matching = kind.perRate ? own.filter((part) => exact(part.tax.percent) === rate) : own
  const sum = total(
    matching.map((part) => (part.from === 'discount' && part.amount !== null ? -part.amount : part.amount)),
  )
  const off = size((base ?? 0n) - sum)
  // For the taxed categories the official rule lets the base be off by less than 1.00.
  if (base !== null && (own.length > 0 || base !== 0n) && (kind.perRate ? off >= cents(100) : off !== 0n)) {
    yield fault(
      `BR-${kind.rules}-08`,
      `${path}.base`,
      'De grondslag is niet gelijk aan de som van de regels, kortingen en toeslagen in deze categorie.',
      'The taxable amount does not equal the sum of the lines, discounts and charges in this category.',
    )
  }
  yield* groupVatRules(kind, path, base, vat, rate)
  const hasReason = !isBlank(group.tax?.reason) || !isBlank(group.tax?.reasonCode)
  if (kind.reason === 'must' && !hasReason)
    yield missing(
      `BR-${kind.rules}-10`,
      `${path}.exemption`,
      'De reden waarom er geen btw is',
      'The reason why there is no VAT',
    )
  if (kind.reason === 'must-not' && hasReason) {
    yield fault(
      `BR-${kind.rules}-10`,
      `${path}.exemption`,
      'Bij belaste verkoop hoort geen reden van vrijstelling.',
      'A taxed sale must not have an exemption reason.',
    )
  }
}

function* groupVatRules(
  kind: Kind,
  path: string,
  base: bigint | null,
  vat: bigint | null,
  rate: bigint | null,
): Generator<Finding> {
  const expected = kind.perRate && base !== null && rate !== null ? toCents(times(base, rate) / 100n) : 0n
  const isOff = kind.perRate ? vat !== null && size(vat - expected) >= cents(100) : vat !== 0n
  if (!isOff) return
  yield fault(
    `BR-${kind.rules}-09`,
    `${path}.vat`,
    'Het btw-bedrag past niet bij grondslag en tarief.',
    'The VAT amount does not fit the base and the rate.',
  )
}

/** Intra-Community: when and where the goods were delivered decides on 0 %. */
function* supplyRules(invoice: ReadInvoice, groups: readonly ReadSubtotal[]): Generator<Finding> {
  if (!groups.some((group) => group.tax?.category === 'K')) return
  const { period } = invoice
  if (isBlank(invoice.deliveryDay) && isBlank(period?.from) && isBlank(period?.to)) {
    yield missing('BR-IC-11', 'deliveryDay', 'De leverdatum', 'The day of delivery')
  }
  yield* isBlank(invoice.deliverTo?.country)
    ? [missing('BR-IC-12', 'deliverTo.address.country', 'Het land van aflevering', 'The country of delivery')]
    : []
}

/** Outside the scope of VAT goes with nothing else. */
function* outsideRules(parts: readonly Part[], groups: readonly ReadSubtotal[]): Generator<Finding> {
  if (!groups.some((group) => group.tax?.category === 'O')) return
  const mixed = (rule: string, path: string) =>
    fault(
      rule,
      path,
      'Verkoop buiten de btw kan niet samen met andere btw op één factuur; splits de factuur.',
      'A sale outside the scope of VAT cannot share an invoice with other VAT; split the invoice.',
    )
  if (groups.some((group) => group.tax?.category !== 'O')) yield mixed('BR-O-11', 'vat')
  const rules = { line: 'BR-O-12', discount: 'BR-O-13', charge: 'BR-O-14' } as const
  for (const from of ['line', 'discount', 'charge'] as const) {
    if (parts.some((part) => part.from === from && part.tax.category !== 'O'))
      yield mixed(rules[from], 'lines')
  }
}
