/** What a packing slip prints: the contents of one shipment, without prices. */
import type { Day } from '../../../base/day.ts'
import type { Milli } from '../../../base/money.ts'
import { barcode } from '../../../platform/pdf/barcode.ts'
import { template, type RenderOptions } from '../../../platform/pdf/press.ts'
import { render } from '../../../platform/pdf/render.ts'
import {
  dayText,
  documentWords,
  quantityText,
  wordsIn,
  type DocumentLang,
} from '../../../platform/pdf/wording.ts'

export type PackingSlipDocument = {
  readonly lang: DocumentLang
  /** Of a series of its own; null where the slip goes by its shipment. */
  readonly number: string | null
  /** Stands in the barcode, so ASCII only. */
  readonly shipmentNumber: string
  readonly orderNumber: string
  readonly reference: string | null
  readonly day: Day
  readonly carrier: string | null
  readonly sender: {
    readonly name: string
    readonly address: readonly string[]
    readonly contact: readonly string[]
    /** PNG, JPEG or SVG. */
    readonly logo: Uint8Array | null
  }
  readonly address: readonly string[]
  readonly lines: readonly {
    readonly code: string | null
    readonly text: string
    readonly note: string | null
    readonly sent: Milli
    /** What is still to follow in a later shipment. */
    readonly later: Milli
  }[]
  /** What the customer wrote with the order. */
  readonly note: string | null
}

export function printPackingSlip(slip: PackingSlipDocument, options: RenderOptions): Promise<Uint8Array> {
  return render(page, viewOf(slip), options)
}

const page = template<ReturnType<typeof viewOf>>(new URL('packing-slip.typ', import.meta.url))

function viewOf(slip: PackingSlipDocument) {
  const { lang } = slip
  const words = wordsIn(slipWords, lang)
  const facts: [string, string | null][] = [
    [words.shipment, slip.number && slip.shipmentNumber],
    [words.orderNumber, slip.orderNumber],
    [words.reference, slip.reference],
    [words.day, dayText(slip.day, lang)],
    [words.carrier, slip.carrier],
  ]
  return {
    lang,
    words,
    title: `${words.title} ${slip.number ?? slip.shipmentNumber}`,
    number: slip.shipmentNumber,
    barcode: barcode('code128', slip.shipmentNumber),
    facts: facts.flatMap(([label, value]) => (value ? [[label, value]] : [])),
    sender: slip.sender,
    address: slip.address,
    lines: slip.lines.map((line) => ({
      ...line,
      sent: quantityText(line.sent, lang),
      later: line.later > 0 ? quantityText(line.later, lang) : '',
    })),
    note: slip.note,
  }
}

const slipWords = {
  title: documentWords('Pakbon', 'Packing slip', 'Lieferschein'),
  shipment: documentWords('Zending', 'Shipment', 'Sendung'),
  orderNumber: documentWords('Bestelling', 'Order', 'Bestellung'),
  reference: documentWords('Referentie', 'Reference', 'Referenz'),
  day: documentWords('Datum', 'Date', 'Datum'),
  carrier: documentWords('Vervoerder', 'Carrier', 'Versand'),
  code: documentWords('Artikel', 'Item', 'Artikel'),
  text: documentWords('Omschrijving', 'Description', 'Bezeichnung'),
  sent: documentWords('Hierbij', 'Enclosed', 'Anbei'),
  later: documentWords('Volgt later', 'To follow', 'Folgt später'),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const
