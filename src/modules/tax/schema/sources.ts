/** Where the dated facts that we ship come from, and what their territories are called, in the reader's language; what a shop wrote itself stays as it wrote it. */
import { words, type Words } from '../../../base/words.ts'

const territories = words(
  'Europese Commissie, lijst van gebieden van EU-landen',
  'European Commission, territorial status of EU countries',
)
const withPostcodes = (what: Words) =>
  words(`${what.nl}; postcodes: algemeen bekend`, `${what.en}; postcodes: public knowledge`)

const shipped: Readonly<Record<string, Words>> = {
  'TEDB 2026-08-22; Jungholz and Mittelberg': words(
    'TEDB 2026-08-22; Jungholz en Mittelberg',
    'TEDB 2026-08-22; Jungholz and Mittelberg',
  ),
  'TEDB 2026-08-22; Azores': words('TEDB 2026-08-22; Azoren', 'TEDB 2026-08-22; Azores'),
  'TEDB 2026-08-22 and national sources': words(
    'TEDB 2026-08-22 en nationale bronnen',
    'TEDB 2026-08-22 and national sources',
  ),
  'TEDB regional rates; postcodes: public postcode knowledge': withPostcodes(
    words('TEDB, tarieven per gebied', 'TEDB, regional rates'),
  ),
  'Zweites Corona-Steuerhilfegesetz, 2020-07-01 to 2020-12-31; absent from TEDB': words(
    'Zweites Corona-Steuerhilfegesetz, 2020-07-01 tot en met 2020-12-31; staat niet in TEDB',
    'Zweites Corona-Steuerhilfegesetz, 2020-07-01 to 2020-12-31; absent from TEDB',
  ),
  'btw-lijn.be, fietsherstellingen: labour 6, parts 21': words(
    'btw-lijn.be, fietsherstellingen: arbeid 6, onderdelen 21',
    'btw-lijn.be, fietsherstellingen: labour 6, parts 21',
  ),
  'NL: lodging leaves the reduced rate on 2026-01-01': words(
    'NL: logies gaat op 2026-01-01 uit het lage tarief',
    'NL: lodging leaves the reduced rate on 2026-01-01',
  ),
  'European Commission, territorial status of EU countries': territories,
  'European Commission, territorial status of EU countries; postcodes: public postcode knowledge':
    withPostcodes(territories),
  'Withdrawal Agreement, Protocol on Ireland/Northern Ireland': words(
    'Terugtrekkingsakkoord, Protocol Ierland/Noord-Ierland',
    'Withdrawal Agreement, Protocol on Ireland/Northern Ireland',
  ),
  'Directive 2006/112/EC, art. 59c': words(
    'Richtlijn 2006/112/EG, art. 59 quater',
    'Directive 2006/112/EC, art. 59c',
  ),
  'Directive 2006/112/EC, art. 369l': words(
    'Richtlijn 2006/112/EG, art. 369 terdecies',
    'Directive 2006/112/EC, art. 369l',
  ),
  'HMRC, goods not exceeding GBP 135 in value': words(
    'HMRC, goederen tot en met 135 Britse pond',
    'HMRC, goods not exceeding GBP 135 in value',
  ),
}

export const sourceName = (source: string): Words => shipped[source] ?? words(source, source)

const territoryNames: Readonly<Record<string, string>> = {
  Azores: 'Azoren',
  'Canary Islands': 'Canarische Eilanden',
  'Ceuta and Melilla': 'Ceuta en Melilla',
  'Faroe Islands': 'Faeröer',
  'French Guiana': 'Frans-Guyana',
  'French Polynesia': 'Frans-Polynesië',
  'French Southern Territories': 'Franse Zuidelijke Gebieden',
  'French overseas departments': 'Franse overzeese departementen',
  'French overseas territories': 'Franse overzeese gebieden',
  'Great Britain': 'Groot-Brittannië',
  'Greece, as its VAT numbers spell it': 'Griekenland, zoals zijn btw-nummers het schrijven',
  Greenland: 'Groenland',
  Heligoland: 'Helgoland',
  'Isle of Man': 'Eiland Man',
  'Jungholz and Mittelberg': 'Jungholz en Mittelberg',
  'Monaco counts as France': 'Monaco telt als Frankrijk',
  'Mount Athos': 'Athos',
  'New Caledonia': 'Nieuw-Caledonië',
  'Northern Ireland': 'Noord-Ierland',
  'Saint Barthélemy': 'Saint-Barthélemy',
  'Saint Martin': 'Saint-Martin',
  'Saint Pierre and Miquelon': 'Saint-Pierre en Miquelon',
  'Vatican City': 'Vaticaanstad',
  'Wallis and Futuna': 'Wallis en Futuna',
}

/** They are kept by their English name. */
export const territoryName = (name: string): Words => words(territoryNames[name] ?? name, name)
