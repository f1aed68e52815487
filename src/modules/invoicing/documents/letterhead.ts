/** What a business's settings put on its invoices beside the invoice itself: look, logo, bank, texts and terms. */
import type { Ctx } from '../../../platform/context.ts'
import { fileOf, type StoredFile } from '../../../platform/files.ts'
import { documentWords, type DocumentLang } from '../../../platform/pdf/wording.ts'
import { find } from '../../../platform/rows.ts'
import { textsIn } from '../../messages/reads.ts'
import { Order } from '../../orders/schema.ts'
import type { Business } from '../../organisations/schema.ts'
import { currentTerms } from '../../settings/actions.ts'
import { GeneralTerms } from '../../settings/schema.ts'
import type { Letterhead } from './from-record.ts'

/** Looked up in a transaction; the bytes of the logo are read outside it. */
export type Stationery = {
  readonly business: Business
  readonly logo: StoredFile | null
  readonly texts: readonly string[]
  readonly terms: GeneralTerms | null
}

/** `order` is the order that the document is of: the terms that it accepted are the ones that are named. */
export async function stationeryOf(
  ctx: Ctx,
  business: Business,
  lang: DocumentLang,
  order: string | null,
): Promise<Stationery> {
  const texts = await textsIn(ctx, lang, business.invoiceTexts)
  return {
    business,
    logo: business.logo ? await fileOf(ctx, business.logo) : null,
    texts: business.invoiceTexts.map((name) => (texts[name] ?? []).join('\n')).filter(Boolean),
    terms: await termsWith(ctx, business, lang, order),
  }
}

/** The general terms that go with a document, as the business chose; none when it chose none. */
export async function termsWith(
  ctx: Ctx,
  business: Business,
  language: string,
  order: string | null,
): Promise<GeneralTerms | null> {
  if (business.termsWithInvoice === 'none') return null
  const accepted = order ? (await find(ctx, Order, order))?.terms : null
  const terms = accepted
    ? await find(ctx, GeneralTerms, accepted)
    : await currentTerms(ctx, business.id, language)
  return terms ?? null
}

export function letterheadOf(
  { business, texts, terms }: Stationery,
  lang: DocumentLang,
  logo: Uint8Array | null,
): Letterhead {
  return {
    lang,
    layout: {
      look: business.invoiceLayout,
      showsPositions: business.invoiceColumns.includes('position'),
      showsCodes: business.invoiceColumns.includes('sku'),
      showsBank: business.showsBank,
    },
    footer:
      [...texts, terms && termsLine(terms, lang), business.invoiceFooter].filter(Boolean).join('\n\n') ||
      null,
    logo,
    iban: business.iban,
    bic: business.bic,
    website: business.website,
    cocNumber: business.cocNumber,
    customerNumber: null,
    prepaidBy: null,
  }
}

const termsLine = (terms: GeneralTerms, lang: DocumentLang): string =>
  [termsWords[lang].replace('{number}', String(terms.number)), terms.url].filter(Boolean).join(' ')

const termsWords = documentWords(
  'Op deze factuur zijn onze algemene voorwaarden van toepassing, versie {number}.',
  'Our general terms apply to this invoice, version {number}.',
  'Für diese Rechnung gelten unsere allgemeinen Geschäftsbedingungen, Version {number}.',
)
