/** What the carrier's list prints: every parcel that goes along, and room for the driver to sign. */
import type { Day } from '../../../base/day.ts'
import { template, type RenderOptions } from '../../../platform/pdf/press.ts'
import { render } from '../../../platform/pdf/render.ts'
import {
  dayText,
  documentWords,
  quantityText,
  wordsIn,
  type DocumentLang,
} from '../../../platform/pdf/wording.ts'
import type { ManifestSheet } from '../reads.ts'

export type ManifestDocument = Omit<ManifestSheet, 'day'> & { readonly lang: DocumentLang; readonly day: Day }

export function printManifest(sheet: ManifestDocument, options: RenderOptions): Promise<Uint8Array> {
  return render(page, viewOf(sheet), options)
}

const page = template<ReturnType<typeof viewOf>>(new URL('manifest.typ', import.meta.url))

function viewOf({ lang, ...sheet }: ManifestDocument) {
  const words = wordsIn(manifestWords, lang)
  const weight = sheet.parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0)
  const facts: [string, string | null][] = [
    [words.carrier, sheet.carrier],
    [words.day, dayText(sheet.day, lang)],
    [words.number, sheet.number],
    [words.parcels, String(sheet.parcels.length)],
    [words.weight, weight > 0 ? kilos(weight, lang) : null],
  ]
  return {
    lang,
    words,
    title: `${words.title} ${sheet.carrier}`.trim(),
    business: sheet.business,
    address: sheet.address,
    facts: facts.flatMap(([label, value]) => (value ? [[label, value]] : [])),
    parcels: sheet.parcels.map((parcel) => ({
      number: parcel.number,
      code: parcel.trackingCode ?? '',
      name: parcel.name,
      place: [parcel.place, parcel.country].filter(Boolean).join(', '),
      weight: parcel.weightGrams > 0 ? kilos(parcel.weightGrams, lang) : '',
      note: parcel.needsSignature ? words.signature : '',
    })),
  }
}

/** Grams are thousandths of a kilogram. */
const kilos = (grams: number, lang: DocumentLang) => `${quantityText(grams, lang)} kg`

const manifestWords = {
  title: documentWords('Vervoerderslijst', 'Manifest', 'Übergabeliste'),
  carrier: documentWords('Vervoerder', 'Carrier', 'Versand'),
  day: documentWords('Dag', 'Day', 'Tag'),
  number: documentWords('Nummer bij de vervoerder', 'Number at the carrier', 'Nummer beim Versand'),
  parcels: documentWords('Aantal pakketten', 'Number of parcels', 'Anzahl Pakete'),
  weight: documentWords('Gewicht', 'Weight', 'Gewicht'),
  parcel: documentWords('Zending', 'Shipment', 'Sendung'),
  code: documentWords('Track & trace', 'Tracking code', 'Sendungsnummer'),
  to: documentWords('Aan', 'To', 'An'),
  place: documentWords('Plaats', 'Place', 'Ort'),
  signature: documentWords('handtekening', 'signature', 'Unterschrift'),
  received: documentWords('Meegenomen door', 'Collected by', 'Abgeholt von'),
  signed: documentWords(
    'Datum, tijd en handtekening',
    'Date, time and signature',
    'Datum, Zeit und Unterschrift',
  ),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const
