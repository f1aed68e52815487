/** The packing lists of a day: one for what is delivered, one for what is collected. */
import type { Day } from '../../../base/day.ts'
import { template, type RenderOptions } from '../../../platform/pdf/press.ts'
import { render } from '../../../platform/pdf/render.ts'
import { documentWords, longDayText, wordsIn, type DocumentLang } from '../../../platform/pdf/wording.ts'
import { viewOfOrder, type PlannedOrder } from './planned-order.ts'

export type PackingListDocument = {
  readonly lang: DocumentLang
  readonly day: Day
  readonly business: string
  readonly kind: 'deliver' | 'pickup'
  /** In walking order. */
  readonly orders: readonly PlannedOrder[]
}

export function printPackingList(list: PackingListDocument, options: RenderOptions): Promise<Uint8Array> {
  return render(page, viewOf(list), options)
}

const page = template<ReturnType<typeof viewOf>>(new URL('packing-list.typ', import.meta.url))

function viewOf({ lang, day, business, kind, orders }: PackingListDocument) {
  const words = wordsIn(packingListWords, lang)
  return {
    lang,
    words,
    business,
    title: words[kind],
    day: longDayText(day, lang),
    isPickup: kind === 'pickup',
    orders: orders.map((order) => viewOfOrder(order, lang)),
  }
}

const packingListWords = {
  deliver: documentWords('Paklijst bezorgen', 'Packing list: delivery', 'Packliste Lieferung'),
  pickup: documentWords('Paklijst afhalen', 'Packing list: pickup', 'Packliste Abholung'),
  location: documentWords('Locatie', 'Location', 'Lagerplatz'),
  quantity: documentWords('Aantal', 'Quantity', 'Menge'),
  code: documentWords('Artikel', 'Item', 'Artikel'),
  text: documentWords('Omschrijving', 'Description', 'Bezeichnung'),
  packed: documentWords('Ingepakt door', 'Packed by', 'Gepackt von'),
  collected: documentWords('Meegegeven aan', 'Handed to', 'Übergeben an'),
  none: documentWords(
    'Op deze lijst staat niets.',
    'There is nothing on this list.',
    'Auf dieser Liste steht nichts.',
  ),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const
