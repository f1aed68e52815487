/** Organisations kept, refused, found and labelled, on a real database. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { daysBetween } from '../../base/day.ts'
import { Refusal } from '../../base/refusal.ts'
import { takeInOrders } from '../../workflows/take-in-orders/take-in.ts'
import type { Action } from '../../platform/action.ts'
import { system, type Ctx } from '../../platform/context.ts'
import { diskFiles, readBytes, fileOf, useFiles } from '../../platform/files.ts'
import { checkSeries, draft, finalise } from '../invoicing/actions.ts'
import { openMachine } from '../../platform/machine.ts'
import { creditInvoice } from '../invoicing/actions/credits.ts'
import { recordPayment } from '../payments/actions.ts'
import { statementsOf } from '../../../test/support/database.ts'
import { newMerchant, newWorld, shopOrder } from '../../../test/support/world.ts'
import { getBusiness, changeBusiness, createBusiness } from './actions.ts'
import { addAddress, changeTheAddress, listAddresses, removeTheAddress } from './actions/addresses.ts'
import { changeTheAccount, createAccount, listAccounts, planNumbers } from './actions/businesses.ts'
import { checkCreditByHand, getStanding } from './actions/credit.ts'
import {
  businessBuyer,
  changeCustomer,
  createCustomer,
  getCustomer,
  listCustomers,
  listSimilarCustomers,
} from './actions/customers.ts'
import {
  changeTheOrganisation,
  createGroup,
  createOrganisation,
  getOrganisation,
  listDuplicates,
  listOrganisations,
  setLogo,
  setSupplierTerms,
  tradableOrganisation,
} from './actions/organisations.ts'
import {
  createLabel,
  createLabelGroup,
  createLabelSubgroup,
  getLabelsOf,
  getLabelTree,
  setLabels,
} from './actions/relation-labels.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-files-'))
useFiles(diskFiles(folder))
after(() => rm(folder, { recursive: true, force: true }))
const world = await newWorld()
const { act } = world

/** What http would do with a body: check it, then run the action. */
const ask = <O>(asked: Action<never, never, O>, body: object): Promise<O> =>
  act(async (ctx) =>
    (asked as unknown as (ctx: Ctx, input: unknown) => Promise<O>)(
      ctx,
      (asked.input as { parse(v: unknown): unknown }).parse(body),
    ),
  )
const send = ask as unknown as <A extends Action>(asked: A, body: object) => Promise<Awaited<ReturnType<A>>>

const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'accepted'
  } catch (error) {
    if (error instanceof Refusal) return `${error.field ?? ''}:${error.code}`
    return (
      (error as { issues?: { path: string[] }[] }).issues
        ?.map((issue) => `input ${issue.path.join('.')}`)
        .join() ?? String(error)
    )
  }
}

const address = { street: 'Gildenweg', houseNumber: '6', postcode: '1695 GD', city: 'Blokker', country: 'NL' }

test('S2-1: the same company is customer and supplier with one record', async () => {
  const made = await send(createOrganisation, {
    name: '  Gazelle Nederland  ',
    roles: ['customer', 'supplier', 'supplier'],
    address,
  })
  assert.deepEqual(
    [made.name, made.roles, made.isComplete],
    ['Gazelle Nederland', ['customer', 'supplier'], true],
  )
  const suppliers = await send(listOrganisations, { role: 'supplier' })
  assert.deepEqual(
    suppliers.rows.map((row) => row.name),
    ['Gazelle Nederland'],
  )
})

const bad: [string, object, string][] = [
  ['without a name', { name: '   ' }, 'input name'],
  ['with a name of 201 characters', { name: 'x'.repeat(201) }, 'input name'],
  ['with a KvK number of seven digits', { cocNumber: '1234567' }, 'cocNumber:organisation.coc-wrong'],
  ['with a wrong VAT number', { vatNumber: 'NL123456789B01' }, 'vatNumber:organisation.vat-number-wrong'],
  ['with a VAT number of nowhere', { vatNumber: '123456789' }, 'vatNumber:organisation.vat-country-unknown'],
  ['with a negative payment term', { paymentTermDays: -1 }, 'input paymentTermDays'],
  ['with half a day of payment term', { paymentTermDays: 1.5 }, 'input paymentTermDays'],
  ['with a negative credit limit', { creditLimit: -1 }, 'input creditLimit'],
  ['with an unknown credit policy', { creditPolicy: 'shout' }, 'input creditPolicy'],
  ['with a role that does not exist', { roles: ['friend'] }, 'roles:organisation.role-unknown'],
  ['with no role at all', { roles: [] }, 'roles:organisation.role-needed'],
  [
    'with a billing address that is none',
    { billingEmails: ['a@b.nl', 'nergens'] },
    'billingEmails:organisation.email-wrong',
  ],
  [
    'with an invoice route that does not exist',
    { invoiceRoutes: ['fax'] },
    'invoiceRoutes:organisation.route-unknown',
  ],
  [
    'by Peppol without a participant',
    { invoiceRoutes: ['email-pdf', 'peppol'] },
    'peppolId:organisation.route-needs-peppol',
  ],
  [
    'in the portal alone and by post too',
    { invoiceRoutes: ['portal', 'post'] },
    'invoiceRoutes:organisation.route-portal-alone',
  ],
  ['with a wrong IBAN', { iban: 'NL92ABNA0417164300' }, 'iban:iban.wrong'],
  ['with an IBAN of a country without', { iban: 'US91ABNA0417164300' }, 'iban:iban.country-unknown'],
  [
    'with a mandate and no IBAN',
    { mandateReference: 'M-1' },
    'mandateReference:organisation.mandate-needs-iban',
  ],
  ['with an e-mail address that is none', { email: 'nergens' }, 'input email'],
  ['with a website that is none', { website: 'javascript:alert(1)' }, 'input website'],
  ['with a currency that does not exist', { currency: 'QQQ' }, 'currency:currency.unknown'],
  ['with a country that does not exist', { country: 'QQ' }, 'country:country.unknown'],
  ['S4: with a field of ours', { isComplete: true, mergedInto: null }, 'input '],
  ['S4: of another tenant', { tenantId: '00000000-0000-0000-0000-000000000000' }, 'input '],
  [
    'with an account manager that does not exist',
    { accountManager: '01997b5e-0000-7000-8000-000000000000' },
    'error: ',
  ],
]
for (const [story, bend, expected] of bad) {
  test(`an organisation is refused ${story}`, async () => {
    assert.ok(
      (await refusalOf(send(createOrganisation, { name: 'Een bedrijf', ...bend }))).startsWith(expected),
      await refusalOf(send(createOrganisation, { name: 'Een bedrijf', ...bend })),
    )
  })
}

test('a good organisation keeps all it was given, in the form it is kept in', async () => {
  const made = await send(createOrganisation, {
    name: 'Volledig BV',
    code: 'VOL',
    cocNumber: '87654321',
    vatNumber: 'be 0428.759.497',
    country: 'NL',
    phone: '+31 228 123456',
    paymentTermDays: 0,
    creditLimit: 0,
    billingEmails: ['a@volledig.example', 'b@volledig.example'],
    invoiceRoutes: ['email-pdf', 'peppol', 'post'],
    peppolScheme: '0106',
    peppolId: '87654321',
    iban: 'nl91 abna 0417 1643 00',
    ibanHolder: 'Volledig',
    mandateReference: 'M-1',
    mandateDay: '2026-01-02',
    currency: 'EUR',
    language: 'en',
    sharesAccount: true,
  })
  const got = await send(getOrganisation, { id: made.id })
  assert.deepEqual(
    [
      got.vatNumber,
      got.iban,
      got.phoneKey,
      got.creditLimit,
      got.paymentTermDays,
      got.mandateDay,
      got.invoiceRoutes,
      got.isComplete,
    ],
    [
      'BE0428759497',
      'NL91ABNA0417164300',
      '0228123456',
      0,
      0,
      '2026-01-02',
      ['email-pdf', 'peppol', 'post'],
      false,
    ],
  )
})

test('a code that another organisation has is refused at its field, however it is written', async () => {
  const first = await send(createOrganisation, { name: 'Codehouder BV', code: 'CH-01' })
  const other = await send(createOrganisation, { name: 'Nog een BV', code: 'CH-02' })
  const taken = 'code:organisation.code-taken'
  assert.equal(await refusalOf(send(createOrganisation, { name: 'Derde BV', code: 'ch-01' })), taken)
  assert.equal(await refusalOf(send(changeTheOrganisation, { id: other.id, code: 'CH-01' })), taken)
  assert.equal((await send(changeTheOrganisation, { id: first.id, code: 'ch-01' })).code, 'ch-01')
})

test('an e-mail address that another customer has is refused at its field, with the way out', async () => {
  await send(createCustomer, { name: 'Eerste klant', email: 'een@klant.example' })
  const again = send(createCustomer, { name: 'Tweede klant', email: 'Een@klant.example' })
  assert.equal(await refusalOf(again), 'email:customer.email-taken')
})

test('our own VAT number is nobody else’s, also when it is filled in later; an own business has it', async () => {
  const own = 'NL004495445B01'
  const made = await send(createOrganisation, { name: 'Andermans BV' })
  const ours = 'vatNumber:organisation.vat-number-is-ours'
  assert.equal(await refusalOf(send(createOrganisation, { name: 'Wij zelf', vatNumber: own })), ours)
  assert.equal(
    await refusalOf(send(changeTheOrganisation, { id: made.id, vatNumber: 'nl0044.95.445.b01' })),
    ours,
  )
  const shop = await send(createOrganisation, { name: 'Onze winkel', vatNumber: own, roles: ['business'] })
  assert.equal(shop.vatNumber, own)
})

test('a changed VAT number is told, an unchanged one is not', async () => {
  const made = await send(createOrganisation, { name: 'Btw BV', vatNumber: 'NL123456789B13' })
  await send(changeTheOrganisation, { id: made.id, phone: '0228 555555' })
  await send(changeTheOrganisation, { id: made.id, vatNumber: null })
  const told = await act((ctx) =>
    ctx.db.rows<{ detail: { vatNumber: string | null } }>(
      `select detail from events where tenant_id = $1 and about = $2 and kind = 'organisation.vat-number-changed' order by id`,
      [made.id],
    ),
  )
  assert.deepEqual(
    told.map((event) => event.detail.vatNumber),
    ['NL123456789B13', null],
  )
})

test('two at once: the second is told that somebody else was first', async () => {
  const made = await send(createOrganisation, { name: 'Druk BV' })
  await send(changeTheOrganisation, { id: made.id, version: made.version, name: 'Druk en Co BV' })
  assert.equal(
    await refusalOf(send(changeTheOrganisation, { id: made.id, version: made.version, name: 'Drukte BV' })),
    ':record.changed',
  )
})

test('S4: without the right to money the IBAN is masked, the limit hidden, and neither can be written', async () => {
  const made = await send(createOrganisation, {
    name: 'Geheim BV',
    iban: 'NL91ABNA0417164300',
    creditLimit: 500_00,
  })
  const clerk = { ...system, kind: 'user' as const, rights: new Set(['customers.see', 'customers.manage']) }
  const asClerk = <T>(work: (ctx: Ctx) => Promise<T>) =>
    world.machine.act({ tenant: world.tenant, actor: clerk }, work)
  const seen = await asClerk((ctx) => getOrganisation(ctx, { id: made.id }))
  assert.deepEqual([seen.iban, seen.creditLimit], ['NL91 •••• 4300', null])
  assert.equal(
    await refusalOf(asClerk((ctx) => changeTheOrganisation(ctx, { id: made.id, creditLimit: 1 }))),
    ':right.not-allowed',
  )
  assert.equal(
    (await asClerk((ctx) => changeTheOrganisation(ctx, { id: made.id, phone: '0228 1' }))).iban,
    'NL91 •••• 4300',
  )
})

test('S2-3: the same KvK number, VAT number, e-mail, or a similar name at the same postcode is told', async () => {
  const first = await send(createOrganisation, {
    name: 'Fietsenmaker Jansen B.V.',
    cocNumber: '11223344',
    email: 'info@jansen.example',
    address: { ...address, postcode: '1234 AB' },
  })
  const second = await send(createOrganisation, { name: 'Anders', cocNumber: '11223344' })
  assert.deepEqual(second.warnings, [{ kind: 'coc-number', organisation: first.id, name: first.name }])
  const third = await send(createOrganisation, {
    name: 'Fietsenmaker Janssen',
    address: { ...address, postcode: '1234AB' },
  })
  assert.deepEqual(
    third.warnings.map((warning) => [warning.kind, warning.organisation]),
    [['name-and-postcode', first.id]],
  )
  const pairs = (await send(listDuplicates, {})).rows
  assert.deepEqual(pairs.map((pair) => [pair.name, pair.otherName, pair.why]).sort(), [
    ['Fietsenmaker Jansen B.V.', 'Anders', 'coc-number'],
    ['Fietsenmaker Jansen B.V.', 'Fietsenmaker Janssen', 'name-and-postcode'],
  ])
})

test('S2-13: without an address it cannot be ordered for; the first address makes it whole, the last one gone undoes that', async () => {
  const made = await send(createOrganisation, { name: 'Adresloos BV' })
  assert.equal(await refusalOf(act((ctx) => tradableOrganisation(ctx, made.id))), ':organisation.incomplete')
  const { rows } = await send(addAddress, {
    organisation: made.id,
    kind: 'invoice',
    ...address,
    alsoShipping: true,
  })
  assert.deepEqual(
    rows.map((row) => [row.kind, row.isDefault, row.postcodeKey]),
    [
      ['invoice', true, '1695GD 6'],
      ['shipping', true, '1695GD 6'],
    ],
  )
  assert.equal((await act((ctx) => tradableOrganisation(ctx, made.id))).isComplete, true)
  for (const row of rows) await send(removeTheAddress, { id: row.id })
  assert.equal(await refusalOf(act((ctx) => tradableOrganisation(ctx, made.id))), ':organisation.incomplete')
})

test('S2-15: one shipping address is the default, and another takes over when it goes', async () => {
  const made = await send(createOrganisation, { name: 'Vestigingen BV' })
  const [first] = (await send(addAddress, { organisation: made.id, kind: 'shipping', ...address })).rows
  const [second] = (
    await send(addAddress, {
      organisation: made.id,
      kind: 'shipping',
      ...address,
      street: 'Havenweg',
      deliveryNotes: 'Achterom',
    })
  ).rows
  assert.deepEqual([first!.isDefault, second!.isDefault], [true, false])
  await send(changeTheAddress, { id: second!.id, isDefault: true })
  assert.equal((await send(changeTheAddress, { id: second!.id, isDefault: false })).isDefault, true)
  await send(removeTheAddress, { id: second!.id })
  const left = (await send(listAddresses, { organisation: made.id })).rows
  assert.deepEqual(
    left.map((row) => [row.street, row.isDefault]),
    [['Gildenweg', true]],
  )
})

test('an address of nobody, or of two, is refused', async () => {
  assert.equal(await refusalOf(send(addAddress, { kind: 'invoice', ...address })), ':address.owner-needed')
  assert.equal(
    await refusalOf(
      send(addAddress, { kind: 'invoice', ...address, country: 'QQ', contact: world.business }),
    ),
    ':record.not-found',
  )
})

test('I-02: a business order has an organisation and a contact of it', async () => {
  const company = await send(createOrganisation, { name: 'Zakelijk BV', address })
  const inside = await send(createCustomer, { name: 'Sanne Zakelijk', organisation: company.id })
  const outside = await send(createCustomer, { name: 'Piet Anders' })
  assert.equal(
    await refusalOf(act((ctx) => businessBuyer(ctx, company.id, null))),
    ':organisation.needs-contact',
  )
  assert.equal(
    await refusalOf(act((ctx) => businessBuyer(ctx, company.id, outside.id))),
    ':organisation.contact-elsewhere',
  )
  assert.equal((await act((ctx) => businessBuyer(ctx, company.id, inside.id))).contact.name, 'Sanne Zakelijk')
})

test('S0-3e: a supplier has terms; who is no supplier has none', async () => {
  const supplier = await send(createOrganisation, { name: 'Groothandel', roles: ['supplier'] })
  const terms = await send(setSupplierTerms, {
    organisation: supplier.id,
    ordersEmail: 'orders@groothandel.example',
    leadTimeDays: 3,
    minimumAmount: 250_00,
    orderMultiple: 6000,
    incoterm: 'DAP',
    language: 'de',
  })
  assert.equal(
    (await send(setSupplierTerms, { organisation: supplier.id, version: terms.version, leadTimeDays: 5 }))
      .minimumAmount,
    250_00,
  )
  assert.equal(
    await refusalOf(send(setSupplierTerms, { organisation: supplier.id, incoterm: 'ABC' })),
    'incoterm:organisation.incoterm-unknown',
  )
  const customer = await send(createOrganisation, { name: 'Alleen klant' })
  assert.equal(
    await refusalOf(send(setSupplierTerms, { organisation: customer.id })),
    ':organisation.not-a-supplier',
  )
})

test('S2-12: a logo is drawn anew as PNG, an SVG too; a document is no logo', async () => {
  const made = await send(createOrganisation, { name: 'Logo BV' })
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script><rect width="40" height="20" fill="red"/></svg>',
  )
  const row = await send(setLogo, {
    id: made.id,
    file: { name: 'logo.svg', type: 'image/svg+xml', bytes: svg },
  })
  const file = await act((ctx) => fileOf(ctx, row.logo!))
  const seen = await sharp(await readBytes(file)).metadata()
  assert.deepEqual([file.type, seen.format, seen.width, seen.height], ['image/png', 'png', 40, 20])
  const logo = (bytes: Buffer) =>
    refusalOf(send(setLogo, { id: made.id, file: { name: 'x.png', type: 'image/png', bytes } }))
  assert.equal(await logo(Buffer.from('%PDF-1.7')), 'file:logo.wrong')
  assert.equal(
    await logo(Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>')),
    'file:logo.wrong',
  )
  assert.equal(
    await logo(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"/>')),
    'file:logo.too-large',
  )
  assert.equal(await logo(Buffer.alloc(6_000_000)), 'file:logo.too-large')
})

test('S2-10 and I-10: labels need a letter, stay on their level, and those of an organisation count for its people', async () => {
  const group = await send(createLabelGroup, { level: 'organisation', name: 'Korting' })
  const subgroup = await send(createLabelSubgroup, { labelGroup: group.id, name: 'Dealers' })
  assert.equal(
    await refusalOf(send(createLabel, { subgroup: subgroup.id, name: '123' })),
    'name:label.needs-letter',
  )
  const label = await send(createLabel, { subgroup: subgroup.id, name: 'A1' })
  const company = await send(createOrganisation, { name: 'Dealer BV' })
  const person = await send(createCustomer, { name: 'Dealer Dirk', organisation: company.id })
  await send(setLabels, { level: 'organisation', about: company.id, labels: [label.id, label.id] })
  assert.deepEqual(
    (await send(getLabelsOf, { about: person.id })).rows.map((row) => [row.name, row.isInherited]),
    [['A1', true]],
  )
  assert.equal(
    await refusalOf(send(setLabels, { level: 'contact', about: person.id, labels: [label.id] })),
    'labels:label.wrong-level',
  )
  assert.deepEqual(
    (await send(listOrganisations, { label: label.id })).rows.map((row) => row.name),
    ['Dealer BV'],
  )
  assert.deepEqual(
    JSON.parse(JSON.stringify((await send(getLabelTree, { level: 'organisation' })).rows)).map(
      (row: { name: string; subgroups: { name: string }[] }) => [
        row.name,
        row.subgroups.map((one) => one.name),
      ],
    ),
    [['Korting', ['Dealers']]],
  )
  await send(setLabels, { level: 'organisation', about: company.id, labels: [] })
  assert.deepEqual((await send(getLabelsOf, { about: person.id })).rows, [])
})

test('I-04: a customer group is made, and an organisation is in it', async () => {
  const group = await send(createGroup, { name: 'Dealers', channels: [world.channel.id] })
  const made = await send(createOrganisation, { name: 'Groep BV', customerGroup: group.id })
  assert.equal((await send(getOrganisation, { id: made.id })).groupName, 'Dealers')
})

/** An order of a person of this organisation, straight from the webshop. */
async function orderOf(organisation: string, cents: number, paidCents: number) {
  const shop = shopOrder([['BAND-28', 1, cents - 595]])
  const paid = { ...shop, payments: shop.payments.map((payment) => ({ ...payment, captured: paidCents })) }
  await act((ctx) =>
    createCustomer(ctx, { name: shop.customer.name, email: shop.customer.email, organisation }),
  )
  const [taken] = await act((ctx) => takeInOrders(ctx, world.channel, [paid]))
  return taken!.order!
}

test('S2-6: what is outstanding is the sum of the open items, and cannot be typed', async () => {
  const company = await send(createOrganisation, {
    name: 'Krediet BV',
    address,
    creditLimit: 300_00,
    creditPolicy: 'block',
  })
  const order = await orderOf(company.id, 200_00, 0)
  await orderOf(company.id, 50_00, 0)
  const standing = () => send(getStanding, { organisation: company.id, amount: '0' })
  assert.deepEqual([(await standing()).outstanding, (await standing()).uninvoiced], [0, 250_00])
  const invoice = await act((ctx) => draft(ctx, order, null))
  assert.equal((await standing()).outstanding, 0)
  await act((ctx) => finalise(ctx, invoice.id))
  assert.equal((await standing()).outstanding, 200_00)
  const check = (amount: number) =>
    act(async (ctx) =>
      checkCreditByHand(ctx, (await getOrganisation(ctx, { id: company.id })) as never, amount),
    )
  assert.equal(await check(100_00), 'within')
  assert.equal(await refusalOf(check(100_01)), ':organisation.over-limit')
  await send(changeTheOrganisation, { id: company.id, countsOpenOrders: true })
  assert.equal((await standing()).outstanding, 250_00)
  assert.equal(await refusalOf(send(changeTheOrganisation, { id: company.id, outstanding: 0 })), 'input ')
})

test('S2-6: a credit note takes off what is owed, and a payment too', async () => {
  const company = await send(createOrganisation, { name: 'Creditnota BV', address })
  const [credited, paid] = [await orderOf(company.id, 200_00, 0), await orderOf(company.id, 80_00, 0)]
  const outstanding = async () => (await send(getStanding, { organisation: company.id })).outstanding
  const first = await act(async (ctx) => finalise(ctx, (await draft(ctx, credited, null)).id))
  await act(async (ctx) => finalise(ctx, (await draft(ctx, paid, null)).id))
  assert.equal(await outstanding(), 280_00)
  const note = await send(creditInvoice, { invoice: first.id, reason: 'Te veel berekend' })
  await act((ctx) => finalise(ctx, note.id))
  assert.equal(await outstanding(), 80_00)
  await act((ctx) => recordPayment(ctx, { order: paid, amount: 30_00, method: 'bank' }))
  assert.equal(await outstanding(), 50_00)
})

test('S2-4 and S2-13: an invoice is due after the term agreed, and is not made without an address', async () => {
  const company = await send(createOrganisation, { name: 'Termijn BV', paymentTermDays: 45 })
  const order = await orderOf(company.id, 100_00, 0)
  assert.equal(await refusalOf(act((ctx) => draft(ctx, order, null))), ':organisation.incomplete')
  await send(addAddress, { organisation: company.id, kind: 'invoice', ...address })
  const { id } = await act((ctx) => draft(ctx, order, null))
  const final = await act((ctx) => finalise(ctx, id))
  assert.equal(daysBetween(final.day!, final.dueDay!), 45)
})

test('S4-9: the page of a customer shows orders, invoices and totals in three statements at most', async () => {
  const company = await send(createOrganisation, { name: 'Pagina BV', address })
  const order = await orderOf(company.id, 100_00, 100_00)
  await act(async (ctx) => finalise(ctx, (await draft(ctx, order, null)).id))
  const { contact } = (await act((ctx) =>
    ctx.db.one<{ contact: string }>('select contact from orders where tenant_id = $1 and id = $2', [order]),
  ))!
  const asked = await statementsOf(world.database, () => send(getCustomer, { id: contact }))
  const page = await send(getCustomer, { id: contact })
  assert.equal(page.organisationName, 'Pagina BV')
  assert.deepEqual(
    [
      page.orders.length,
      page.invoices.length,
      page.totals.map((total) => [total.currency, total.orders, total.total, total.due]),
    ],
    [1, 1, [['EUR', 1, 100_00, 0]]],
  )
  assert.ok(page.events.some((event) => event.kind === 'contact.created'))
  assert.ok(asked <= 3, `${asked} statements`)
  const whole = await send(getOrganisation, { id: company.id })
  assert.deepEqual(
    [whole.contacts.length, whole.orders.length, whole.invoices.length, whole.outstanding],
    [1, 1, 1, 0],
  )
})

test('S1-2: a business keeps what stands on its papers, and refuses what cannot', async () => {
  const kept = await send(changeBusiness, {
    id: world.business,
    invoiceFooter: 'Dank u',
    paymentTermDays: 30,
    supportName: 'Eva',
    pricesLead: 'without-vat',
    bic: 'abna nl 2a',
    iban: 'NL91 ABNA 0417 1643 00',
  })
  assert.deepEqual([kept.bic, kept.iban, kept.paymentTermDays], ['ABNANL2A', 'NL91ABNA0417164300', 30])
  const wrong = async (bend: object) => refusalOf(send(changeBusiness, { id: world.business, ...bend }))
  assert.equal(await wrong({ iban: 'NL92ABNA0417164300' }), 'iban:iban.wrong')
  assert.equal(await wrong({ timeZone: 'Mars/Base' }), 'timeZone:time-zone.unknown')
  assert.equal(await wrong({ invoiceColumns: ['horoscope'] }), 'invoiceColumns:invoice-column.unknown')
  assert.equal(await wrong({ invoiceColumns: ['sku', 'amount'] }), 'invoiceColumns:invoice-column.needed')
  assert.equal(await wrong({ vatNumber: 'NL123456789B01' }), 'vatNumber:organisation.vat-number-wrong')
  assert.equal(await wrong({ cocNumber: '1234567' }), 'cocNumber:organisation.coc-wrong')
})

test('S1-2: the postcode and the VAT number of a business are those of its country', async () => {
  const bend = (changes: object) => send(changeBusiness, { id: world.business, ...changes })
  const home = { country: 'NL', postcode: '1695 AA', vatNumber: 'NL004495445B01' }
  await bend(home)
  assert.equal(await refusalOf(bend({ postcode: '16' })), 'postcode:business.postcode-wrong')
  assert.equal(await refusalOf(bend({ country: 'DE' })), 'postcode:business.postcode-wrong')
  assert.equal(
    await refusalOf(bend({ country: 'DE', postcode: '10115' })),
    'vatNumber:business.vat-number-elsewhere',
  )
  const moved = await bend({ country: 'DE', postcode: '10115', vatNumber: 'DE 136 695 976' })
  assert.deepEqual([moved.country, moved.vatNumber], ['DE', 'DE136695976'])
  // Greece has letters of its own, and of a country outside the Union we know no form.
  await bend({ country: 'GR', postcode: '104 31', vatNumber: 'EL094259216' })
  await bend({ country: 'CH', postcode: '8001', vatNumber: null })
  await bend(home)
})

test('S0-2b: of the bank accounts of a business one stands on its invoices', async () => {
  const account = { business: world.business, holder: 'Fietsen De Wit', isOnInvoice: true }
  const shown = async () => {
    const { rows } = await send(listAccounts, { business: world.business })
    const { iban } = await act((ctx) => getBusiness(ctx, { id: world.business }))
    return [iban, ...rows.map((row) => `${row.iban} ${row.isOnInvoice}`).sort()]
  }
  await send(changeBusiness, { id: world.business, iban: 'NL91ABNA0417164300' })
  const second = await send(createAccount, { ...account, name: 'Tweede', iban: 'BE68539007547034' })
  assert.deepEqual(await shown(), ['BE68539007547034', 'BE68539007547034 true', 'NL91ABNA0417164300 false'])
  await send(changeTheAccount, { id: second.id, isActive: false })
  assert.deepEqual(await shown(), [null, 'BE68539007547034 false', 'NL91ABNA0417164300 false'])
  await send(changeBusiness, { id: world.business, iban: 'NL91 ABNA 0417 1643 00' })
  assert.deepEqual(await shown(), ['NL91ABNA0417164300', 'BE68539007547034 false', 'NL91ABNA0417164300 true'])
  assert.equal(
    await refusalOf(send(createAccount, { ...account, name: 'Fout', iban: 'BE68539007547035' })),
    'iban:iban.wrong',
  )
  const twice = { ...account, name: 'Dubbel', iban: 'BE68 5390 0754 7034' }
  const [first] = (await send(listAccounts, { business: world.business })).rows.filter(
    (row) => row.isOnInvoice,
  )
  for (const work of [
    send(createAccount, twice),
    send(changeTheAccount, { id: first!.id, iban: twice.iban }),
  ])
    assert.equal(await refusalOf(work), 'iban:business-account.iban-taken')
  // What went before the refusal is undone: the account on the invoices stays.
  assert.deepEqual(await shown(), ['NL91ABNA0417164300', 'BE68539007547034 false', 'NL91ABNA0417164300 true'])
})

test('S0-2b: a number series is set before its first number, and a business has its own', async () => {
  const business = await send(createBusiness, { legalName: 'Tweede BV', tradeName: 'Tweede', country: 'NL' })
  const plan = {
    business: business.id,
    kind: 'invoice',
    year: 2026,
    prefix: 'T{yy}-',
    firstNumber: 501,
    digits: 4,
  }
  assert.equal(
    await refusalOf(send(planNumbers, { ...plan, prefix: 'T-' })),
    'prefix:series.prefix-needs-year',
  )
  await send(planNumbers, plan)
  assert.equal(
    await refusalOf(send(planNumbers, { ...plan, kind: 'credit-note' })),
    'prefix:series.prefix-taken',
  )
  await send(planNumbers, { ...plan, digits: 6 })
  assert.equal((await act((ctx) => getBusiness(ctx, { id: business.id }))).tradeName, 'Tweede')
})

test('a planned series gives its first number, goes on with it next year, and cannot be planned once in use', async () => {
  let now = new Date('2026-12-30T10:00:00Z')
  const other = await newMerchant(openMachine(world.database, [], () => now))
  const plan = {
    business: other.business,
    kind: 'invoice' as const,
    year: 2026,
    prefix: 'T{yy}-',
    firstNumber: 501,
    digits: 6,
  }
  await other.act((ctx) => planNumbers(ctx, plan))
  const invoiced = () =>
    other.act(async (ctx) => {
      const [taken] = await takeInOrders(ctx, other.channel, [shopOrder()])
      return (await finalise(ctx, (await draft(ctx, taken!.order!, null)).id)).number
    })
  const numbers = [await invoiced(), await invoiced()]
  assert.equal(await refusalOf(other.act((ctx) => planNumbers(ctx, plan))), ':series.in-use')
  now = new Date('2027-01-04T10:00:00Z')
  assert.deepEqual([...numbers, await invoiced()], ['T26-000501', 'T26-000502', 'T27-000001'])
  assert.deepEqual((await other.act((ctx) => checkSeries(ctx, {}))).rows, [])
})

test('without a search all customers who are not archived are read, a page at a time and each once', async () => {
  const company = await send(createOrganisation, { name: 'Leest Alles BV', address })
  const ann = await send(createCustomer, { name: 'An Lezer', organisation: company.id })
  const gone = await send(createCustomer, { name: 'Weg Lezer' })
  await send(changeCustomer, { id: gone.id, isArchived: true })
  const seen: { id: string; organisationName: string | null }[] = []
  let after: string | undefined
  do {
    const { rows, next } = await send(listCustomers, { after, limit: 3 })
    assert.ok(rows.length === 3 || next === null)
    seen.push(...rows)
    after = next ?? undefined
  } while (after)
  const there = await act((ctx) =>
    ctx.db.rows<{ id: string }>(
      'select id from contacts where tenant_id = $1 and not is_archived order by id',
    ),
  )
  assert.deepEqual(
    seen.map(({ id }) => id),
    there.map(({ id }) => id),
  )
  assert.ok(seen.length > 3)
  assert.equal(seen.find(({ id }) => id === ann.id)!.organisationName, 'Leest Alles BV')
  assert.equal((await send(listCustomers, { search: '', limit: 1 })).rows[0]!.id, seen[0]!.id)
  const other = await newMerchant(world.machine)
  assert.deepEqual(await other.act((ctx) => listCustomers(ctx, { limit: 50 })), { rows: [], next: null })
})

test('C-35: customers with one phone number are told of each other', async () => {
  const one = await send(createCustomer, { name: 'Bas Bakker', phone: '06 98 76 54 32' })
  const two = await send(createCustomer, { name: 'B. Bakker', phone: '+31 6 98765432' })
  assert.deepEqual(
    (await send(listSimilarCustomers, { id: one.id })).rows.map((row) => [row.id, row.why]),
    [[two.id, 'phone']],
  )
  assert.equal(await refusalOf(send(listCustomers, { search: 'b' })), ':contact.search-too-short')
})
