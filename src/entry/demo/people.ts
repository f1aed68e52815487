/** Who buys at the demo's merchant: names, streets and towns put together by chance, with addresses that no mail reaches. */
import type { ShopAddress } from '../../contracts/shop.ts'
import type { Chance } from './chance.ts'

export type Company = { readonly name: string; readonly cocNumber: string; readonly vatNumber: string }

export type Customer = {
  readonly firstName: string
  readonly lastName: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly company: Company | null
  readonly street: string
  readonly houseNumber: string
  readonly suffix: string | null
  readonly postcode: string
  readonly city: string
}

const firstNames =
  'Anna Anouk Bart Bas Bram Carla Daan Daphne Dirk Eline Els Emma Erik Esther Femke Floor Floris Frank Gerard Guus Hanna Hans Hugo Ilse Imke Inge Iris Jan Jasmijn Jeroen Joost Joris Karin Kees Kim Koen Lars Lieke Lisa Lotte Luuk Maaike Maarten Marieke Marit Mark Martijn Mees Merel Mila Nienke Niels Noor Peter Pim Rens Rik Roos Ruben Saar Sander Sanne Sem Sjoerd Sofie Stijn Suze Teun Thijs Tim Tom Trijntje Wouter Yara Yvonne Zoë'.split(
    ' ',
  )
const lastNames = [
  'Aalbers',
  'van den Akker',
  'Bakker',
  'Beekman',
  'van den Berg',
  'Blom',
  'de Boer',
  'Boogaard',
  'Bos',
  'Brouwer',
  'de Bruin',
  'Dekker',
  'van Dijk',
  'Doornbos',
  'van Es',
  'Evers',
  'Faber',
  'Geerts',
  'de Graaf',
  'Groen',
  'de Groot',
  'de Haan',
  'Haverkamp',
  'Hendriks',
  'van der Heide',
  'Hoekstra',
  'Hofman',
  'Huisman',
  'Jacobs',
  'Jansen',
  'de Jong',
  'Jonker',
  'Kok',
  'Koning',
  'Kramer',
  'Kuiper',
  'van Leeuwen',
  'van der Linden',
  'Lubbers',
  'Maas',
  'van der Meer',
  'Meijer',
  'Molenaar',
  'Mulder',
  'Nijland',
  'Oosterhuis',
  'Peters',
  'Postma',
  'Prins',
  'van Rijn',
  'Ruiter',
  'Schipper',
  'Smit',
  'Terpstra',
  'Timmerman',
  'Veenstra',
  'Verbeek',
  'Vermeer',
  'Visser',
  'Vos',
  'de Vries',
  'van de Wal',
  'Willems',
  'van der Wal',
  'Wiersma',
  'de Wit',
  'Zijlstra',
  'Zwart',
] as const
const streets = [
  'Akkerweg',
  'Beukenlaan',
  'Boerhaavestraat',
  'Brinkstraat',
  'Buitenkade',
  'Dorpsstraat',
  'Dijkweg',
  'Eikenlaan',
  'Elzenhof',
  'Fazantlaan',
  'Gildenweg',
  'Haven',
  'Heideweg',
  'Hoofdstraat',
  'Kanaaldijk',
  'Kastanjelaan',
  'Kerkstraat',
  'Korenbloemstraat',
  'Laan van Oost',
  'Langestraat',
  'Lindenhof',
  'Marktplein',
  'Meidoornlaan',
  'Molenweg',
  'Nieuwstraat',
  'Oude Gracht',
  'Parklaan',
  'Polderweg',
  'Raadhuisstraat',
  'Rozenstraat',
  'Schoolstraat',
  'Singel',
  'Sportlaan',
  'Stationsweg',
  'Tuinstraat',
  'Veldweg',
  'Vijverlaan',
  'Waterkant',
  'Wilgenstraat',
  'Zuiderweg',
] as const
/** Towns with the first of their postcodes, and how many follow it. */
const towns = [
  ['Alkmaar', 1811, 12],
  ['Almere', 1311, 20],
  ['Amersfoort', 3811, 14],
  ['Amsterdam', 1011, 60],
  ['Apeldoorn', 7311, 20],
  ['Arnhem', 6811, 20],
  ['Assen', 9401, 6],
  ['Breda', 4811, 15],
  ['Den Haag', 2511, 40],
  ['Den Helder', 1781, 6],
  ['Deventer', 7411, 12],
  ['Dordrecht', 3311, 14],
  ['Ede', 6711, 7],
  ['Eindhoven', 5611, 30],
  ['Enschede', 7511, 20],
  ['Goes', 4461, 4],
  ['Gouda', 2801, 6],
  ['Groningen', 9711, 25],
  ['Haarlem', 2011, 20],
  ['Heerenveen', 8441, 5],
  ['Heerlen', 6411, 8],
  ['Hengelo', 7551, 6],
  ['Hilversum', 1211, 10],
  ['Hoorn', 1621, 6],
  ['Leeuwarden', 8911, 15],
  ['Leiden', 2311, 12],
  ['Lelystad', 8211, 15],
  ['Maastricht', 6211, 15],
  ['Middelburg', 4331, 6],
  ['Nijmegen', 6511, 30],
  ['Oss', 5341, 6],
  ['Purmerend', 1441, 6],
  ['Roosendaal', 4701, 6],
  ['Rotterdam', 3011, 60],
  ['Tilburg', 5011, 30],
  ['Utrecht', 3511, 30],
  ['Venlo', 5911, 8],
  ['Zutphen', 7201, 5],
  ['Zwolle', 8011, 20],
] as const
const trades = [
  'Verhuur',
  'Logistiek',
  'Bouw',
  'Installatie',
  'Hoveniers',
  'Zorg',
  'Hotel',
  'Camping',
  'Koeriers',
  'Advies',
  'Schilderwerken',
  'Sportclub',
] as const

export function customersOf(chance: Chance, count: number, companies: number): Customer[] {
  return Array.from({ length: count }, (_, i) => customerOf(chance, i, i < companies))
}

export function customerOf(chance: Chance, number: number, isCompany: boolean): Customer {
  const [firstName, lastName] = [chance.pick(firstNames), chance.pick(lastNames)]
  const [city, first, more] = chance.pick(towns)
  const letters = 'ABCDEGHJKLMNPRSTVWXZ'
  return {
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    // `.example` exists nowhere (RFC 2606): whatever the demo mails, nobody gets it.
    email: `${plain(firstName)}.${plain(lastName)}${number + 1}@klant.example`,
    phone: `06 ${chance.between(10, 59)} ${chance.between(100, 999)} ${chance.between(100, 999)}`,
    company: isCompany ? companyOf(chance, lastName, city) : null,
    street: chance.pick(streets),
    houseNumber: String(chance.between(1, 180)),
    suffix: chance.happens(0.08) ? chance.pick(['a', 'b', 'bis', '2']) : null,
    postcode: `${first + chance.between(0, more - 1)} ${chance.pick([...letters])}${chance.pick([...letters])}`,
    city,
  }
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '')

function companyOf(chance: Chance, lastName: string, city: string): Company {
  const trade = chance.pick(trades)
  const name = chance.happens(0.5) ? `${trade} ${capital(lastName)} B.V.` : `${city}se ${trade} B.V.`
  return { name, cocNumber: String(chance.between(60_000_000, 89_999_999)), vatNumber: vatNumberOf(chance) }
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** Nine digits that pass the eleven test, as numbers of Dutch legal persons do. */
function vatNumberOf(chance: Chance): string {
  for (;;) {
    const digits = String(chance.between(80_000_000, 86_999_999))
    const check = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (9 - i), 0) % 11
    if (check < 10) return `NL${digits}${check}B01`
  }
}

export const addressOf = (customer: Customer): ShopAddress => ({
  name: customer.name,
  company: customer.company?.name ?? null,
  street: customer.street,
  houseNumber: customer.houseNumber,
  houseNumberSuffix: customer.suffix,
  postcode: customer.postcode,
  city: customer.city,
  country: 'NL',
  region: null,
  phone: customer.phone,
})
