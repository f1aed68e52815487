/** What a sale by hand comes to: prices of the products, discounts, and the VAT as our rules decide it. Keeps nothing. */
import { dayOf, type Day } from '../../base/day.ts'
import { tidyVatNumber } from '../../base/vat-number.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { rulesHolding } from '../../modules/catalog/reads.ts'
import { listCurrency, Product, type PriceRule } from '../../modules/catalog/schema.ts'
import { getChannel, locationsOf } from '../../modules/channels/actions.ts'
import type { Channel } from '../../modules/channels/schema.ts'
import { computedAmounts } from '../../modules/invoicing/from-order.ts'
import { ownNumbers } from '../../modules/invoicing/order-vat.ts'
import { customerOf, provenIn, sellerOf } from '../../modules/invoicing/sale-of-order.ts'
import { getLocation } from '../../modules/locations/actions.ts'
import type { HandSale } from '../../modules/orders/schema/by-hand.ts'
import { getBusiness } from '../../modules/organisations/actions.ts'
import { groupOf } from '../../modules/organisations/reads.ts'
import type { Business, Organisation } from '../../modules/organisations/schema.ts'
import { crossBorderNet, findNumber, policyOf, registrationsOf, taxTables } from '../../modules/tax/reads.ts'
import { decide } from '../../modules/tax/rules.ts'
import type { Decision } from '../../modules/tax/rules/decision.ts'
import type { Sale } from '../../modules/tax/rules/sale.ts'
import { noteText } from '../../modules/tax/schema.ts'
import type { Ctx } from '../../platform/context.ts'
import { all } from '../../platform/rows.ts'
import type { Asked, AskedLine } from './asked.ts'
import { buyerOf, type Buyer } from './buyer.ts'

export type Priced = {
  readonly sale: HandSale
  readonly decision: Decision
  readonly business: Business
  readonly organisation: Organisation | null
}

/** `isWhole` refuses what an order cannot do without; a look at the price goes with what is filled in. */
export async function priceSale(ctx: Ctx, asked: Asked, isWhole: boolean): Promise<Priced> {
  const channel = await channelFor(ctx, asked.channel)
  const business = await getBusiness(ctx, { id: channel.business })
  const buyer = await buyerOf(ctx, asked, { channel, business }, isWhole)
  await checkEntry(ctx, buyer, channel)
  const rules = await rulesFor(ctx, buyer, dayOf(ctx.now, business.timeZone))
  const lines = await linesOf(ctx, asked.lines, rules, channel.currency)
  const decision = decide(
    await saleFor(ctx, asked, { channel, business, buyer, lines }),
    await taxTables(ctx),
  )
  const { language } = buyer
  const counted = computedAmounts({ language }, lines, decision)
  const { organisation, ...named } = buyer
  const sale: HandSale = {
    ...named,
    organisation: organisation?.id ?? null,
    channel: channel.id,
    business: business.id,
    currency: channel.currency,
    pricesIncludeVat: includesVat(business),
    delivery: asked.delivery,
    shippingMethod: asked.shippingMethod,
    paymentMethod: asked.paymentMethod,
    shippingCosts: asked.shippingCosts,
    wishedDay: asked.wishedDay,
    reference: asked.reference,
    note: asked.note,
    lines: counted.lines,
    costs: counted.charges.map(({ net, vat, rate }) => ({ net, vat, gross: net + vat, vatRate: rate })),
    vat: decision.vat.map(({ category, rate, base, vat }) => ({ category, rate, base, vat })),
    notes: decision.notes.map((note) => noteText(note, business.country)),
    totals: { net: decision.totals.net, vat: decision.totals.vat, gross: decision.totals.gross },
  }
  return { sale, decision, business, organisation }
}

/** Whoever is kept to some channels sells through those. */
async function channelFor(ctx: Ctx, id: string): Promise<Channel> {
  const { channels } = ctx.actor
  if (channels && !channels.includes(id)) refuse('record.not-found', { what: 'channels' })
  const channel = await getChannel(ctx, { id })
  if (!channel.isActive) refuseField('channel', 'order.channel-inactive', { name: channel.name })
  return channel
}

/** What the merchant keeps prices in (S1-1): with VAT for consumers, without for businesses. */
const includesVat = (business: Business): boolean => business.pricesLead === 'with-vat'

type Line = Omit<HandSale['lines'][number], 'vatRate' | 'net' | 'vat' | 'gross'>

/** A group that may enter some channels buys through no other one (I-04). */
async function checkEntry(ctx: Ctx, buyer: Buyer, channel: Channel): Promise<void> {
  const group = await groupOf(ctx, buyer.contact, buyer.organisation?.id ?? null)
  if (group && group.channels.length > 0 && !group.channels.includes(channel.id))
    refuseField('channel', 'order.channel-not-for-group', { group: group.name, channel: channel.name })
}

/** Labels of an organisation count for its contacts (S2-10). */
function rulesFor(ctx: Ctx, { organisation, contact }: Buyer, day: Day): Promise<readonly PriceRule[]> {
  const buyers = [organisation?.id, contact].filter((id) => id !== null && id !== undefined)
  return buyers.length > 0 ? rulesHolding(ctx, buyers, day) : Promise.resolve([])
}

async function linesOf(
  ctx: Ctx,
  asked: readonly AskedLine[],
  rules: readonly PriceRule[],
  currency: string,
): Promise<Line[]> {
  const ids = [...new Set(asked.flatMap(({ product }) => product ?? []))]
  const rows = ids.length > 0 ? await all(ctx, Product, { id: ids }) : []
  const products = new Map(rows.map((product) => [product.id, product]))
  return asked.map((line, i) => {
    const { product: id, quantity, note } = line
    if (!id) return freeLine(line, i, currency)
    const product = products.get(id) ?? refuse('record.not-found', { what: 'products' })
    const unitPrice =
      line.unitPrice ??
      (currency === listCurrency ? product.price : null) ??
      refuseField(`lines.${i}.unitPrice`, 'order.price-needed', { name: product.name, currency })
    const { sku, kind, taxCategory: category } = product
    const costPrice = product.isMargin ? (line.costPrice ?? product.costPrice) : null
    if (product.isMargin && costPrice === null)
      refuseField(`lines.${i}.costPrice`, 'order.cost-needed', { name: product.name })
    if (!product.isMargin && line.costPrice !== null) notMargin(i, product.name)
    // Rules do not add up: the largest holds, and what was typed goes before all of them.
    const rule = rules.find(({ brand }) => brand === null || brand === product.brand)
    const ruled = line.discount === null ? rule : undefined
    return {
      product: id,
      sku,
      name: line.name || product.name,
      kind,
      quantity,
      unitPrice,
      costPrice,
      discount: line.discount ?? ruled?.discount ?? 0,
      priceRule: ruled?.name ?? null,
      category,
      note,
    }
  })
}

const notMargin = (i: number, name: string): never =>
  refuseField(`lines.${i}.costPrice`, 'order.cost-of-ordinary-goods', { name })

/** Nothing of a free line lies on a shelf, and no rule gives a discount on it. */
function freeLine(line: AskedLine, i: number, currency: string): Line {
  const { name, quantity, unitPrice, discount, category, note } = line
  if (!name) refuseField(`lines.${i}.name`, 'order.name-needed')
  if (unitPrice === null) return refuseField(`lines.${i}.unitPrice`, 'order.price-needed', { name, currency })
  if (line.costPrice !== null) notMargin(i, name)
  const free = {
    product: null,
    sku: '',
    name,
    kind: 'free',
    quantity,
    unitPrice,
    costPrice: null,
    discount: discount ?? 0,
    note,
  }
  return { ...free, category: category || 'standard' }
}

type Around = {
  readonly channel: Channel
  readonly business: Business
  readonly buyer: Buyer
  readonly lines: readonly Line[]
}

async function saleFor(ctx: Ctx, asked: Asked, { channel, business, buyer, lines }: Around): Promise<Sale> {
  const day = dayOf(ctx.now, business.timeZone)
  const registrations = await registrationsOf(ctx, business.id)
  const numbers = await ownNumbers(ctx, business, registrations)
  const theirs = buyer.vatNumber ? await findNumber(ctx, buyer.vatNumber) : undefined
  if (theirs) numbers.set(tidyVatNumber(buyer.vatNumber!), theirs)
  const policy = await policyOf(ctx, channel.id)
  const from = await dispatchCountry(ctx, channel.id, business)
  const crossBorder = await crossBorderNet(ctx, business.id, day)
  const around = {
    business,
    registrations,
    numbers,
    policy,
    from,
    provenIn: provenIn(buyer.organisation),
    day,
    crossBorder,
    categories: new Map(),
    categoryOfRate: () => undefined,
  }
  const to = buyer.shipping ?? buyer.billing
  return {
    day,
    seller: sellerOf(around),
    channel: {
      pricesIncludeVat: includesVat(business),
      crossBorderPricing: policy.crossBorderPricing,
      reverseCharge: policy.reverseCharge,
      usesLocalNumbers: policy.usesLocalNumbers,
      whenUnverified: policy.whenUnverified,
      lastValidMaxDays: policy.lastValidMaxDays,
      ...(policy.priceCountry ? { priceCountry: policy.priceCountry } : {}),
    },
    customer: customerOf({ ...buyer, organisation: buyer.organisation?.id ?? null }, around),
    fulfilment: {
      method: asked.delivery === 'pickup' ? 'pickup' : 'delivery',
      from,
      to: asked.delivery === 'pickup' ? { country: from } : { country: to.country, postcode: to.postcode },
    },
    lines: lines.map(({ category, unitPrice, costPrice, quantity, discount }, i) => ({
      id: String(i + 1),
      category,
      unitPrice,
      quantity,
      ...(discount > 0 ? { discount: { percent: discount } } : {}),
      ...(costPrice === null ? {} : { margin: { purchasePrice: costPrice } }),
    })),
    ...(asked.shippingCosts > 0 ? { shipping: asked.shippingCosts } : {}),
  }
}

/** The country of the channel's first location. */
async function dispatchCountry(ctx: Ctx, channel: string, business: Business): Promise<string> {
  const [first] = await locationsOf(ctx, channel)
  return first ? (await getLocation(ctx, { id: first.location })).country : business.country
}
