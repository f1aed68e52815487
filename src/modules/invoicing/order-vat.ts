/** Decides the VAT of an order by our own rules, beside what the shop charged, and says where the two differ. */
import { dayOf, type Day } from '../../base/day.ts'
import { decimalText, sum, type Cents, type Rate } from '../../base/money.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { tidyVatNumber } from '../../base/vat-number.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, find } from '../../platform/rows.ts'
import { decideTask } from '../../platform/tasks.ts'
import { Product } from '../catalog/schema.ts'
import { locationsOf } from '../channels/actions.ts'
import { getLocation } from '../locations/actions.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import { getBusiness } from '../organisations/actions.ts'
import { Organisation, type Business } from '../organisations/schema.ts'
import { crossBorderNet, policyOf, registrationsOf, taxTables } from '../tax/reads.ts'
import { decide } from '../tax/rules.ts'
import type { Decision, VatGroup } from '../tax/rules/decision.ts'
import type { Sale } from '../tax/rules/sale.ts'
import { countryWords } from '../tax/schema/names.ts'
import { VatNumber, type TaxRegistration } from '../tax/schema/records.ts'
import { onDay, type Tables } from '../tax/tables.ts'
import { chargesOf, computedAmounts, type Charge } from './from-order.ts'
import { invoicesOfOrder } from './reads.ts'
import { ownNumberIn, provenIn, saleOfOrder, type Surroundings } from './sale-of-order.ts'

export type Whole = { readonly order: Order; readonly lines: readonly OrderLine[] }

export type OrderVat = {
  readonly sale: Sale
  readonly decision: Decision
  readonly around: Surroundings
}

export type InvoiceVat = {
  readonly lines: readonly OrderLine[]
  readonly charges: readonly Charge[]
  readonly sale: Sale | null
  /** Null where our rules have no answer and what was charged at home stands. */
  readonly decision: Decision | null
  readonly sellerVatNumber: string | null
  readonly showsBuyerNumber: boolean
}

/** What an invoice of an order needs to know of its VAT; refuses while something is not known that it must say. */
export async function vatOnInvoice(
  ctx: Ctx,
  whole: Whole,
  terms: { readonly day: Day; readonly isLeaving: boolean; readonly isComputed: boolean },
): Promise<InvoiceVat> {
  const { order, lines } = whole
  const business = await getBusiness(ctx, { id: order.business })
  const charged = { lines, charges: chargesOf(order), showsBuyerNumber: true }
  const found = await tryDecideOrder(ctx, whole, {
    day: terms.day,
    basis: terms.isComputed ? 'gross' : 'charged',
  })
  if (found instanceof Refusal) {
    if (!staysAtHome(order, business)) throw found
    return { ...charged, sale: null, decision: null, sellerVatNumber: business.vatNumber }
  }
  const { sale, decision, around } = found
  if (sale.channel.whenUnverified === 'hold-invoice' && decision.warnings.includes('vat-number-unverified'))
    refuse('invoice.waits-for-number', {
      number: order.number,
      vatNumber: sale.customer.vatNumber?.number ?? '',
    })
  // The invoice of an intra-Community supply names the day on which the goods left (BR-IC-11).
  if (
    !terms.isLeaving &&
    lines.some(({ vatRate, net }) => vatRate === 0 && net !== 0) &&
    decision.vat.some(({ category }) => category === 'K')
  )
    refuse('invoice.waits-for-shipping', {
      number: order.number,
      country: countryWords(sale.fulfilment.to.country),
    })
  if (terms.isComputed && decision.totals.gross !== order.total)
    refuse('invoice.computed-differs', {
      number: order.number,
      computed: `${order.currency} ${decimalText(decision.totals.gross, 2)}`,
      charged: `${order.currency} ${decimalText(order.total, 2)}`,
    })
  // Somebody chose: the invoice follows the rules.
  if (terms.isComputed) await decideTask(ctx, `order-vat:${order.id}`)
  return {
    ...charged,
    ...(terms.isComputed ? computedAmounts(order, lines, decision) : {}),
    showsBuyerNumber: sale.customer.vatNumber?.status !== 'invalid',
    sale,
    decision,
    sellerVatNumber: ownNumberIn(decision.sellerVatCountry, around),
  }
}

/** Where nothing crosses a border what was charged can stand without our rules: a seller outside the Union, or odd lines. */
const staysAtHome = (order: Order, business: Business): boolean =>
  order.delivery === 'pickup' || (order.shipping ?? order.billing).country === business.country

type DecideTerms = { readonly day?: Day; readonly basis?: 'charged' | 'gross' }

/** What our rules make of an order on its day of supply; refuses what they have no answer to. */
async function decideOrder(ctx: Ctx, { order, lines }: Whole, more: DecideTerms): Promise<OrderVat> {
  const tables = await taxTables(ctx)
  const around = await surroundingsOf(ctx, { order, lines }, tables, more.day)
  const sale = saleOfOrder(order, lines, around, more.basis)
  return { sale, around, decision: decide(sale, tables) }
}

async function surroundingsOf(
  ctx: Ctx,
  { order, lines }: Whole,
  tables: Tables,
  given?: Day,
): Promise<Surroundings> {
  const business = await getBusiness(ctx, { id: order.business })
  const day = given ?? dayOf(order.shippedAt ?? order.placedAt, business.timeZone)
  const registrations = await registrationsOf(ctx, business.id)
  // An order that stays at home counts towards no limit, however much of it was invoiced already.
  const invoices = staysAtHome(order, business) ? [] : await invoicesOfOrder(ctx, order.id)
  const products = [...new Set(lines.flatMap(({ product }) => product ?? []))]
  const categories = products.length > 0 ? await all(ctx, Product, { id: products }) : []
  return {
    business,
    registrations,
    numbers: await numbersNamed(ctx, [
      order.vatNumber,
      business.vatNumber,
      ...registrations.map(({ number }) => number),
    ]),
    policy: await policyOf(ctx, order.channel),
    from: await dispatchCountry(ctx, order, lines, business),
    provenIn: order.organisation ? provenIn(await find(ctx, Organisation, order.organisation)) : null,
    day,
    // A product that nobody gave a category has the standard one, and then the shop's rate says more.
    categories: new Map(
      categories.flatMap(({ id, taxCategory }) => (taxCategory === 'standard' ? [] : [[id, taxCategory]])),
    ),
    costs: new Map(
      categories.flatMap(({ id, isMargin, costPrice }) =>
        isMargin && costPrice !== null ? [[id, costPrice]] : [],
      ),
    ),
    categoryOfRate: (rate) => categoryOfRate(tables, business.country, rate, day),
    crossBorder: await crossBorderNet(
      ctx,
      business.id,
      day,
      invoices.map(({ id }) => id),
    ),
  }
}

/** Our own numbers as they were checked. */
export const ownNumbers = (ctx: Ctx, business: Business, registrations: readonly TaxRegistration[]) =>
  numbersNamed(ctx, [business.vatNumber, ...registrations.map(({ number }) => number)])

async function numbersNamed(ctx: Ctx, numbers: readonly (string | null)[]): Promise<Map<string, VatNumber>> {
  const tidy = [...new Set(numbers.flatMap((number) => (number ? tidyVatNumber(number) : [])))]
  if (tidy.length === 0) return new Map()
  return new Map((await all(ctx, VatNumber, { number: tidy })).map((row) => [row.number, row]))
}

/** Where the goods lie: at the location of the first line that has one, else at the channel's first choice. */
async function dispatchCountry(
  ctx: Ctx,
  order: Order,
  lines: readonly OrderLine[],
  business: Business,
): Promise<string> {
  const location =
    lines.find((line) => line.location)?.location ?? (await locationsOf(ctx, order.channel))[0]?.location
  return location ? (await getLocation(ctx, { id: location })).country : business.country
}

/** Zero tells nothing of the goods; another rate is that of the first category that bears it at home. */
function categoryOfRate(tables: Tables, country: string, rate: Rate, day: Day): string | undefined {
  if (rate === 0) return undefined
  for (const { id } of tables.categories.values()) {
    const row = onDay(tables.rates.get(`${country}//${id}`) ?? [], day)
    if (row?.rate === rate) return id
  }
  return undefined
}

export type Charged = { readonly rate: Rate; readonly base: Cents; readonly vat: Cents }

/** Both computations side by side, per rate. */
export type Comparison = {
  readonly isEqual: boolean
  readonly shop: readonly Charged[]
  readonly ours: readonly Charged[]
  readonly shopVat: Cents
  readonly oursVat: Cents
  readonly country: string | null
}

/** Cents that two honest computations may lie apart. */
const slack = 2

export const compare = ({ order, lines }: Whole, decision: Decision): Comparison =>
  compareGroups(chargedBy(order, lines), decision)

/** What was charged per rate beside what our rules decide of the same sale. */
export function compareGroups(charged: readonly Charged[], decision: Decision): Comparison {
  const shop = ratesOf(charged)
  const ours = ratesOf(decision.vat)
  const [shopVat, oursVat] = [sum(shop.map(({ vat }) => vat)), decision.totals.vat]
  const rates = (groups: readonly Charged[]) =>
    groups
      .filter(({ base, vat }) => base !== 0 || vat !== 0)
      .map(({ rate }) => rate)
      .join()
  return {
    isEqual: Math.abs(shopVat - oursVat) <= slack && rates(shop) === rates(ours),
    shop,
    ours,
    shopVat,
    oursVat,
    country: decision.lines.find((line) => line.taxCountry !== null)?.taxCountry ?? null,
  }
}

function chargedBy(order: Order, lines: readonly OrderLine[]): Charged[] {
  return ratesOf([
    ...lines.map(({ vatRate: rate, net: base, vat }) => ({ rate, base, vat })),
    { rate: order.shippingVatRate, base: order.shippingNet, vat: order.shippingVat },
    ...order.surcharges.map(({ vatRate: rate, net: base, vat }) => ({ rate, base, vat })),
  ])
}

function ratesOf(groups: readonly (Charged | VatGroup)[]): Charged[] {
  const found = new Map<Rate, Charged>()
  for (const { rate, base, vat } of groups) {
    const before = found.get(rate)
    if (base !== 0 || vat !== 0)
      found.set(rate, { rate, base: (before?.base ?? 0) + base, vat: (before?.vat ?? 0) + vat })
  }
  return [...found.values()].sort((a, b) => b.rate - a.rate)
}

/** The same, but with the refusal in place of an answer, for a look that must not fail. */
export async function tryDecideOrder(
  ctx: Ctx,
  whole: Whole,
  more: DecideTerms = {},
): Promise<OrderVat | Refusal> {
  try {
    return await decideOrder(ctx, whole, more)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
