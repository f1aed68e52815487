/** What a business's settings put on its invoices beside the invoice itself: look, logo, bank, texts and terms. */
import type { Ctx } from '../../../platform/context.ts'
import { fileOf, type StoredFile } from '../../../platform/files.ts'
import { documentWords, type DocumentLang } from '../../../platform/pdf/wording.ts'
import { textsIn } from '../../messages/reads.ts'
import type { Business } from '../../organisations/schema.ts'
import { currentTerms } from '../../settings/actions.ts'
import type { GeneralTerms } from '../../settings/schema.ts'
import type { Letterhead } from './from-record.ts'

/** Looked up in a transaction; the bytes of the logo are read outside it. */
export type Stationery = {
  readonly business: Business
  readonly logo: StoredFile | null
  readonly texts: readonly string[]
  readonly terms: GeneralTerms | null
}

export async function stationeryOf(ctx: Ctx, business: Business, lang: DocumentLang): Promise<Stationery> {
  const texts = await textsIn(ctx, lang, business.invoiceTexts)
  const terms = business.termsWithInvoice === 'none' ? null : await currentTerms(ctx, business.id, lang)
  return {
    business,
    logo: business.logo ? await fileOf(ctx, business.logo) : null,
    texts: business.invoiceTexts.map((name) => (texts[name] ?? []).join('\n')).filter(Boolean),
    terms: terms ?? null,
  }
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
