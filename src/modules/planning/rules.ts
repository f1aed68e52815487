/** When an order can leave the house, and whether a day takes it. Pure. */
import { addDays, daysBetween, weekday, type Day } from '../../base/day.ts'
import type { Milli } from '../../base/money.ts'
import { openQuantity, shortQuantity } from '../orders/rules.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import type { PlanningEntry, PlanningGuard, PlanningPolicy } from './schema.ts'

type LocationDays = { readonly dayCapacity: number; readonly closedWeekdays: readonly string[] }

/** How many orders stand on a day at a location. */
export type Load = ReadonlyMap<Day, number>

export type Calendar = {
  readonly location: LocationDays | null
  /** On other weekdays no parcel is collected; pickups do not mind. */
  readonly carrierWeekdays: readonly string[]
  readonly daysAhead: number
  /** The first day that is still possible: today, or tomorrow after the cut-off. */
  readonly from: Day
}

/**
 * The day to propose: the preferred day when it can be had, else the first possible day after it; without a
 * preferred day the first possible one. Null when no day within reach takes the order.
 */
export function proposeDay(
  order: { delivery: Order['delivery']; wishedDay: Day | null },
  calendar: Calendar,
  load: Load,
): Day | null {
  const start = order.wishedDay && order.wishedDay > calendar.from ? order.wishedDay : calendar.from
  const last = addDays(calendar.from, calendar.daysAhead)
  for (let day = start; day <= last; day = addDays(day, 1)) {
    if (takes(order.delivery, calendar, day, load.get(day) ?? 0)) return day
  }
  return null
}

function takes(delivery: Order['delivery'], calendar: Calendar, day: Day, used: number): boolean {
  if (delivery === 'ship' && !calendar.carrierWeekdays.includes(String(weekday(day)))) return false
  return calendar.location === null || (!isClosed(calendar.location, day) && !isFull(calendar.location, used))
}

const isClosed = (location: LocationDays, day: Day): boolean =>
  location.closedWeekdays.includes(String(weekday(day)))

/** A capacity of 0 is no limit. */
const isFull = (location: LocationDays, used: number): boolean =>
  location.dayCapacity > 0 && used >= location.dayCapacity

export type Region = { readonly starts: readonly string[]; readonly weekdays: readonly string[] }

const dayNames = [
  ['ma', 'mo'],
  ['di', 'tu'],
  ['wo', 'we'],
  ['do', 'th'],
  ['vr', 'fr'],
  ['za', 'sa'],
  ['zo', 'su'],
]

/** How postcodes begin and the days on which one comes there, such as `16, 17: di vr` or `16: 2 5`; null when it says neither. */
export function readRegion(text: string): Region | null {
  const [places = '', days = '', ...rest] = text.split(':')
  const starts = places
    .split(',')
    .map((start) => start.replace(/\s/g, '').toUpperCase())
    .filter(Boolean)
  const weekdays = days
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)
    .map(weekdayOf)
  if (rest.length > 0 || starts.length === 0 || weekdays.includes(null)) return null
  return { starts, weekdays: weekdays.filter((day) => day !== null) }
}

/** '1' to '7' from a number or the first letters of a day's name, in either language. */
function weekdayOf(text: string): string | null {
  if (/^[1-7]$/.test(text)) return text
  const found = dayNames.findIndex((names) => names.some((name) => text.startsWith(name)))
  return found < 0 ? null : String(found + 1)
}

/** The weekdays on which parcels go to a postcode: those of the region whose beginning fits most of it, else the usual ones. */
export function weekdaysFor(
  policy: Pick<PlanningPolicy, 'carrierWeekdays' | 'regions'>,
  postcode: string,
): readonly string[] {
  const place = postcode.replace(/\s/g, '').toUpperCase()
  const fits = policy.regions
    .map(readRegion)
    .filter((region) => region !== null)
    .flatMap(({ starts, weekdays }) => starts.map((start) => ({ start, weekdays })))
    .filter(({ start }) => place.startsWith(start))
    .sort((one, other) => other.start.length - one.start.length)
  return fits[0]?.weekdays ?? policy.carrierWeekdays
}

/** After the cut-off of the business today is too late. */
export function firstDay(today: Day, minute: number, cutOff: string): Day {
  const [hours = 0, minutes = 0] = cutOff.split(':').map(Number)
  return minute < hours * 60 + minutes ? today : addDays(today, 1)
}

export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** Whether a business's policy lets the program look for a day: everything there, nothing in the way, paid when asked for. */
export function mayPropose(
  order: Pick<Order, 'phase' | 'holds' | 'allAvailable' | 'payment' | 'plannedDay'>,
  policy: Pick<PlanningPolicy, 'mode' | 'needsPayment'>,
): boolean {
  if (policy.mode === 'off' || order.phase !== 'open' || order.holds.length > 0) return false
  if (!order.allAvailable || order.plannedDay !== null) return false
  return !policy.needsPayment || ['paid', 'overpaid', 'on_account'].includes(order.payment)
}

export type PlanProblem = {
  readonly guard: PlanningGuard | null
  readonly code: `planning.${string}`
  readonly params: Readonly<Record<string, string | number>>
}

/** What stands in the way of a day, the gravest first; those with a guard can be set aside by who may. */
export function planProblems(
  order: Pick<Order, 'number'>,
  lines: readonly OrderLine[],
  place: { location: (LocationDays & { name: string }) | null; day: Day; today: Day; used: number },
): PlanProblem[] {
  const { location, day, today, used } = place
  const problems: PlanProblem[] = []
  const add = (guard: PlanningGuard | null, code: PlanProblem['code'], params: PlanProblem['params']) =>
    void problems.push({ guard, code, params })
  if (daysBetween(today, day) < 0) add(null, 'planning.day-past', { day })
  if (!lines.some(isToLeave)) add(null, 'planning.nothing-left', { number: order.number })
  const short = lines.find((line) => shortQuantity(line) > 0)
  if (short)
    add('stock', 'planning.not-in-stock', {
      number: order.number,
      sku: short.sku,
      short: pieces(shortQuantity(short)),
    })
  if (location && isClosed(location, day))
    add('closed', 'planning.day-closed', { location: location.name, day })
  if (location && isFull(location, used)) {
    add('capacity', 'planning.day-full', { location: location.name, day, used, limit: location.dayCapacity })
  }
  return problems
}

const pieces = (quantity: Milli): number => quantity / 1000

const isToLeave = (line: Pick<OrderLine, 'kind' | 'ordered' | 'cancelled' | 'shipped'>): boolean =>
  line.kind === 'goods' && openQuantity(line) > 0

/** Where an order leaves from: the location where most of its lines are reserved. */
export function locationOf(lines: readonly Pick<OrderLine, 'location'>[]): string | null {
  const counts = new Map<string, number>()
  for (const { location } of lines) if (location) counts.set(location, (counts.get(location) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

export const typeOf = (order: Pick<Order, 'delivery'>): PlanningEntry['type'] =>
  order.delivery === 'pickup' ? 'pickup' : 'deliver'
