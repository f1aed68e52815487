/** What countries, limits and the answers of VIES are called inside a sentence about VAT. */
import { words, type Lang, type Words } from '../../../base/words.ts'
import type { LimitName } from '../tables.ts'

/** The amounts that the law draws a line at. */
export const limitNames: Readonly<Record<LimitName, Words>> = {
  'distance-sales': words('Verkoop aan consumenten in de EU', 'Sales to consumers in the EU'),
  'electronics-reverse-charge': words('Verlegging bij elektronica', 'Reverse charge on electronics'),
  'uk-consignment': words('Britse zending', 'British consignment'),
  'import-consignment': words('Zending onder IOSS', 'Consignment under IOSS'),
}

/** A country as a sentence names it, also by the letters that its VAT numbers begin with. */
export function countryWords(code: string): Words {
  if (code === 'XI') return northernIreland
  const country = code === 'EL' ? 'GR' : code
  return words(nameOf(country, 'nl'), nameOf(country, 'en'))
}

const northernIreland = words('Noord-Ierland', 'Northern Ireland')

/** Countries that a sentence does not name without an article. */
const articles: Readonly<Record<Lang, Readonly<Record<string, ReadonlySet<string>>>>> = {
  nl: { de: new Set(['US', 'AE', 'PH', 'FO', 'BS', 'MV', 'SC', 'DO', 'CF']), het: new Set(['GB']) },
  en: { the: new Set(['NL', 'GB', 'US', 'AE', 'PH', 'FO', 'IM', 'BS', 'MV', 'SC', 'DO', 'CF']) },
}

function nameOf(code: string, lang: Lang): string {
  const names = new Intl.DisplayNames(lang === 'nl' ? 'nl-NL' : 'en-GB', { type: 'region', fallback: 'code' })
  const name = names.of(code) ?? code
  const article = Object.entries(articles[lang]).find(([, codes]) => codes.has(code))?.[0]
  return article ? `${article} ${name}` : name
}

/** Why a number could not be checked, or needed no check; what VIES says in a code that nobody knows is shown as it stands. */
export const reasonWords = (code: string): Words =>
  reasons[code.replace(/_TIME$/, '')] ?? words(code.replaceAll('_', ' '), code.replaceAll('_', ' '))

const reasons: Readonly<Record<string, Words>> = {
  INVALID_INPUT: words('VIES kan dit nummer niet lezen', 'VIES cannot read this number'),
  INVALID_REQUESTER_INFO: words(
    'VIES neemt ons eigen nummer niet aan',
    'VIES does not accept our own number',
  ),
  SERVICE_UNAVAILABLE: words('VIES is buiten gebruik', 'VIES is out of service'),
  MS_UNAVAILABLE: words('de lidstaat antwoordt niet', 'the member state does not respond'),
  TIMEOUT: words('het antwoord bleef uit', 'no answer came in time'),
  MS_MAX_CONCURRENT_REQ: words('de lidstaat heeft het te druk', 'the member state is too busy'),
  GLOBAL_MAX_CONCURRENT_REQ: words('VIES heeft het te druk', 'VIES is too busy'),
  VAT_BLOCKED: words('VIES weigert vragen van ons nummer', 'VIES refuses questions from our number'),
  IP_BLOCKED: words('VIES weigert vragen van dit netwerk', 'VIES refuses questions from this network'),
  NO_ANSWER: words('VIES is niet bereikbaar', 'VIES cannot be reached'),
  NO_CONNECTION: words('de koppeling werkt niet', 'the connection does not work'),
  UNREADABLE: words(
    'er kwam een webpagina in plaats van een antwoord',
    'a web page came instead of an answer',
  ),
  OTHER_NUMBER: words('het antwoord ging over een ander nummer', 'the answer was about another number'),
  'wrong-form': words('het controlecijfer of de lengte klopt niet', 'the check digit or length is wrong'),
  'no-country': words('de letters van het land ontbreken', 'the letters of the country are missing'),
}
