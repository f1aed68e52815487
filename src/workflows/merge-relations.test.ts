/** Two that were one all along are merged with their open orders and invoices, and parted again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../base/refusal.ts'
import { openMachine } from '../platform/machine.ts'
import { newMerchant, newWorld, shopOrder } from '../../test/support/world.ts'
import { draft, finalise } from '../modules/invoicing/actions.ts'
import { addAddress } from '../modules/organisations/actions/addresses.ts'
import { createCustomer, getCustomer, listCustomers } from '../modules/organisations/actions/customers.ts'
import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  tradableOrganisation,
} from '../modules/organisations/actions/organisations.ts'
import {
  createLabel,
  createLabelGroup,
  createLabelSubgroup,
  getLabelsOf,
  setLabels,
} from '../modules/organisations/actions/relation-labels.ts'
import { mergeCustomers, mergeOrganisations, undoMerge } from './merge-relations.ts'
import { takeInOrders } from './take-in-orders/take-in.ts'

let now = new Date('2026-11-20T10:00:00Z')
const base = await newWorld()
const world = await newMerchant(openMachine(base.database, [], () => now))
const { act } = world

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

const address = { street: 'Gildenweg', houseNumber: '6', postcode: '1695 GD', city: 'Blokker', country: 'NL' }

async function company(name: string, more: object = {}) {
  const made = await act((ctx) => createOrganisation(ctx, { name, address, ...more }))
  const shop = shopOrder()
  const person = await act((ctx) =>
    createCustomer(ctx, { name: `Inkoper van ${name}`, email: shop.customer.email, organisation: made.id }),
  )
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [{ ...shop, payments: [] }]))
  const invoice = await act((ctx) => draft(ctx, taken!.order!, null))
  return { id: made.id, person: person.id, order: taken!.order!, invoice: invoice.id }
}

test('C-35: contacts, addresses, open orders and invoices go to the one that stays, and all comes back on undo', async () => {
  const kept = await company('Jansen BV', { phone: '0228 111111' })
  const merged = await company('Jansen B.V.', {
    phone: '0228 222222',
    iban: 'NL91ABNA0417164300',
    roles: ['supplier'],
  })
  await act((ctx) => finalise(ctx, merged.invoice))
  const subgroup = await act(async (ctx) =>
    createLabelSubgroup(ctx, {
      labelGroup: (await createLabelGroup(ctx, { level: 'organisation', name: 'Soort' })).id,
      name: 'Alles',
    }),
  )
  const label = await act((ctx) => createLabel(ctx, { subgroup: subgroup.id, name: 'Dealer' }))
  await act((ctx) => setLabels(ctx, { level: 'organisation', about: merged.id, labels: [label.id] }))

  const merge = await act((ctx) => mergeOrganisations(ctx, { kept: kept.id, merged: merged.id }))
  const page = await act((ctx) => getOrganisation(ctx, { id: merged.id }))
  assert.deepEqual([page.id, page.askedFor], [kept.id, merged.id])
  assert.deepEqual(
    [page.contacts.length, page.addresses.length, page.orders.length, page.invoices.length],
    [2, 2, 2, 2],
  )
  assert.deepEqual(
    [page.phone, page.iban, page.roles, page.outstanding],
    ['0228 111111', 'NL91ABNA0417164300', ['customer', 'supplier'], 1595],
  )
  assert.deepEqual(page.addresses.map((one) => one.isDefault).sort(), [false, true])
  assert.deepEqual(
    (await act((ctx) => getLabelsOf(ctx, { about: kept.id }))).rows.map((row) => row.name),
    ['Dealer'],
  )
  assert.deepEqual(
    (await act((ctx) => listOrganisations(ctx, { search: 'Jansen', limit: 10 }))).rows.map((row) => row.id),
    [kept.id],
  )

  const later = shopOrder([['BEL-1', 1, 1000]])
  const email = (await act((ctx) => getCustomer(ctx, { id: merged.person }))).email!
  const [fresh] = await act((ctx) =>
    takeInOrders(ctx, world.channel, [{ ...later, customer: { ...later.customer, email } }]),
  )

  await act((ctx) => undoMerge(ctx, { merge: merge.id }))
  const [one, other] = [
    await act((ctx) => getOrganisation(ctx, { id: kept.id })),
    await act((ctx) => getOrganisation(ctx, { id: merged.id })),
  ]
  assert.deepEqual(
    [one.id, one.iban, one.roles, one.addresses.length, one.contacts.length],
    [kept.id, null, ['customer'], 1, 1],
  )
  assert.deepEqual(
    [other.id, other.isArchived, other.addresses.map((a) => a.isDefault), other.orders.map((o) => o.id)],
    [merged.id, false, [true], [merged.order]],
  )
  assert.deepEqual(one.orders.map((order) => order.id).sort(), [kept.order, fresh!.order].sort())
  assert.equal(other.outstanding, 1595)
  assert.equal(await codeOf(act((ctx) => undoMerge(ctx, { merge: merge.id }))), 'merge.undone-before')
})

test('what was issued keeps saying who bought', async () => {
  const [kept, merged] = [await company('Blijft BV'), await company('Verdwijnt BV')]
  await act((ctx) => finalise(ctx, merged.invoice))
  const issued = () =>
    act((ctx) =>
      ctx.db.one('select document, document_hash from issued_invoices where tenant_id = $1 and id = $2', [
        merged.invoice,
      ]),
    )
  const before = await issued()
  await act((ctx) => mergeOrganisations(ctx, { kept: kept.id, merged: merged.id }))
  assert.deepEqual(await issued(), before)
})

test('a customer who ordered under two addresses becomes one; new orders of both come to the one', async () => {
  const [first, second] = [shopOrder(), shopOrder()]
  const [a, b] = await act((ctx) => takeInOrders(ctx, world.channel, [first, second]))
  const contactOf = async (order: string) =>
    (await act((ctx) =>
      ctx.db.one<{ contact: string }>('select contact from orders where tenant_id = $1 and id = $2', [order]),
    ))!.contact
  const [kept, merged] = [await contactOf(a!.order!), await contactOf(b!.order!)]
  await act((ctx) => addAddress(ctx, { contact: merged, kind: 'shipping', ...address }))
  const merge = await act((ctx) => mergeCustomers(ctx, { kept, merged }))
  const [again] = await act((ctx) =>
    takeInOrders(ctx, world.channel, [{ ...shopOrder(), customer: second.customer }]),
  )
  assert.equal(await contactOf(again!.order!), kept)
  const page = await act((ctx) => getCustomer(ctx, { id: merged }))
  assert.deepEqual([page.id, page.orders.length, page.addresses.length], [kept, 3, 1])
  assert.deepEqual(
    (await act((ctx) => listCustomers(ctx, { search: second.customer.email, limit: 10 }))).rows.map(
      (row) => row.id,
    ),
    [kept],
  )
  await act((ctx) => undoMerge(ctx, { merge: merge.id }))
  assert.deepEqual(
    (await act((ctx) => getCustomer(ctx, { id: merged }))).orders.map((order) => order.id),
    [b!.order],
  )
})

test('a merge is refused with itself, twice, and its undo after thirty days or before a later one', async () => {
  const [a, b, c] = [await company('A BV'), await company('B BV'), await company('C BV')]
  const join = (kept: string, merged: string) => act((ctx) => mergeOrganisations(ctx, { kept, merged }))
  assert.equal(await codeOf(join(a.id, a.id)), 'merge.with-itself')
  const first = await join(b.id, a.id)
  assert.equal(await codeOf(join(c.id, a.id)), 'merge.merged-before')
  const second = await join(c.id, b.id)
  assert.equal((await act((ctx) => getOrganisation(ctx, { id: a.id }))).id, c.id)
  assert.equal(await codeOf(act((ctx) => undoMerge(ctx, { merge: first.id }))), 'merge.later-first')
  await act((ctx) => undoMerge(ctx, { merge: second.id }))
  assert.equal((await act((ctx) => getOrganisation(ctx, { id: a.id }))).id, b.id)
  assert.equal((await act((ctx) => tradableOrganisation(ctx, b.id))).name, 'B BV')
  now = new Date(now.getTime() + 31 * 86_400_000)
  assert.equal(await codeOf(act((ctx) => undoMerge(ctx, { merge: first.id }))), 'merge.too-late')
})

test('what was chosen from the other goes with the merge, and the old value comes back on undo', async () => {
  const kept = await company('Peters BV', {
    phone: '0228 333333',
    creditLimit: 100_00,
    email: 'a@peters.example',
  })
  const merged = await company('Peters Fietsen BV', { phone: '0228 444444', creditLimit: 500_00 })
  const merge = await act((ctx) =>
    mergeOrganisations(ctx, { kept: kept.id, merged: merged.id, take: ['name', 'phone'] }),
  )
  const page = () => act((ctx) => getOrganisation(ctx, { id: kept.id }))
  const shown = async () => {
    const { name, phone, creditLimit, email } = await page()
    return [name, phone, creditLimit, email]
  }
  assert.deepEqual(await shown(), ['Peters Fietsen BV', '0228 444444', 100_00, 'a@peters.example'])
  const found = await act((ctx) => listOrganisations(ctx, { search: '0228444444', limit: 20 }))
  assert.deepEqual(
    found.rows.map((row) => row.id),
    [kept.id],
  )
  await act((ctx) => undoMerge(ctx, { merge: merge.id }))
  assert.deepEqual(await shown(), ['Peters BV', '0228 333333', 100_00, 'a@peters.example'])
})

test('the address that goods went to by default is the default again after the undo', async () => {
  const kept = await company('Kaas en Co')
  const merged = await company('Kaas & Co')
  const shippingTo = async (street: string, isDefault: boolean) => {
    const given = { ...address, street, isDefault, kind: 'shipping', organisation: merged.id } as const
    return (await act((ctx) => addAddress(ctx, given))).rows[0]!.id
  }
  await shippingTo('Achterom', false)
  const usual = await shippingTo('Havenkade', true)
  const merge = await act((ctx) => mergeOrganisations(ctx, { kept: kept.id, merged: merged.id }))
  await act((ctx) => undoMerge(ctx, { merge: merge.id }))
  const { addresses } = await act((ctx) => getOrganisation(ctx, { id: merged.id }))
  const defaults = addresses.filter(({ kind, isDefault }) => kind === 'shipping' && isDefault)
  assert.deepEqual(
    defaults.map(({ id }) => id),
    [usual],
  )
})
