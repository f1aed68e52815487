/** A planned order as the day's papers show it: who, what to set ready, and what to mind. */
import type { Cents, Milli } from '../../../base/money.ts'
import {
  amountText,
  documentWords,
  quantityText,
  wordsIn,
  type DocumentLang,
} from '../../../platform/pdf/wording.ts'

export type PlannedOrder = {
  readonly orderNumber: string
  readonly customer: string
  /** Where it goes, "1234 AB Plaats"; null for a pickup. */
  readonly place: string | null
  readonly phone: string | null
  /** Carrier or own round; null for a pickup. */
  readonly carrier: string | null
  /** When it is expected, as agreed: "10:00", "ochtend". */
  readonly time: string | null
  /** What is still to be paid; 0 when paid. */
  readonly due: Cents
  readonly currency: string
  readonly note: string | null
  readonly products: readonly PlannedProduct[]
}

type PlannedProduct = {
  readonly quantity: Milli
  readonly code: string | null
  readonly text: string
  /** The position in the warehouse, "A-03-2". */
  readonly location: string | null
  /** Frame, serial or key number, or a wish. */
  readonly note: string | null
  /** Of the quantity, what is not in stock yet. */
  readonly missing: Milli
}

export function viewOfOrder(order: PlannedOrder, lang: DocumentLang) {
  const words = wordsIn(orderWords, lang)
  const marks = [order.due > 0 ? `${words.toPay} ${amountText(order.due, order.currency, lang)}` : null]
  return {
    number: order.orderNumber,
    customer: order.customer,
    details: present([order.place, order.phone, order.carrier]),
    time: order.time,
    marks: present(marks),
    note: order.note,
    products: order.products.map((product) => ({
      quantity: quantityText(product.quantity, lang),
      code: product.code,
      text: product.text,
      location: product.location,
      notes: present([
        product.note,
        product.missing > 0
          ? words.missing.replace('{count}', () => quantityText(product.missing, lang))
          : null,
      ]),
    })),
  }
}

const present = (texts: readonly (string | null)[]): string[] => texts.flatMap((text) => text || [])

const orderWords = {
  toPay: documentWords('Nog te betalen:', 'Still to pay:', 'Noch zu zahlen:'),
  missing: documentWords('nog niet binnen: {count}', 'not in yet: {count}', 'noch nicht da: {count}'),
} as const
