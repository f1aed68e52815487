/** What follows from the facts of an order: its states, its views and what somebody typed in the search box. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  derive,
  lineSupply,
  orderPhase,
  orderSupply,
  paymentState,
  searchKinds,
  shownPrice,
} from './rules.ts'

const line = {
  kind: 'goods',
  ordered: 2000,
  cancelled: 0,
  reserved: 0,
  picked: 0,
  shipped: 0,
  returned: 0,
  credited: 0,
  onOrder: 0,
  expectedDay: null as string | null,
}
const order = {
  delivery: 'ship' as 'ship' | 'pickup',
  plannedDay: null as string | null,
  total: 1000,
  paid: 0,
  invoicing: 'none' as 'none' | 'part' | 'whole',
  phase: 'open' as const,
  holds: [] as string[],
}
const today = '2026-11-21'

const supplies: [string, Partial<typeof line>, Partial<typeof order>, string][] = [
  ['nothing reserved and nothing under way is to be ordered', {}, {}, 'to_order'],
  ['short and under way is on order', { onOrder: 2000, expectedDay: '2026-11-25' }, {}, 'on_order'],
  ['under way and late is not received', { onOrder: 2000, expectedDay: '2026-11-20' }, {}, 'overdue'],
  ['half reserved is still to be ordered', { reserved: 1000 }, {}, 'to_order'],
  ['all reserved is in stock', { reserved: 2000 }, {}, 'available'],
  ['reserved and on a day is planned', { reserved: 2000 }, { plannedDay: '2026-11-23' }, 'planned'],
  ['picked is ready', { picked: 2000 }, { plannedDay: '2026-11-23' }, 'ready'],
  ['out of the door is shipped', { shipped: 2000 }, {}, 'shipped'],
  ['out of the door by hand is collected', { shipped: 2000 }, { delivery: 'pickup' }, 'collected'],
  ['all come back is returned', { shipped: 2000, returned: 2000 }, {}, 'returned'],
  ['all cancelled is cancelled', { cancelled: 2000 }, {}, 'cancelled'],
  ['what is left after a cancellation counts', { cancelled: 1000, reserved: 1000 }, {}, 'available'],
]
for (const [story, bent, turned, supply] of supplies)
  test(story, () => assert.equal(lineSupply({ ...line, ...bent }, { ...order, ...turned }, today), supply))

test('an order is as far as its slowest line, and cancelled lines do not hold it up', () => {
  assert.equal(orderSupply([{ supply: 'shipped' }, { supply: 'to_order' }]), 'to_order')
  assert.equal(orderSupply([{ supply: 'shipped' }, { supply: 'cancelled' }]), 'shipped')
  assert.equal(orderSupply([{ supply: 'cancelled' }]), 'cancelled')
})

const payments: [string, { paid: number; isOnAccount?: boolean; refunded?: number }, string][] = [
  ['nothing came in', { paid: 0 }, 'unpaid'],
  ['nothing came in, and it goes on account', { paid: 0, isOnAccount: true }, 'on_account'],
  ['a part came in', { paid: 400 }, 'partly_paid'],
  ['all came in', { paid: 1000 }, 'paid'],
  ['too much came in', { paid: 1200 }, 'overpaid'],
  ['all went back', { paid: 0, refunded: 1000 }, 'refunded'],
]
for (const [story, bent, state] of payments)
  test(story, () => assert.equal(paymentState({ total: 1000, ...bent }), state))

const phases: [string, Partial<typeof line>, Partial<typeof order> & { isOnAccount?: boolean }, string][] = [
  ['shipped, paid and invoiced is closed', { shipped: 2000 }, { paid: 1000, invoicing: 'whole' }, 'closed'],
  [
    'shipped and invoiced on account is closed',
    { shipped: 2000 },
    { isOnAccount: true, invoicing: 'whole' },
    'closed',
  ],
  ['shipped and paid waits for its invoice', { shipped: 2000 }, { paid: 1000 }, 'open'],
  ['invoiced and paid waits for its goods', {}, { paid: 1000, invoicing: 'whole' }, 'open'],
  [
    'what came back waits for its credit note',
    { shipped: 2000, returned: 1000 },
    { paid: 1000, invoicing: 'whole' },
    'open',
  ],
  [
    'and is closed again with it',
    { shipped: 2000, returned: 1000, credited: 1000 },
    { paid: 1000, invoicing: 'whole' },
    'closed',
  ],
  [
    'one that the webshop sees otherwise waits for a person',
    { shipped: 2000 },
    { paid: 1000, invoicing: 'whole', holds: ['sync'] },
    'open',
  ],
  ['all cancelled is cancelled, whatever was paid', { cancelled: 2000 }, { paid: 1000 }, 'cancelled'],
]
for (const [story, bent, turned, phase] of phases)
  test(story, () => assert.equal(orderPhase([{ ...line, ...bent }], { ...order, ...turned }), phase))

test('a pickup that is ready waits for its customer, and a cancelled order owes nothing', () => {
  const ready = { ...line, picked: 2000, supply: 'ready' as const }
  assert.equal(derive([ready], { ...order, delivery: 'pickup' }).readyNotCollected, true)
  assert.equal(derive([ready], order).readyNotCollected, false)
  assert.equal(derive([{ ...line, cancelled: 2000, supply: 'cancelled' as const }], order).due, 0)
})

const typed: [string, string[]][] = [
  ['sanne@example.nl', ['email']],
  ['1695 gd 6a', ['postcode', 'number']],
  ['1695GD', ['postcode', 'number']],
  ['06 12345678', ['phone', 'number']],
  ['+31 6 12345678', ['phone', 'number']],
  ['2026', ['number', 'postcode']],
  ['NL000001187', ['number', 'postcode', 'words']],
  ['van den berg', ['words']],
  ['%%%%', ['words']],
]
for (const [text, kinds] of typed)
  test(`'${text}' is looked for as ${kinds.join(', ')}`, () => assert.deepEqual(searchKinds(text), kinds))

const sold = { unitPrice: 1_210_000, quantity: 2000, discount: 1000, net: 18_000, gross: 21_780 }
const prices: [string, Partial<typeof sold>, boolean, number][] = [
  ['a price with its VAT stays as it was typed', {}, true, 1_210_000],
  ['a price without VAT too', { unitPrice: 1_000_000 }, false, 1_000_000],
  ['where the customer pays no VAT, the VAT of the list is out of the price', {}, false, 1_000_000],
  ['where another country’s VAT is in it, that is in the price', { gross: 22_680 }, true, 1_260_000],
  ['what is given away keeps its price', { discount: 10_000, net: 0, gross: 0 }, false, 1_210_000],
]
for (const [story, bend, showsVat, price] of prices)
  test(story, () => assert.equal(shownPrice({ ...sold, ...bend }, showsVat), price))
