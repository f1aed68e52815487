/** The countries and currencies to choose from, named in the reader's language, the nearest first. */
import type { CustomerLang, Lang } from '../../base/words.ts'

const nearest = ['NL', 'BE', 'DE']
const others =
  'AD AE AL AR AT AU BA BG BR CA CH CL CN CO CY CZ DK EE ES FI FR GB GE GI GR HK HR HU IE IL IN IS IT JP KR LI LT LU LV MA MC MD ME MK MT MX MY NO NZ PH PL PT RO RS SE SG SI SK SM TH TN TR TW UA US VA VN XI ZA'
const money = ['EUR', 'GBP', 'USD', 'CHF', 'DKK', 'SEK', 'NOK', 'PLN', 'CZK', 'HUF', 'RON']

type Choice = { value: string; label: string }

export function countries(lang: Lang): Choice[] {
  const named = (code: string) => ({ value: code, label: placeName(code, lang) })
  const rest = others
    .split(' ')
    .map(named)
    .toSorted((a, b) => a.label.localeCompare(b.label, lang))
  return [...nearest.map(named), ...rest]
}

const northernIreland: Record<CustomerLang, string> = {
  nl: 'Noord-Ierland',
  en: 'Northern Ireland',
  de: 'Nordirland',
}

/** A country or a part of one in the reader's language, by the code that VAT knows it by. */
export function placeName(code: string, lang: CustomerLang): string {
  if (code === 'XI') return northernIreland[lang]
  const country = code === 'EL' ? 'GR' : code
  return new Intl.DisplayNames(lang, { type: 'region', fallback: 'code' }).of(country) ?? code
}

export function currencies(lang: Lang): Choice[] {
  const names = new Intl.DisplayNames(lang, { type: 'currency' })
  return money.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }))
}
