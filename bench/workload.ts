/** The same shop for every system measured: products, customers and orders that follow from their number alone. */

/** A small generator of numbers from 0 to 1 that always gives the same row for a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const firstNames = [
  'Anna',
  'Bram',
  'Chris',
  'Daan',
  'Emma',
  'Fleur',
  'Guus',
  'Hanna',
  'Iris',
  'Jan',
  'Kees',
  'Lotte',
  'Maud',
  'Niels',
  'Olga',
  'Piet',
  'Roos',
  'Sem',
  'Tess',
  'Willem',
]
export const surnames = [
  'Jansen',
  'Bakker',
  'Visser',
  'Dekker',
  'Prins',
  'Kuipers',
  'de Vries',
  'van Dijk',
  'Mulder',
  'Bos',
  'Smit',
  'Meijer',
  'de Boer',
  'Vos',
  'Peters',
  'Hendriks',
  'Brouwer',
  'de Wit',
  'Kok',
  'Maas',
  'Willems',
  'Koster',
  'Blom',
  'Postma',
  'Schouten',
  'Vermeulen',
  'Jacobs',
  'Huisman',
  'Hoekstra',
  'Gerritsen',
]
const streets = [
  'Dorpsstraat',
  'Kerkweg',
  'Molenlaan',
  'Stationsplein',
  'Gildenweg',
  'Eikenhof',
  'Havenkade',
  'Nieuwstraat',
]
const towns = [
  'Amsterdam',
  'Hoorn',
  'Utrecht',
  'Zwolle',
  'Arnhem',
  'Breda',
  'Groningen',
  'Tilburg',
  'Leiden',
  'Blokker',
]
const makers = ['Noordkop', 'Texelaar', 'Maasland', 'Duinrand', 'Geuzen', 'Polder', 'Vermeer', 'Zaanse']
const kinds = ['fiets', 'lamp', 'koffer', 'ladder', 'tent', 'helm', 'pomp', 'kast', 'stoel', 'pan']
const looks = ['rode', 'blauwe', 'lichte', 'grote', 'kleine', 'luxe', 'stevige', 'slimme']

export const productCount = 1000
export const customerCount = 5000

const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)]!

export function productOf(number: number) {
  const next = chance(1_000_003 + number)
  const maker = makers[Math.floor(number / 125) % makers.length]!
  return {
    sku: `SKU-${String(number).padStart(5, '0')}`,
    name: `${maker} ${pick(looks, next())} ${kinds[number % kinds.length]} ${number}`,
    grossCents: 500 + Math.floor(next() * 20_000),
  }
}

export function customerOf(number: number) {
  const next = chance(77 + number * 31)
  const first = pick(firstNames, next())
  const last = pick(surnames, next())
  const letters = String.fromCharCode(65 + Math.floor(next() * 26), 65 + Math.floor(next() * 26))
  return {
    name: `${first} ${last}`,
    email: `${first}.${last.replaceAll(' ', '')}.${number}@example.nl`.toLowerCase(),
    phone: `06${10_000_000 + Math.floor(next() * 89_999_999)}`,
    street: pick(streets, next()),
    houseNumber: String(1 + Math.floor(next() * 200)),
    postcode: `${1000 + Math.floor(next() * 8999)} ${letters}`,
    city: pick(towns, next()),
  }
}

const trades = [
  'Fietsen',
  'Bouw',
  'Kwekerij',
  'Bakkerij',
  'Garage',
  'Drukkerij',
  'Slagerij',
  'Transport',
  'Apotheek',
  'Adviesbureau',
]

export function organisationOf(number: number) {
  const next = chance(31_000_011 + number * 17)
  const { postcode, city } = customerOf(40_000_000 + number)
  const name = `${pick(trades, next())} ${pick(surnames, next())} ${city} ${number}`
  return {
    name,
    coc: String(10_000_000 + number),
    email: `info${number}@${name.split(' ')[0]!.toLowerCase()}.example`,
    phone: `+3120${String(1_000_000 + number).padStart(7, '0')}`,
    postcode,
    city,
  }
}

export type BenchOrder = ReturnType<typeof orderOf>

/** Three lines; half of the orders come from one of the five thousand known customers, popular products more often. */
export function orderOf(number: number, placedAt = new Date('2026-11-21T12:00:00Z')) {
  const next = chance(900_001 + number)
  const customer = customerOf(next() < 0.5 ? Math.floor(next() * customerCount) : 1_000_000 + number)
  const lines: { product: number; pieces: number }[] = []
  while (lines.length < 3) {
    const product = Math.floor(next() * next() * productCount)
    if (!lines.some((line) => line.product === product))
      lines.push({ product, pieces: 1 + Math.floor(next() * 3) })
  }
  return { reference: `EXT-${number}`, number, customer, lines, placedAt }
}

/** A day within the last two years, spread evenly whatever the order of numbers. */
export const spreadDay = (number: number): Date =>
  new Date(
    Date.UTC(2024, 10, 22) + Math.floor((((number * 7919) % 1_000_003) / 1_000_003) * 729 * 86_400_000),
  )
