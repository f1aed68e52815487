/** Thirty searches as they are typed at the counter, each finding who was meant (C-22, S4-8). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld, shopOrder, anAddress } from '../../../test/support/world.ts'
import type { Told } from '../../platform/workflow.ts'
import { learnNewNames } from '../../workflows/learn-names.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import { draft, finalise } from '../invoicing/actions.ts'
import { createCustomer, listCustomers } from './actions/customers.ts'
import { changeTheOrganisation, createOrganisation, listOrganisations } from './actions/organisations.ts'

const world = await newWorld()
const { act } = world

const company = await act((ctx) =>
  createOrganisation(ctx, {
    name: 'Rijwielhandel Bakker & Zn.',
    code: 'RBZ',
    cocNumber: '87654321',
    vatNumber: 'BE0428759497',
    email: 'info@rijwielbakker.example',
    phone: '0228 123456',
    address: {
      street: 'Havenstraat',
      houseNumber: '12',
      postcode: '9000 AB',
      city: 'Enkhuizen',
      country: 'NL',
    },
  }),
)
const people = [
  {
    name: 'Jörg Müller',
    email: 'jorg.muller@example.de',
    phone: '+49 30 1234567',
    street: 'Gildenweg',
    houseNumber: '6',
    postcode: '1695 GD',
    city: 'Blokker',
  },
  {
    name: 'Sanne de Vries-Janssen',
    email: 'sanne@vries.example',
    phone: '06 98 76 54 32',
    street: 'Koepoortsweg',
    houseNumber: '101a',
    postcode: '1624AA',
    city: 'Hoorn',
  },
  {
    name: 'François Lefèvre',
    email: 'f.lefevre@example.fr',
    street: 'Rue de l’Église',
    houseNumber: '3',
    city: 'Lille',
  },
  {
    name: "Anna van 't Hof",
    email: 'anna@hof.example',
    city: "'s-Gravenhage",
    street: 'Plein',
    houseNumber: '1',
    postcode: '2511 CR',
  },
  { name: 'Bo Ng', email: 'bo@ng.example', city: 'Zwaag' },
  { name: 'Kees Bakker', email: 'kees@rijwielbakker.example', organisation: company.id },
]
for (const person of people) await act((ctx) => createCustomer(ctx, person))
await act((ctx) => createOrganisation(ctx, { name: 'Zonnestroom Noord', code: 'ZON' }))

const shop = shopOrder([['BAND-28', 1, 3995]], {
  customer: {
    email: 'piet@webshop.example',
    name: 'Piet Webshop',
    company: null,
    vatNumber: null,
    phone: '0612340000',
    isGuest: true,
    language: 'nl',
  },
  shipping: { ...anAddress, postcode: '8011 XX', houseNumber: '44', city: 'Zwolle' },
})
const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [shop]))
const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))

/** As the worker does after each new or changed name. */
async function learn(): Promise<void> {
  const named = await act((ctx) =>
    ctx.db.rows<Told>('select * from events where tenant_id = $1 and kind = any($2::text[])', [
      learnNewNames.on,
    ]),
  )
  for (const event of named) await act((ctx) => learnNewNames.run(ctx, event))
}
await learn()

const searches: [string, string, string | null][] = [
  ['a name', 'Jörg Müller', 'Jörg Müller'],
  ['S4-8a: a name without its accents', 'muller', 'Jörg Müller'],
  ['a name in capitals', 'MÜLLER', 'Jörg Müller'],
  ['the middle of a name', 'ries-jan', 'Sanne de Vries-Janssen'],
  ['surname first', 'Vries Sanne', 'Sanne de Vries-Janssen'],
  ['surname first, with a comma', 'vries, sanne', 'Sanne de Vries-Janssen'],
  ['a typing error', 'Lefevere', 'François Lefèvre'],
  ['a letter too few', 'Muler', 'Jörg Müller'],
  ['two letters changed places', 'jorg Mulelr', 'Jörg Müller'],
  ['a wrong letter in the surname, with the first name', 'Sanne Jamssen', 'Sanne de Vries-Janssen'],
  ['a wrong letter in the company', 'rijwielhandel bakkre', 'Kees Bakker'],
  ['an accent that is not there', 'Sánne', 'Sanne de Vries-Janssen'],
  ['the French c', 'francois', 'François Lefèvre'],
  ['an apostrophe', "van 't Hof", "Anna van 't Hof"],
  ['two letters', 'ng', 'Bo Ng'],
  ['S4-8a: postcode and house number', '1695GD 6', 'Jörg Müller'],
  ['the same with spaces and small letters', '1695 gd 6', 'Jörg Müller'],
  ['a postcode alone', '1624 AA', 'Sanne de Vries-Janssen'],
  ['four digits of a postcode', '2511', "Anna van 't Hof"],
  ['postcode and a number with a letter', '1624AA 101a', 'Sanne de Vries-Janssen'],
  ['where an order was sent to', '8011XX 44', 'Piet Webshop'],
  ['street and number', 'Koepoortsweg 101a', 'Sanne de Vries-Janssen'],
  ['a street', 'koepoortsweg', 'Sanne de Vries-Janssen'],
  ['a town', 'Hoorn', 'Sanne de Vries-Janssen'],
  ['a town with an apostrophe', "'s-gravenhage", "Anna van 't Hof"],
  ['a mobile number with dashes', '06-98765432', 'Sanne de Vries-Janssen'],
  ['the same from abroad', '+31 6 98 76 54 32', 'Sanne de Vries-Janssen'],
  ['a German number', '0049301234567', 'Jörg Müller'],
  ['the phone of the company', '0228 123456', 'Kees Bakker'],
  ['an e-mail address', 'Sanne@Vries.example', 'Sanne de Vries-Janssen'],
  ['the beginning of an e-mail address', 'jorg.mul', 'Jörg Müller'],
  ['the e-mail address of the company', 'info@rijwielbakker.example', 'Kees Bakker'],
  ['a company', 'rijwielhandel', 'Kees Bakker'],
  ['a KvK number', '87654321', 'Kees Bakker'],
  ['a VAT number', 'BE0428759497', 'Kees Bakker'],
  ['a VAT number as it is printed', 'BE 0428.759.497', 'Kees Bakker'],
  ['the address of the company', '9000AB 12', 'Kees Bakker'],
  ['S4-8b: an order number', shop.number, 'Piet Webshop'],
  ['S4-8b: an invoice number', invoice.number!, 'Piet Webshop'],
  ['S4-8c: an article number that was bought', 'BAND-28', 'Piet Webshop'],
  ['S4-8c: an article by name', 'Artikel BAND', 'Piet Webshop'],
  ['a percent sign is a percent sign', '%%', null],
  ['nothing like it', 'Xyzzyqwrt', null],
]
for (const [story, typed, found] of searches) {
  test(`found: ${story} ("${typed}")`, async () => {
    const { rows } = await act((ctx) => listCustomers(ctx, { search: typed, limit: 20 }))
    if (found === null) assert.deepEqual(rows, [])
    else
      assert.ok(
        rows.some((row) => row.name === found),
        rows.map((row) => row.name).join(', ') || 'nobody',
      )
  })
}

test('the best hit comes first, and nobody twice', async () => {
  const { rows } = await act((ctx) => listCustomers(ctx, { search: 'bakker', limit: 20 }))
  assert.deepEqual(
    rows.map((row) => [row.name, row.organisationName]),
    [['Kees Bakker', 'Rijwielhandel Bakker & Zn.']],
  )
})

const companies: [string, string | null][] = [
  ['rijwielhandel', 'Rijwielhandel Bakker & Zn.'],
  ['Bakker rijwiel', 'Rijwielhandel Bakker & Zn.'],
  ['rbz', 'Rijwielhandel Bakker & Zn.'],
  ['87654321', 'Rijwielhandel Bakker & Zn.'],
  ['be0428759497', 'Rijwielhandel Bakker & Zn.'],
  ['9000 ab 12', 'Rijwielhandel Bakker & Zn.'],
  ['Enkhuizen', 'Rijwielhandel Bakker & Zn.'],
  ['+31 228 123456', 'Rijwielhandel Bakker & Zn.'],
  ['kees@rijwielbakker.example', 'Rijwielhandel Bakker & Zn.'],
  ['Rijwilhandel', 'Rijwielhandel Bakker & Zn.'],
  ['Rijwielhandel Bakekr', 'Rijwielhandel Bakker & Zn.'],
  ['zonnestrom noord', 'Zonnestroom Noord'],
  ['zo', 'Zonnestroom Noord'],
  ['niets hiervan', null],
]
for (const [typed, found] of companies) {
  test(`an organisation by "${typed}"`, async () => {
    const { rows } = await act((ctx) => listOrganisations(ctx, { search: typed, limit: 20 }))
    assert.deepEqual(
      rows.map((row) => row.name),
      found === null ? [] : [found],
    )
  })
}

test('a name that was changed is found by its new words, a typing error in them and all', async () => {
  const { id } = await act((ctx) => createOrganisation(ctx, { name: 'Timmerfabriek Oost' }))
  await act((ctx) => changeTheOrganisation(ctx, { id, name: 'Meubelmakerij Oost' }))
  await learn()
  const { rows } = await act((ctx) => listOrganisations(ctx, { search: 'Meubelmakreij', limit: 20 }))
  assert.deepEqual(
    rows.map((row) => row.name),
    ['Meubelmakerij Oost'],
  )
  await act((ctx) => changeTheOrganisation(ctx, { id, isArchived: true }))
})

test('nothing of another merchant is found', async () => {
  const { newMerchant } = await import('../../../test/support/world.ts')
  const other = await newMerchant(world.machine)
  for (const search of ['muller', '1695GD 6', shop.number, 'sanne@vries.example', '87654321'])
    assert.deepEqual((await other.act((ctx) => listCustomers(ctx, { search, limit: 20 }))).rows, [])
})

test('a list without a search goes on where its last page ended', async () => {
  for (let i = 0; i < 5; i++) await act((ctx) => createOrganisation(ctx, { name: `Bedrijf ${i}` }))
  const first = await act((ctx) => listOrganisations(ctx, { limit: 4 }))
  const second = await act((ctx) => listOrganisations(ctx, { limit: 4, after: first.next! }))
  assert.deepEqual(
    [...first.rows, ...second.rows].map((row) => row.name),
    [
      'Bedrijf 0',
      'Bedrijf 1',
      'Bedrijf 2',
      'Bedrijf 3',
      'Bedrijf 4',
      'Rijwielhandel Bakker & Zn.',
      'Zonnestroom Noord',
    ],
  )
})

test('the one supplier among many of a name is found by who looks for suppliers', async () => {
  await act(async (ctx) => {
    for (let n = 1; n <= 30; n++) await createOrganisation(ctx, { name: `Bakkerij ${n}` })
    await createOrganisation(ctx, { name: 'Bakkerij Meel', roles: ['supplier'] })
  })
  const { rows } = await act((ctx) =>
    listOrganisations(ctx, { search: 'bakkerij', role: 'supplier', limit: 20 }),
  )
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['Bakkerij Meel'],
  )
})
