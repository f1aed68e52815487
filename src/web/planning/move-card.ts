/** The board as it will be when a card is moved. Pure. */
import type { Day } from '../../base/day.ts'

/** An order may stand on the board twice: as itself, and with its work in the workshop. */
type Cards = readonly { readonly id: string; readonly type?: string | null }[]
type Week = {
  readonly unplanned: Cards
  readonly days: readonly { readonly day: Day; readonly cards: Cards }[]
}

/** A day outside the week takes the card off the board. */
export function moveCard<W extends Week>(week: W, order: string, to: Day | null, isWork = false): W {
  const card = [week.unplanned, ...week.days.map((day) => day.cards)]
    .flat()
    .find((one) => one.id === order && (one.type === 'workshop') === isWork)
  if (!card) return week
  const without = (cards: Cards) => (cards.includes(card) ? cards.filter((one) => one !== card) : cards)
  const withCard = (cards: Cards) => [...without(cards), card]
  // Work that stands on no day lies on no heap: its order does.
  const heap = isWork ? without : withCard
  return {
    ...week,
    unplanned: to === null ? heap(week.unplanned) : without(week.unplanned),
    days: week.days.map((one) => ({
      ...one,
      cards: one.day === to ? withCard(one.cards) : without(one.cards),
    })),
  }
}
