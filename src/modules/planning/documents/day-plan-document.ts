/** The day plan on paper: everything that leaves or is made on one day, in its groups. */
import type { Day } from '../../../base/day.ts'
import { template, type RenderOptions } from '../../../platform/pdf/press.ts'
import { render } from '../../../platform/pdf/render.ts'
import { documentWords, longDayText, wordsIn, type DocumentLang } from '../../../platform/pdf/wording.ts'
import { viewOfOrder, type PlannedOrder } from './planned-order.ts'

export type DayPlanDocument = {
  readonly lang: DocumentLang
  readonly day: Day
  readonly business: string
  /** In the order given; a group without orders is left out. */
  readonly groups: readonly {
    readonly kind: 'deliver' | 'pickup' | 'workshop'
    readonly orders: readonly PlannedOrder[]
  }[]
}

export function printDayPlan(plan: DayPlanDocument, options: RenderOptions): Promise<Uint8Array> {
  return render(page, viewOf(plan), options)
}

const page = template<ReturnType<typeof viewOf>>(new URL('day-plan.typ', import.meta.url))

function viewOf({ lang, day, business, groups }: DayPlanDocument) {
  const words = wordsIn(dayPlanWords, lang)
  return {
    lang,
    words,
    business,
    title: words.title,
    day: longDayText(day, lang),
    groups: groups
      .filter((group) => group.orders.length > 0)
      .map((group) => ({
        name: words[group.kind],
        count: String(group.orders.length),
        orders: group.orders.map((order) => viewOfOrder(order, lang)),
      })),
  }
}

const dayPlanWords = {
  title: documentWords('Dagplanning', 'Day plan', 'Tagesplan'),
  deliver: documentWords('Bezorgen', 'Delivery', 'Liefern'),
  pickup: documentWords('Afhalen', 'Pickup', 'Abholen'),
  workshop: documentWords('Werkplaats', 'Workshop', 'Werkstatt'),
  order: documentWords('Bestelling', 'Order', 'Bestellung'),
  customer: documentWords('Klant', 'Customer', 'Kunde'),
  products: documentWords('Klaar te zetten', 'To set ready', 'Bereitzustellen'),
  none: documentWords(
    'Voor deze dag is niets gepland.',
    'Nothing is planned for this day.',
    'Für diesen Tag ist nichts geplant.',
  ),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const
