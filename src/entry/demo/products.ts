/** What the demo's merchant sells: two thousand articles of a bicycle and outdoor shop, put together from kinds, brands and options. */
import type { Cents, Rate } from '../../base/money.ts'
import type { Chance } from './chance.ts'

export type Shape =
  | 'wheel'
  | 'frame'
  | 'box'
  | 'bottle'
  | 'tent'
  | 'jacket'
  | 'lamp'
  | 'lock'
  | 'book'
  | 'tool'

export type DemoProduct = {
  readonly sku: string
  readonly name: string
  readonly brand: string | null
  readonly kind: 'goods' | 'service'
  readonly shape: Shape
  readonly colour: string
  readonly cents: Cents
  readonly costCents: Cents
  readonly vatRate: Rate
  readonly grams: number
  readonly barcode: string | null
  readonly needsWorkshop: boolean
  readonly isOutdoor: boolean
  /** What always lies in the warehouse and in the store, in pieces; a sold-out one lies nowhere. */
  readonly base: readonly [warehouse: number, store: number]
  readonly position: string
}

type Kind = readonly [
  code: string,
  noun: string,
  shape: Shape,
  fromEuros: number,
  toEuros: number,
  grams: number,
  options: Options,
]
type Options = 'colour' | 'inch' | 'size' | 'length' | 'litre'

const options: Readonly<Record<Options, readonly string[]>> = {
  colour: ['zwart', 'groen', 'blauw', 'rood', 'zand'],
  inch: ['20 inch', '24 inch', '26 inch', '28 inch', '700 × 35'],
  size: ['S', 'M', 'L', 'XL', 'XXL'],
  length: ['60 cm', '85 cm', '110 cm', '140 cm', '170 cm'],
  litre: ['12 liter', '18 liter', '24 liter', '38 liter', '50 liter'],
}

const kinds: readonly Kind[] = [
  ['STAD', 'Stadsfiets', 'frame', 449, 899, 18_000, 'colour'],
  ['ELEK', 'Elektrische fiets', 'frame', 1699, 2899, 24_000, 'colour'],
  ['KIND', 'Kinderfiets', 'frame', 199, 349, 11_000, 'inch'],
  ['VOUW', 'Vouwfiets', 'frame', 399, 799, 13_000, 'colour'],
  ['VWIEL', 'Voorwiel', 'wheel', 39, 119, 1600, 'inch'],
  ['AWIEL', 'Achterwiel', 'wheel', 49, 169, 2200, 'inch'],
  ['BUBA', 'Buitenband', 'wheel', 14, 45, 780, 'inch'],
  ['BIBA', 'Binnenband', 'wheel', 4, 9, 160, 'inch'],
  ['KETT', 'Ketting', 'tool', 9, 39, 340, 'length'],
  ['REMB', 'Remblokken', 'tool', 5, 19, 90, 'colour'],
  ['ZADE', 'Zadel', 'box', 19, 79, 620, 'colour'],
  ['ZPEN', 'Zadelpen', 'tool', 12, 45, 380, 'length'],
  ['STUU', 'Stuur', 'tool', 19, 69, 640, 'colour'],
  ['HAND', 'Handvatten', 'tool', 7, 29, 140, 'colour'],
  ['PEDA', 'Pedalen', 'tool', 9, 49, 420, 'colour'],
  ['SPAT', 'Spatborden', 'wheel', 15, 39, 700, 'inch'],
  ['DRAG', 'Bagagedrager', 'tool', 19, 59, 1100, 'inch'],
  ['STAN', 'Standaard', 'tool', 9, 35, 560, 'inch'],
  ['CASS', 'Cassette', 'wheel', 19, 89, 410, 'colour'],
  ['BEL', 'Fietsbel', 'lamp', 4, 19, 120, 'colour'],
  ['RING', 'Ringslot', 'lock', 19, 59, 800, 'colour'],
  ['KSLO', 'Kettingslot', 'lock', 24, 99, 1900, 'length'],
  ['KOPL', 'Koplamp', 'lamp', 12, 69, 180, 'colour'],
  ['ACHT', 'Achterlicht', 'lamp', 8, 35, 90, 'colour'],
  ['TAS', 'Fietstas', 'box', 29, 109, 1300, 'litre'],
  ['MAND', 'Fietsmand', 'box', 14, 49, 900, 'litre'],
  ['HELM', 'Fietshelm', 'lamp', 29, 119, 360, 'size'],
  ['POMP', 'Fietspomp', 'bottle', 9, 59, 900, 'colour'],
  ['BIDO', 'Bidon', 'bottle', 5, 19, 110, 'colour'],
  ['ZITJ', 'Kinderzitje', 'box', 49, 139, 3900, 'colour'],
  ['COMP', 'Fietscomputer', 'box', 19, 149, 60, 'colour'],
  ['TENT', 'Tent', 'tent', 89, 449, 4200, 'colour'],
  ['SLAA', 'Slaapzak', 'bottle', 39, 199, 1400, 'size'],
  ['MAT', 'Slaapmat', 'bottle', 19, 129, 700, 'size'],
  ['RUGZ', 'Rugzak', 'box', 29, 179, 1200, 'litre'],
  ['SCHO', 'Wandelschoenen', 'box', 69, 199, 1300, 'size'],
  ['JAS', 'Regenjas', 'jacket', 39, 159, 500, 'size'],
  ['BROE', 'Regenbroek', 'jacket', 24, 89, 350, 'size'],
  ['KOOK', 'Kookset', 'bottle', 24, 99, 850, 'colour'],
  ['GIDS', 'Routegids', 'book', 12, 29, 310, 'colour'],
]
const firstOutdoor = kinds.findIndex(([code]) => code === 'TENT')
const workshopKinds = ['STAD', 'ELEK', 'KIND', 'VOUW', 'VWIEL', 'AWIEL']

/** Names of our own making. */
export const brands = [
  'Waddenwind',
  'Polderpad',
  'Kanaalrijk',
  'Duinroos',
  'Vaartland',
  'Zilverspaak',
  'Noordbries',
  'Merelhof',
  'Koersvast',
  'Trapwerk',
  'Heidepad',
  'Stuifzand',
  'Dijkwacht',
  'Veenrug',
  'Berkenrijk',
  'Lichtspoor',
  'Regenkap',
  'Windveer',
  'Kettingzee',
  'Bosrand',
] as const

/** Regions in place of colours: a guide has none. */
const regions = ['Noord-Holland', 'Drenthe', 'Zeeland', 'Veluwe', 'Limburg']

const brandsPerKind = 10
export const allProducts = 2000

/** The first `count` articles, services included; the same for the same chance. */
export function productsOf(chance: Chance, count = allProducts): DemoProduct[] {
  const goods: DemoProduct[] = []
  for (let round = 0; round < brandsPerKind * 5; round++) {
    for (const [index, kind] of kinds.entries())
      goods.push(productOf(chance, kind, index, round, goods.length))
  }
  return [...services, ...goods.slice(0, Math.max(0, count - services.length))]
}

function productOf(chance: Chance, kind: Kind, index: number, round: number, number: number): DemoProduct {
  const [code, noun, shape, from, to, grams, optionsName] = kind
  const [nth, brandNth] = [Math.floor(round / brandsPerKind), round % brandsPerKind]
  const brand = brands[(index * 7 + brandNth) % brands.length]!
  const option = code === 'GIDS' ? regions[nth]! : options[optionsName][nth]!
  const euros = chance.between(from, to)
  const cents = euros * 100 - chance.pick([1, 5, 5, 25, 50])
  const isSoldOut = chance.happens(0.04)
  const isLarge = grams > 8000
  const warehouse = isSoldOut ? 0 : isLarge ? chance.between(4, 12) : chance.between(20, 90)
  return {
    sku: `${code}-${brand.slice(0, 3).toUpperCase()}-${nth + 1}`,
    name: `${noun} ${brand} ${option}`,
    brand,
    kind: 'goods',
    shape,
    colour: options.colour[nth]!,
    cents,
    costCents: Math.round(cents * (0.42 + chance.next() * 0.2)),
    vatRate: code === 'GIDS' ? 900 : 2100,
    grams,
    barcode: barcodeOf(number),
    needsWorkshop: workshopKinds.includes(code),
    isOutdoor: index >= firstOutdoor,
    base: [
      warehouse,
      isSoldOut || chance.happens(0.35) ? 0 : isLarge ? chance.between(1, 3) : chance.between(2, 12),
    ],
    position: `${String.fromCharCode(65 + (index % 12))}-${String(1 + (round % 25)).padStart(2, '0')}-${1 + (index % 4)}`,
  }
}

/** An EAN-13 that begins with 29: numbers for use inside a shop, which belong to no maker (GS1 General Specifications). */
export function barcodeOf(number: number): string {
  const digits = `29${String(number).padStart(10, '0')}`
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return digits + String((10 - (sum % 10)) % 10)
}

const work = {
  brand: null,
  kind: 'service',
  shape: 'tool',
  colour: 'zand',
  grams: 0,
  barcode: null,
  needsWorkshop: false,
  isOutdoor: false,
  base: [0, 0],
  position: '',
} as const

/** Repair of bicycles bears the reduced rate (Wet OB 1968, tabel I, b 3). */
const services: readonly DemoProduct[] = [
  { ...work, sku: 'WERK-BEURT', name: 'Onderhoudsbeurt', cents: 6900, costCents: 3500, vatRate: 900 },
  { ...work, sku: 'WERK-RIJKLAAR', name: 'Rijklaar afleveren', cents: 4950, costCents: 2500, vatRate: 2100 },
]
