/** A year of sales at the demo's merchant: seasons, weekdays, what is bought, how it is paid, and how each one ended. Pure. */
import { addDays, dayOf, minuteOfDay, startOfDay, weekday, type Day } from '../../base/day.ts'
import { percentOf, share, vatInside, type Cents } from '../../base/money.ts'
import type { Chance } from './chance.ts'
import type { Customer } from './people.ts'
import type { DemoProduct } from './products.ts'

/** The channels by their place: the bicycle webshop, the outdoor webshop, the counter. */
export type ChannelNumber = 0 | 1 | 2

/** Why a sale is still open; the ones of today and yesterday are simply not done yet. */
export type Wait = 'new' | 'in-stock' | 'supplier' | 'late-supplier' | 'to-buy' | 'ready' | 'unpaid'

export type SaleLine = {
  readonly product: DemoProduct
  readonly pieces: number
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
}

export type Sale = {
  readonly channel: ChannelNumber
  /** Counts from 1 within its channel. */
  readonly number: number
  readonly placedAt: Date
  readonly customer: number
  readonly lines: readonly SaleLine[]
  readonly shipping: { readonly net: Cents; readonly vat: Cents; readonly gross: Cents }
  readonly discount: Cents
  readonly total: { readonly net: Cents; readonly vat: Cents; readonly gross: Cents }
  readonly delivery: 'ship' | 'pickup'
  readonly payment: { readonly method: string; readonly title: string }
  /** Null while the money has not come. */
  readonly payDay: Day | null
  /** The day on which everything left the house. */
  readonly leaveDay: Day | null
  readonly wait: Wait | null
  readonly isCancelled: boolean
  readonly note: string | null
}

export type Year = {
  readonly now: Date
  readonly days: number
  readonly orders: number
  readonly products: readonly DemoProduct[]
  readonly customers: readonly Customer[]
}

const monthWeights = [60, 65, 90, 120, 135, 130, 115, 105, 100, 85, 80, 110]
/** From Monday to Sunday. */
const weekdayWeights = [115, 105, 100, 100, 95, 85, 110]
/** How many of each kind still wait, in parts of ten thousand of all orders; a few at least. */
const waiting: readonly (readonly [Wait, number])[] = [
  ['in-stock', 55],
  ['supplier', 30],
  ['late-supplier', 12],
  ['to-buy', 8],
  ['ready', 10],
  ['unpaid', 14],
]

/** All sales, oldest first. */
export function salesOf(chance: Chance, year: Year): Sale[] {
  const today = dayOf(year.now)
  const moments = momentsOf(chance, year, today)
  const waits = waitsOf(chance, moments, year.orders, today)
  const shelves = shelvesOf(chance, year.products)
  const numbers = [0, 0, 0]
  return moments.map((placedAt, i) => {
    const wait = waits.get(i) ?? null
    const channel = channelOf(chance, wait)
    numbers[channel]!++
    return saleOf(chance, year, { placedAt, wait, channel, number: numbers[channel]!, shelves, today })
  })
}

/** So many orders on each day, by season and weekday; today as far as it has come. */
function momentsOf(chance: Chance, { now, days, orders }: Year, today: Day): Date[] {
  const all = Array.from({ length: days }, (_, i) => addDays(today, i - days + 1))
  const passed = minuteOfDay(now) / 1440
  const weights = all.map((day) => {
    const weight = monthWeights[Number(day.slice(5, 7)) - 1]! * weekdayWeights[weekday(day) - 1]!
    return Math.round(day === today ? weight * passed : weight)
  })
  const counts = share(orders, weights)
  const moments = all.flatMap((day, i) => {
    const start = startOfDay(day).getTime()
    const until = day === today ? now.getTime() - start : 86_400_000
    return Array.from({ length: counts[i]! }, () => new Date(start + Math.floor(clockOf(chance) * until)))
  })
  return moments.sort((a, b) => a.getTime() - b.getTime())
}

/** A part of the day: few at night, most in the evening. */
const clockOf = (chance: Chance) =>
  chance.happens(0.06) ? chance.next() : 0.33 + 0.62 * ((chance.next() + chance.next()) / 2)

/** Which of the sales of the last weeks still wait, and for what. */
function waitsOf(chance: Chance, moments: readonly Date[], orders: number, today: Day): Map<number, Wait> {
  const waits = new Map<number, Wait>()
  const newest = moments.length - 1
  const [since, until] = [addDays(today, -21), addDays(today, -2)]
  const recent: number[] = []
  for (let i = newest; i >= 0; i--) {
    const day = dayOf(moments[i]!)
    if (day < since) break
    if (day <= until) recent.push(i)
  }
  for (const [wait, share_] of waiting) {
    const quota = Math.max(2, Math.round((orders * share_) / 10_000))
    for (let n = 0; n < quota && recent.length > 0; n++) {
      const place = chance.between(0, recent.length - 1)
      waits.set(recent.splice(place, 1)[0]!, wait)
    }
  }
  return waits
}

function channelOf(chance: Chance, wait: Wait | null): ChannelNumber {
  if (wait === null && chance.happens(0.14)) return 2
  return chance.happens(0.6) ? 0 : 1
}

type Shelves = {
  readonly usual: readonly (readonly DemoProduct[])[]
  readonly soldOut: readonly DemoProduct[]
  readonly plenty: readonly DemoProduct[]
  readonly inStore: readonly DemoProduct[]
  readonly making: DemoProduct
  readonly repair: DemoProduct
}

/** What each channel sells, the popular first. */
function shelvesOf(chance: Chance, products: readonly DemoProduct[]): Shelves {
  const goods = products.filter(({ kind }) => kind === 'goods')
  const shuffled = goods
    .map((product) => ({ product, place: chance.next() * (product.cents > 20_000 ? 4 : 1) }))
    .sort((a, b) => a.place - b.place)
    .map(({ product }) => product)
  const there = shuffled.filter(({ base }) => base[0] > 0)
  const service = (sku: string) => products.find((product) => product.sku === sku)!
  return {
    usual: [there.filter((p) => !p.isOutdoor), there.filter((p) => p.isOutdoor || p.cents < 6000), there],
    soldOut: shuffled.filter(({ base }) => base[0] === 0),
    plenty: there.filter(({ base }) => base[0] >= 6),
    inStore: there.filter(({ base }) => base[1] >= 2),
    making: service('WERK-RIJKLAAR'),
    repair: service('WERK-BEURT'),
  }
}

type Asked = {
  placedAt: Date
  wait: Wait | null
  channel: ChannelNumber
  number: number
  shelves: Shelves
  today: Day
}

function saleOf(chance: Chance, year: Year, asked: Asked): Sale {
  const { placedAt, channel, shelves, today } = asked
  const placedDay = dayOf(placedAt)
  const isCompany = channel !== 2 && chance.happens(0.07)
  const companies = year.customers.findIndex(({ company }) => company === null)
  const customer = isCompany
    ? chance.between(0, companies - 1)
    : chance.between(companies, year.customers.length - 1)
  const isCancelled = asked.wait === null && channel !== 2 && chance.happens(0.022)
  const isPickup =
    asked.wait === 'ready' || channel === 2 || (asked.wait !== 'unpaid' && chance.happens(0.11))
  const wanted = leavingOn(chance, placedAt, channel)
  const leaveDay = asked.wait === null && !isCancelled && wanted < today ? wanted : null
  const wait = asked.wait ?? (leaveDay === null && !isCancelled ? 'new' : null)
  const isTransfer = isCompany || wait === 'unpaid' || isCancelled || chance.happens(0.03)
  const due = addDays(placedDay, isTransfer ? (isCompany ? chance.between(6, 24) : chance.between(1, 3)) : 0)
  const isCoupon = channel !== 2 && chance.happens(0.05)
  const lines = chosen(chance, wait, channel, isPickup, shelves).map(({ product, pieces }) =>
    priced(product, pieces, isCoupon),
  )
  const goods = sumOf(lines)
  const shipping = shippingOf(
    isPickup ? 0 : lines.some(({ product }) => product.grams > 8000) ? 3995 : goods.gross < 5000 ? 595 : 0,
  )
  return {
    channel,
    number: asked.number,
    placedAt,
    customer,
    lines,
    shipping,
    discount: lines.reduce((sum, line) => sum + line.product.cents * line.pieces - line.gross, 0),
    total: {
      net: goods.net + shipping.net,
      vat: goods.vat + shipping.vat,
      gross: goods.gross + shipping.gross,
    },
    delivery: isPickup ? 'pickup' : 'ship',
    payment: channel === 2 ? pin : isTransfer ? transfer : chance.happens(0.85) ? ideal : card,
    payDay: wait === 'unpaid' || isCancelled || due > today ? null : due,
    leaveDay,
    wait,
    isCancelled,
    note: chance.happens(0.03) ? chance.pick(notes) : null,
  }
}

const ideal = { method: 'ideal', title: 'iDEAL' }
const card = { method: 'creditcard', title: 'Creditcard' }
const transfer = { method: 'banktransfer', title: 'Overboeking' }
const pin = { method: 'pin', title: 'Pinbetaling' }

const notes = [
  'Graag bij de buren als wij er niet zijn.',
  'Bel even voor bezorging.',
  'Het is een cadeau, graag zonder prijs.',
  'Bezorgen na 17:00.',
]

/** The counter hands over at once; parcels leave on the same or one of the next working days. */
function leavingOn(chance: Chance, placedAt: Date, channel: ChannelNumber): Day {
  const placed = dayOf(placedAt)
  if (channel === 2) return placed
  let day = addDays(placed, minuteOfDay(placedAt) < 720 && chance.happens(0.6) ? 0 : chance.between(1, 2))
  if (weekday(day) === 7) day = addDays(day, 1)
  return day
}

function chosen(
  chance: Chance,
  wait: Wait | null,
  channel: ChannelNumber,
  isPickup: boolean,
  shelves: Shelves,
) {
  const from = wait === null ? shelves.usual[channel]! : isPickup ? shelves.inStore : shelves.plenty
  const isShort = wait === 'supplier' || wait === 'late-supplier' || wait === 'to-buy'
  const lines = new Map<string, { product: DemoProduct; pieces: number }>()
  const count = 1 + Number(chance.happens(0.45)) + Number(chance.happens(0.28)) + Number(chance.happens(0.15))
  for (let i = 0; i < count; i++) {
    const product = isShort && i === 0 ? chance.pick(shelves.soldOut) : chance.pickSkewed(from)
    const isMore = product.cents < 4000 && chance.happens(0.18)
    lines.set(product.sku, { product, pieces: isMore ? 2 : 1 })
  }
  if ([...lines.values()].some(({ product }) => product.grams > 8000) && chance.happens(0.6))
    lines.set(shelves.making.sku, { product: shelves.making, pieces: 1 })
  else if (channel === 2 && chance.happens(0.08))
    lines.set(shelves.repair.sku, { product: shelves.repair, pieces: 1 })
  return [...lines.values()]
}

function priced(product: DemoProduct, pieces: number, isCoupon: boolean): SaleLine {
  const full = product.cents * pieces
  const gross = isCoupon ? full - percentOf(full, 1000) : full
  const vat = vatInside(gross, product.vatRate)
  return { product, pieces, net: gross - vat, vat, gross }
}

function shippingOf(gross: Cents) {
  const vat = vatInside(gross, 2100)
  return { net: gross - vat, vat, gross }
}

const sumOf = (lines: readonly SaleLine[]) =>
  lines.reduce(
    (sum, line) => ({ net: sum.net + line.net, vat: sum.vat + line.vat, gross: sum.gross + line.gross }),
    { net: 0, vat: 0, gross: 0 },
  )
