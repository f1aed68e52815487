/** Completes a judgement to what stands on the invoice: category, rate, the VAT inside the price, the seller's number, the boxes. */
import type { Rate } from '../../../base/money.ts'
import type { Note, TraceRule, Treatment, VatCategory, Verdict } from './decision.ts'
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

/**
 * What is outside the scope of VAT may share its document with nothing else (BR-O-11 to BR-O-14): beside other lines it
 * stands among the exempt ones, where a text alone may say why and no code.
 */
export function unmixed<T extends { readonly category: VatCategory }>(all: readonly T[]): readonly T[] {
  const isMixed = all.some(({ category }) => category === 'O') && all.some(({ category }) => category !== 'O')
  return isMixed ? all.map((one) => (one.category === 'O' ? { ...one, category: 'E' as const } : one)) : all
}

export const vatexOf = (treatment: Treatment, category: VatCategory): string | null =>
  treatment === 'outside-scope' && category !== 'O' ? null : (reasons[treatment]?.vatex ?? null)

/** Why there is no VAT, as the invoice must say it, and the code that goes with it in an e-invoice. */
export const reasons: Readonly<Partial<Record<Treatment, { note: Note; vatex: string | null }>>> = {
  'intra-community-supply': { note: 'intra-community', vatex: 'VATEX-EU-IC' },
  'domestic-reverse-charge': { note: 'reverse-charge', vatex: 'VATEX-EU-AE' },
  'service-reverse-charge': { note: 'reverse-charge', vatex: 'VATEX-EU-AE' },
  export: { note: 'export', vatex: 'VATEX-EU-G' },
  'margin-scheme': { note: 'margin-second-hand', vatex: 'VATEX-EU-F' },
  'small-business-exempt': { note: 'small-business', vatex: null },
  exempt: { note: 'exempt-insurance', vatex: 'VATEX-EU-135-1' },
  'outside-scope': { note: 'outside-scope', vatex: 'VATEX-EU-O' },
}

const untaxed: Readonly<Partial<Record<Treatment, VatCategory>>> = {
  'intra-community-supply': 'K',
  'domestic-reverse-charge': 'AE',
  'service-reverse-charge': 'AE',
  export: 'G',
  'margin-scheme': 'E',
  'small-business-exempt': 'E',
  exempt: 'E',
  'outside-scope': 'O',
}

const taxing: ReadonlySet<Treatment> = new Set<Treatment>([
  'domestic',
  'local-supply',
  'distance-sale-oss',
  'distance-sale-local',
  'distance-sale-origin',
  'distance-sale-unregistered',
  'distance-sale-import',
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
  const { sale, findings } = facts
  const isTaxed = taxing.has(treatment)
  const holds = (
    contained: Rate,
    rule: TraceRule,
    params: Record<string, string | number> = { rate },
  ): Rate => {
    findings.tell(rule, params, line.id)
    return contained
  }
  if (line.margin || untaxed[treatment] === 'E') return holds(0, 'amount.no-vat')
  if (!sale.channel.pricesIncludeVat) return holds(0, isTaxed ? 'amount.vat-on-top' : 'amount.no-vat')
  if (isTaxed && sale.channel.crossBorderPricing === 'same-gross')
    return holds(rate, 'amount.vat-inside-price')
  const contained = listedRate(line, facts)
  if (isTaxed && contained === rate) return holds(rate, 'amount.vat-inside-price')
  const params = { country: priceCountryOf(sale), contained, rate }
  return holds(contained, isTaxed ? 'amount.other-vat-in-price' : 'amount.vat-taken-out', params)
}

/** What the price list's country asks; the prices of a small business hold nothing. */
function listedRate(line: SaleLine, { sale, tables }: Facts): Rate {
  if (sale.seller.isSmallBusiness) return 0
  return rateOf(tables, { country: priceCountryOf(sale), region: null }, line.category, sale.day).rate
}

/** The number of the state where the supply is made; where we have none, one must be got and ours of home is shown. */
function sellerNumberFor({ treatment, country }: Judgement, facts: Facts): string {
  const place = treatment === 'distance-sale-local' ? country : atDispatch.has(treatment) ? facts.from : null
  if (place === null || place === facts.home) return facts.home
  if (hasNumberIn(facts.sale.seller, place)) return place
  facts.findings.warn('registration-required')
  return facts.home
}

const atDispatch: ReadonlySet<Treatment> = new Set<Treatment>([
  'local-supply',
  'intra-community-supply',
  'export',
  'margin-scheme',
])
