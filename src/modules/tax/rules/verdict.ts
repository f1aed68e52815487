/** Completes a judgement to what stands on the invoice: category, rate, the VAT inside the price, the seller's number, the boxes. */
import type { Rate } from '../../../base/money.ts'
import type { Note, Treatment, VatCategory, Verdict } from './decision.ts'
import { hasNumberIn, judge } from './judge.ts'
import type { Facts, Judgement } from './judge.ts'
import { rateOf } from './rates.ts'
import { boxesOf } from './reporting.ts'
import type { SaleLine } from './sale.ts'
import { priceCountryOf } from './takings.ts'

export function verdictOf(line: SaleLine, facts: Facts): Verdict {
  const { findings } = facts
  if (line.asInvoiced) {
    findings.tell('line.as-invoiced', { treatment: line.asInvoiced.treatment }, line.id)
    return line.asInvoiced
  }
  const judgement = judge(line, facts)
  findings.tell(judgement.rule, { country: judgement.country ?? '' }, line.id)
  const taxed = taxing.has(judgement.treatment)
  const rate = taxed ? rateAt(judgement.country ?? facts.from, line, facts) : 0
  const marginRate = judgement.treatment === 'margin-scheme' ? rateAt(facts.from, line, facts) : null
  const sellerVatCountry = sellerNumberFor(judgement, facts)
  return {
    treatment: judgement.treatment,
    taxCountry: judgement.country,
    category: untaxed[judgement.treatment] ?? (rate === 0 ? 'Z' : 'S'),
    rate,
    contained: containedIn(line, judgement.treatment, rate, facts),
    marginRate,
    sellerVatCountry,
    boxes: boxesOf(judgement, marginRate ?? rate, facts),
  }
}

/** Why there is no VAT, as the invoice must say it, and the code that goes with it in an e-invoice. */
export const reasons: Readonly<Partial<Record<Treatment, { note: Note; vatex: string | null }>>> = {
  'intra-community-supply': { note: 'intra-community', vatex: 'VATEX-EU-IC' },
  'domestic-reverse-charge': { note: 'reverse-charge', vatex: 'VATEX-EU-AE' },
  'service-reverse-charge': { note: 'reverse-charge', vatex: 'VATEX-EU-AE' },
  export: { note: 'export', vatex: 'VATEX-EU-G' },
  'margin-scheme': { note: 'margin-second-hand', vatex: 'VATEX-EU-F' },
  'small-business-exempt': { note: 'small-business', vatex: null },
  exempt: { note: 'exempt-insurance', vatex: 'VATEX-EU-135-1' },
}

const untaxed: Readonly<Partial<Record<Treatment, VatCategory>>> = {
  'intra-community-supply': 'K',
  'domestic-reverse-charge': 'AE',
  'service-reverse-charge': 'AE',
  export: 'G',
  'margin-scheme': 'E',
  'small-business-exempt': 'E',
  exempt: 'E',
}

const taxing: ReadonlySet<Treatment> = new Set<Treatment>([
  'domestic',
  'local-supply',
  'distance-sale-oss',
  'distance-sale-local',
  'distance-sale-origin',
  'distance-sale-unregistered',
])

function rateAt(country: string, line: SaleLine, facts: Facts): Rate {
  // The region is the delivery address's; what is taxed elsewhere has that country's ordinary rates.
  const isThere = country === facts.to.country && facts.sale.fulfilment.method === 'delivery'
  const found = rateOf(
    facts.tables,
    { country, region: isThere ? facts.to.region : null },
    line.category,
    facts.sale.day,
  )
  const params = {
    country,
    category: found.category,
    rate: found.rate,
    from: found.from,
    source: found.source,
  }
  facts.findings.tell('rate.found', params, line.id)
  return found.rate
}

/**
 * The VAT that the listed price holds:
 * - a net price, and every price that is exempt, under the margin scheme or of a small business: none
 * - a taxed sale at the same consumer price: its own
 * - an untaxed one, and a taxed one at the same net price: that of the price list's country
 */
function containedIn(line: SaleLine, treatment: Treatment, rate: Rate, facts: Facts): Rate {
  const { sale, findings, tables } = facts
  const tell = (rule: 'amount.no-vat' | 'amount.vat-on-top' | 'amount.vat-inside-price') =>
    findings.tell(rule, { rate }, line.id)
  if (line.margin || untaxed[treatment] === 'E') {
    tell('amount.no-vat')
    return 0
  }
  if (!sale.channel.pricesIncludeVat) {
    tell(taxing.has(treatment) ? 'amount.vat-on-top' : 'amount.no-vat')
    return 0
  }
  const isTaxed = taxing.has(treatment)
  if (isTaxed && sale.channel.crossBorderPricing === 'same-gross') {
    tell('amount.vat-inside-price')
    return rate
  }
  const country = priceCountryOf(sale)
  const listed = sale.seller.isSmallBusiness
    ? 0
    : rateOf(tables, { country, region: null }, line.category, sale.day).rate
  if (isTaxed && listed === rate) tell('amount.vat-inside-price')
  else
    findings.tell(
      isTaxed ? 'amount.other-vat-in-price' : 'amount.vat-taken-out',
      { country, contained: listed, rate },
      line.id,
    )
  return listed
}

/** The number of the state where the supply is made; one that we lack there has to be got first. */
function sellerNumberFor({ treatment, country }: Judgement, facts: Facts): string {
  const isAtDestination = treatment === 'distance-sale-local'
  const number = isAtDestination
    ? (country ?? facts.home)
    : atDispatch.has(treatment)
      ? facts.from
      : facts.home
  if (number !== facts.home && !hasNumberIn(facts.sale.seller, number))
    facts.findings.warn('registration-required')
  return number
}

const atDispatch: ReadonlySet<Treatment> = new Set<Treatment>([
  'local-supply',
  'intra-community-supply',
  'export',
  'margin-scheme',
])
