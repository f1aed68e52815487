/** Workshop orders on paper: a page for each order with lines that are to be assembled or prepared. */
import type { Day } from '../../../base/day.ts'
import type { Milli } from '../../../base/money.ts'
import { barcode, isScannable } from '../../../platform/pdf/barcode.ts'
import { template, type RenderOptions } from '../../../platform/pdf/press.ts'
import { render } from '../../../platform/pdf/render.ts'
import {
  documentWords,
  longDayText,
  quantityText,
  wordsIn,
  type DocumentLang,
} from '../../../platform/pdf/wording.ts'

export type WorkshopOrderDocument = {
  readonly lang: DocumentLang
  readonly day: Day
  readonly business: string
  readonly orders: readonly WorkshopOrder[]
}

export type WorkshopOrder = {
  /** Comes with a barcode when a scanner can type it. */
  readonly orderNumber: string
  readonly customer: string
  readonly phone: string | null
  /** How it leaves after the work: the carrier, or that it is collected, and when. */
  readonly leaves: string | null
  readonly note: string | null
  /** Only the lines that need work. */
  readonly lines: readonly {
    readonly quantity: Milli
    readonly code: string | null
    readonly text: string
    readonly serialNumber: string | null
    readonly keyNumber: string | null
    readonly instructions: string | null
  }[]
}

export function printWorkshopOrders(
  document: WorkshopOrderDocument,
  options: RenderOptions,
): Promise<Uint8Array> {
  return render(page, viewOf(document), options)
}

const page = template<ReturnType<typeof viewOf>>(new URL('workshop-order.typ', import.meta.url))

function viewOf({ lang, day, business, orders }: WorkshopOrderDocument) {
  const words = wordsIn(workshopWords, lang)
  return {
    lang,
    words,
    business,
    title: words.title,
    day: longDayText(day, lang),
    orders: orders.map((order) => ({
      ...order,
      barcode: isScannable(order.orderNumber) ? barcode('code128', order.orderNumber) : null,
      lines: order.lines.map((line) => ({ ...line, quantity: quantityText(line.quantity, lang) })),
    })),
  }
}

const workshopWords = {
  title: documentWords('Werkplaatsorder', 'Workshop order', 'Werkstattauftrag'),
  customer: documentWords('Klant', 'Customer', 'Kunde'),
  leaves: documentWords('Daarna', 'Afterwards', 'Danach'),
  work: documentWords('Werkzaamheden', 'Work to do', 'Arbeiten'),
  serial: documentWords('Framenummer', 'Frame number', 'Rahmennummer'),
  key: documentWords('Sleutelnummer', 'Key number', 'Schlüsselnummer'),
  parts: documentWords('Extra gebruikte onderdelen', 'Extra parts used', 'Zusätzlich verwendete Teile'),
  mechanic: documentWords('Monteur', 'Mechanic', 'Mechaniker'),
  minutes: documentWords('Minuten', 'Minutes', 'Minuten'),
  checked: documentWords('Nagekeken door', 'Checked by', 'Geprüft von'),
  none: documentWords(
    'Voor de werkplaats is niets gepland.',
    'Nothing is planned for the workshop.',
    'Für die Werkstatt ist nichts geplant.',
  ),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const
