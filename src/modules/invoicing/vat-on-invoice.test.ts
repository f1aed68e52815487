/** What an amount is called on the invoice, and which parties and numbers stand there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from '../orders/schema.ts'
import type { Business, Organisation } from '../organisations/schema.ts'
import type { Verdict } from '../tax/rules/decision.ts'
import { buyerOf, sellerOf } from './parties.ts'
import { exemptionOf, treatedAs, treatedCharge } from './vat-on-invoice.ts'

const verdict = (bend: Partial<Verdict>): Verdict => ({
  treatment: 'domestic',
  taxCountry: 'NL',
  category: 'S',
  rate: 2100,
  contained: 2100,
  marginRate: null,
  sellerVatCountry: 'NL',
  boxes: ['NL:1a'],
  ...bend,
})
const abroad = verdict({
  treatment: 'intra-community-supply',
  taxCountry: 'BE',
  category: 'K',
  rate: 0,
  boxes: ['ICP:goods', 'NL:3b'],
})
const oss = verdict({ treatment: 'distance-sale-oss', taxCountry: 'DE', rate: 1900, boxes: ['OSS:DE'] })
const taxed = { rate: 2100, net: 10_000, vat: 2100 }
const untaxed = { rate: 0, net: 10_000, vat: 0 }

const cases: [
  story: string,
  amount: typeof taxed,
  verdict: Verdict | undefined,
  category: string | null,
  boxes: string[],
][] = [
  ['charged as the rules have it is called so', untaxed, abroad, 'K', ['ICP:goods', 'NL:3b']],
  ['VAT that was charged stays VAT, also where none was due', taxed, abroad, 'S', ['NL:1a']],
  ['Dutch VAT where German was due counts at home', taxed, oss, 'S', ['NL:1a']],
  ['another rate than any Dutch one is box 1c', { rate: 600, net: 10_000, vat: 600 }, oss, 'S', ['NL:1c']],
  ['nothing charged at home is zero rated', untaxed, verdict({}), 'Z', ['NL:1e']],
  ['nothing charged across a border where VAT is due has no name', untaxed, oss, null, []],
  ['what costs nothing follows the rules', { rate: 0, net: 0, vat: 0 }, oss, 'S', ['OSS:DE']],
  ['without rules the figures stand as charged', taxed, undefined, 'S', ['NL:1a']],
]
for (const [story, amount, rules, category, boxes] of cases)
  test(story, () => {
    const found = treatedAs(amount, rules, 'NL')
    assert.deepEqual([found?.category ?? null, found?.boxes ?? []], [category, boxes])
  })

test('costs follow the goods that bear their rate, and untaxed goods before an exempt premium', () => {
  const premium = {
    ...treatedAs(untaxed, verdict({ treatment: 'exempt', category: 'E', rate: 0, boxes: [] }), 'NL')!,
  }
  const goods = treatedAs(untaxed, abroad, 'NL')!
  assert.equal(treatedCharge(untaxed, [premium, goods], 'NL').category, 'K')
  assert.equal(treatedCharge(untaxed, [premium], 'NL').category, 'E')
  const bike = treatedAs(untaxed, verdict({ treatment: 'margin-scheme', category: 'E', rate: 0 }), 'NL')!
  assert.equal(treatedCharge(untaxed, [premium, bike], 'NL').treatment, 'margin-scheme')
  assert.equal(treatedCharge(taxed, [goods], 'NL').category, 'S')
})

test('a reason stands in the customer’s language; two reasons of one group lose their code', () => {
  assert.equal(exemptionOf('S', ['domestic'], 'NL', 'nl'), null)
  assert.equal(
    exemptionOf('K', ['intra-community-supply'], 'NL', 'fr')!.text.slice(0, 22),
    'Intra-Community supply',
  )
  const joined = exemptionOf('E', ['margin-scheme', 'exempt', 'exempt'], 'NL', 'nl')!
  assert.deepEqual([joined.code, joined.text.split('; ').length], [null, 2])
})

const business = {
  legalName: 'Fietsen De Wit B.V.',
  tradeName: 'Fietsen De Wit',
  cocNumber: '12345678',
  vatNumber: 'NL123456789B13',
  country: 'NL',
  street: 'Dorpsstraat',
  houseNumber: '1',
  postcode: '1695 AA',
  city: 'Blokker',
  email: null,
  phone: null,
  supportName: null,
  supportEmail: null,
  supportPhone: null,
} as Business
const order = {
  company: 'Beispiel GmbH',
  customerName: 'Ada',
  vatNumber: 'DE 136695976',
  email: '',
  organisation: null,
  billing: {
    name: 'Ada',
    company: null,
    street: 'Hauptstr.',
    houseNumber: '1',
    houseNumberSuffix: null,
    postcode: '10115',
    city: 'Berlin',
    country: 'DE',
    region: null,
    phone: null,
  },
} as unknown as Order

test('the seller is known by the register of its country', () => {
  const ids = (bend: Partial<Business>) => {
    const { legalId, endpoint } = sellerOf({ ...business, ...bend }, null)
    return [legalId && `${legalId.scheme}:${legalId.id}`, endpoint && `${endpoint.scheme}:${endpoint.id}`]
  }
  assert.deepEqual(ids({}), ['0106:12345678', '0106:12345678'])
  assert.deepEqual(ids({ country: 'BE', cocNumber: null, vatNumber: 'BE0428759497' }), [
    '0208:0428759497',
    '0208:0428759497',
  ])
  assert.deepEqual(ids({ country: 'DE', cocNumber: 'HRB 1234', vatNumber: 'DE136695976' }), [
    null,
    '9930:DE136695976',
  ])
})

test('a seller shows the number of its tax office only where it has no VAT number', () => {
  const small = { ...business, country: 'DE', cocNumber: null, vatNumber: null, taxNumber: '181/815/08155' }
  assert.equal(sellerOf(small, null).taxNumber, '181/815/08155')
  assert.equal(sellerOf({ ...small, vatNumber: 'DE136695976' }, 'DE136695976').taxNumber, null)
})

test('who may be asked about the invoice is a person where the business named one, else the shop', () => {
  const asked = (bend: Partial<Business>) => sellerOf({ ...business, ...bend }, null).contact
  assert.deepEqual(asked({ supportName: 'Frau Weber', supportPhone: '030 1234567' }), {
    name: 'Frau Weber',
    phone: '030 1234567',
    email: null,
  })
  assert.equal(asked({})!.name, 'Fietsen De Wit')
})

test('the buyer’s number stands there tidied, and not when it was found to be wrong', () => {
  assert.equal(buyerOf(order, null, true).vatNumber, 'DE136695976')
  const wrong = buyerOf(order, null, false)
  assert.deepEqual(
    [wrong.vatNumber, wrong.endpoint, wrong.name, wrong.contact!.name],
    [null, null, 'Beispiel GmbH', 'Ada'],
  )
  assert.equal(
    buyerOf({ ...order, vatNumber: '136695976' } as Order, null, true).vatNumber,
    null,
    'without its letters a number is none',
  )
})

test('an organisation brings its register number and its address on the network', () => {
  const organisation = {
    name: 'Gemeente Blokker',
    cocNumber: '87654321',
    vatNumber: null,
    peppolScheme: '0190',
    peppolId: '00000001234567890000',
  } as Organisation
  const dutch = {
    ...order,
    vatNumber: null,
    company: null,
    billing: { ...order.billing, country: 'NL' },
  } as Order
  const buyer = buyerOf(dutch, organisation, true)
  assert.deepEqual(
    [buyer.name, buyer.legalId?.id, buyer.endpoint?.scheme],
    ['Gemeente Blokker', '87654321', '0190'],
  )
  const government = buyerOf(dutch, { ...organisation, cocNumber: null }, true)
  assert.deepEqual(
    government.legalId,
    { scheme: '0190', id: '00000001234567890000' },
    'a government has an OIN',
  )
  assert.deepEqual(
    [buyerOf(dutch, null, true).legalId, buyerOf(dutch, null, true).endpoint],
    [null, null],
    'a consumer has neither',
  )
})
