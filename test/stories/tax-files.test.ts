/** The files that tax authorities take: Belgian grids and listings valid by their schemas, the German listing, and the Dutch messages. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'
import { decimalText, vatInside } from '../../src/base/money.ts'
import { all as nodes, readXml, textAt, type Node } from '../../src/base/xml.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { createChannel } from '../../src/modules/channels/actions.ts'
import type { Channel } from '../../src/modules/channels/schema.ts'
import { draft, finalise } from '../../src/modules/invoicing/actions.ts'
import { draftCredit } from '../../src/modules/invoicing/credits.ts'
import { keepFacts } from '../../src/modules/orders/actions.ts'
import { lockOrder } from '../../src/modules/orders/reads.ts'
import { changeBusiness, createBusiness } from '../../src/modules/organisations/actions.ts'
import {
  getListingFile,
  getReturnFile,
  saveFilingDetails,
} from '../../src/modules/reporting/actions/filing.ts'
import { bookPurchaseInvoice, correctPurchaseInvoice } from '../../src/modules/reporting/actions/purchases.ts'
import {
  closePeriod,
  getSalesList,
  getVatReturn,
  listVatDocuments,
} from '../../src/modules/reporting/actions/returns.ts'
import { addVatNumber, recordVatCheck } from '../../src/modules/tax/actions/numbers.ts'
import { FileAnswer } from '../../src/platform/action.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { anAddress, newWorld, shopOrder } from '../support/world.ts'

const schemas = join(
  process.cwd(),
  process.env['INTERVAT_SCHEMAS'] ?? '../shared/reference/accounting/intervat',
)
const skip = existsSync(join(schemas, 'NewTVA-in_v0_9.xsd'))
  ? false
  : 'the schemas of Intervat are not on this machine (../shared/reference/accounting/intervat)'

const clock = { now: new Date('2026-05-11T10:00:00Z') }
const world = await newWorld({ stock: { 'BEL-1': 10_000 }, now: () => clock.now })
const { act } = world
const may = { from: '2026-05-01', to: '2026-05-31' }
const quarter = { from: '2026-04-01', to: '2026-06-30' }

async function aShop(country: string, vatNumber: string, place: object) {
  return act(async (ctx) => {
    const { id } = await createBusiness(ctx, {
      legalName: `Rijwielen ${country} BV`,
      tradeName: `Rijwielen ${country}`,
      country,
      vatNumber,
      street: 'Grote Markt',
      houseNumber: '1',
      ...place,
    })
    return { business: id, channel: await createChannel(ctx, { name: country, type: 'shop', business: id }) }
  })
}
const belgian = await aShop('BE', 'BE0428759497', {
  postcode: '2000',
  city: 'Antwerpen',
  email: 'btw@rijwielen.be',
  phone: '+32 3 123 45 67',
})
const german = await aShop('DE', 'DE136695976', { postcode: '10115', city: 'Berlin' })

const places = {
  BE: { ...anAddress, country: 'BE', postcode: '2000', city: 'Antwerpen' },
  DE: { ...anAddress, country: 'DE', postcode: '10115', city: 'Berlin' },
  NL: anAddress,
  US: { ...anAddress, country: 'US', postcode: '10001', city: 'New York' },
}

/** One bell as a shop sold it: to somewhere, with so much VAT inside, to a business when it has a number. */
async function sold(
  channel: Channel,
  to: keyof typeof places,
  [gross, rate]: readonly [number, number],
  vatNumber: string | null = null,
) {
  const vat = vatInside(gross, rate)
  const order = shopOrder([['BEL-1', 1, gross]])
  const whole: ShopOrder = {
    ...order,
    placedAt: clock.now,
    customer: { ...order.customer, vatNumber, company: vatNumber ? 'Afnemer BV' : null },
    billing: places[to],
    shipping: places[to],
    lines: order.lines.map((line) => ({ ...line, vatRate: rate, net: gross - vat, vat, gross })),
    shippingCost: { net: 0, vat: 0, gross: 0, vatRate: rate },
    total: { net: gross - vat, vat, gross },
    payments: [],
  }
  if (vatNumber)
    await act(async (ctx) => {
      const { id } = await addVatNumber(ctx, { number: vatNumber, isOtherCountryMeant: false })
      await recordVatCheck(ctx, { vatNumber: id, outcome: 'valid', consultationNumber: '', holder: '' })
    })
  const [taken] = await act((ctx) => takeInOrders(ctx, channel, [whole]))
  assert.equal(taken!.result, 'new', JSON.stringify(taken))
  await act(async (ctx) => keepFacts(ctx, await lockOrder(ctx, taken!.order!), { shippedAt: ctx.now }))
  return act(async (ctx) => finalise(ctx, (await draft(ctx, taken!.order!, null)).id))
}

const credited = (invoice: string) =>
  act(async (ctx) =>
    finalise(ctx, (await draftCredit(ctx, { invoice, shipping: true, reason: 'Retour', restock: false })).id),
  )

const bought = (number: string, line: Parameters<typeof bookPurchaseInvoice>[1]['lines'][number]) =>
  act((ctx) =>
    bookPurchaseInvoice(ctx, {
      business: belgian.business,
      supplier: 'Groothandel',
      supplierCountry: 'BE',
      number,
      day: '2026-05-12',
      currency: 'EUR',
      source: '',
      lines: [line],
    }),
  )

const json = <T>(answer: T): Exclude<T, FileAnswer> => {
  assert.ok(!(answer instanceof FileAnswer))
  return answer as Exclude<T, FileAnswer>
}
const grids = async (asked = may) => {
  const { rows } = json(
    await act((ctx) => getVatReturn(ctx, { business: belgian.business, ...asked, as: 'json' })),
  )
  return Object.fromEntries(
    rows
      .map(({ box, base, vat }): [string, number | null] => [box, base ?? vat])
      .filter(([, amount]) => amount !== 0),
  )
}
const textOf = (file: FileAnswer) => new TextDecoder().decode(file.bytes as Uint8Array)
const returnFile = (asked: { business: string; from: string; to: string }, more = {}) =>
  act((ctx) =>
    getReturnFile(ctx, {
      ...asked,
      withoutPurchases: false,
      restitution: false,
      noCustomers: false,
      ...more,
    }),
  )
const parsed = (text: string): Node => {
  const root = readXml(text, { bytes: 1_000_000, depth: 20, tags: 10_000 })
  if (typeof root === 'string') throw new Error(root)
  return root
}
const amountsIn = (xml: string) =>
  Object.fromEntries(
    nodes(parsed(xml), 'VATDeclaration/Data/Amount').map(({ attributes, text }) => [
      attributes['GridNumber'],
      text,
    ]),
  )

function validate(xml: string, schema: string) {
  const files = Object.fromEntries(
    [
      'IntervatInputCommon_v0_9.xsd',
      'IntervatIsoTypes_v0_9.xsd',
      'commontypes_v1.xsd',
      'isotypes_v1.xsd',
    ].map((name) => [name, readFileSync(join(schemas, name))]),
  )
  xmlRegisterInputProvider(new XmlBufferInputProvider(files))
  using validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(join(schemas, schema))))
  using document = XmlDocument.fromString(xml)
  validator.validate(document)
}

test('a Belgian business has grids: each sale in its own, credit notes beside it, and 54 is the VAT of them', async () => {
  const home = await sold(belgian.channel, 'BE', [12_100, 2100])
  await sold(belgian.channel, 'BE', [24_200, 2100])
  await sold(belgian.channel, 'BE', [10_600, 600])
  const list = await sold(belgian.channel, 'NL', [50_000, 0], 'NL810755610B01')
  await sold(belgian.channel, 'DE', [30_000, 0], 'DE129274202')
  await sold(belgian.channel, 'US', [7_000, 0])
  await credited(home.id)
  await credited(list.id)
  assert.deepEqual(await grids(), {
    '01': 10_000,
    '03': 30_000,
    '46': 80_000,
    '47': 7_000,
    '48': 50_000,
    '49': 10_000,
    '54': 6_900,
    '64': 2_100,
    '71': 4_800,
    // Nothing was bought: those grids are not known yet, which is not the same as nothing.
    ...Object.fromEntries(
      ['55', '56', '57', '59', '63', '81', '82', '83', '84', '85', '86', '87', '88'].map((box) => [
        box,
        null,
      ]),
    ),
  })
  const { rows } = json(
    await act((ctx) => getVatReturn(ctx, { business: belgian.business, ...may, as: 'json' })),
  )
  assert.deepEqual(
    rows.map(({ box }) => box).slice(0, 5),
    ['00', '01', '02', '03', '44'],
    'in the order of the form',
  )
  const behind = json(
    await act((ctx) =>
      listVatDocuments(ctx, {
        box: '49',
        business: belgian.business,
        ...may,
        after: '',
        limit: 10,
        as: 'json',
      }),
    ),
  )
  assert.deepEqual(
    behind.rows.map(({ base, vat }) => [base, vat]),
    [[10_000, 2_100]],
  )
})

test('without purchases the file waits for somebody to say that there were none', async () => {
  clock.now = new Date('2026-06-08T10:00:00Z')
  await assert.rejects(returnFile({ business: belgian.business, ...may }), {
    code: 'filing.no-purchases',
    field: 'withoutPurchases',
  })
  const file = await returnFile({ business: belgian.business, ...may }, { withoutPurchases: true })
  assert.equal(file.name, 'btw-2026-05-01-2026-05-31.xml')
  assert.deepEqual(amountsIn(textOf(file))['71'], '48.00')
})

test('purchases fill their grids by what was bought; a credit note of a supplier and a booking taken back stand apart', async () => {
  const line = { treatment: 'charged', rate: 2100, base: 100_000 } as const
  await assert.rejects(bought('A-1', line), { code: 'purchase-invoice.no-use', field: 'lines.0.use' })
  await bought('A-1', { ...line, use: 'goods' })
  await bought('A-2', { ...line, base: 20_000, use: 'services', deductible: 2_100 })
  await bought('A-3', { treatment: 'from-eu', rate: 2100, base: 30_000, use: 'goods' })
  await bought('A-4', { treatment: 'from-eu', rate: 2100, base: 10_000, use: 'services' })
  await bought('A-5', { treatment: 'reverse-charged', rate: 2100, base: 5_000, use: 'investment' })
  await bought('A-6', { treatment: 'from-outside', rate: 2100, base: 4_000, use: 'goods' })
  await bought('A-7', { ...line, base: -10_000, use: 'goods' })
  const mistake = await bought('A-8', { ...line, base: 99_900, use: 'goods' })
  await act((ctx) =>
    correctPurchaseInvoice(ctx, { invoice: mistake.id, reason: 'Dubbel', day: '2026-05-13' }),
  )
  const { '03': _taxed, ...rest } = await grids()
  assert.deepEqual(rest, {
    '01': 10_000,
    '46': 80_000,
    '47': 7_000,
    '48': 50_000,
    '49': 10_000,
    // 1000 of goods, 300 from the EU and 40 imported, less 100 credited.
    '81': 124_000,
    // 200 of services with 21 of VAT that is not deducted, and 100 from the EU.
    '82': 32_100,
    '83': 5_000,
    '85': 10_000,
    '86': 30_000,
    '87': 9_000,
    '88': 10_000,
    '54': 6_900,
    '55': 8_400,
    '56': 1_050,
    '57': 840,
    '63': 2_100,
    '59': 21_000 + 2_100 + 8_400 + 1_050 + 840,
    '64': 2_100,
    '72': 21_000 + 2_100 + 8_400 + 1_050 + 840 + 2_100 - (6_900 + 8_400 + 1_050 + 840 + 2_100),
  })
})

test(
  'the Belgian file is valid by the schema of Intervat and holds what the screen shows',
  { skip },
  async () => {
    const file = textOf(await returnFile({ business: belgian.business, ...may }, { restitution: true }))
    validate(file, 'NewTVA-in_v0_9.xsd')
    const root = parsed(file)
    assert.deepEqual(
      [textAt(root, 'VATDeclaration/Declarant/VATNumber'), textAt(root, 'VATDeclaration/Period/Month')],
      ['0428759497', '5'],
    )
    const shown = await grids()
    assert.deepEqual(
      amountsIn(file),
      Object.fromEntries(
        Object.entries(shown).map(([grid, cents]) => [String(Number(grid)), decimalText(cents!, 2)]),
      ),
    )
    clock.now = new Date('2026-07-02T10:00:00Z')
    validate(textOf(await returnFile({ business: belgian.business, ...quarter })), 'NewTVA-in_v0_9.xsd')
    const nothing = textOf(
      await returnFile(
        { business: belgian.business, from: '2026-03-01', to: '2026-03-31' },
        { withoutPurchases: true },
      ),
    )
    validate(nothing, 'NewTVA-in_v0_9.xsd')
    assert.deepEqual(amountsIn(nothing), { '71': '0.00' })
  },
)

test('the Belgian listing equals grids 44 and 46 less 48, and is valid', { skip }, async () => {
  const list = json(await act((ctx) => getSalesList(ctx, { business: belgian.business, ...may, as: 'json' })))
  assert.deepEqual([list.listed, list.inReturn, list.isEqual], [30_000, 30_000, true])
  const file = textOf(await act((ctx) => getListingFile(ctx, { business: belgian.business, ...may })))
  validate(file, 'NewICO-in_v0_9.xsd')
  const listing = nodes(parsed(file), 'IntraListing')[0]!
  assert.deepEqual(
    [listing.attributes['ClientsNbr'], listing.attributes['AmountSum'], textAt(listing, 'IntraClient/Code')],
    ['1', '300.00', 'L'],
  )
})

test('a closed period is filed as it was declared, whatever is changed later', async () => {
  await act((ctx) => closePeriod(ctx, { report: 'vat-return', business: belgian.business, ...may }))
  const before = textOf(await returnFile({ business: belgian.business, ...may }))
  // Somebody puts a document into the past behind the program's back.
  await world.database.owner.query(
    `update purchase_invoices set day = '2026-06-12' where tenant_id = $1 and number = 'A-1'`,
    [world.tenant],
  )
  assert.equal(textOf(await returnFile({ business: belgian.business, ...may })), before)
  const { closed } = json(
    await act((ctx) => getVatReturn(ctx, { business: belgian.business, ...may, as: 'json' })),
  )
  assert.equal(closed!.isSame, false)
})

test('documents without lines of ours are placed by their VAT groups, and what has no grid is told', async () => {
  const asked = { business: belgian.business, from: '2026-02-01', to: '2026-02-28' }
  const issued = (number: string, kind: string, groups: object[]) =>
    world.database.owner.query(
      `insert into issued_invoices (tenant_id, id, created_at, business, kind, year, sequence, number, day, total, document, document_hash)
       values ($1, gen_random_uuid(), now(), $2, $3, 1999, $4, $5, '2026-02-03', 0, $6, '')`,
      [
        world.tenant,
        belgian.business,
        kind,
        Number(number.slice(-1)),
        number,
        JSON.stringify({
          currency: 'EUR',
          kind,
          vatInOwnCurrency: null,
          buyer: { name: 'Klant', vatNumber: 'NL810755610B01' },
          deliverTo: { name: null, address: { country: 'BE' } },
          vat: groups,
          totals: { net: 1, vat: 0, gross: 1 },
        }),
      ],
    )
  await issued('OUD-1', 'invoice', [
    { category: 'S', rate: 2100, base: 1_000, vat: 210 },
    { category: 'S', rate: 600, base: 500, vat: 30 },
    { category: 'K', rate: 0, base: 700, vat: 0 },
    { category: 'AE', rate: 0, base: 300, vat: 0 },
  ])
  await issued('OUD-2', 'credit-note', [{ category: 'S', rate: 2100, base: 400, vat: 84 }])
  const { '71': owed, ...rest } = await grids(asked)
  assert.deepEqual(
    [rest['01'], rest['03'], rest['44'], rest['46'], rest['49'], rest['54'], rest['64'], owed],
    [500, 1_000, 300, 700, 400, 240, 84, 156],
  )
  const list = json(
    await act((ctx) =>
      getSalesList(ctx, { business: belgian.business, from: asked.from, to: asked.to, as: 'json' }),
    ),
  )
  assert.deepEqual([list.listed, list.isEqual], [1_000, true])
  await issued('OUD-3', 'invoice', [{ category: 'S', rate: 900, base: 100, vat: 9 }])
  const { unplaced } = json(await act((ctx) => getVatReturn(ctx, { ...asked, as: 'json' })))
  assert.deepEqual(unplaced, ['OUD-3'])
  await assert.rejects(returnFile(asked, { withoutPurchases: true }), { code: 'filing.unplaced' })
})

test('what a file cannot be made of is refused with the way out', async () => {
  const refused = (asked: object, code: string) =>
    assert.rejects(returnFile({ business: belgian.business, ...may, ...asked }), { code })
  await refused({ from: '2026-05-02' }, 'filing.period')
  await refused({ to: '2026-06-30' }, 'filing.period')
  await refused({ from: '2025-01-01', to: '2025-12-31' }, 'filing.no-purchases')
  await assert.rejects(
    returnFile(
      { business: belgian.business, from: '2025-01-01', to: '2025-12-31' },
      { withoutPurchases: true },
    ),
    { code: 'filing.month-or-quarter', field: 'to' },
  )
  await refused({ from: '2026-07-01', to: '2026-09-30' }, 'filing.not-over')
  await refused({ business: german.business }, 'filing.no-format')
  await assert.rejects(
    act((ctx) => getListingFile(ctx, { business: belgian.business, from: '2026-03-01', to: '2026-03-31' })),
    { code: 'filing.nothing-to-list' },
  )
  await act((ctx) => changeBusiness(ctx, { id: belgian.business, vatNumber: null }))
  await assert.rejects(returnFile({ business: belgian.business, ...may }), {
    code: 'filing.no-vat-number',
    field: 'vatNumber',
  })
  await act((ctx) => changeBusiness(ctx, { id: belgian.business, vatNumber: 'BE0428759497' }))
})

test('the German listing is the CSV that the portal imports: whole euros, goods and services apart', async () => {
  clock.now = new Date('2026-05-20T10:00:00Z')
  await sold(german.channel, 'NL', [12_350, 0], 'NL810755610B01')
  const back = await sold(german.channel, 'BE', [40_000, 0], 'BE0203201340')
  clock.now = new Date('2026-06-20T10:00:00Z')
  await credited(back.id)
  clock.now = new Date('2026-07-20T10:00:00Z')
  const file = await act((ctx) => getListingFile(ctx, { business: german.business, ...may }))
  assert.equal(file.name, 'zm-2026-05-01-2026-05-31.csv')
  assert.equal(
    textOf(file),
    '#v3.0\r\nUSt-IdNr.,Betrag (Euro),Art der Leistung\r\nBE0203201340,400,L\r\nNL810755610B01,124,L\r\n',
  )
  const june = await act((ctx) =>
    getListingFile(ctx, { business: german.business, from: '2026-06-01', to: '2026-06-30' }),
  )
  assert.match(textOf(june), /^BE0203201340,-400,L\r$/m)
  // Taken back in the quarter that it was supplied in, seen from June; the whole quarter corrects nothing before it.
  const list = async (asked: { from: string; to: string }) =>
    json(await act((ctx) => getSalesList(ctx, { business: german.business, ...asked, as: 'json' })))
  assert.deepEqual((await list({ from: '2026-06-01', to: '2026-06-30' })).corrections, [
    { number: 'BE0203201340', year: 2026, quarter: 2, goods: -40_000, services: 0 },
  ])
  assert.deepEqual((await list(quarter)).corrections, [])
})

test('the Dutch messages name the taxonomy of the year and hold what the form asks, in whole euros', async () => {
  clock.now = new Date('2026-05-20T10:00:00Z')
  const dutch = { business: world.business, ...quarter }
  await sold(world.channel, 'NL', [12_199, 2100])
  await sold(world.channel, 'BE', [45_678, 0], 'BE0203201340')
  clock.now = new Date('2026-07-20T08:05:00Z')
  await assert.rejects(returnFile(dutch, { withoutPurchases: true }), {
    code: 'filing.no-details',
    field: 'turnoverTaxNumber',
  })
  const details = {
    business: world.business,
    turnoverTaxNumber: 'NL 0044.95.445.B.01',
    contactInitials: 'S',
    contactSurname: 'Jansen & Zn',
    contactPhone: '06-12 34 56 78',
  }
  await assert.rejects(
    act((ctx) => saveFilingDetails(ctx, { ...details, turnoverTaxNumber: '123456789B01' })),
    { code: 'filing.turnover-tax-number', field: 'turnoverTaxNumber' },
  )
  await act((ctx) => saveFilingDetails(ctx, details))
  const text = textOf(await returnFile(dutch, { withoutPurchases: true }))
  const root = parsed(text)
  const facts = Object.fromEntries(root.children.map(({ name, text: value }) => [name, value]))
  assert.deepEqual(
    [
      facts['TaxedTurnoverSuppliesServicesGeneralTariff'],
      facts['ValueAddedTaxSuppliesServicesGeneralTariff'],
      facts['SuppliesToCountriesWithinTheEC'],
      facts['ValueAddedTaxOwed'],
      facts['ValueAddedTaxOnInput'],
      facts['ValueAddedTaxOwedToBePaidBack'],
      facts['ContactSurname'],
      facts['ContactTelephoneNumber'],
      facts['DateTimeCreation'],
    ],
    ['100', '21', '456', '21', '0', '21', 'Jansen & Zn', '0612345678', '202607200805'],
  )
  assert.match(text, /nt20\/bd\/20251210\/entrypoints\/bd-rpt-ob-aangifte-2026\.xsd/)
  assert.equal(textAt(root, 'context/entity/identifier'), '004495445B01')
  // Every fact stands in a context that is there.
  const contexts = new Set(nodes(root, 'context').map(({ attributes }) => attributes['id']))
  for (const { attributes } of root.children)
    if (attributes['contextRef']) assert.ok(contexts.has(attributes['contextRef']))

  const list = parsed(textOf(await act((ctx) => getListingFile(ctx, dutch))))
  const supply = nodes(list, 'SuppliesAmount')[0]!
  assert.deepEqual([supply.text, supply.attributes['contextRef']], ['456', 'ICP_BE0203201340'])
  const buyer = nodes(list, 'context').find(({ attributes }) => attributes['id'] === 'ICP_BE0203201340')!
  assert.deepEqual(
    nodes(buyer, 'scenario/typedMember').map(({ children }) => children[0]!.text),
    ['0203201340', 'BE'],
  )
  await assert.rejects(
    returnFile(
      { business: world.business, from: '2024-01-01', to: '2024-03-31' },
      { withoutPurchases: true },
    ),
    { code: 'filing.no-taxonomy', field: 'to' },
  )
})
