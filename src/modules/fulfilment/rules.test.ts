/** How an order becomes parcels. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ParcelState } from '../../contracts/carrier.ts'
import type { OrderLine } from '../orders/schema.ts'
import {
  afterLeaving,
  canHandOver,
  furtherOn,
  handOverProblem,
  isSamePlace,
  lyingReady,
  nextStep,
  parcelAddress,
  ruleFor,
  shipmentNumber,
  toSend,
  walkOf,
} from './rules.ts'
import { fc } from '../../../test/support/chance.ts'
import type { ShipmentState, ShippingRule } from './schema.ts'

const line = {
  id: 'a',
  sku: 'BEL-1',
  kind: 'goods',
  product: 'p',
  ordered: 3000,
  cancelled: 0,
  shipped: 0,
  reserved: 3000,
  picked: 0,
  returned: 0,
} as unknown as OrderLine

const sending: [string, Partial<OrderLine>, number, number][] = [
  ['all that is reserved can go', {}, 0, 3000],
  ['what waits for goods stays behind', { reserved: 1000 }, 0, 1000],
  ['what is picked can go too', { reserved: 1000, picked: 2000 }, 0, 3000],
  ['what is in another shipment is spoken for', {}, 2000, 1000],
  ['what has left does not go again', { shipped: 2000, reserved: 1000 }, 0, 1000],
  ['what was cancelled does not go', { cancelled: 3000, reserved: 0 }, 0, 0],
  ['what is no product of ours is always there', { product: null, reserved: 0 }, 0, 3000],
  ['work in the workshop is no parcel', { kind: 'service' }, 0, 0],
]
for (const [story, bend, held, expected] of sending)
  test(story, () => {
    const ready = toSend([{ ...line, ...bend }], held ? [{ line: 'a', quantity: held }] : [])
    assert.equal(ready[0]?.quantity ?? 0, expected)
  })

test('whatever leaves, a line never counts more than was ordered and never less than nothing', () => {
  const facts = fc.record({
    reserved: fc.nat(9000),
    picked: fc.nat(9000),
    shipped: fc.nat(9000),
    spare: fc.nat(9000),
    part: fc.nat(100),
  })
  fc.assert(
    fc.property(facts, ({ reserved, picked, shipped, spare, part }) => {
      const before = {
        ...line,
        ordered: reserved + picked + shipped + spare,
        reserved,
        picked,
        shipped,
      } as OrderLine
      const quantity = Math.floor((lyingReady(before) * part) / 100)
      const after = { ...before, ...afterLeaving(before, quantity) }
      assert.ok(after.reserved >= 0 && after.picked >= 0)
      assert.equal(after.reserved + after.picked, reserved + picked - quantity)
      assert.ok(after.reserved + after.picked <= after.ordered - after.shipped)
    }),
  )
})

const rule = {
  name: 'r',
  priority: 10,
  business: null,
  channel: null,
  countries: [],
  shippingMethod: '',
  maxWeightGrams: 0,
  connection: 'post',
  isActive: true,
} as unknown as ShippingRule
const order = { business: 'b', channel: 'c', country: 'NL', shippingMethod: 'Pakket' }
const choosing: [string, Partial<ShippingRule>[], number, number | null][] = [
  ['without rules there is none', [], 0, null],
  ['the first by priority wins', [{ priority: 20 }, { priority: 5 }], 0, 1],
  ['a rule for another country is passed over', [{ countries: ['BE'] }, {}], 0, 1],
  ['one that is too light as well', [{ maxWeightGrams: 2000 }, {}], 2001, 1],
  ['just heavy enough fits', [{ maxWeightGrams: 2000 }, {}], 2000, 0],
  [
    'the method of the webshop counts, whatever its capitals',
    [{ shippingMethod: 'Avond' }, { shippingMethod: 'PAKKET' }],
    0,
    1,
  ],
  ['a rule that is switched off does nothing', [{ isActive: false }], 0, null],
  ['a rule of another business is not ours', [{ business: 'x' }, { business: 'b', channel: 'c' }], 0, 1],
]
for (const [story, bends, weight, expected] of choosing)
  test(story, () => {
    const rules = bends.map((bend, i) => ({ ...rule, name: String(i), ...bend }))
    assert.equal(ruleFor(rules, order, weight)?.name ?? null, expected === null ? null : String(expected))
  })

test('one walks past A-2 before A-10, and last to what has no place', () => {
  const walks = [['A-10'], ['B-1'], [null], ['A-2'], ['C-1', 'A-3']].map((positions) => walkOf(positions))
  assert.deepEqual(walks.toSorted(), [
    walkOf(['A-2']),
    walkOf(['A-3']),
    walkOf(['A-10']),
    walkOf(['B-1']),
    walkOf([null]),
  ])
})

test('a number can be scanned, whatever the order is called', () => {
  assert.equal(shipmentNumber('W100001', 2, 'id'), 'W100001-2')
  assert.match(shipmentNumber('É100', 1, '01900000-0000-7000-8000-0123456789ab'), /^Z0123456789AB$/)
})

const leaving: [string, ShipmentState, string | null, boolean, string | null][] = [
  ['a labelled parcel may leave', 'labelled', 'post', false, null],
  ['one without a label may not', 'draft', 'post', false, 'shipment.no-label'],
  ['unless we bring it ourselves', 'draft', null, false, null],
  ['or somebody typed the code', 'label_failed', 'post', true, null],
  ['not while its label is being made', 'label_requested', 'post', true, 'shipment.no-label'],
  ['not while its label is being taken back', 'void_requested', 'post', true, 'shipment.no-label'],
  ['not after it has left', 'in_transit', 'post', true, 'shipment.is-gone'],
  ['not after it was cancelled', 'cancelled', null, true, 'shipment.is-gone'],
]
for (const [story, state, connection, hasCode, expected] of leaving)
  test(story, () => assert.equal(handOverProblem({ state, connection }, hasCode), expected))

const road: [string, ShipmentState, ParcelState, ShipmentState][] = [
  ['a parcel goes forward', 'handed_over', 'in-transit', 'in_transit'],
  ['an old word does not take it back', 'delivered', 'in-transit', 'delivered'],
  ['trouble on the way can pass', 'exception', 'in-transit', 'in_transit'],
  ['a parcel can come back after trouble', 'exception', 'returned', 'returned'],
  ['what is cancelled here does not move', 'cancelled', 'delivered', 'cancelled'],
  ['registered is no news for a labelled one', 'labelled', 'registered', 'labelled'],
]
for (const [story, state, word, expected] of road)
  test(story, () => assert.equal(furtherOn(state, word), expected))

const snapshot = {
  name: 'Sanne Jansen',
  company: null,
  street: 'Gildenweg',
  houseNumber: '6',
  houseNumberSuffix: null,
  postcode: '1695 GD',
  city: 'Blokker',
  country: 'NL',
  region: null,
  phone: null,
}
test('a parcel goes to the shipping address, and else to the one on the invoice', () => {
  const facts = {
    shipping: null,
    billing: snapshot,
    email: 'sanne@example.nl',
    phone: '0612345678',
    customerName: 'S. Jansen',
  }
  assert.deepEqual([parcelAddress(facts).street, parcelAddress(facts).phone], ['Gildenweg', '0612345678'])
  assert.equal(parcelAddress({ ...facts, shipping: { ...snapshot, street: 'Kerkweg' } }).street, 'Kerkweg')
  assert.ok(isSamePlace(parcelAddress(facts), parcelAddress({ ...facts, phone: '0687654321' })))
  assert.ok(
    !isSamePlace(
      parcelAddress(facts),
      parcelAddress({ ...facts, shipping: { ...snapshot, houseNumber: '8' } }),
    ),
  )
})

const parcel = { id: 'a', kind: 'ship', state: 'labelled', connection: 'post', partOf: null } as const
const following: [
  string,
  Partial<OrderLine>,
  readonly {
    id?: string
    state?: ShipmentState
    kind?: 'ship' | 'pickup'
    connection?: string | null
    partOf?: string
  }[],
  string | null,
][] = [
  ['what is reserved is set ready first', {}, [], 'ready'],
  ['what lies nowhere waits', { reserved: 0 }, [], null],
  ['a shipment without a label gets one', {}, [{ state: 'draft' }], 'label'],
  ['one that we bring ourselves needs none', {}, [{ state: 'draft', connection: null }], 'hand-over'],
  ['a labelled one leaves', {}, [{}], 'hand-over'],
  [
    'unless one of its parcels still has no label',
    {},
    [{}, { id: 'b', state: 'draft', partOf: 'a' }],
    'label',
  ],
  ['a pickup that is ready is collected', { reserved: 0 }, [{ kind: 'pickup', state: 'ready' }], 'collect'],
  ['unless its rest has come in since', {}, [{ kind: 'pickup', state: 'ready' }], 'ready'],
  ['what has left leaves the rest to be set ready', {}, [{ state: 'handed_over' }], 'ready'],
]
for (const [story, bend, shipments, expected] of following)
  test(story, () => {
    const found = nextStep(
      [{ ...line, ...bend }],
      shipments.map((one) => ({ ...parcel, ...one })),
    )
    assert.equal(found?.step ?? null, expected)
  })

test('who types the carrier’s code may hand over the first parcel without a label, and no other', () => {
  assert.equal(canHandOver([{ ...parcel, state: 'draft' }]), null)
  assert.equal(
    canHandOver([parcel, { ...parcel, id: 'b', state: 'draft', partOf: 'a' }]),
    'shipment.no-label',
  )
  assert.equal(canHandOver([{ ...parcel, state: 'label_requested' }]), 'shipment.no-label')
})
