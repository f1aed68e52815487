/** Our own stickers of 100 × 150 mm, and the day's stream of stickers and carriers' labels in one file. */
import type { Day } from '../../../base/day.ts'
import { barcode } from '../../../platform/pdf/barcode.ts'
import { template, type Merged, type RenderOptions } from '../../../platform/pdf/press.ts'
import { merge, render } from '../../../platform/pdf/render.ts'
import { dayText, documentWords, wordsIn, type DocumentLang } from '../../../platform/pdf/wording.ts'

export type StickerDocument = {
  /** The shipment's number; stands in the barcode, so ASCII only. */
  readonly shipmentNumber: string
  readonly orderNumber: string
  readonly reference: string | null
  readonly kind: 'deliver' | 'pickup'
  /** Who brings it, such as the carrier's name or "Eigen bezorging"; not used for a pickup. */
  readonly carrier: string | null
  readonly day: Day
  readonly sender: { readonly name: string; readonly address: readonly string[] }
  /** Name first, then the lines of the address; a pickup may have the name alone. */
  readonly address: readonly string[]
  readonly parcel: { readonly nth: number; readonly of: number }
  readonly weightGrams: number | null
}

/** One sticker a page, in the order given. */
export function printStickers(
  stickers: readonly StickerDocument[],
  lang: DocumentLang,
  options: RenderOptions,
): Promise<Uint8Array> {
  const words = wordsIn(stickerWords, lang)
  const title = stickers
    .map((one) => one.shipmentNumber)
    .slice(0, 3)
    .join(', ')
  return render(page, { lang, words, title, stickers: stickers.map((one) => viewOf(one, lang)) }, options)
}

/** What a shipment sticks on its parcel: the carrier's label, or our own sticker. */
export type ParcelSticker = { readonly label: Uint8Array } | { readonly sticker: StickerDocument }

/**
 * The stream for the label printer, in the order of the walk and thus of the invoices. A carrier's label that
 * cannot be read is left out and its place told, so that one broken label does not stop a day.
 */
export async function printStickerRun(
  run: readonly ParcelSticker[],
  lang: DocumentLang,
  options: RenderOptions,
): Promise<Merged> {
  const own = run.flatMap((one) => ('sticker' in one ? one.sticker : []))
  const printed = await Promise.all(
    Array.from({ length: Math.ceil(own.length / perDocument) }, (_, i) =>
      printStickers(own.slice(i * perDocument, (i + 1) * perDocument), lang, options),
    ),
  )
  let at = 0
  const next = () => ({ pdf: printed[Math.floor(at / perDocument)]!, pages: [at++ % perDocument] })
  return merge(run.map((one) => ('label' in one ? { pdf: one.label } : next())))
}

/** A sticker among a hundred costs the compiler 1.5 ms, among a thousand 9 (measured): it compares each with all before it. */
const perDocument = 100

type StickerView = {
  lang: DocumentLang
  title: string
  words: Record<keyof typeof stickerWords, string>
  stickers: ReturnType<typeof viewOf>[]
}

const page = template<StickerView>(new URL('sticker.typ', import.meta.url))

function viewOf(sticker: StickerDocument, lang: DocumentLang) {
  const words = wordsIn(stickerWords, lang)
  const { parcel, weightGrams } = sticker
  const isPickup = sticker.kind === 'pickup'
  return {
    number: sticker.shipmentNumber,
    barcode: barcode('code128', sticker.shipmentNumber),
    orderNumber: sticker.orderNumber,
    reference: sticker.reference,
    isPickup,
    way: isPickup ? words.pickup : (sticker.carrier ?? words.deliver),
    day: dayText(sticker.day, lang),
    sender: sticker.sender,
    address: sticker.address,
    parcel: parcel.of > 1 ? `${words.parcel} ${parcel.nth} / ${parcel.of}` : null,
    weight: weightGrams === null ? null : weightText(weightGrams, lang),
  }
}

const weightText = (grams: number, lang: DocumentLang): string =>
  `${(grams / 1000).toLocaleString(lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 })} kg`

const stickerWords = {
  pickup: documentWords('AFHALEN', 'PICKUP', 'ABHOLUNG'),
  deliver: documentWords('BEZORGEN', 'DELIVER', 'LIEFERUNG'),
  to: documentWords('Aan', 'To', 'An'),
  customer: documentWords('Klant', 'Customer', 'Kunde'),
  order: documentWords('Bestelling', 'Order', 'Bestellung'),
  reference: documentWords('Referentie', 'Reference', 'Referenz'),
  parcel: documentWords('Pakket', 'Parcel', 'Paket'),
} as const
