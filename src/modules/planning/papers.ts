/** The papers of a day, made from its cards: day plan, packing lists and workshop orders. */
import type { Day } from '../../base/day.ts'
import { say, type Lang, type Words } from '../../base/words.ts'
import { printDayPlan } from './documents/day-plan-document.ts'
import { printPackingList } from './documents/packing-list-document.ts'
import type { PlannedOrder } from './documents/planned-order.ts'
import { printWorkshopOrders, type WorkshopOrder } from './documents/workshop-order-document.ts'
import type { PlanCard } from './reads.ts'
import { partsOfDay } from './schema.ts'
import { deliveries } from '../orders/schema.ts'

export type Paper = 'day-plan' | 'workshop' | 'pack-pickup' | 'pack-ship'

export type PaperAsk = {
  readonly paper: Paper
  readonly day: Day
  readonly business: string
  readonly cards: readonly PlanCard[]
  readonly lang: Lang
  readonly at: Date
}

/** The PDF of one paper; with no database at hand, for rendering may take its time. */
export function printPaper({ paper, day, business, cards, lang, at }: PaperAsk): Promise<Uint8Array> {
  const group = (type: PlanCard['type']) => cards.filter((card) => card.type === type)
  const orders = (type: PlanCard['type']) => group(type).map((card) => plannedOrder(card, lang))
  switch (paper) {
    case 'day-plan': {
      const groups = (['deliver', 'pickup', 'workshop'] as const).map((kind) => ({
        kind,
        orders: orders(kind),
      }))
      return printDayPlan({ lang, day, business, groups }, { at })
    }
    case 'pack-ship':
      return printPackingList({ lang, day, business, kind: 'deliver', orders: orders('deliver') }, { at })
    case 'pack-pickup':
      return printPackingList({ lang, day, business, kind: 'pickup', orders: orders('pickup') }, { at })
    case 'workshop':
      return printWorkshopOrders({ lang, day, business, orders: workshopOrders(cards, lang) }, { at })
  }
}

function plannedOrder(card: PlanCard, lang: Lang): PlannedOrder {
  const isPickup = card.delivery === 'pickup'
  return {
    orderNumber: card.number,
    customer: card.company ? `${card.customerName}, ${card.company}` : card.customerName,
    place: isPickup ? null : `${card.postcode} ${card.city}`.trim() || null,
    phone: card.phone,
    carrier: isPickup ? null : card.shippingMethod || null,
    time: card.partOfDay === 'day' ? null : say(partsOfDay[card.partOfDay], lang),
    due: card.due,
    currency: card.currency,
    note: card.note,
    products: card.lines.map((line) => ({
      quantity: line.quantity,
      code: line.sku,
      text: line.name,
      location: line.position,
      note: line.note,
      missing: line.missing,
    })),
  }
}

/** Each order once: those on the workshop's own list, and those that leave today with work still to do. */
function workshopOrders(cards: readonly PlanCard[], lang: Lang): WorkshopOrder[] {
  const planned = new Set(cards.filter((card) => card.type === 'workshop').map((card) => card.id))
  const mine = cards.filter((card) => card.type === 'workshop' || !planned.has(card.id))
  return mine.flatMap((card) => {
    const lines = card.lines.filter((line) => line.needsWorkshop)
    return lines.length === 0 ? [] : [workshopOrder(card, lines, lang)]
  })
}

const workshopOrder = (card: PlanCard, lines: PlanCard['lines'], lang: Lang): WorkshopOrder => ({
  orderNumber: card.number,
  customer: card.customerName,
  phone: card.phone,
  leaves:
    card.delivery === 'pickup'
      ? say(deliveries.pickup, lang)
      : card.shippingMethod || say(deliveries.ship, lang),
  note: card.note,
  lines: lines.map((line) => ({
    quantity: line.quantity,
    code: line.sku,
    text: line.name,
    serialNumber: null,
    keyNumber: null,
    instructions: line.note,
  })),
})

/** The name of a paper as a file, such as `dagplanning-2026-11-24.pdf`. */
export const paperFile = (paper: Paper, day: Day, lang: Lang): string =>
  `${say(paperNames[paper], lang)}-${day}.pdf`

const paperNames: Record<Paper, Words> = {
  'day-plan': { nl: 'dagplanning', en: 'day-plan' },
  workshop: { nl: 'werkplaatsorders', en: 'workshop-orders' },
  'pack-pickup': { nl: 'paklijst-afhalen', en: 'packing-list-pickup' },
  'pack-ship': { nl: 'paklijst-bezorgen', en: 'packing-list-delivery' },
}
