/** The board as it will be when a card is moved. Pure. */
import type { Day } from '../../base/day.ts'

type Cards = readonly { readonly id: string }[]
type Week = {
  readonly unplanned: Cards
  readonly days: readonly { readonly day: Day; readonly cards: Cards }[]
}

/** A day outside the week takes the card off the board. */
export function moveCard<W extends Week>(week: W, order: string, to: Day | null): W {
  const card = [week.unplanned, ...week.days.map((day) => day.cards)].flat().find((one) => one.id === order)
  if (!card) return week
  const without = (cards: Cards) => (cards.includes(card) ? cards.filter((one) => one !== card) : cards)
  const withCard = (cards: Cards) => [...without(cards), card]
  return {
    ...week,
    unplanned: to === null ? withCard(week.unplanned) : without(week.unplanned),
    days: week.days.map((one) => ({
      ...one,
      cards: one.day === to ? withCard(one.cards) : without(one.cards),
    })),
  }
}
