/** What the buyer's VAT number is worth on the day of supply. */
import { daysBetween, type Day } from '../../../base/day.ts'
import { holdsOn } from '../tables.ts'
import type { Tables } from '../tables.ts'
import type { Sale } from './sale.ts'

export type BuyerNumber = {
  readonly outcome: 'none' | 'accepted' | 'last-valid' | 'unverified' | 'invalid' | 'not-eu'
  readonly number: string
  /** The member state that gave it, in its address spelling: GR, not EL. */
  readonly state: string
}

const noNumber: BuyerNumber = { outcome: 'none', number: '', state: '' }

export function buyerNumber(sale: Sale, tables: Tables): BuyerNumber {
  const given = sale.customer.vatNumber
  if (sale.customer.kind !== 'business' || !given) return noNumber
  const number = given.number.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const state = stateOf(number.slice(0, 2), sale.day, tables)
  if (!state) return { outcome: 'not-eu', number, state: '' }
  return {
    outcome: given.status === 'unverified' ? whileUnverified(sale) : checked[given.status],
    number,
    state,
  }
}

/** For services Northern Ireland is a third country, so that its number is not one of the EU. */
export const forServices = (buyer: BuyerNumber): BuyerNumber =>
  buyer.state === 'XI' ? { ...buyer, outcome: 'not-eu' } : buyer

export const isAccepted = (buyer: BuyerNumber): boolean =>
  buyer.outcome === 'accepted' || buyer.outcome === 'last-valid'

const checked = { valid: 'accepted', invalid: 'invalid' } as const

/** The state whose numbers begin so, when it lies inside as a whole: not MC or GB; EL is how Greek numbers begin. */
function stateOf(letters: string, day: Day, tables: Tables): string | null {
  const row = tables.territories
    .get(letters)
    ?.find((candidate) => candidate.postcodes.length === 0 && holdsOn(candidate, day))
  if (!row || row.area === 'outside') return null
  if (row.as === null) return letters
  return letters === 'EL' ? row.as : null
}

function whileUnverified(sale: Sale): 'last-valid' | 'unverified' {
  const { whenUnverified, lastValidMaxDays } = sale.channel
  const last = sale.customer.vatNumber?.lastValidDay
  const isFresh = last !== undefined && daysBetween(last, sale.day) <= lastValidMaxDays
  return whenUnverified === 'accept-last-valid' && isFresh ? 'last-valid' : 'unverified'
}
