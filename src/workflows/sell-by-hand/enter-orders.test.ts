/** Orders by hand: priced as they are placed, with the right VAT, stock, limit, number, terms and invoice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../base/refusal.ts'
import { say } from '../../base/words.ts'
import {
  changePriceRule,
  changeProduct,
  createBrand,
  createPriceRule,
} from '../../modules/catalog/actions.ts'
import { changeChannel, createChannel } from '../../modules/channels/actions.ts'
import { getInvoice } from '../../modules/invoicing/actions.ts'
import { compare, tryDecideOrder } from '../../modules/invoicing/order-vat.ts'
import { getOrder, list as listOrders } from '../../modules/orders/actions.ts'
import { lockOrder } from '../../modules/orders/reads.ts'
import { refusals as orderRefusals } from '../../modules/orders/schema.ts'
import { preflight } from '../../modules/invoicing/e-invoice/preflight.ts'
import { issuedInvoice } from '../../modules/invoicing/reads.ts'
import { changeBusiness } from '../../modules/organisations/actions.ts'
import { addAddress } from '../../modules/organisations/actions/addresses.ts'
import { planNumbers } from '../../modules/organisations/actions/businesses.ts'
import { changeCustomer, createCustomer, getEntry } from '../../modules/organisations/actions/customers.ts'
import {
  changeTheOrganisation,
  createGroup,
  createOrganisation,
} from '../../modules/organisations/actions/organisations.ts'
import {
  createLabel,
  createLabelGroup,
  createLabelSubgroup,
  setLabels,
} from '../../modules/organisations/actions/relation-labels.ts'
import { publishGeneralTerms } from '../../modules/settings/actions.ts'
import { setStock } from '../../modules/stock/actions.ts'
import { addVatNumber, recordVatCheck } from '../../modules/tax/actions/numbers.ts'
import { Product } from '../../modules/catalog/schema.ts'
import { system } from '../../platform/context.ts'
import { all, change } from '../../platform/rows.ts'
import { Task } from '../../platform/tasks.ts'
import { statementsOf } from '../../../test/support/database.ts'
import { anAddress, newWorld } from '../../../test/support/world.ts'
import { placeByHand, priceByHand } from './enter-orders.ts'

const world = await newWorld({ now: () => new Date('2026-11-02T10:00:00Z') })
const { act, channel, business, products } = world
const bell = products.get('BEL-1')!
const saddle = products.get('ZADEL-L')!

test('a discount larger than the goods is refused at its line, and one as large makes them free of charge', async () => {
  const { success, error } = placeByHand.input.safeParse({
    ...asked(),
    lines: [{ product: bell, quantity: 1000, discount: 10_001 }],
  })
  assert.deepEqual([success, error?.issues[0]?.path.join('.')], [false, 'lines.0.discount'])
  const { sale } = await price({ lines: [{ product: bell, quantity: 1000, discount: 10_000 }] })
  assert.deepEqual([sale.totals.gross, sale.totals.vat], [0, 0])
})

type Asked = Parameters<typeof placeByHand>[1]
const consumer = { name: 'Sanne Jansen', email: 'sanne@example.nl', phone: '06 12345678' }
const asked = (bend: object = {}) =>
  placeByHand.input.parse({
    channel: channel.id,
    customer: consumer,
    billing: anAddress,
    lines: [{ product: bell, quantity: 2000 }],
    ...bend,
  })
const place = (bend: object = {}) => act((ctx) => placeByHand(ctx, asked(bend)))
const price = (bend: object = {}) => {
  const { total: _total, ...rest } = asked(bend)
  return act((ctx) => priceByHand(ctx, priceByHand.input.parse(rest)))
}
const invoicedWith = (invoiceWithOrder: 'none' | 'concept' | 'final') =>
  act((ctx) => changeBusiness(ctx, { id: business, invoiceWithOrder }))
const whole = (id: string) => act((ctx) => getOrder(ctx, { order: id }))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof Refusal ? `${error.code} ${error.field ?? ''}`.trim() : String(error),
  )
const organisationOf = async (more: object = {}) => {
  const made = await act((ctx) =>
    createOrganisation(ctx, { name: 'Fietsverhuur Gent', country: 'BE', ...more } as never),
  )
  await act((ctx) =>
    addAddress(ctx, {
      organisation: made.id,
      kind: 'invoice',
      street: 'Korenmarkt',
      houseNumber: '1',
      postcode: '9000',
      city: 'Gent',
      country: 'BE',
    } as never),
  )
  const contact = await act((ctx) =>
    createCustomer(ctx, { name: 'An Peeters', email: `an${made.id}@example.be`, organisation: made.id }),
  )
  return { organisation: made.id, contact: contact.id }
}

test('an order by hand is placed at the price that was shown, with stock, number and customer', async () => {
  const seen = await price({ shippingCosts: 595 })
  assert.deepEqual(seen.sale.totals, { net: 2145, vat: 450, gross: 2595 })
  assert.deepEqual(
    seen.treatments.map(({ kind }) => kind),
    ['domestic'],
  )
  const placed = await place({
    shippingCosts: 595,
    total: 2595,
    reference: 'balie 3',
    wishedDay: '2026-11-05',
  })
  assert.equal(placed.number, 'B2026-00001')
  const order = await whole(placed.id)
  assert.deepEqual(
    [order.total, order.totalNet, order.totalVat, order.shippingGross, order.due, order.phase, order.supply],
    [2595, 2145, 450, 595, 2595, 'open', 'available'],
  )
  assert.deepEqual(
    [order.reference, order.wishedDay, order.customerName],
    ['balie 3', '2026-11-05', 'Sanne Jansen'],
  )
  assert.deepEqual(
    order.reservations.map(({ quantity }) => quantity),
    [2000],
  )
  assert.ok(order.contact)
  const again = await place()
  assert.equal(again.number, 'B2026-00002')
  assert.equal((await whole(again.id)).contact, order.contact)
})

test('lines, shipping and VAT of an order add up to its totals, whatever the discounts', async () => {
  await act((ctx) => changeProduct(ctx, { id: saddle, taxCategory: 'standard', price: 333_333 }))
  const { id } = await place({
    shippingCosts: 333,
    lines: [
      { product: bell, quantity: 3000, discount: 1250, unitPrice: 99_999 },
      { product: saddle, quantity: 1000 },
      { name: 'Montage', quantity: 1500, unitPrice: 123_456, discount: 333 },
    ],
  })
  const order = await whole(id)
  const gross = order.lines.reduce((sum, line) => sum + line.gross, order.shippingGross)
  const vat = order.lines.reduce((sum, line) => sum + line.vat, order.shippingVat)
  assert.deepEqual([gross, vat], [order.total, order.totalVat])
  assert.equal(order.total, order.totalNet + order.totalVat)
  // 3 × 9.9999 less 12.5 %, a saddle of 33.33, and one and a half hours of 12.3456 less 3.33 %: what was typed stands.
  assert.deepEqual(
    order.lines.map((line) => line.gross),
    [2625, 3333, 1790],
  )
  assert.deepEqual(
    order.lines.map(({ discount }) => discount),
    [1250, 0, 333],
  )
  // The saddle is not there, the work lies on no shelf.
  assert.deepEqual(
    order.lines.map(({ supply }) => supply),
    ['available', 'to_order', 'available'],
  )
})

test('goods of two rates share their shipping, and the order still adds up', async () => {
  const book = products.get('BAND-28')!
  await act((ctx) => changeProduct(ctx, { id: book, taxCategory: 'book' }))
  const { id } = await place({
    shippingCosts: 500,
    lines: [
      { product: bell, quantity: 1000 },
      { product: book, quantity: 1000 },
    ],
  })
  const order = await whole(id)
  assert.deepEqual([order.shippingVatRate, order.surcharges.map(({ vatRate }) => vatRate)], [2100, [900]])
  const charged = [...order.lines, ...order.surcharges].reduce(
    (sum, part) => sum + part.gross,
    order.shippingGross,
  )
  assert.equal(charged, order.total)
  await act((ctx) => changeProduct(ctx, { id: book, taxCategory: 'standard' }))
})

test('what was placed by hand is what the rules find when every order is looked at afterwards', async () => {
  const book = products.get('BAND-28')!
  await act((ctx) => changeProduct(ctx, { id: book, taxCategory: 'book' }))
  const lines = [
    { product: bell, quantity: 3000, discount: 777 },
    { product: book, quantity: 1000, unitPrice: 123_456 },
    { name: 'Montage', quantity: 1500, unitPrice: 333_333 },
  ]
  const abroad = { ...anAddress, country: 'BE', postcode: '9000', city: 'Gent' }
  for (const bend of [
    { lines },
    { lines, shippingCosts: 777 },
    { lines, shippingCosts: 777, billing: abroad },
  ]) {
    const { id } = await place(bend)
    const compared = await act(async (ctx) => {
      const placed = await lockOrder(ctx, id)
      const found = await tryDecideOrder(ctx, placed)
      if (found instanceof Refusal) throw found
      return compare(placed, found.decision)
    })
    assert.ok(compared.isEqual, JSON.stringify(compared))
  }
  await act((ctx) => changeProduct(ctx, { id: book, taxCategory: 'standard' }))
})

test('a Belgian business with a valid number pays no VAT, and sees why before the order is placed', async () => {
  const buyer = await organisationOf({ vatNumber: 'BE0428759497' })
  const unknown = await price({ ...buyer, customer: null, billing: null })
  assert.deepEqual(
    unknown.warnings.map(({ code }) => code),
    ['vat-number-unverified'],
  )
  assert.equal(unknown.sale.totals.gross, 2000)
  await act(async (ctx) => {
    const { id } = await addVatNumber(ctx, { number: 'BE0428759497', isOtherCountryMeant: false })
    await recordVatCheck(ctx, { vatNumber: id, outcome: 'valid', consultationNumber: 'WAPI1', holder: '' })
  })
  const seen = await price({ ...buyer, customer: null, billing: null })
  assert.deepEqual(seen.sale.totals, { net: 1653, vat: 0, gross: 1653 })
  assert.deepEqual(
    seen.treatments.map(({ kind }) => kind),
    ['intra-community-supply'],
  )
  assert.match(seen.sale.notes[0]!.nl, /artikel 138/)
  const { id } = await place({ ...buyer, customer: null, billing: null, total: 1653 })
  const order = await whole(id)
  assert.deepEqual(
    [order.total, order.totalVat, order.company, order.vatNumber, order.billing.city],
    [1653, 0, 'Fietsverhuur Gent', 'BE0428759497', 'Gent'],
  )
})

test('prices are without VAT at a business that keeps them so', async () => {
  await act((ctx) => changeBusiness(ctx, { id: business, pricesLead: 'without-vat' }))
  const { sale } = await price()
  assert.deepEqual([sale.pricesIncludeVat, sale.totals], [false, { net: 2000, vat: 420, gross: 2420 }])
  await act((ctx) => changeBusiness(ctx, { id: business, pricesLead: 'with-vat' }))
})

test('the limit of an organisation refuses, holds or warns', async () => {
  const expected = { block: 'organisation.over-limit', hold: 'accepted', warn: 'accepted' } as const
  for (const policy of ['block', 'hold', 'warn'] as const) {
    const buyer = await organisationOf({ creditLimit: 1000, creditPolicy: policy })
    const bend = { ...buyer, customer: null, billing: null }
    const verdicts = { block: 'refuse', hold: 'hold', warn: 'warn' }
    assert.equal((await price(bend)).credit, verdicts[policy])
    assert.equal(await codeOf(place(bend)), expected[policy], policy)
  }
  const held = await act((ctx) =>
    ctx.db.rows<{ holds: string[] }>(
      `select holds from orders where tenant_id = $1 and organisation is not null and holds <> '{}'`,
    ),
  )
  assert.deepEqual(held, [{ holds: ['credit'] }])
})

test('two orders at once do not both fit below the limit', async () => {
  const buyer = await organisationOf({ creditLimit: 3000, creditPolicy: 'block', countsOpenOrders: true })
  const bend = { ...buyer, customer: null, billing: null }
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => codeOf(place(bend))))
  assert.equal(outcomes.filter((outcome) => outcome === 'accepted').length, 1)
})

test('fifty orders at once get fifty numbers without a gap, and never more goods than there are', async () => {
  await act((ctx) =>
    planNumbers(ctx, { business, kind: 'order', year: 2027, prefix: 'X{yy}-', firstNumber: 1, digits: 4 }),
  )
  const before = await act((ctx) =>
    ctx.db.one<{ last: number }>(
      `select last_number as last from number_series where tenant_id = $1 and kind = 'order' and year = 2026`,
    ),
  )
  const placed = await Promise.all(Array.from({ length: 50 }, () => place()))
  const numbers = placed.map(({ number }) => Number(number.slice('B2026-'.length))).sort((a, b) => a - b)
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => before!.last + 1 + i),
  )
  const over = await act((ctx) =>
    ctx.db.rows('select product from stock_levels where tenant_id = $1 and reserved > on_hand'),
  )
  assert.deepEqual(over, [])
})

test('the invoice comes with the order as the business wants it', async (t) => {
  t.after(() => invoicedWith('none'))
  await invoicedWith('concept')
  const concept = await place()
  const drafted = await act((ctx) => getInvoice(ctx, { invoice: concept.invoice! }))
  assert.deepEqual([drafted.state, drafted.total, concept.invoiceNumber], ['concept', 2000, null])
  await invoicedWith('final')
  const final = await place({ shippingCosts: 595 })
  assert.equal(final.invoiceNumber, '2026-00001')
  assert.equal((await act((ctx) => getInvoice(ctx, { invoice: final.invoice! }))).total, 2595)
  assert.equal((await whole(final.id)).invoicing, 'whole')
})

test('an invoice that must wait does not stop the order, and tells a person why', async (t) => {
  t.after(() => invoicedWith('none'))
  await invoicedWith('final')
  const buyer = await organisationOf({ vatNumber: 'BE0403170701' })
  await act(async (ctx) => {
    const { id } = await addVatNumber(ctx, { number: 'BE0403170701', isOtherCountryMeant: false })
    await recordVatCheck(ctx, { vatNumber: id, outcome: 'valid', consultationNumber: '', holder: '' })
  })
  const placed = await place({ ...buyer, customer: null, billing: null })
  // Goods that cross a border without VAT are invoiced with the day on which they left.
  assert.equal(placed.invoice, null)
  assert.match(placed.invoiceWaits!, /België/)
  const tasks = await act((ctx) => all(ctx, Task, { about: placed.id }))
  assert.deepEqual(
    tasks.map(({ kind }) => kind),
    ['order.invoice-not-made'],
  )
})

const refused: [string, object, string][] = [
  ['nobody to sell to', { customer: null }, 'order.customer-needed customer.name'],
  ['nowhere to send it', { billing: { country: 'NL' } }, 'order.address-needed billing.street'],
  ['a country that is none', { billing: { ...anAddress, country: 'QQ' } }, 'country.unknown billing.country'],
  [
    'a free line without words',
    { lines: [{ quantity: 1000, unitPrice: 10_000 }] },
    'order.name-needed lines.0.name',
  ],
  [
    'a free line without a price',
    { lines: [{ name: 'Montage', quantity: 1000 }] },
    'order.price-needed lines.0.unitPrice',
  ],
  ['another total than was seen', { total: 1999 }, 'order.price-changed'],
  [
    'a product that is not ours',
    { lines: [{ product: '01890000-0000-7000-8000-000000000000', quantity: 1000 }] },
    'record.not-found',
  ],
]
for (const [story, bend, code] of refused)
  test(`an order is refused with ${story}`, async () => assert.equal(await codeOf(place(bend)), code))

test('an invoice that is asked for comes with the order, for whoever may make it', async () => {
  const { id, invoice } = await place({ invoice: 'concept' })
  const { state, orderId } = await act((ctx) => getInvoice(ctx, { invoice: invoice! }))
  assert.deepEqual([state, orderId], ['concept', id])
  const packer = { ...system, kind: 'user' as const, rights: new Set(['orders.create', 'invoices.make']) }
  await assert.rejects(
    world.machine.act({ tenant: world.tenant, actor: packer }, (ctx) =>
      placeByHand(ctx, asked({ invoice: 'final' })),
    ),
    (no) => no instanceof Refusal && no.code === 'right.not-allowed',
  )
})

test('what is collected needs a name and no address', async () => {
  const { id } = await place({ delivery: 'pickup', billing: null, customer: { name: 'Kees' } })
  const order = await whole(id)
  assert.deepEqual(
    [order.delivery, order.customerName, order.shipping, order.email],
    ['pickup', 'Kees', null, ''],
  )
})

test('a channel that is not active takes no order', async () => {
  await act((ctx) => changeChannel(ctx, { id: channel.id, isActive: false }))
  assert.equal(await codeOf(place()), 'order.channel-inactive channel')
  await act((ctx) => changeChannel(ctx, { id: channel.id, isActive: true }))
})

test('an order of many lines costs as many statements as one of a single line, with its invoice too', async (t) => {
  t.after(() => invoicedWith('none'))
  const cost = (lines: Asked['lines']) => statementsOf(world.database, () => place({ lines }))
  await act((ctx) =>
    setStock(ctx, [{ product: bell, location: world.location, onHand: 1_000_000 }], 'count', 'genoeg'),
  )
  const line = asked().lines[0]!
  for (const [invoice, most] of [
    ['none', 26],
    ['final', 54],
  ] as const) {
    await invoicedWith(invoice)
    // The first reads the tables of rates, the second keeps them at hand.
    await place()
    await place()
    const one = await cost([line])
    assert.equal(await cost(Array.from({ length: 40 }, () => line)), one, invoice)
    assert.ok(one <= most, `${invoice}: ${one}`)
  }
})

test('a second-hand bike sold by hand bears VAT over its margin, at the cost of that very piece', async () => {
  const bike = saddle
  const lines = [{ product: bike, quantity: 1000, unitPrice: 8_500_000 }]
  assert.equal(
    await codeOf(price({ lines: [{ ...lines[0], costPrice: 1 }] })),
    'order.cost-of-ordinary-goods lines.0.costPrice',
  )
  await act((ctx) =>
    changeProduct(ctx, { id: bike, isMargin: true, costPrice: 6_500_000, sellsWithoutStock: true }),
  )
  const usual = await price({ lines })
  assert.deepEqual(
    [usual.treatments.map(({ kind }) => kind), usual.sale.lines[0]!.costPrice, usual.sale.totals],
    [['margin-scheme'], 6_500_000, { net: 85_000, vat: 0, gross: 85_000 }],
  )
  const { id } = await place({ lines: [{ ...lines[0], costPrice: 6_000_000 }] })
  const order = await act((ctx) => lockOrder(ctx, id))
  const known = await act((ctx) => tryDecideOrder(ctx, order))
  assert.ok('decision' in known)
  assert.deepEqual(
    known.decision.marginInternal.map(({ margin, vatInMargin }) => [margin, vatInMargin]),
    [[25_000, 4339]],
  )
  assert.equal((await whole(id)).lines[0]!.costPrice, null, 'the page of an order does not tell what it cost')
  const blind = await world.act((ctx) =>
    priceByHand(
      { ...ctx, actor: { ...ctx.actor, rights: new Set(['orders.create']) } },
      priceByHand.input.parse({ channel: channel.id, customer: consumer, billing: anAddress, lines }),
    ),
  )
  assert.deepEqual([blind.sale.lines[0]!.costPrice, blind.sale.totals.vat], [null, 0])
  await act((ctx) => change(ctx, Product, bike, { costPrice: null }))
  assert.equal(await codeOf(price({ lines })), 'order.cost-needed lines.0.costPrice')
  assert.equal(
    await codeOf(price({ lines: [{ name: 'Fiets', quantity: 1000, unitPrice: 1, costPrice: 1 }] })),
    'order.cost-of-ordinary-goods lines.0.costPrice',
  )
})

test('work for a business that is proven to be Swiss is outside the scope of VAT, and stands as exempt beside goods', async () => {
  const buyer = await organisationOf({
    name: 'Velo AG',
    country: 'CH',
    cocNumber: 'CHE-116.281.710',
    outsideProof: 'UID-register, gezien 2 november 2026',
    peppolScheme: '0088',
    peppolId: '4012345000009',
  })
  const iban = 'NL91ABNA0417164300'
  await act((ctx) => changeBusiness(ctx, { id: business, invoiceWithOrder: 'final', iban }))
  const billing = { ...anAddress, company: 'Velo AG', postcode: '8001', city: 'Zürich', country: 'CH' }
  const hour = { name: 'Reparatie', quantity: 1000, unitPrice: 5450_00, category: 'bike_repair_labour' }
  const invoiceOf = async (lines: readonly object[]) => {
    const { invoice } = await place({ ...buyer, customer: null, billing, delivery: 'pickup', lines })
    const { document } = await act((ctx) => issuedInvoice(ctx, invoice!))
    const errors = (['en16931', 'peppol', 'factur-x'] as const).flatMap((form) =>
      preflight(document, form).filter(({ level }) => level === 'error'),
    )
    assert.deepEqual(errors, [])
    return document
  }
  const alone = await invoiceOf([hour])
  assert.deepEqual(
    alone.vat.map(({ category, base, vat, exemption }) => [category, base, vat, exemption?.code]),
    [['O', 5000, 0, 'VATEX-EU-O']],
  )
  const mixed = await invoiceOf([hour, { product: bell, quantity: 1000 }])
  assert.deepEqual(
    mixed.vat.map(({ category, base, exemption }) => [category, base, exemption?.code ?? null]),
    [
      ['S', 826, null],
      ['E', 5000, null],
    ],
  )
  assert.match(mixed.vat[1]!.exemption!.text, /^Niet belast met btw van de EU/)
})

const labelOf = (level: 'organisation' | 'contact' | 'order', name: string) =>
  act(async (ctx) => {
    const group = await createLabelGroup(ctx, { level, name: `Groep ${name}` })
    const subgroup = await createLabelSubgroup(ctx, { labelGroup: group.id, name: 'Soort' })
    return (await createLabel(ctx, { subgroup: subgroup.id, name })).id
  })

test('who wears a label gets the discount of its rule, the largest of them, until somebody types another', async () => {
  const buyer = await organisationOf()
  const label = await labelOf('organisation', 'Verhuurder')
  const brand = await act((ctx) => createBrand(ctx, { name: 'Ander merk' }))
  const rule = (more: object) =>
    act((ctx) => createPriceRule(ctx, { name: 'Verhuur', label, discount: 1000, ...more } as never))
  const usual = await rule({})
  await rule({ name: 'Alleen op het andere merk', discount: 5000, brand: brand.id })
  await rule({ name: 'Voorbij', discount: 4000, validTo: '2026-11-01' })
  await rule({ name: 'Later', discount: 4000, validFrom: '2026-11-03' })
  await rule({ name: 'Uit', discount: 4000, isActive: false })
  const lines = [
    { product: bell, quantity: 1000 },
    { product: bell, quantity: 1000, discount: 250 },
    { product: bell, quantity: 1000, discount: 0 },
    { name: 'Montage', quantity: 1000, unitPrice: 100_000 },
  ]
  const discounts = async (bend: object) =>
    (await price({ customer: null, billing: null, ...buyer, lines, ...bend })).sale.lines.map((line) => [
      line.discount,
      line.priceRule ?? null,
    ])
  const none = [0, null]
  assert.deepEqual(await discounts({}), [none, [250, null], none, none])

  await act((ctx) => setLabels(ctx, { level: 'organisation', about: buyer.organisation, labels: [label] }))
  assert.deepEqual(await discounts({}), [[1000, 'Verhuur'], [250, null], none, none])
  await rule({ name: 'Op alles meer', discount: 1500 })
  assert.deepEqual((await discounts({}))[0], [1500, 'Op alles meer'])
  const placed = await place({ customer: null, billing: null, ...buyer, lines: lines.slice(0, 1) })
  assert.equal((await whole(placed.id)).lines[0]!.discount, 1500)

  assert.deepEqual(
    await discounts({ organisation: null, contact: null, customer: consumer, billing: anAddress }),
    [none, [250, null], none, none],
  )
  assert.equal(
    await codeOf(
      act((ctx) => changePriceRule(ctx, { id: usual.id, validFrom: '2026-12-01', validTo: '2026-11-30' })),
    ),
    'price-rule.ends-before validTo',
  )
})

test('a label of a customer counts as well, one of orders gives nobody a discount', async () => {
  const label = await labelOf('contact', 'Vaste klant')
  const known = await act((ctx) => createCustomer(ctx, { name: 'Kees Vast', email: 'kees@example.nl' }))
  await act((ctx) => createPriceRule(ctx, { name: 'Vast', label, discount: 500 }))
  await act((ctx) => setLabels(ctx, { level: 'contact', about: known.id, labels: [label] }))
  const { sale } = await price({ customer: null, contact: known.id })
  assert.deepEqual([sale.lines[0]!.discount, sale.lines[0]!.priceRule], [500, 'Vast'])
  const orders = await labelOf('order', 'Spoed')
  assert.equal(
    await codeOf(act((ctx) => createPriceRule(ctx, { name: 'Spoed', label: orders, discount: 500 }))),
    'price-rule.order-label label',
  )
})

test('the list shows the orders that wear a label, and no others', async () => {
  const label = await labelOf('order', 'Showroom')
  const [worn, other] = [await place(), await place()]
  const shown = () =>
    act(async (ctx) => (await listOrders(ctx, { view: 'all', label, limit: 50 })).rows.map(({ id }) => id))
  assert.deepEqual(await shown(), [])
  await act((ctx) => setLabels(ctx, { level: 'order', about: worn.id, labels: [label] }))
  assert.deepEqual(await shown(), [worn.id])
  await act((ctx) => setLabels(ctx, { level: 'order', about: worn.id, labels: [] }))
  await act((ctx) => setLabels(ctx, { level: 'order', about: other.id, labels: [label] }))
  assert.deepEqual(await shown(), [other.id])
})

test('an order shows the general terms that it was placed under, also when there is a newer version', async () => {
  const publish = (text: string) =>
    act((ctx) =>
      publishGeneralTerms(ctx, {
        business: business,
        language: 'nl',
        title: 'Algemene voorwaarden',
        validFrom: '2026-11-01',
        text,
      }),
    )
  const accepted = async (id: string) => (await whole(id)).termsAccepted?.number ?? null
  const without = await place()
  assert.equal(await accepted(without.id), null)
  await publish('Betalen binnen veertien dagen.')
  const first = await place()
  await publish('Betalen binnen acht dagen.')
  const second = await place()
  assert.deepEqual(
    [await accepted(without.id), await accepted(first.id), await accepted(second.id)],
    [null, 1, 2],
  )
})

test('a customer group decides through which channels its customers buy, and where they may enter', async () => {
  const buyer = await organisationOf()
  const entry = () => act((ctx) => getEntry(ctx, { id: buyer.contact }))
  const sell = () => codeOf(price({ customer: null, billing: null, ...buyer }))
  assert.deepEqual(await entry(), { hasAccount: false, channels: null, organisation: null })
  assert.equal(await sell(), 'accepted')

  const other = await act((ctx) =>
    createChannel(ctx, { name: 'Groothandel', type: 'manual', business } as never),
  )
  const wholesale = await act((ctx) =>
    createGroup(ctx, { name: 'Groothandel', channels: [other.id, other.id] }),
  )
  assert.deepEqual(wholesale.channels, [other.id])
  const everywhere = await act((ctx) => createGroup(ctx, { name: 'Overal', channels: [] }))
  await act(async (ctx) => {
    const { id } = await changeTheOrganisation(ctx, {
      id: buyer.organisation,
      customerGroup: wholesale.id,
      sharesAccount: true,
    })
    await changeCustomer(ctx, { id: buyer.contact, isGuest: false })
    return id
  })
  assert.deepEqual(await entry(), {
    hasAccount: true,
    channels: [other.id],
    organisation: buyer.organisation,
  })
  assert.equal(await sell(), 'order.channel-not-for-group channel')
  assert.equal(
    await codeOf(price({ customer: null, billing: null, ...buyer, channel: other.id })),
    'accepted',
  )
  await act((ctx) => changeCustomer(ctx, { id: buyer.contact, customerGroup: everywhere.id }))
  assert.deepEqual([(await entry()).channels, await sell()], [null, 'accepted'])
  assert.equal(
    await codeOf(act((ctx) => createGroup(ctx, { name: 'Fout', channels: ['bestaat-niet'] }))),
    'customer-group.no-such-channel channels',
  )
})

test('a total that changed meanwhile is told in the money of the order', async () => {
  await assert.rejects(place({ total: 1999 }), (error) => {
    assert.ok(error instanceof Refusal)
    assert.match(
      say(orderRefusals[error.code]!, 'nl', error.params),
      /^Het totaal is intussen €\s\d+,\d\d\. /,
    )
    return true
  })
})

test('a price in euro is no price in kronor: whoever sells there says it', async () => {
  const swedish = await act((ctx) =>
    createChannel(ctx, { name: 'Zweden', type: 'manual', business, currency: 'SEK' }),
  )
  const there = (line: object) => codeOf(price({ channel: swedish.id, lines: [line] }))
  assert.equal(await there({ product: bell, quantity: 1000 }), 'order.price-needed lines.0.unitPrice')
  assert.equal(await there({ product: bell, quantity: 1000, unitPrice: 1_990_000 }), 'accepted')
})
