/** VAT across borders, over the API: who pays whose VAT, what the invoice says of it, and what a silent VIES changes (S0-2e, S2-16 to S2-20). */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { vies } from '../../src/connectors/vies/index.ts'
import { startVies } from '../../src/connectors/vies/simulator.ts'
import { addDays, dayOf } from '../../src/base/day.ts'
import { vatInside } from '../../src/base/money.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import type { Channel } from '../../src/modules/channels/schema.ts'
import type { InvoiceDocument } from '../../src/modules/invoicing/e-invoice/document.ts'
import { keepFacts } from '../../src/modules/orders/actions.ts'
import { lockOrder } from '../../src/modules/orders/reads.ts'
import { system, type Ctx } from '../../src/platform/context.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { fietsenDeWit, runHouse, until } from '../support/running.ts'
import { anAddress, shopOrder } from '../support/world.ts'

const simulator = await startVies()
after(() => simulator.close())
const { call, house } = await runHouse([vies])
const { rows: tenants } = await house.database.owner.query<{ id: string }>(
  `select id from tenants where id <> '00000000-0000-0000-0000-000000000000'`,
)
const act = <T>(work: (ctx: Ctx) => Promise<T>) =>
  house.machine.act({ tenant: tenants[0]!.id, actor: system }, work)

const business = await call('POST', '/businesses', { ...fietsenDeWit, vatNumber: 'NL123456789B13' })
const newChannel = async (name: string, policy: object = {}) => {
  const channel = await call('POST', '/channels', { name, type: 'shop', business: business.body.id })
  assert.equal(channel.status, 200, JSON.stringify(channel.body))
  const set = await call('PATCH', `/channels/${channel.body.id}/tax-policy`, policy)
  assert.equal(set.status, 200, JSON.stringify(set.body))
  return channel.body as unknown as Channel
}
const usual = await newChannel('Webshop')
await call('POST', '/connections', { name: 'VIES', connector: 'vies', settings: simulator.settings('rest') })
await until(
  () => call('GET', '/connections'),
  ({ body }) => body.rows[0]!.state === 'active',
)

const address = (country: string, postcode: string, city: string) => ({
  ...anAddress,
  country,
  postcode,
  city,
})
const antwerp = address('BE', '2000', 'Antwerpen')
const berlin = address('DE', '10115', 'Berlin')
const zurich = address('CH', '8001', 'Zürich')

/** An order as a shop charged it: one bell of 121.00 with or without VAT, and no shipping. */
function sold(
  place: typeof anAddress,
  rate: number,
  gross: number,
  bend: { vatNumber?: string; company?: string; language?: string } = {},
): ShopOrder {
  const vat = vatInside(gross, rate)
  const order = shopOrder([['BEL-1', 1, gross]])
  return {
    ...order,
    customer: {
      ...order.customer,
      vatNumber: bend.vatNumber ?? null,
      company: bend.company ?? null,
      language: bend.language ?? 'nl',
    },
    billing: place,
    shipping: place,
    lines: order.lines.map((line) => ({ ...line, vatRate: rate, net: gross - vat, vat, gross })),
    shippingCost: { net: 0, vat: 0, gross: 0, vatRate: rate },
    total: { net: gross - vat, vat, gross },
    payments: order.payments.map((payment) => ({ ...payment, captured: gross })),
  }
}

async function placed(order: ShopOrder, channel: Channel = usual): Promise<string> {
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [order]))
  assert.equal(taken!.result, 'new', JSON.stringify(taken))
  return taken!.order!
}

const ship = (order: string) =>
  act(async (ctx) => keepFacts(ctx, await lockOrder(ctx, order), { shippedAt: ctx.now }))
const vatOf = (order: string) => call('GET', `/orders/${order}/vat`)
const tasksOf = async (order: string) =>
  (await call('GET', `/tasks?about=${order}`)).body.rows.map((task) => task.kind)
/** Once the rules have looked at an order, or say what they made of it. */
const looked = (order: string) =>
  until(
    () => vatOf(order),
    ({ body }) => (body.history as unknown[]).length > 0,
  )

async function invoiced(
  order: string,
  body: object = {},
): Promise<{ id: string; document: InvoiceDocument }> {
  const concept = await call('POST', `/orders/${order}/invoices`, body)
  assert.equal(concept.status, 200, JSON.stringify(concept.body))
  const final = await call('POST', `/invoices/${concept.body.id}/finalise`, {})
  assert.equal(final.status, 200, JSON.stringify(final.body))
  const read = await call('GET', `/invoices/${concept.body.id}`)
  return { id: concept.body.id, document: read.body.document as InvoiceDocument }
}

const groups = (document: InvoiceDocument) =>
  document.vat.map(({ category, rate, base, vat }) => [category, rate, base, vat])
const reporting = async (invoice: string) =>
  (
    await house.database.owner.query<{ reporting: unknown }>(
      'select reporting from tax_decisions where about = $1',
      [invoice],
    )
  ).rows[0]?.reporting

test('a Dutch consumer pays Dutch VAT, and nobody is asked anything', async () => {
  const order = await placed(sold(anAddress, 2100, 12_100))
  const { body } = await looked(order)
  assert.equal((body.compared as { isEqual: boolean }).isEqual, true)
  assert.deepEqual(await tasksOf(order), [])
  const { id, document } = await invoiced(order)
  assert.deepEqual(groups(document), [['S', 2100, 10_000, 2100]])
  assert.deepEqual(await reporting(id), [{ box: 'NL:1a', vat: 2100, base: 10_000 }])
})

test('a Belgian business with a valid number pays none: the invoice waits for shipping, says why, and is listed', async () => {
  const order = await placed(
    sold(antwerp, 0, 10_000, { vatNumber: 'BE 0428.759.497', company: 'BV Voorbeeld Rijwielen' }),
  )
  const { body } = await looked(order)
  const decision = body.decision as { lines: { treatment: string }[]; trace: { text: string }[] }
  assert.equal(decision.lines[0]!.treatment, 'intra-community-supply')
  assert.ok(
    decision.trace.some(({ text }) => text === 'Btw-nummer BE0428759497 is geldig.'),
    JSON.stringify(decision.trace),
  )
  assert.deepEqual(await tasksOf(order), [])
  const early = await call('POST', `/orders/${order}/invoices`, {})
  assert.deepEqual([early.status, early.body.code], [409, 'invoice.waits-for-shipping'])
  await ship(order)
  const { id, document } = await invoiced(order)
  assert.deepEqual(groups(document), [['K', 0, 10_000, 0]])
  assert.equal(document.vat[0]!.exemption!.code, 'VATEX-EU-IC')
  assert.match(document.vat[0]!.exemption!.text, /^Intracommunautaire levering/)
  assert.deepEqual([document.buyer.vatNumber, document.seller.vatNumber], ['BE0428759497', 'NL123456789B13'])
  assert.deepEqual(document.buyer.legalId, { scheme: '0208', id: '0428759497' })
  assert.equal(document.deliverTo!.address.country, 'BE')
  assert.ok(document.deliveryDay)
  assert.deepEqual(await reporting(id), [
    { box: 'ICP:goods', vat: 0, base: 10_000 },
    { box: 'NL:3b', vat: 0, base: 10_000 },
  ])

  const why = (await call('GET', `/invoices/${id}/vat`)).body as unknown as {
    decision: { lines: { name: string; ground: string; treatmentText: string }[]; steps: { text: string }[] }
    compared: { isEqual: boolean }
    proof: { number: string; asked: { outcome: string; consultationNumber: string; askedAt: string } }
  }
  assert.deepEqual(
    why.decision.lines.map(({ name, treatmentText, ground }) => [name, treatmentText, ground]),
    [['Artikel BEL-1', 'Intracommunautaire levering', 'artikel 138 lid 1 Richtlijn 2006/112/EG']],
  )
  assert.ok(why.decision.steps.some(({ text }) => text === 'Btw-nummer BE0428759497 is geldig.'))
  assert.equal(why.compared.isEqual, true)
  assert.deepEqual([why.proof.number, why.proof.asked.outcome], ['BE0428759497', 'valid'])
  assert.ok(why.proof.asked.consultationNumber, 'the consultation number of the check is the proof')
  assert.ok(Date.parse(why.proof.asked.askedAt) > 0)
})

test('the same customer on a channel that never reverses the charge pays VAT, and the difference is a task', async () => {
  const never = await newChannel('Kanaal zonder verlegging', { reverseCharge: false })
  const order = await placed(
    sold(antwerp, 0, 10_000, { vatNumber: 'BE0428759497', company: 'BV Voorbeeld Rijwielen' }),
    never,
  )
  const { body } = await looked(order)
  const decision = body.decision as { warnings: { warning: string }[]; totals: { vat: number } }
  assert.equal(decision.totals.vat, 2100)
  assert.deepEqual(
    decision.warnings.map(({ warning }) => warning),
    ['b2b-taxed-as-consumer'],
  )
  assert.deepEqual(await tasksOf(order), ['vat.order-differs'])
})

test('with an invalid number VAT is due: no invoice without it, and the computed one keeps to what was paid', async () => {
  const order = await placed(sold(antwerp, 0, 12_100, { vatNumber: 'BE0403101811', company: 'Onbekend BV' }))
  await until(
    () => tasksOf(order),
    (kinds) => kinds.includes('vat.order-differs'),
  )
  const task = (await call('GET', `/tasks?about=${order}`)).body.rows[0] as unknown as {
    detail: { shop: string; ours: string; trace: { nl: string }[] }
  }
  assert.equal(task.detail.shop, '0 %: 0.00 / 121.00')
  assert.equal(task.detail.ours, '21 %: 25.41 / 121.00')
  assert.ok(task.detail.trace.some(({ nl }) => nl === 'Btw-nummer BE0403101811 is ongeldig.'))
  await ship(order)
  const refused = await call('POST', `/orders/${order}/invoices`, {})
  assert.deepEqual([refused.status, refused.body.code], [409, 'invoice.vat-not-charged'])
  assert.ok((await tasksOf(order)).includes('vat.order-differs'))
  const { document } = await invoiced(order, { amounts: 'computed' })
  assert.ok(!(await tasksOf(order)).includes('vat.order-differs'), 'somebody chose')
  assert.deepEqual(groups(document), [['S', 2100, 10_000, 2100]])
  assert.equal(document.totals.gross, 12_100)
  assert.equal(document.buyer.vatNumber, null, 'a number that is not valid proves nothing')
})

test('a difference that somebody decided about or skipped is not asked again at a change in the shop', async () => {
  const [decided, skipped] = [
    await placed(sold(berlin, 1900, 11_900)),
    await placed(sold(berlin, 1900, 11_900)),
  ]
  for (const order of [decided, skipped])
    await until(
      () => tasksOf(order),
      (kinds) => kinds.includes('vat.order-differs'),
    )
  await invoiced(decided, { amounts: 'computed' })
  const [task] = (await call('GET', `/tasks?about=${skipped}`)).body.rows
  const answer = await call('POST', `/tasks/${task!.id}/skip`, { reason: 'zo afgesproken' })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const looks = async (order: string) => (await vatOf(order)).body.history as unknown[]
  for (const order of [decided, skipped]) {
    const before = (await looks(order)).length
    await act(async (ctx) => ctx.emit('order.taken-over', order, { number: 'NL-1' }))
    await until(
      () => looks(order),
      (history) => history.length > before,
    )
    assert.deepEqual(await tasksOf(order), [])
  }
})

test('while VIES is down each channel does what it was told to', async () => {
  const number = 'DE136695976'
  const company = { vatNumber: number, company: 'Beispiel Fahrrad GmbH', language: 'de' }
  const [charging, accepting, holding] = [
    await newChannel('Rekent btw', { whenUnverified: 'charge-vat', lastValidMaxDays: 30 }),
    await newChannel('Gebruikt laatste controle', {
      whenUnverified: 'accept-last-valid',
      lastValidMaxDays: 30,
    }),
    await newChannel('Wacht', { whenUnverified: 'hold-invoice', lastValidMaxDays: 30 }),
  ]
  simulator.faults.push({ kind: 'own', name: 'down', times: 1000 })
  const orders = []
  for (const channel of [charging, accepting, holding])
    orders.push(await placed(sold(berlin, 0, 10_000, company), channel))
  await until(
    () => call('GET', `/vat-numbers?number=${number}`),
    ({ body }) => body.rows[0]?.state === 'unknown',
  )
  for (const order of orders) await looked(order)
  const warned = async (order: string) =>
    ((await vatOf(order)).body.decision as { warnings: { warning: string }[] }).warnings.map(
      ({ warning }) => warning,
    )
  assert.ok((await warned(orders[0]!)).includes('vat-number-unverified'))
  for (const order of orders) await ship(order)
  assert.equal((await call('POST', `/orders/${orders[0]}/invoices`, {})).body.code, 'invoice.vat-not-charged')
  assert.equal(
    (await call('POST', `/orders/${orders[1]}/invoices`, {})).body.code,
    'invoice.vat-not-charged',
    'it was never valid before',
  )
  const waits = await call('POST', `/orders/${orders[2]}/invoices`, {})
  assert.equal(waits.body.code, 'invoice.waits-for-number')
  assert.match(String(waits.body.detail), /DE136695976/)

  simulator.faults.splice(0)
  await until(
    () => call('GET', `/vat-numbers?number=${number}`),
    ({ body }) => body.rows[0]?.state === 'valid',
    90,
  )
  const { document } = await invoiced(orders[2]!)
  assert.deepEqual(groups(document), [['K', 0, 10_000, 0]])
  assert.match(document.vat[0]!.exemption!.text, /^Steuerfreie innergemeinschaftliche Lieferung/)
  assert.deepEqual([document.buyer.legalId, document.buyer.endpoint], [null, { scheme: '9930', id: number }])

  // Asked again and not answered: the last check still counts where the channel says so, for so many days.
  simulator.faults.push({ kind: 'own', name: 'down', times: 1000 })
  const { body: known } = await call('GET', `/vat-numbers?number=${number}`)
  await call('POST', `/vat-numbers/${String(known.rows[0]!.id)}/check`, {})
  await until(
    () => call('GET', `/vat-numbers?number=${number}`),
    ({ body }) => body.rows[0]?.code === 'SERVICE_UNAVAILABLE',
  )
  await house.database.owner.query(
    `update vat_numbers set checked_at = now() - interval '10 days', last_valid_at = now() - interval '10 days' where number = $1`,
    [number],
  )
  await call('PATCH', `/channels/${accepting.id}/tax-policy`, { lastValidMaxDays: 9 })
  assert.ok((await warned(orders[1]!)).includes('vat-number-unverified'), 'ten days are too many for nine')
  await call('PATCH', `/channels/${accepting.id}/tax-policy`, { lastValidMaxDays: 30 })
  assert.deepEqual(await warned(orders[1]!), ['vat-number-last-valid-used'])
  assert.deepEqual(groups((await invoiced(orders[1]!)).document), [['K', 0, 10_000, 0]])
  assert.ok((await warned(orders[0]!)).includes('vat-number-unverified'))
  simulator.faults.splice(0)
})

test('a German consumer pays Dutch VAT below the threshold, and German VAT with an own number or OSS', async () => {
  const rateOf = async (order: string) =>
    ((await vatOf(order)).body.decision as { lines: { rate: number; treatment: string }[] }).lines.map(
      ({ rate, treatment }) => [rate, treatment],
    )[0]
  const order = await placed(sold(berlin, 1900, 11_900))
  await looked(order)
  assert.deepEqual(await rateOf(order), [2100, 'distance-sale-origin'])
  assert.deepEqual(await tasksOf(order), ['vat.order-differs'])

  const wrong = await call('POST', '/tax-registrations', {
    business: business.body.id,
    kind: 'vat',
    country: 'FR',
    number: 'DE136695976',
    validFrom: '2020-01-01',
  })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'vat-number.other-country'])
  const own = await call('POST', '/tax-registrations', {
    business: business.body.id,
    kind: 'vat',
    country: 'DE',
    number: 'DE 129273398',
    validFrom: '2020-01-01',
  })
  assert.equal(own.status, 200, JSON.stringify(own.body))
  simulator.register.set('DE129273398', { name: '---', address: '---' })
  await until(
    () => call('GET', '/vat-numbers?number=DE129273398'),
    ({ body }) => body.rows[0]?.state !== 'pending',
  )
  const { rows } = (await call('GET', '/vat-numbers?number=DE129273398')).body
  await call('POST', `/vat-numbers/${rows[0]!.id}/check`, {})
  await until(
    () => call('GET', '/vat-numbers?number=DE129273398'),
    ({ body }) => body.rows[0]?.state === 'valid',
  )
  assert.deepEqual(await rateOf(order), [1900, 'distance-sale-local'])
  const withOwn = await invoiced(order)
  assert.deepEqual(groups(withOwn.document), [['S', 1900, 10_000, 1900]])
  assert.equal(withOwn.document.seller.vatNumber, 'DE129273398')
  assert.deepEqual(await reporting(withOwn.id), [
    { box: 'LOCAL:DE', vat: 1900, base: 10_000 },
    { box: 'NL:3c', vat: 1900, base: 10_000 },
  ])

  const oss = await call('POST', '/tax-registrations', {
    business: business.body.id,
    kind: 'oss_union',
    country: 'NL',
    validFrom: '2020-01-01',
  })
  assert.equal(oss.status, 200, JSON.stringify(oss.body))
  const second = await placed(sold(berlin, 1900, 11_900))
  await looked(second)
  assert.deepEqual(await rateOf(second), [1900, 'distance-sale-oss'])
  assert.deepEqual(await tasksOf(second), [])
  const { id, document } = await invoiced(second)
  assert.equal(document.seller.vatNumber, 'NL123456789B13')
  assert.deepEqual(await reporting(id), [{ box: 'OSS:DE', vat: 1900, base: 10_000 }])
})

test('a number of the import scheme is refused at its field unless it is one, and is kept without its spaces', async () => {
  const ioss = { business: business.body.id, kind: 'ioss', country: 'NL', validFrom: '2020-01-01' }
  const wrongs: [number: string | undefined, code: string][] = [
    [undefined, 'vat-number.is-missing'],
    ['NL123456789B13', 'vat-number.not-ioss'],
    ['IM12345678', 'vat-number.not-ioss'],
    ['IM528123456789', 'vat-number.not-ioss'],
    ['EU5281234567', 'vat-number.not-ioss'],
  ]
  for (const [number, code] of wrongs) {
    const { status, body } = await call('POST', '/tax-registrations', { ...ioss, number })
    assert.deepEqual([status, body.code, body['field']], [422, code, 'number'], number)
  }
  const kept = await call('POST', '/tax-registrations', { ...ioss, number: 'im 528 1234567' })
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  const { rows } = (await call('GET', `/tax-registrations?business=${business.body.id}&kind=ioss`)).body
  assert.deepEqual(
    rows.map(({ number }) => number),
    ['IM5281234567'],
  )
})

test('what leaves the Union bears no VAT, and the invoice says so in the customer’s language', async () => {
  const order = await placed(sold(zurich, 0, 10_000, { language: 'de' }))
  await looked(order)
  assert.deepEqual(await tasksOf(order), [])
  const { id, document } = await invoiced(order)
  assert.deepEqual(groups(document), [['G', 0, 10_000, 0]])
  assert.equal(document.vat[0]!.exemption!.code, 'VATEX-EU-G')
  assert.match(document.vat[0]!.exemption!.text, /^Steuerfreie Ausfuhrlieferung/)
  assert.deepEqual(await reporting(id), [{ box: 'NL:3a', vat: 0, base: 10_000 }])
})

test('the e-invoice of a Belgian business and the credit note on it pass the rules of Peppol', async () => {
  const order = await placed(
    sold(antwerp, 0, 10_000, { vatNumber: 'BE0428759497', company: 'BV Voorbeeld Rijwielen' }),
  )
  await looked(order)
  await ship(order)
  const { id } = await invoiced(order)
  const fetched = async (invoice: string) => {
    const answer = await call('GET', `/invoices/${invoice}/ubl?profile=peppol`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return String(answer.body.text)
  }
  const ubl = await fetched(id)
  assert.match(ubl, /<cbc:EndpointID schemeID="0208">0428759497</)
  assert.match(ubl, /VATEX-EU-IC/)
  const credit = await call('POST', `/invoices/${id}/credit`, { reason: 'Retour ontvangen' })
  assert.equal(credit.status, 200, JSON.stringify(credit.body))
  assert.equal((await call('GET', `/invoices/${credit.body.id}/ubl`)).body.code, 'invoice.not-final-yet')
  const final = await call('POST', `/invoices/${credit.body.id}/finalise`, {})
  assert.match(String(final.body.number), /^C\d{4}-\d{5}$/)
  assert.match(await fetched(credit.body.id), /<CreditNote /)
  assert.deepEqual(await reporting(credit.body.id), [
    { box: 'ICP:goods', vat: 0, base: -10_000 },
    { box: 'NL:3b', vat: 0, base: -10_000 },
  ])
  const printed = await until(
    () => call('GET', `/invoices/${credit.body.id}`),
    ({ body }) => body.pdf !== null,
    30,
  )
  assert.ok(printed.body.pdf)
})

test('a consumer’s invoice does not fit Peppol, and the refusal names what is lacking', async () => {
  const { id } = await invoiced(await placed(sold(anAddress, 2100, 12_100)))
  const refused = await call('GET', `/invoices/${id}/ubl?profile=peppol`)
  assert.deepEqual([refused.status, refused.body.code], [422, 'invoice.not-for-profile'])
  assert.match(String(refused.body.field), /^buyer\./)
  const plain = await call('GET', `/invoices/${id}/ubl`)
  assert.match(String(plain.body.text), /urn:cen.eu:en16931:2017</)
})

test('our own number as the customer’s, a wrong digit and a number of another country are told to a person', async () => {
  for (const [number, kind] of [
    ['NL123456789B13', 'vat.number-is-our-own'],
    ['BE0428759498', 'vat.number-wrong-form'],
    ['0428759497', 'vat.number-no-country'],
    ['FR40303265045', 'vat.number-other-country'],
  ] as const) {
    const order = await placed(sold(antwerp, 2100, 12_100, { vatNumber: number, company: 'BV Voorbeeld' }))
    await until(
      () => tasksOf(order),
      (kinds) => kinds.includes(kind),
    )
  }
})

test('an order in another currency needs the rate of the day, and then shows its VAT in ours', async () => {
  const channel = await newChannel('Zweedse winkel')
  await call('PATCH', `/channels/${channel.id}`, { takesCurrencies: ['SEK'] })
  const order = await placed(
    { ...sold(anAddress, 2100, 121_000), currency: 'SEK' },
    { ...channel, takesCurrencies: ['SEK'] },
  )
  const refused = await call('POST', `/orders/${order}/invoices`, {})
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.field],
    [422, 'invoice.needs-exchange-rate', 'exchangeRate'],
  )
  const { document } = await invoiced(order, { exchangeRate: '11.2345' })
  assert.deepEqual(document.vatInOwnCurrency, { currency: 'EUR', amount: 1869 })
})

test('a sale that need not exist is decided and explained', async () => {
  const { status, body } = await call('POST', '/vat/decide', {
    business: business.body.id,
    channel: usual.id,
    day: '2026-11-02',
    customer: { kind: 'consumer' },
    to: { country: 'FI', postcode: '00100' },
    lines: [{ unitPrice: 1_255_000, quantity: 1000 }],
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual((body.vat as unknown[])[0], { category: 'S', rate: 2550, base: 10_000, vat: 2550 })
  assert.ok(
    (body.trace as { text: string }[]).some(({ text }) => text.includes('Finland') || text.includes('FI')),
  )
  const wrong = await call('POST', '/vat/decide', {
    business: business.body.id,
    channel: usual.id,
    customer: { kind: 'consumer' },
    to: { country: 'X' },
    lines: [{ unitPrice: 1, quantity: 1000 }],
  })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'tax.unknown-country'])
})

test('a rate is data: a new one is added beside its source, and two never hold on one day', async () => {
  const given = {
    country: 'SK',
    category: 'standard',
    rate: 2400,
    validFrom: '2027-01-01',
    source: 'wet van 2026',
  }
  const { body } = await call('GET', '/vat-rates?country=SK&category=standard')
  const now = body.rows.find((row) => row.validTo === null)!
  const above = await call('POST', '/vat-rates', { ...given, rate: 15_000 })
  assert.deepEqual(
    [above.status, (above.body.errors as unknown as { field: string; detail: string }[])[0]],
    [422, { field: 'rate', code: 'rate', detail: 'Kies een percentage van 0% tot en met 100%.' }],
  )
  const rewritten = await call('PATCH', `/vat-rates/${String(now.id)}`, { rate: 2400 })
  assert.deepEqual(
    [rewritten.status, rewritten.body.code, rewritten.body.field],
    [422, 'tax.value-in-force', 'rate'],
  )
  const early = await call('PATCH', `/vat-rates/${String(now.id)}`, { validTo: '2025-12-31' })
  assert.deepEqual([early.status, early.body.code, early.body.field], [422, 'tax.value-in-force', 'validTo'])
  assert.equal((await call('POST', '/vat-rates', given)).status, 200)
  const after = (await call('GET', '/vat-rates?country=SK&category=standard')).body.rows
  assert.equal(after.find(({ id }) => id === now.id)!.validTo, '2026-12-31', 'the row before ends by itself')
  const both = await call('POST', '/vat-rates', given)
  assert.deepEqual([both.status, both.body.code, both.body.field], [422, 'tax.period-overlaps', 'validFrom'])
  const decide = async (day: string) =>
    (
      (
        await call('POST', '/vat/decide', {
          business: business.body.id,
          channel: usual.id,
          day,
          customer: { kind: 'consumer' },
          to: { country: 'SK' },
          lines: [{ unitPrice: 100, quantity: 1000 }],
        })
      ).body.lines as { rate: number }[]
    )[0]!.rate
  assert.deepEqual([await decide('2026-12-31'), await decide('2027-01-01')], [2300, 2400])
})

test('a territory is dated too: one that begins tomorrow or ended yesterday does not count, and documents stay as they were', async () => {
  const fair = { ...berlin, postcode: '04109', city: 'Leipzig' }
  const treatmentOn = async (day: string, postcode: string) => {
    const { status, body } = await call('POST', '/vat/decide', {
      business: business.body.id,
      channel: usual.id,
      day,
      customer: { kind: 'consumer' },
      to: { country: 'DE', postcode },
      lines: [{ unitPrice: 100, quantity: 1000 }],
    })
    assert.equal(status, 200, JSON.stringify(body))
    return (body.lines as { treatment: string }[])[0]!.treatment
  }
  const sale = await placed(sold(fair, 2100, 12_100))
  await looked(sale)
  const { id: invoice, document } = await invoiced(sale)
  const why = (await call('GET', `/invoices/${invoice}/vat`)).body

  const today = dayOf(new Date())
  const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)]
  const given = { country: 'DE', area: 'outside', source: 'wet van 2026' }
  const undated = await call('POST', '/vat-territories', { ...given, name: 'Leipzig', postcodes: ['04'] })
  assert.deepEqual([undated.status, undated.body.field], [422, 'validFrom'])
  for (const [field, code] of [
    ['country', '12'],
    ['countsAs', 'd'],
  ] as const) {
    const unknown = await call('POST', '/vat-territories', {
      ...given,
      name: 'Nergens',
      validFrom: tomorrow,
      [field]: code,
    })
    assert.deepEqual([unknown.body.code, unknown.body.field], ['tax.unknown-country', field])
  }
  const next = await call('POST', '/vat-territories', {
    ...given,
    name: 'Leipzig',
    postcodes: ['04'],
    validFrom: tomorrow,
  })
  assert.equal(next.status, 200, JSON.stringify(next.body))
  const over = await call('POST', '/vat-territories', {
    ...given,
    name: 'Dresden',
    postcodes: ['01'],
    validFrom: '2024-01-01',
    validTo: yesterday,
  })
  assert.equal(over.status, 200, JSON.stringify(over.body))
  assert.deepEqual(
    [await treatmentOn(today, '04109'), await treatmentOn(tomorrow, '04109')],
    ['distance-sale-oss', 'export'],
  )
  assert.deepEqual(
    [await treatmentOn(yesterday, '01067'), await treatmentOn(today, '01067')],
    ['export', 'distance-sale-oss'],
  )
  const late = await call('POST', '/vat-territories', {
    ...given,
    name: 'Leipzig, te laat gehoord',
    postcodes: ['0410'],
    validFrom: '2024-01-01',
  })
  assert.equal(late.status, 200, JSON.stringify(late.body))
  assert.equal(await treatmentOn(today, '04109'), 'export', 'what is decided from now on knows it')
  assert.deepEqual((await call('GET', `/invoices/${invoice}/vat`)).body, why)
  assert.deepEqual((await call('GET', `/invoices/${invoice}`)).body['document'], document)
})

test('what a place was is not rewritten: what follows ends it, takes its turn, and two never hold on one day', async () => {
  const rowsOf = async () =>
    (await call('GET', '/vat-territories?country=DE')).body.rows.filter(({ postcodes }) =>
      (postcodes as string[]).includes('27498'),
    )
  const [heligoland] = await rowsOf()
  assert.deepEqual([heligoland!.validFrom, heligoland!.validTo], ['1993-01-01', null])
  const rewrites: [body: object, field: string][] = [
    [{ area: 'eu' }, 'area'],
    [{ postcodes: ['27498', '27499'] }, 'postcodes'],
    [{ countsAs: 'NL' }, 'countsAs'],
    [{ region: 'DE-99' }, 'region'],
    [{ source: 'een ander verhaal' }, 'source'],
    [{ validTo: '2025-12-31' }, 'validTo'],
  ]
  for (const [body, field] of rewrites) {
    const refused = await call('PATCH', `/vat-territories/${heligoland!.id}`, body)
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.field],
      [422, 'tax.value-in-force', field],
    )
  }
  const named = await call('PATCH', `/vat-territories/${heligoland!.id}`, { name: 'Helgoland' })
  assert.equal(named.status, 200, 'a name decides nothing')

  const given = {
    country: 'DE',
    name: 'Helgoland',
    postcodes: ['27498'],
    area: 'eu',
    validFrom: '2030-01-01',
    source: 'wet van 2029',
  }
  const turned = await call('POST', '/vat-territories', { ...given, validTo: '2029-01-01' })
  assert.deepEqual([turned.body.code, turned.body.field], ['tax.period-turned', 'validTo'])
  const follows = await call('POST', '/vat-territories', given)
  assert.equal(follows.status, 200, JSON.stringify(follows.body))
  const both = await call('POST', '/vat-territories', given)
  assert.deepEqual([both.status, both.body.code, both.body.field], [422, 'tax.period-overlaps', 'validFrom'])
  const position = heligoland!.position
  assert.deepEqual((await rowsOf()).map((row) => [row.validFrom, row.validTo, row.position]).sort(), [
    ['1993-01-01', '2029-12-31', position],
    ['2030-01-01', null, position],
  ])

  const elsewhere = await call('PATCH', `/vat-territories/${String(follows.body.id)}`, {
    postcodes: ['27499'],
  })
  assert.equal(elsewhere.status, 200, 'what has not begun may still change')
  assert.notEqual(elsewhere.body['position'], position)
})

test('a registration is a dated row: another number ends the one before, and what held is not rewritten', async () => {
  const of = { business: business.body.id, kind: 'vat', country: 'FR' }
  const first = await call('POST', '/tax-registrations', {
    ...of,
    number: 'FR40303265045',
    validFrom: '2025-01-01',
  })
  assert.equal(first.status, 200, JSON.stringify(first.body))
  const wrong = await call('POST', '/tax-registrations', {
    ...of,
    number: 'FR40303265046',
    validFrom: '2027-01-01',
  })
  assert.deepEqual(
    [wrong.status, wrong.body.code, wrong.body.field],
    [422, 'vat-number.wrong-form', 'number'],
  )
  const next = await call('POST', '/tax-registrations', {
    ...of,
    number: 'FR83404833048',
    validFrom: '2027-01-01',
  })
  assert.equal(next.status, 200, JSON.stringify(next.body))
  const { rows } = (await call('GET', `/tax-registrations?business=${business.body.id}&country=FR`)).body
  assert.deepEqual(rows.map(({ number, validFrom, validTo }) => [number, validFrom, validTo]).sort(), [
    ['FR40303265045', '2025-01-01', '2026-12-31'],
    ['FR83404833048', '2027-01-01', null],
  ])
  const past = await call('PATCH', `/tax-registrations/${first.body.id}`, { validTo: '2025-06-30' })
  assert.deepEqual([past.status, past.body.field], [422, 'validTo'])
})

test('sales to consumers elsewhere are watched against their limit', async () => {
  const { body } = await call('GET', `/businesses/${business.body.id}/distance-sales`)
  assert.equal(body.limit, 1_000_000)
  assert.ok(Number(body.thisYear) > 0, JSON.stringify(body))
  assert.equal(body.state, 'below')
  await call('POST', '/tax-limits', {
    name: 'distance-sales',
    amount: Number(body.thisYear) + 1,
    validFrom: '2026-01-01',
    source: 'proef',
  })
  assert.equal((await call('GET', `/businesses/${business.body.id}/distance-sales`)).body.state, 'near')

  const name = await call('POST', '/businesses', {
    ...fietsenDeWit,
    tradeName: 'De Wit Onderdelen',
    vatNumber: 'NL123456789B13',
  })
  const counted = await call('GET', `/businesses/${name.body.id}/distance-sales`)
  assert.deepEqual(
    [counted.body.thisYear, counted.body.state],
    [body.thisYear, 'near'],
    'one number, one limit',
  )
  const other = await call('POST', '/businesses', { ...fietsenDeWit, vatNumber: 'NL002455799B11' })
  assert.equal((await call('GET', `/businesses/${other.body.id}/distance-sales`)).body.thisYear, 0)
})
