/** The decision table: which treatment a line gets, and in which country its VAT is due. */
import { refuseField } from '../../../base/refusal.ts'
import { countryWords } from '../schema/names.ts'
import type { CategoryRow, Tables } from '../tables.ts'
import { buyerNumber, forServices, isAccepted } from './buyer.ts'
import type { BuyerNumber } from './buyer.ts'
import type { TraceRule, Treatment, Warning } from './decision.ts'
import type { Findings } from './findings.ts'
import { locate } from './place.ts'
import type { Place } from './place.ts'
import { categoryOf, limitOf } from './rates.ts'
import type { Sale, SaleLine } from './sale.ts'
import type { Takings } from './takings.ts'

/** What is the same for every line of a sale. */
export type Facts = {
  readonly sale: Sale
  readonly tables: Tables
  readonly findings: Findings
  readonly takings: Takings
  readonly home: string
  readonly from: string
  /** The goods lie, or the work is done, outside the VAT area of the Union. */
  readonly startsOutside: boolean
  readonly to: Place
  readonly buyer: BuyerNumber
}

/** Which row of the table a line fell in. */
export type Judgement = {
  readonly rule: TraceRule
  readonly treatment: Treatment
  /** Whose VAT it is; null where none of the Union's is. */
  readonly country: string | null
}

export function factsOf(sale: Sale, tables: Tables, takings: Takings, findings: Findings): Facts {
  const home = homeOf(sale, tables)
  const start = locate({ country: sale.fulfilment.from }, sale.day, tables, 'fulfilment.from')
  const to = locate(sale.fulfilment.to, sale.day, tables)
  const rule = to.area === 'eu' ? 'place.eu' : to.area === 'xi' ? 'place.northern-ireland' : 'place.outside'
  findings.tell(rule, {
    country: to.country,
    region: to.region ?? '',
    postcode: sale.fulfilment.to.postcode ?? '',
  })
  return {
    sale,
    tables,
    findings,
    takings,
    home,
    from: start.country,
    startsOutside: start.area === 'outside',
    to,
    buyer: buyerNumber(sale, tables),
  }
}

export function judge(line: SaleLine, facts: Facts): Judgement {
  const category = categoryOf(facts.tables, line.category)
  if (category.kind === 'insurance') return row('line.insurance', 'exempt', facts.home)
  const judgement = judgeTaxable(line, category, facts)
  const isExempt = facts.sale.seller.isSmallBusiness && isTaxableAtHome(judgement, facts)
  return isExempt ? row('line.small-business', 'small-business-exempt', facts.home) : judgement
}

/** Goods that leave the EU VAT area by our delivery. */
export const isSentOutside = (facts: Facts): boolean =>
  facts.to.area === 'outside' && facts.sale.fulfilment.method === 'delivery'

const row = (rule: TraceRule, treatment: Treatment, country: string | null): Judgement => ({
  rule,
  treatment,
  country,
})

function homeOf({ seller: { country }, day }: Sale, tables: Tables): string {
  const place = locate({ country }, day, tables, 'seller.country')
  return place.area === 'outside'
    ? refuseField('seller.country', 'tax.seller-outside-eu', { country: countryWords(country) })
    : place.country
}

function judgeTaxable(line: SaleLine, category: CategoryRow, facts: Facts): Judgement {
  const isGoods = category.kind === 'goods' || line.margin !== undefined
  if (isGoods && facts.startsOutside) return judgeFromOutside(line, facts)
  if (line.margin) return judgeMargin(facts)
  if (!isGoods) return judgeService(category, facts)
  if (facts.sale.fulfilment.method === 'pickup') return judgeCollected(facts)
  if (facts.to.area === 'outside') return row('line.export', 'export', null)
  if (facts.to.country === facts.from) return judgeSameCountry(category, facts)
  return judgeAcrossBorder(facts)
}

/**
 * Art. 31 and 32: goods that begin outside are supplied outside, and that is that when they never come in.
 * Coming in they are imported, by whom we do not know: refused rather than guessed at, but for the import scheme.
 */
function judgeFromOutside(line: SaleLine, facts: Facts): Judgement {
  const { sale, to, from } = facts
  if (sale.fulfilment.method === 'pickup' || to.area === 'outside')
    return row('line.never-inside', 'outside-scope', null)
  if (line.margin || !mayDeclareImport(facts))
    refuseField('fulfilment.from', 'tax.dispatch-outside-eu', { country: countryWords(from) })
  return row('line.import', 'distance-sale-import', to.country)
}

/** Art. 33(c) and 369l: to whoever is no business with an accepted number, in a consignment of at most so much. */
function mayDeclareImport({ sale, tables, takings, findings, buyer, to }: Facts): boolean {
  if (!sale.seller.hasIoss || isAccepted(buyer)) return false
  const limit = limitOf(tables, 'import-consignment', sale.day)
  const goods = takings.netOfConsignment(to.country)
  if (goods > limit) return false
  findings.tellOnce('import.low-value', { total: goods, limit })
  return true
}

/** Art. 313 and 35: taxed where the goods leave, never a distance sale, never intra-Community. */
function judgeMargin(facts: Facts): Judgement {
  if (isSentOutside(facts)) return row('line.margin-export', 'export', null)
  return row('line.margin', 'margin-scheme', facts.from)
}

function judgeService(category: CategoryRow, facts: Facts): Judgement {
  if (category.kind === 'service') {
    const buyer = forServices(facts.buyer)
    if (buyer.state !== facts.home && consult(buyer, facts))
      return row('line.service-to-foreign-business', 'service-reverse-charge', buyer.state)
    if (isProvenOutside(facts)) return row('line.service-outside', 'outside-scope', null)
    if (facts.startsOutside && isAccepted(buyer))
      return row('line.service-where-done', 'domestic', facts.home)
  }
  if (facts.startsOutside) return row('line.never-inside', 'outside-scope', null)
  const isHome = facts.from === facts.home
  return row('line.service-where-done', isHome ? 'domestic' : 'local-supply', facts.from)
}

/** Art. 44: taxed where the business is; for services Northern Ireland lies outside. Without proof it is a consumer. */
function isProvenOutside({ sale: { customer, day }, tables }: Facts): boolean {
  if (customer.kind !== 'business' || !customer.provenIn) return false
  return locate({ country: customer.provenIn }, day, tables, 'customer.provenIn').area !== 'eu'
}

function judgeCollected(facts: Facts): Judgement {
  const { buyer, from, to, sale } = facts
  const isForeign = buyer.state !== '' && buyer.state !== from
  if (isForeign && !sale.fulfilment.isTransportProven && isAccepted(buyer)) {
    facts.findings.warn('pickup-no-transport-proof')
  } else if (isForeign && sale.fulfilment.isTransportProven && mayReverse(facts)) {
    const wentAbroad = to.area !== 'outside' && to.country !== from
    return row('line.collected-and-exported', 'intra-community-supply', wentAbroad ? to.country : buyer.state)
  }
  return row('line.collected', from === facts.home ? 'domestic' : 'local-supply', from)
}

function judgeSameCountry(category: CategoryRow, facts: Facts): Judgement {
  const { from, home } = facts
  if (
    category.reverseChargedIn === from &&
    isLargeDelivery(category.id, facts) &&
    consult(facts.buyer, facts)
  )
    return row('line.electronics', 'domestic-reverse-charge', from)
  if (from === home) return row('line.same-country', 'domestic', from)
  return row('line.stock-abroad', 'local-supply', from)
}

/** Per kind of goods and delivery, without VAT; a business only. */
function isLargeDelivery(category: string, facts: Facts): boolean {
  if (facts.sale.customer.kind !== 'business') return false
  const limit = limitOf(facts.tables, 'electronics-reverse-charge', facts.sale.day)
  return facts.takings.netOfCategory(category, facts.from) >= limit
}

function judgeAcrossBorder(facts: Facts): Judgement {
  const { buyer, from, home } = facts
  if (buyer.state === from && consult(buyer, facts)) {
    facts.findings.warn('buyer-vat-number-of-dispatch-state')
    return row('line.number-of-dispatch-state', from === home ? 'domestic' : 'local-supply', from)
  }
  if (buyer.state !== from && mayReverse(facts))
    return row('line.intra-community', 'intra-community-supply', facts.to.country)
  return judgeDistanceSale(facts)
}

/** An accepted number, and a channel on which the VAT may be left out. */
function mayReverse(facts: Facts): boolean {
  if (!facts.sale.channel.reverseCharge && isAccepted(facts.buyer)) {
    facts.findings.warn('b2b-taxed-as-consumer')
    return false
  }
  return consult(facts.buyer, facts)
}

function judgeDistanceSale(facts: Facts): Judgement {
  const { seller, channel } = facts.sale
  const to = facts.to.country
  if (seller.hasOss) return row('line.oss', 'distance-sale-oss', to)
  if (channel.usesLocalNumbers && hasNumberIn(seller, to))
    return row('line.own-number', 'distance-sale-local', to)
  if (isBelowThreshold(facts)) return row('line.below-threshold', 'distance-sale-origin', facts.from)
  facts.findings.warn('registration-required')
  return row('line.unregistered', 'distance-sale-unregistered', to)
}

/** Art. 59c: this order counts too, and exactly the limit is not above it. */
function isBelowThreshold(facts: Facts): boolean {
  const { sale, from, findings } = facts
  const { seller } = sale
  if (seller.onlyEstablishedIn !== from) {
    findings.tellOnce('threshold.not-for-this-seller', { from })
    return false
  }
  const limit = limitOf(facts.tables, 'distance-sales', sale.day)
  const total = seller.crossBorderThisYear + facts.takings.netOfDistanceSales(from)
  const isWithin = total <= limit && seller.crossBorderLastYear <= limit
  const params = { total, limit, lastYear: seller.crossBorderLastYear }
  findings.tellOnce(isWithin ? 'threshold.within' : 'threshold.passed', params)
  return isWithin
}

export const hasNumberIn = (seller: Sale['seller'], country: string): boolean =>
  seller.vatNumbers.some((own) => own.country === country && own.isValid)

/** Asks whether the number may be relied on, and tells the user when it may not. */
function consult(buyer: BuyerNumber, facts: Facts): boolean {
  const { findings } = facts
  if (facts.sale.customer.kind === 'business') {
    const params: Record<string, string | number> = { number: buyer.number, status: buyer.outcome }
    if (buyer.outcome === 'last-valid') params.day = facts.sale.customer.vatNumber?.lastValidDay ?? ''
    findings.tellOnce(`number.${buyer.outcome}`, params)
    const warning = warningOf[buyer.outcome]
    if (warning) findings.warn(warning)
  }
  return isAccepted(buyer)
}

const warningOf: Readonly<Partial<Record<BuyerNumber['outcome'], Warning>>> = {
  'last-valid': 'vat-number-last-valid-used',
  unverified: 'vat-number-unverified',
  invalid: 'vat-number-invalid',
  'not-eu': 'vat-number-not-eu',
}

/**
 * Under the scheme everything whose place of supply is home goes without VAT, exports and intra-Community
 * supplies included; what is taxed in another state (distance sales over there, services to its businesses) is not home's.
 */
function isTaxableAtHome(judgement: Judgement, facts: Facts): boolean {
  return facts.from === facts.home && placedAtDispatch.has(judgement.treatment)
}

const placedAtDispatch: ReadonlySet<Treatment> = new Set<Treatment>([
  'domestic',
  'domestic-reverse-charge',
  'intra-community-supply',
  'distance-sale-origin',
  'export',
  'margin-scheme',
])
