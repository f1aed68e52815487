/** The sentences of the VAT reference as vectors of our own, in its format: every place, rate, row and exception. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeVectors, type Vector } from '../../../../test/support/vat-vectors.ts'

type Bend = {
  seller?: Partial<Vector['seller']>
  channel?: Vector['channel']
  customer?: Partial<Vector['customer']>
  fulfilment?: Vector['fulfilment']
  line?: Partial<Vector['lines'][number]>
} & Partial<Pick<Vector, 'date' | 'lines' | 'orderDiscount' | 'shipping' | 'payments' | 'cashRounding'>> &
  Partial<Pick<Vector, 'fx' | 'original' | 'creditsRemainder' | 'document'>>

/** A Dutch shop with OSS and prices with VAT sells one thing of € 121.00 to a consumer. */
function vector({ seller, channel, customer, fulfilment, line, ...rest }: Bend): Vector {
  const one = { id: '1', category: 'standard', unitPrice: '121.00', qty: '1', ...line }
  return {
    id: 'own',
    title: '',
    date: '2026-11-02',
    document: 'invoice',
    lines: [one],
    ...rest,
    seller: {
      country: 'NL',
      vatNumbers: [{ country: 'NL', number: 'NL004495445B01', status: 'valid' }],
      oss: true,
      onlyEstablishedIn: 'NL',
      crossBorderB2C: { currentYear: '0', previousYear: '0' },
      ...seller,
    },
    channel: {
      pricesIncludeVat: true,
      crossBorderPricing: 'same_gross',
      reverseChargeEnabled: true,
      useLocalVatNumbers: true,
      ...channel,
    },
    customer: { type: 'consumer', delivery: { country: 'NL' }, ...customer },
    fulfilment: { method: 'delivery', from: 'NL', ...fulfilment },
    expected: {},
  }
}

/** Every line as `TREATMENT COUNTRY CATEGORY RATE NET`, and whatever else is told. */
function holds(bend: Bend, told: string, more: Record<string, unknown> = {}): void {
  const lines = told.split('; ').map((text, i) => {
    const [treatment, country, category, rate, net] = text.split(' ')
    return { id: String(i + 1), treatment, taxCountry: country === '-' ? null : country, category, rate, net }
  })
  const { failures } = judgeVectors([{ ...vector(bend), expected: { lines, ...more } }])
  assert.deepEqual(failures, [])
}

const to = (country: string, postcode?: string) => ({ customer: { delivery: { country, postcode } } })
const business = (number: string, country: string, status = 'valid', lastValidAt?: string) => ({
  customer: {
    type: 'business',
    delivery: { country },
    vatNumber: { number, status, ...(lastValidAt ? { lastValidAt } : {}) },
  },
})
const price = (unitPrice: string | number, qty: string | number = '1', category = 'standard') => ({
  line: { unitPrice, qty, category },
})
const noOss = { oss: false }
const numbers = (...countries: string[]) => ({
  vatNumbers: countries.map((country) => ({ country, number: country, status: 'valid' })),
})
const items = (...given: [category: string, unitPrice: string, qty?: string][]): Vector['lines'] =>
  given.map(([category, unitPrice, qty = '1'], i) => ({ id: String(i + 1), category, unitPrice, qty }))

const outside = 'EXPORT - G 0 100.00'
const exported = { notes: ['EXPORT'], vatex: ['VATEX-EU-G'], reporting: ['NL:3a'], sellerVatCountry: 'NL' }

for (const country of 'AX IC EA GP MQ GF RE YT MF BL PM NC PF WF TF FO GL SM VA AD GI GG JE IM GB UK CH LI NO IS US TR UA RS BR HK AU'.split(
  ' ',
))
  test(`${country} lies outside the VAT area`, () => holds(to(country), outside, exported))

const outsidePostcodes: [string, string][] = [
  ['ES', '35001'],
  ['ES', '38 400'],
  ['ES', '51001'],
  ['ES', '52-006'],
  ['FI', '22100'],
  ['FR', '97110'],
  ['FR', '97600'],
  ['FR', '98600'],
  ['FR', '98713'],
  ['FR', '98800'],
  ['DE', '78266'],
  ['DE', 'D-27498'],
  ['IT', '23041'],
  ['IT', '22061'],
  ['GR', '63086'],
  ['EL', '630 86'],
  ['GB', 'B1 1AA'],
  ['GB', 'IM1 1AE'],
]
for (const [country, postcode] of outsidePostcodes)
  test(`${country} ${postcode} lies outside the VAT area`, () =>
    holds(to(country, postcode), outside, exported))

/** A price with VAT of which 100.00 is net; the last is told in the reference as it stood in late 2026. */
const rates: [string, string, string?][] = [
  ['AT', '20'],
  ['BE', '21'],
  ['BG', '20'],
  ['CY', '19'],
  ['CZ', '21'],
  ['DE', '19'],
  ['DK', '25'],
  ['EE', '24'],
  ['ES', '21'],
  ['FI', '25.5'],
  ['FR', '20'],
  ['GR', '24'],
  ['HR', '25'],
  ['HU', '27'],
  ['IE', '23'],
  ['IT', '22'],
  ['LT', '21'],
  ['LU', '17'],
  ['LV', '21'],
  ['MT', '18'],
  ['PL', '23'],
  ['PT', '23'],
  ['RO', '21'],
  ['SE', '25'],
  ['SI', '22'],
  ['SK', '23'],
  ['XI', '20'],
  ['AT', '19', '6691'],
  ['AT', '19', '6991'],
  ['AT', '19', '6992'],
  ['AT', '20', '6990'],
  ['PT', '16', '9980-024'],
  ['PT', '22', '9400-162'],
  ['PT', '23', '8900-001'],
  ['DE', '19', '78267'],
  ['DE', '19', '27499'],
  ['ES', '21', '28001'],
  ['ES', '21', '07001'],
  ['FI', '25.5', '00100'],
  ['FR', '20', '20000'],
  ['IT', '22', '23040'],
  ['GR', '24', '63087'],
]
for (const [country, rate, postcode] of rates)
  test(`${country} ${postcode ?? ''} taxes at ${rate} %`, () =>
    holds(
      { ...to(country, postcode), ...price(String(100 + Number(rate))) },
      `DISTANCE_SALE_OSS ${country} S ${rate} 100.00`,
      { reporting: [`OSS:${country}`], notes: [], vatex: [], sellerVatCountry: 'NL' },
    ))

test('Monaco and Northern Ireland go by another name', () => {
  holds({ ...to('MC'), ...price('120') }, 'DISTANCE_SALE_OSS FR S 20 100.00')
  holds({ ...to('FR', '98000'), ...price('120') }, 'DISTANCE_SALE_OSS FR S 20 100.00')
  holds({ ...to('UK', 'bt1 5gs'), ...price('120') }, 'DISTANCE_SALE_OSS XI S 20 100.00')
  holds({ ...to('el'), ...price('124') }, 'DISTANCE_SALE_OSS GR S 24 100.00')
})

const dated: [string, string, string, string][] = [
  ['EE', '2023-12-31', 'standard', '20'],
  ['EE', '2024-01-01', 'standard', '22'],
  ['EE', '2025-06-30', 'standard', '22'],
  ['EE', '2025-07-01', 'standard', '24'],
  ['FI', '2024-08-31', 'standard', '24'],
  ['FI', '2024-09-01', 'standard', '25.5'],
  ['IE', '2021-02-28', 'standard', '21'],
  ['IE', '2021-03-01', 'standard', '23'],
  ['LU', '2022-12-31', 'standard', '17'],
  ['LU', '2023-12-31', 'standard', '16'],
  ['LU', '2024-01-01', 'standard', '17'],
  ['RO', '2025-07-31', 'standard', '19'],
  ['RO', '2025-08-01', 'standard', '21'],
  ['SK', '2024-12-31', 'standard', '20'],
  ['SK', '2025-01-01', 'standard', '23'],
  ['DE', '2020-12-31', 'standard', '16'],
  ['DE', '2021-01-01', 'standard', '19'],
  ['FI', '2024-12-31', 'book', '10'],
  ['FI', '2025-12-31', 'book', '14'],
  ['FI', '2026-01-01', 'book', '13.5'],
  ['RO', '2025-07-31', 'book', '5'],
  ['RO', '2025-08-01', 'book', '11'],
  ['LT', '2025-12-31', 'book', '9'],
  ['LT', '2026-01-01', 'book', '5'],
  ['DE', '2026-11-02', 'book', '7'],
  ['BE', '2026-11-02', 'book', '6'],
  ['FR', '2026-11-02', 'book', '5.5'],
  ['AT', '2026-11-02', 'book', '10'],
  ['IT', '2026-11-02', 'book', '4'],
  ['ES', '2026-11-02', 'book', '4'],
  ['LU', '2026-11-02', 'book', '3'],
  ['SE', '2026-11-02', 'book', '6'],
  ['PL', '2026-11-02', 'book', '5'],
  ['DK', '2026-11-02', 'book', '25'],
  ['HU', '2026-11-02', 'book', '27'],
  ['DE', '2026-11-02', 'food', '7'],
  ['BE', '2026-11-02', 'food', '6'],
  ['FR', '2026-11-02', 'food', '5.5'],
  ['SE', '2026-11-02', 'bike', '25'],
]
for (const [country, date, category, rate] of dated)
  test(`${category} in ${country} on ${date}: ${rate} %`, () =>
    holds(
      { date, ...to(country), ...price(String(100 + Number(rate)), '1', category) },
      `DISTANCE_SALE_OSS ${country} S ${rate} 100.00`,
    ))

const rows: [string, Bend, string, Record<string, unknown>?][] = [
  // Insurance comes first, whatever else would hold.
  [
    'a premium is exempt for a German business',
    { ...business('DE136695976', 'DE'), ...price('85.00', '1', 'insurance') },
    'EXEMPT NL E 0 85.00',
    { vatex: ['VATEX-EU-135-1'], notes: ['EXEMPT_INSURANCE'], reporting: [], warnings: [] },
  ],
  [
    'a premium of a small business stays exempt of itself',
    { seller: { smallBusiness: 'NL_KOR' }, ...price('85.00', '1', 'insurance') },
    'EXEMPT NL E 0 85.00',
    { vatex: ['VATEX-EU-135-1'] },
  ],
  // Margin goods.
  [
    'a second-hand bike that leaves the EU is exported at its whole price',
    { ...to('CH'), line: { category: 'bike', unitPrice: '850.00', margin: { purchasePrice: '600.00' } } },
    'EXPORT - G 0 850.00',
    { marginInternal: [], notes: ['EXPORT'] },
  ],
  [
    'a second-hand bike to a French business is neither intra-Community nor without tax',
    {
      ...business('FR40303265045', 'FR'),
      line: { category: 'bike', unitPrice: '850.00', margin: { purchasePrice: '600.00' } },
    },
    'MARGIN_SCHEME NL E 0 850.00',
    {
      marginInternal: [{ id: '1', margin: '250.00', vatInMargin: '43.39', taxableMargin: '206.61' }],
      warnings: [],
    },
  ],
  [
    'two second-hand pieces with a discount and their delivery',
    {
      shipping: '10.00',
      orderDiscount: '20.00',
      line: { category: 'bike', unitPrice: '150.00', qty: '2', margin: { purchasePrice: '100.00' } },
    },
    'MARGIN_SCHEME NL E 0 280.00',
    {
      marginInternal: [{ id: '1', margin: '90.00', vatInMargin: '15.62', taxableMargin: '74.38' }],
      shipping: [{ category: 'E', rate: '0', net: '10.00' }],
      totals: { gross: '290.00', vat: '0.00' },
    },
  ],
  [
    'a second-hand book holds 9 % in its margin',
    { line: { category: 'book', unitPrice: '20.90', margin: { purchasePrice: '10.00' } } },
    'MARGIN_SCHEME NL E 0 20.90',
    {
      marginInternal: [{ id: '1', margin: '10.90', vatInMargin: '0.90', taxableMargin: '10.00' }],
      reporting: ['NL:1b'],
    },
  ],
  [
    'a second-hand bike from a list without VAT keeps its price too',
    {
      channel: { pricesIncludeVat: false },
      line: { category: 'bike', unitPrice: '450.00', margin: { purchasePrice: '450.00' } },
    },
    'MARGIN_SCHEME NL E 0 450.00',
    { marginInternal: [{ id: '1', margin: '0.00', vatInMargin: '0.00', taxableMargin: '0.00' }] },
  ],
  [
    'margin goods and a premium join in one group with both reasons',
    {
      lines: [
        { id: '1', category: 'bike', unitPrice: '450.00', qty: '1', margin: { purchasePrice: '300.00' } },
        { id: '2', category: 'insurance', unitPrice: '50.00', qty: '1' },
      ],
    },
    'MARGIN_SCHEME NL E 0 450.00; EXEMPT NL E 0 50.00',
    {
      vat: [{ category: 'E', rate: '0', base: '500.00', vat: '0.00' }],
      vatex: ['VATEX-EU-135-1', 'VATEX-EU-F'],
      notes: ['MARGIN_SECOND_HAND', 'EXEMPT_INSURANCE'],
    },
  ],
  // Services.
  [
    'a repair for a Belgian business reverses, also with 9 % in the price',
    { ...business('BE0428759497', 'NL'), ...price('109.00', '1', 'bike_repair_labour') },
    'SERVICE_REVERSE_CHARGE BE AE 0 100.00',
    { reporting: ['ICP:services', 'NL:3b'], vatex: ['VATEX-EU-AE'], notes: ['REVERSE_CHARGE'] },
  ],
  [
    'a repair for a business whose number is invalid bears 9 %',
    { ...business('BE0428759497', 'BE', 'invalid'), ...price('109.00', '1', 'bike_repair_labour') },
    'DOMESTIC NL S 9 100.00',
    { warnings: ['VAT_NUMBER_INVALID'] },
  ],
  [
    'a repair for a Swiss consumer is taxed where it is done',
    { ...to('CH'), ...price('109.00', '1', 'bike_repair_labour') },
    'DOMESTIC NL S 9 100.00',
    { reporting: ['NL:1b'] },
  ],
  [
    'labour reverses while the parts that go with it are intra-Community',
    {
      ...business('DE136695976', 'DE'),
      lines: items(['bike_repair_labour', '54.50'], ['bike_parts', '24.20']),
    },
    'SERVICE_REVERSE_CHARGE DE AE 0 50.00; INTRA_COMMUNITY_SUPPLY DE K 0 20.00',
    {
      vatex: ['VATEX-EU-AE', 'VATEX-EU-IC'],
      notes: ['REVERSE_CHARGE', 'INTRA_COMMUNITY'],
      reporting: ['ICP:goods', 'ICP:services', 'NL:3b'],
    },
  ],
  // Collected.
  [
    'a French business collects and proves that it drove to Belgium',
    { ...business('FR40303265045', 'BE'), fulfilment: { method: 'pickup', transportProof: true } },
    'INTRA_COMMUNITY_SUPPLY BE K 0 100.00',
  ],
  [
    'a Dutch business collects and proves nothing',
    { ...business('NL810755610B01', 'NL'), fulfilment: { method: 'pickup' } },
    'DOMESTIC NL S 21 100.00',
    { warnings: [] },
  ],
  [
    'a business with an invalid number collects with proof',
    { ...business('DE111111111', 'DE', 'invalid'), fulfilment: { method: 'pickup', transportProof: true } },
    'DOMESTIC NL S 21 100.00',
    { warnings: ['VAT_NUMBER_INVALID'] },
  ],
  [
    'a Swiss consumer who collects pays Dutch VAT',
    { ...to('CH'), fulfilment: { method: 'pickup' } },
    'DOMESTIC NL S 21 100.00',
    { reporting: ['NL:1a'] },
  ],
  [
    'who collects need not have an address',
    { customer: { delivery: null }, fulfilment: { method: 'pickup' } },
    'DOMESTIC NL S 21 100.00',
  ],
  // Export.
  [
    'export of two rates takes out both, delivery by proportion',
    { ...to('NO'), lines: items(['standard', '121.00'], ['book', '109.00']), shipping: '23.00' },
    'EXPORT - G 0 100.00; EXPORT - G 0 100.00',
    {
      shipping: [
        { category: 'G', rate: '0', net: '10.00' },
        { category: 'G', rate: '0', net: '10.00' },
      ],
      totals: { net: '220.00', vat: '0.00', gross: '220.00' },
    },
  ],
  ['export to a business with a number is export', business('DE136695976', 'CH'), outside, { warnings: [] }],
  [
    'exactly £ 135.00 is still a small parcel',
    { ...to('GB', 'SW1A 1AA'), fx: { EURGBP: '1.35' } },
    outside,
    { warnings: ['UK_LOW_VALUE_CONSIGNMENT'] },
  ],
  ['£ 135.01 is none', { ...to('GB', 'SW1A 1AA'), fx: { EURGBP: '1.3501' } }, outside, { warnings: [] }],
  [
    'freight does not count for it',
    { ...to('GB', 'SW1A 1AA'), shipping: '121.00', fx: { EURGBP: '1.35' } },
    outside,
    { warnings: ['UK_LOW_VALUE_CONSIGNMENT'] },
  ],
  [
    'a British business is not warned about',
    { customer: { type: 'business', delivery: { country: 'GB' } }, fx: { EURGBP: '0.87' } },
    outside,
    { warnings: [] },
  ],
  // The same country.
  [
    'stock in Belgium for a Belgian business with a Belgian number',
    { ...business('BE0428759497', 'BE'), seller: numbers('NL', 'BE'), fulfilment: { from: 'BE' } },
    'LOCAL_SUPPLY BE S 21 100.00',
    { sellerVatCountry: 'BE', reporting: ['LOCAL:BE'], warnings: [] },
  ],
  [
    'stock in Belgium without a number there',
    { ...to('BE'), fulfilment: { from: 'BE' } },
    'LOCAL_SUPPLY BE S 21 100.00',
    { warnings: ['REGISTRATION_REQUIRED'] },
  ],
  [
    'collected from Belgian stock',
    { fulfilment: { method: 'pickup', from: 'BE' }, seller: numbers('NL', 'BE') },
    'LOCAL_SUPPLY BE S 21 100.00',
  ],
  // Dutch electronics.
  [
    'tablets of exactly € 10,000.00 net are reversed',
    { ...business('NL810755610B01', 'NL'), ...price('121.00', '100', 'electronics_nl_rc') },
    'DOMESTIC_REVERSE_CHARGE NL AE 0 10000.00',
    { reporting: ['NL:1e'] },
  ],
  [
    'tablets of € 9,999.99 net are not',
    {
      ...business('NL810755610B01', 'NL'),
      channel: { pricesIncludeVat: false },
      ...price('9999.99', '1', 'electronics_nl_rc'),
    },
    'DOMESTIC NL S 21 9999.99',
    { warnings: [] },
  ],
  [
    'a discount brings them below it',
    {
      ...business('NL810755610B01', 'NL'),
      channel: { pricesIncludeVat: false },
      orderDiscount: '0.01',
      ...price('100', '100', 'electronics_nl_rc'),
    },
    'DOMESTIC NL S 21 9999.99',
  ],
  [
    'tablets to a consumer are taxed',
    price('121.00', '100', 'electronics_nl_rc'),
    'DOMESTIC NL S 21 10000.00',
  ],
  [
    'tablets to a business without a number are taxed',
    {
      customer: { type: 'business', delivery: { country: 'NL' } },
      ...price('121.00', '100', 'electronics_nl_rc'),
    },
    'DOMESTIC NL S 21 10000.00',
  ],
  [
    'tablets to Germany are intra-Community',
    { ...business('DE136695976', 'DE'), ...price('121.00', '100', 'electronics_nl_rc') },
    'INTRA_COMMUNITY_SUPPLY DE K 0 10000.00',
  ],
  [
    'reversed tablets beside a cover with VAT',
    {
      ...business('NL810755610B01', 'NL'),
      channel: { pricesIncludeVat: false },
      lines: items(['electronics_nl_rc', '300.00', '40'], ['standard', '100.00']),
    },
    'DOMESTIC_REVERSE_CHARGE NL AE 0 12000.00; DOMESTIC NL S 21 100.00',
    {
      vat: [
        { category: 'AE', rate: '0', base: '12000.00', vat: '0.00' },
        { category: 'S', rate: '21', base: '100.00', vat: '21.00' },
      ],
      reporting: ['NL:1a', 'NL:1e'],
    },
  ],
  // Across a border, to a business.
  [
    'an Irish number serves in Northern Ireland',
    { ...business('IE6388047V', 'XI') },
    'INTRA_COMMUNITY_SUPPLY XI K 0 100.00',
    { reporting: ['ICP:goods', 'NL:3b'] },
  ],
  [
    'a Greek number spelt GR serves as well',
    business('GR094259216', 'GR'),
    'INTRA_COMMUNITY_SUPPLY GR K 0 100.00',
  ],
  ['a French business in Monaco', business('FR40303265045', 'MC'), 'INTRA_COMMUNITY_SUPPLY FR K 0 100.00'],
  [
    'Dutch stock on its way home from Germany to a Dutch business',
    { ...business('NL810755610B01', 'NL'), seller: numbers('NL', 'DE'), fulfilment: { from: 'DE' } },
    'INTRA_COMMUNITY_SUPPLY NL K 0 100.00',
    { sellerVatCountry: 'DE' },
  ],
  [
    'a German number for German stock to France',
    {
      ...business('DE136695976', 'FR'),
      seller: numbers('NL', 'DE'),
      fulfilment: { from: 'DE' },
      ...price('119.00'),
    },
    'LOCAL_SUPPLY DE S 19 100.00',
    { warnings: ['BUYER_VAT_NUMBER_OF_DISPATCH_STATE'], sellerVatCountry: 'DE' },
  ],
  [
    'checked 30 days ago counts',
    {
      ...business('DE136695976', 'DE', 'unverified', '2026-10-03'),
      channel: { viesOutagePolicy: 'accept_last_valid', viesMaxAgeDays: 30 },
    },
    'INTRA_COMMUNITY_SUPPLY DE K 0 100.00',
    { warnings: ['VAT_NUMBER_LAST_VALID_USED'] },
  ],
  [
    '31 days ago does not',
    {
      ...business('DE136695976', 'DE', 'unverified', '2026-10-02'),
      channel: { viesOutagePolicy: 'accept_last_valid', viesMaxAgeDays: 30 },
      ...price('119.00'),
    },
    'DISTANCE_SALE_OSS DE S 19 100.00',
    { warnings: ['VAT_NUMBER_UNVERIFIED'] },
  ],
  [
    'under charge_vat yesterday does not count',
    {
      ...business('DE136695976', 'DE', 'unverified', '2026-11-01'),
      channel: { viesOutagePolicy: 'charge_vat' },
      ...price('119.00'),
    },
    'DISTANCE_SALE_OSS DE S 19 100.00',
    { warnings: ['VAT_NUMBER_UNVERIFIED'] },
  ],
  [
    'an invoice that is held is counted with VAT',
    {
      ...business('DE136695976', 'DE', 'unverified', '2026-11-01'),
      channel: { viesOutagePolicy: 'hold_invoice' },
      ...price('119.00'),
    },
    'DISTANCE_SALE_OSS DE S 19 100.00',
    { warnings: ['VAT_NUMBER_UNVERIFIED'] },
  ],
  [
    'below the threshold a business without OSS is taxed at home',
    { ...business('DE136695976', 'DE', 'invalid'), seller: noOss },
    'DISTANCE_SALE_ORIGIN NL S 21 100.00',
    { warnings: ['VAT_NUMBER_INVALID'] },
  ],
  [
    'switched off, an own number taxes over there',
    {
      ...business('DE136695976', 'DE'),
      seller: { ...noOss, ...numbers('NL', 'DE') },
      channel: { reverseChargeEnabled: false },
      ...price('119.00'),
    },
    'DISTANCE_SALE_LOCAL DE S 19 100.00',
    { warnings: ['B2B_TAXED_AS_CONSUMER'], sellerVatCountry: 'DE' },
  ],
  // Across a border, to a consumer.
  [
    'an own number that may not be used',
    { ...to('DE'), seller: { ...noOss, ...numbers('NL', 'DE') }, channel: { useLocalVatNumbers: false } },
    'DISTANCE_SALE_ORIGIN NL S 21 100.00',
  ],
  [
    'no threshold for who is established in two states',
    { ...to('DE'), seller: { ...noOss, onlyEstablishedIn: null }, ...price('119.00') },
    'DISTANCE_SALE_UNREGISTERED DE S 19 100.00',
    { warnings: ['REGISTRATION_REQUIRED'], sellerVatCountry: 'NL' },
  ],
  [
    'nor for German stock to France',
    {
      ...to('FR'),
      seller: { ...noOss, ...numbers('NL', 'DE') },
      fulfilment: { from: 'DE' },
      ...price('120.00'),
    },
    'DISTANCE_SALE_UNREGISTERED FR S 20 100.00',
  ],
  [
    'German stock home without OSS goes under the number of home',
    { seller: { ...noOss, ...numbers('NL', 'DE') }, fulfilment: { from: 'DE' } },
    'DISTANCE_SALE_LOCAL NL S 21 100.00',
    { reporting: ['NL:1a'], sellerVatCountry: 'NL' },
  ],
  [
    'last year at € 10,000.00 does not count against',
    { ...to('DE'), seller: { ...noOss, crossBorderB2C: { currentYear: '0', previousYear: '10000.00' } } },
    'DISTANCE_SALE_ORIGIN NL S 21 100.00',
  ],
  [
    'a cent above this year does',
    {
      ...to('DE'),
      seller: { ...noOss, crossBorderB2C: { currentYear: '9900.01', previousYear: '0' } },
      ...price('121.00'),
    },
    'DISTANCE_SALE_UNREGISTERED DE S 19 101.68',
  ],
  [
    'what is exempt or done at home does not count for it',
    {
      ...to('DE'),
      seller: { ...noOss, crossBorderB2C: { currentYear: '9900.00', previousYear: '0' } },
      lines: items(['standard', '121.00'], ['insurance', '50.00'], ['bike_repair_labour', '109.00']),
    },
    'DISTANCE_SALE_ORIGIN NL S 21 100.00; EXEMPT NL E 0 50.00; DOMESTIC NL S 9 100.00',
  ],
  [
    'the same net price to Finland',
    { ...to('FI'), channel: { crossBorderPricing: 'same_net' } },
    'DISTANCE_SALE_OSS FI S 25.5 100.00',
    { totals: { net: '100.00', vat: '25.50', gross: '125.50' } },
  ],
  [
    'the same net price where the rate is the same stays the same',
    { ...to('BE'), channel: { crossBorderPricing: 'same_net' }, ...price('1.18') },
    'DISTANCE_SALE_OSS BE S 21 0.98',
    { totals: { net: '0.98', vat: '0.20', gross: '1.18' } },
  ],
  [
    'same net with a book: each its own VAT out, the foreign one on the joined base',
    {
      ...to('DK'),
      channel: { crossBorderPricing: 'same_net' },
      lines: items(['standard', '121.00'], ['book', '10.90']),
    },
    'DISTANCE_SALE_OSS DK S 25 100.00; DISTANCE_SALE_OSS DK S 25 10.00',
    { vat: [{ category: 'S', rate: '25', base: '110.00', vat: '27.50' }] },
  ],
  [
    'a list in German prices for Switzerland',
    { ...to('CH'), channel: { priceCountry: 'DE' }, ...price('119.00') },
    outside,
  ],
  [
    'net prices with the VAT of the destination on top',
    { ...to('HU'), channel: { pricesIncludeVat: false }, ...price('10.02') },
    'DISTANCE_SALE_OSS HU S 27 10.02',
    { totals: { net: '10.02', vat: '2.71', gross: '12.73' } },
  ],
  [
    'an Irish book with its delivery is taxed at nothing',
    { ...to('IE'), ...price('15.00', '1', 'book'), shipping: '4.95' },
    'DISTANCE_SALE_OSS IE Z 0 15.00',
    { shipping: [{ category: 'Z', rate: '0', net: '4.95' }], vatex: [], notes: [] },
  ],
  // The small business scheme.
  [
    'a small business exports without export',
    { ...to('CH'), seller: { ...noOss, smallBusiness: 'NL_KOR' } },
    'SMALL_BUSINESS_EXEMPT NL E 0 121.00',
    { notes: ['SMALL_BUSINESS'], vatex: [], reporting: [] },
  ],
  [
    'its second-hand goods are exempt as the others are',
    { seller: { smallBusiness: 'NL_KOR' }, line: { margin: { purchasePrice: '60.00' } } },
    'SMALL_BUSINESS_EXEMPT NL E 0 121.00',
    { marginInternal: [] },
  ],
  [
    'a repair by it is exempt',
    { seller: { smallBusiness: 'NL_KOR' }, ...price('50.00', '1', 'bike_repair_labour') },
    'SMALL_BUSINESS_EXEMPT NL E 0 50.00',
  ],
  [
    'above the threshold it owes foreign VAT',
    {
      ...to('DE'),
      seller: {
        ...noOss,
        smallBusiness: 'NL_KOR',
        crossBorderB2C: { currentYear: '10000', previousYear: '0' },
      },
      ...price('119.00'),
    },
    'DISTANCE_SALE_UNREGISTERED DE S 19 100.00',
    { warnings: ['REGISTRATION_REQUIRED'] },
  ],
  [
    'a German small business',
    {
      ...to('DE'),
      seller: { ...noOss, country: 'DE', smallBusiness: 'DE_19', onlyEstablishedIn: 'DE', ...numbers('DE') },
      fulfilment: { from: 'DE' },
    },
    'SMALL_BUSINESS_EXEMPT DE E 0 121.00',
    { notes: ['SMALL_BUSINESS'], sellerVatCountry: 'DE' },
  ],
  [
    'stock of it in Germany is not exempt by the scheme of home',
    {
      ...business('FR40303265045', 'FR'),
      seller: { smallBusiness: 'NL_KOR', ...numbers('NL', 'DE') },
      fulfilment: { from: 'DE' },
    },
    'INTRA_COMMUNITY_SUPPLY FR K 0 121.00',
  ],
  [
    'its tablets are exempt and not reversed',
    {
      ...business('NL810755610B01', 'NL'),
      seller: { smallBusiness: 'NL_KOR' },
      ...price('121.00', '100', 'electronics_nl_rc'),
    },
    'SMALL_BUSINESS_EXEMPT NL E 0 12100.00',
  ],
  // What only shows in combination.
  [
    'goods without a rate of their own have the one of the region',
    { ...to('PT', '9000-150'), ...price('122.00', '1', 'bike') },
    'DISTANCE_SALE_OSS PT S 22 100.00',
  ],
  [
    'delivery follows the second-hand bike and never the premium beside it',
    {
      shipping: '42.10',
      lines: [
        ...items(['standard', '121.00']),
        { id: '2', category: 'bike', unitPrice: '300.00', qty: '1', margin: { purchasePrice: '100.00' } },
        { id: '3', category: 'insurance', unitPrice: '500.00', qty: '1' },
      ],
    },
    'DOMESTIC NL S 21 100.00; MARGIN_SCHEME NL E 0 300.00; EXEMPT NL E 0 500.00',
    {
      shipping: [
        { category: 'S', rate: '21', net: '10.00' },
        { category: 'E', rate: '0', net: '30.00' },
      ],
      marginInternal: [{ id: '2', margin: '230.00', vatInMargin: '39.92', taxableMargin: '190.08' }],
    },
  ],
  [
    'collected with proof by who has goods sent on outside the EU',
    { ...business('DE136695976', 'CH'), fulfilment: { method: 'pickup', transportProof: true } },
    'INTRA_COMMUNITY_SUPPLY DE K 0 100.00',
  ],
  [
    'collected by a business that has no number but a proof',
    {
      customer: { type: 'business', delivery: { country: 'DE' } },
      fulfilment: { method: 'pickup', transportProof: true },
    },
    'DOMESTIC NL S 21 100.00',
    { warnings: [] },
  ],
  [
    'a parcel to Britain without a rate of exchange is not guessed at',
    to('GB', 'SW1A 1AA'),
    outside,
    { warnings: [] },
  ],
  [
    'a premium does not make the parcel to Britain larger',
    {
      ...to('GB', 'SW1A 1AA'),
      fx: { EURGBP: '1.35' },
      lines: items(['standard', '121.00'], ['insurance', '90.00']),
    },
    'EXPORT - G 0 100.00; EXEMPT NL E 0 90.00',
    { warnings: ['UK_LOW_VALUE_CONSIGNMENT'] },
  ],
  [
    'a premium alone is no parcel',
    { ...to('GB', 'SW1A 1AA'), fx: { EURGBP: '0.87' }, ...price('90.00', '1', 'insurance') },
    'EXEMPT NL E 0 90.00',
    { warnings: [] },
  ],
  [
    'export from German stock stands under the German number',
    { ...to('CH'), seller: numbers('NL', 'DE'), fulfilment: { from: 'DE' } },
    outside,
    { sellerVatCountry: 'DE' },
  ],
  [
    'so does a second-hand bike from there',
    {
      ...to('FR'),
      seller: numbers('NL', 'DE'),
      fulfilment: { from: 'DE' },
      line: { margin: { purchasePrice: '2.00' } },
    },
    'MARGIN_SCHEME DE E 0 121.00',
    {
      sellerVatCountry: 'DE',
      marginInternal: [{ id: '1', margin: '119.00', vatInMargin: '19.00', taxableMargin: '100.00' }],
    },
  ],
  [
    'one of two own numbers is enough',
    { ...to('DE'), seller: { ...noOss, ...numbers('BE', 'DE') }, ...price('119.00') },
    'DISTANCE_SALE_LOCAL DE S 19 100.00',
  ],
  ['a country may have blanks around it', to(' ch '), outside],
  [
    'a Finnish business on Åland lies outside for all its number',
    {
      customer: {
        type: 'business',
        delivery: { country: 'FI', postcode: '22100' },
        vatNumber: { number: 'FI01120389', status: 'valid' },
      },
    },
    outside,
    { warnings: [] },
  ],
  [
    'a leap day counts as one',
    {
      date: '2024-03-01',
      ...business('DE136695976', 'DE', 'unverified', '2024-02-29'),
      channel: { viesOutagePolicy: 'accept_last_valid', viesMaxAgeDays: 1 },
    },
    'INTRA_COMMUNITY_SUPPLY DE K 0 100.00',
    { warnings: ['VAT_NUMBER_LAST_VALID_USED'] },
  ],
  [
    'what is invalid now is not saved by having been valid yesterday',
    {
      ...business('DE136695976', 'DE', 'invalid', '2026-11-01'),
      channel: { viesOutagePolicy: 'accept_last_valid', viesMaxAgeDays: 30 },
      ...price('119.00'),
    },
    'DISTANCE_SALE_OSS DE S 19 100.00',
    { warnings: ['VAT_NUMBER_INVALID'] },
  ],
  [
    'a cent of delivery passes the threshold',
    {
      ...to('DE'),
      seller: { ...noOss, crossBorderB2C: { currentYear: '9900.00', previousYear: '0' } },
      shipping: '0.02',
    },
    'DISTANCE_SALE_UNREGISTERED DE S 19 101.68',
    { warnings: ['REGISTRATION_REQUIRED'] },
  ],
  [
    'second-hand goods do not',
    {
      ...to('DE'),
      seller: { ...noOss, crossBorderB2C: { currentYear: '9900.00', previousYear: '0' } },
      lines: [
        ...items(['standard', '121.00']),
        { id: '2', category: 'bike', unitPrice: '500.00', qty: '1', margin: { purchasePrice: '400.00' } },
      ],
    },
    'DISTANCE_SALE_ORIGIN NL S 21 100.00; MARGIN_SCHEME NL E 0 500.00',
    { warnings: [] },
  ],
  [
    'tablets on two lines are one delivery',
    {
      ...business('NL810755610B01', 'NL'),
      channel: { pricesIncludeVat: false },
      lines: items(['electronics_nl_rc', '5000.00'], ['electronics_nl_rc', '2500.00', '2']),
    },
    'DOMESTIC_REVERSE_CHARGE NL AE 0 5000.00; DOMESTIC_REVERSE_CHARGE NL AE 0 5000.00',
  ],
  [
    'the same net price below the threshold keeps the price of home',
    { ...to('DE'), seller: noOss, channel: { crossBorderPricing: 'same_net' }, ...price('1.18') },
    'DISTANCE_SALE_ORIGIN NL S 21 0.98',
    { totals: { net: '0.98', vat: '0.20', gross: '1.18' } },
  ],
  // German and Belgian sellers.
  [
    'a German shop to a Dutch business',
    {
      ...business('NL810755610B01', 'NL'),
      seller: { country: 'DE', onlyEstablishedIn: 'DE', ...numbers('DE') },
      fulfilment: { from: 'DE' },
      ...price('119.00'),
    },
    'INTRA_COMMUNITY_SUPPLY NL K 0 100.00',
    { sellerVatCountry: 'DE' },
  ],
  [
    'a German shop sells tablets at home',
    {
      ...business('DE136695976', 'DE'),
      seller: { country: 'DE', onlyEstablishedIn: 'DE', ...numbers('DE') },
      fulfilment: { from: 'DE' },
      ...price('119.00', '100', 'electronics_nl_rc'),
    },
    'DOMESTIC DE S 19 10000.00',
  ],
  [
    'a Belgian shop to France below the threshold',
    {
      ...to('FR'),
      seller: { ...noOss, country: 'BE', onlyEstablishedIn: 'BE', ...numbers('BE') },
      fulfilment: { from: 'BE' },
    },
    'DISTANCE_SALE_ORIGIN BE S 21 100.00',
  ],
  [
    'a Belgian shop exports',
    {
      ...to('US'),
      seller: { country: 'BE', onlyEstablishedIn: 'BE', ...numbers('BE') },
      fulfilment: { from: 'BE' },
    },
    outside,
    { sellerVatCountry: 'BE' },
  ],
  [
    'a German second-hand bike holds 19 %',
    {
      seller: { country: 'DE', onlyEstablishedIn: 'DE', ...numbers('DE') },
      ...to('DE'),
      fulfilment: { from: 'DE' },
      line: { category: 'bike', unitPrice: '219.00', margin: { purchasePrice: '100.00' } },
    },
    'MARGIN_SCHEME DE E 0 219.00',
    { marginInternal: [{ id: '1', margin: '119.00', vatInMargin: '19.00', taxableMargin: '100.00' }] },
  ],
]
for (const [story, bend, told, more] of rows) test(story, () => holds(bend, told, more))

const figures: [string, Bend, string, Record<string, unknown>?][] = [
  [
    'a half cent goes up',
    { channel: { pricesIncludeVat: false }, ...price('0.50', '1', 'book') },
    'DOMESTIC NL S 9 0.50',
    { totals: { net: '0.50', vat: '0.05', gross: '0.55' } },
  ],
  [
    'a unit price of six decimals is not rounded before the quantity',
    { channel: { pricesIncludeVat: false }, ...price('0.004999', '1000') },
    'DOMESTIC NL S 21 5.00',
  ],
  [
    'a price of one cent counts for nothing below the half',
    { channel: { pricesIncludeVat: false }, ...price('0.0049') },
    'DOMESTIC NL S 21 0.00',
  ],
  [
    'a percentage is rounded before it is taken off',
    { ...price('9.99', '3'), line: { unitPrice: '9.99', qty: '3', discountPercent: '12.5' } },
    'DOMESTIC NL S 21 21.67',
    { totals: { gross: '26.22' } },
  ],
  [
    'a percentage of three decimals',
    { line: { unitPrice: '100.00', discountPercent: '33.333' } },
    'DOMESTIC NL S 21 55.10',
    { totals: { gross: '66.67' } },
  ],
  ['an amount off a line', { line: { discount: '21.00' } }, 'DOMESTIC NL S 21 82.64'],
  [
    'a line discount and one on the order',
    { line: { discount: '1.00' }, orderDiscount: '20.00' },
    'DOMESTIC NL S 21 82.64',
    { orderDiscountShares: ['20.00'], totals: { gross: '100.00' } },
  ],
  [
    'the cent left over goes to the largest remainder, ties to the earlier line',
    {
      orderDiscount: '0.05',
      lines: items(['standard', '10.00'], ['standard', '10.00'], ['standard', '10.00']),
    },
    'DOMESTIC NL S 21 8.25; DOMESTIC NL S 21 8.25; DOMESTIC NL S 21 8.25',
    {
      orderDiscountShares: ['0.02', '0.02', '0.01'],
      vat: [{ category: 'S', rate: '21', base: '24.75', vat: '5.20' }],
    },
  ],
  [
    'a free line takes no part of the discount or the delivery',
    { orderDiscount: '1.00', shipping: '5.00', lines: items(['book', '0.00'], ['standard', '122.00']) },
    'DOMESTIC NL S 9 0.00; DOMESTIC NL S 21 100.00',
    { orderDiscountShares: ['0.00', '1.00'], shipping: [{ category: 'S', rate: '21', net: '4.13' }] },
  ],
  [
    'the whole order off leaves the delivery at the highest rate',
    { orderDiscount: '141.90', shipping: '12.10', lines: items(['book', '20.90'], ['standard', '121.00']) },
    'DOMESTIC NL S 9 0.00; DOMESTIC NL S 21 0.00',
    {
      shipping: [{ category: 'S', rate: '21', net: '10.00' }],
      totals: { net: '10.00', vat: '2.10', gross: '12.10' },
    },
  ],
  [
    'an exempt premium leaves its part of the delivery to the goods',
    { shipping: '12.10', lines: items(['standard', '121.00'], ['insurance', '121.00']) },
    'DOMESTIC NL S 21 100.00; EXEMPT NL E 0 121.00',
    {
      shipping: [{ category: 'S', rate: '21', net: '10.00' }],
      totals: { net: '231.00', vat: '23.10', gross: '254.10' },
    },
  ],
  [
    'nothing of a thing comes to nothing',
    price('121.00', '0'),
    'DOMESTIC NL S 21 0.00',
    { totals: { gross: '0.00' } },
  ],
  [
    'no percentage off, and cash to the cent',
    { line: { discountPercent: '0' }, cashRounding: '0.01' },
    'DOMESTIC NL S 21 100.00',
    { totals: { payable: '121.00', rounding: '0.00' } },
  ],
  [
    'quantities in thousandths',
    { channel: { pricesIncludeVat: false }, ...price('19.95', '0.125') },
    'DOMESTIC NL S 21 2.49',
  ],
  [
    'figures without quotes',
    { ...price(121, 2), orderDiscount: 42, shipping: 12.1 },
    'DOMESTIC NL S 21 165.29',
    { totals: { net: '175.29', vat: '36.81', gross: '212.10' } },
  ],
  [
    'two vouchers and a payment',
    {
      payments: [
        { type: 'multi_purpose_voucher', amount: '21.00' },
        { type: 'ideal', amount: '100.00' },
      ],
    },
    'DOMESTIC NL S 21 100.00',
    { totals: { gross: '121.00', prepaid: '121.00', payable: '0.00' } },
  ],
  [
    'cash goes up to the nearest five cents',
    { cashRounding: '0.05', fulfilment: { method: 'pickup' }, ...price('10.03') },
    'DOMESTIC NL S 21 8.29',
    { totals: { gross: '10.03', rounding: '0.02', payable: '10.05' } },
  ],
  [
    'what is left in cash after a voucher is rounded',
    { cashRounding: '0.05', payments: [{ type: 'voucher', amount: '5.01' }], ...price('10.03') },
    'DOMESTIC NL S 21 8.29',
    { totals: { prepaid: '5.01', rounding: '-0.02', payable: '5.00' } },
  ],
  [
    'fields that nobody knows change nothing',
    {
      ...(JSON.parse(
        '{"colour":"red","shipping":null,"orderDiscount":null,"fx":null,"cashRounding":null}',
      ) as Bend),
    },
    'DOMESTIC NL S 21 100.00',
  ],
]
for (const [story, bend, told, more] of figures) test(story, () => holds(bend, told, more))

test('a credit note of before a change of rate keeps the rate of its invoice', () => {
  holds(
    { document: 'credit_note', date: '2025-12-31', ...price('109.00', '1', 'lodging') },
    'DOMESTIC NL S 9 100.00',
    { reporting: ['NL:1b'] },
  )
  holds(
    { document: 'credit_note', date: '2025-06-30', ...to('EE'), ...price('122.00') },
    'DISTANCE_SALE_OSS EE S 22 100.00',
  )
})

test('the last credit note takes the rest of both rates, and of an export without VAT', () => {
  const original = {
    vat: [
      { category: 'S', rate: '21', base: '24.77', vat: '5.20' },
      { category: 'S', rate: '9', base: '18.34', vat: '1.66' },
    ],
    alreadyCredited: [{ vat: [{ category: 'S', rate: '21.0', base: '16.52', vat: '3.47' }] }],
  }
  const bend: Bend = {
    document: 'credit_note',
    original,
    creditsRemainder: true,
    lines: items(['standard', '9.98'], ['book', '20.00']),
  }
  holds(bend, 'DOMESTIC NL S 21 8.25; DOMESTIC NL S 9 18.34', {
    vat: [
      { category: 'S', rate: '21', base: '8.25', vat: '1.73' },
      { category: 'S', rate: '9', base: '18.34', vat: '1.66' },
    ],
  })
  holds(
    {
      ...to('CH'),
      creditsRemainder: true,
      original: { vat: [{ category: 'G', rate: '0', base: '99.99', vat: '0.00' }] },
    },
    'EXPORT - G 0 99.99',
  )
})

const refused: [string, Bend][] = [
  ['an order discount larger than the goods', { orderDiscount: '121.01' }],
  ['also when the delivery would cover it', { orderDiscount: '121.01', shipping: '10.00' }],
  ['a line discount larger than its line', { line: { discount: '121.01' } }],
  ['a delivery to nowhere', { customer: { delivery: null } }],
  ['a day that does not exist', { date: '2026-02-30' }],
  ['no lines', { lines: [] }],
  ['a negative quantity', price('1.00', '-1')],
]
for (const [what, bend] of refused)
  test(`${what} is rejected`, () =>
    assert.deepEqual(judgeVectors([{ ...vector(bend), expected: { error: what } }]).failures, []))

test('a vector that does not hold is named with its field and both values', () => {
  const wrong = {
    ...vector({}),
    expected: { totals: { vat: '21.01' }, sellerVatCountry: 'NL', colour: 'red' },
  }
  assert.deepEqual(
    judgeVectors([wrong, { ...vector({}), expected: { error: 'x' } }, { ...wrong, lines: [] }]).failures.map(
      ({ field }) => field,
    ),
    ['totals', 'colour', 'decide', 'decide'],
  )
})
