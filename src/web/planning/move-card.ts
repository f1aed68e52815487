/** The board as it will be when a card is moved. Pure. */
import type { Day } from '../../base/day.ts'
import type { PlanCard, PlanWeek } from '../calls.ts'

/** A day outside the week takes the card off the board. */
export function moveCard(week: PlanWeek, order: string, to: Day | null): PlanWeek {
  const card = [week.unplanned, ...week.days.map((day) => day.cards)].flat().find((one) => one.id === order)
  if (!card) return week
  const without = (cards: readonly PlanCard[]) =>
    cards.includes(card) ? cards.filter((one) => one !== card) : [...cards]
  const isKnown = week.days.some(({ day }) => day === to)
  const days = week.days.map((one) => ({
    ...one,
    cards: one.day === to ? [...without(one.cards), card] : without(one.cards),
  }))
  return {
    ...week,
    unplanned: to === null ? [...without(week.unplanned), card] : without(week.unplanned),
    days: isKnown || to === null ? days : [...days, { day: to, cards: [card] }],
  }
}
