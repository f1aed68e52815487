/** A file of a thousand organisations is looked through first, then taken in; an export comes in again as it went out. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { csvLine, csvMark, readCsv } from '../base/csv.ts'
import { Refusal } from '../base/refusal.ts'
import {
  exportOrganisations,
  getImportErrors,
  startImport,
} from '../modules/organisations/actions/exchange.ts'
import { addressesOf } from '../modules/organisations/reads.ts'
import {
  createGroup,
  createOrganisation,
  getOrganisation,
  listOrganisations,
} from '../modules/organisations/actions/organisations.ts'
import type { FileAnswer, Piece, Pieces } from '../platform/action.ts'
import { system, type Ctx } from '../platform/context.ts'
import { diskFiles, useFiles } from '../platform/files.ts'
import { findRun, itemsOf } from '../platform/runs.ts'
import type { Tools } from '../platform/workflow.ts'
import { newMerchant, newWorld } from '../../test/support/world.ts'
import { importOrganisations } from './import-organisations.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-files-'))
useFiles(diskFiles(folder))
after(() => rm(folder, { recursive: true, force: true }))
const base = await newWorld()

type Merchant = Awaited<ReturnType<typeof newMerchant>>
const toolsOf = (merchant: Merchant, isStopping = () => false): Tools => ({
  tenant: merchant.tenant,
  act: merchant.act,
  open: () => Promise.reject(new Error('nothing outside is needed')),
  isStopping,
})
const fileOf = (rows: readonly (readonly string[])[]) => ({
  name: 'relaties.csv',
  type: 'text/csv',
  bytes: Buffer.from(csvMark + rows.map(csvLine).join('')),
})

async function bring(merchant: Merchant, rows: readonly (readonly string[])[], isDryRun: boolean) {
  const run = await merchant.act((ctx) => startImport(ctx, { file: fileOf(rows), isDryRun }))
  await importOrganisations.run(toolsOf(merchant), { about: run.id })
  return merchant.act(async (ctx) => ({ run: await findRun(ctx, run.id), items: await itemsOf(ctx, run.id) }))
}
const countOf = async (merchant: Merchant) =>
  (await merchant.act((ctx) =>
    ctx.db.one<{ count: number }>('select count(*)::int as count from organisations where tenant_id = $1'),
  ))!.count
async function textOf(merchant: Merchant, answer: FileAnswer): Promise<string> {
  let text = ''
  for (let after: string | null = null; ;) {
    const piece: Piece = await merchant.act((ctx) => (answer.bytes as Pieces)(ctx, after))
    text += piece.text
    if (piece.next === null) return text
    after = piece.next
  }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

const heading = [
  'Naam',
  'KvK-nummer',
  'Btw-nummer',
  'Uitgavenlimiet',
  'Betaaltermijn (in dagen)',
  'Straat',
  'Huisnummer',
  'Postcode',
  'Plaats',
  'IBAN',
  'Boven de limiet',
]
const goodRow = (i: number) => [
  `Relatie ${i}`,
  String(10_000_000 + i),
  '',
  '1.250,50',
  '30',
  'Dorpsstraat',
  String(i),
  '1695 GD',
  'Blokker',
  '',
  'Tegenhouden',
]
const wrongRows: [number, (row: string[]) => void, string, string | null][] = [
  [10, (row) => void (row[1] = '1234567'), 'organisation.coc-wrong', 'KvK-nummer'],
  [20, (row) => void (row[0] = ''), 'input', 'Naam'],
  [30, (row) => void (row[3] = 'veel'), 'import.wrong-amount', 'Uitgavenlimiet'],
  [40, (row) => void (row[4] = '14 dagen'), 'import.wrong-number', 'Betaaltermijn (in dagen)'],
  [50, (row) => void (row[9] = 'NL92ABNA0417164300'), 'iban.wrong', 'IBAN'],
  [60, (row) => void (row[8] = ''), 'import.row-wrong', 'Plaats'],
  [70, (row) => void (row[2] = 'NL123456789B01'), 'organisation.vat-number-wrong', 'Btw-nummer'],
  [80, (row) => void (row[10] = 'misschien'), 'import.wrong-choice', 'Boven de limiet'],
  [90, (row) => void (row[3] = '-5'), 'import.row-wrong', 'Uitgavenlimiet'],
]

test('a dry run of a thousand rows names each wrong cell by row and column, and keeps nothing', async () => {
  const merchant = await newMerchant(base.machine)
  const rows = Array.from({ length: 1000 }, (_, i) => goodRow(i))
  for (const [row, bend] of wrongRows) bend(rows[row - 2]!)
  const { run, items } = await bring(merchant, [heading, ...rows], true)
  assert.deepEqual([run.state, run.total, run.done, run.failed], ['done', 1000, 991, 9])
  const told = items
    .filter((item) => item.state === 'failed')
    .map((item) => [item.params.row, item.code, (item.params.column as { nl: string } | null)?.nl])
  assert.deepEqual(
    told,
    wrongRows.map(([row, , code, column]) => [row, code === 'input' ? 'import.row-wrong' : code, column]),
  )
  assert.equal(await countOf(merchant), 0)
  assert.equal(
    (await merchant.act((ctx) =>
      ctx.db.one<{ count: number }>(
        "select count(*)::int as count from events where tenant_id = $1 and kind like 'organisation.%'",
      ),
    ))!.count,
    0,
  )
})

test('the right rows are taken in, the wrong ones left out, and the run goes on where it was cut off', async () => {
  const merchant = await newMerchant(base.machine)
  const rows = Array.from({ length: 120 }, (_, i) => goodRow(i))
  rows[10]![1] = '1234567'
  const run = await merchant.act((ctx) =>
    startImport(ctx, { file: fileOf([heading, ...rows]), isDryRun: false }),
  )
  let asked = 0
  await importOrganisations.run(
    toolsOf(merchant, () => ++asked > 1),
    { about: run.id },
  )
  assert.equal(await countOf(merchant), 49)
  assert.equal((await merchant.act((ctx) => findRun(ctx, run.id))).done, 49)
  await importOrganisations.run(toolsOf(merchant), { about: run.id })
  await importOrganisations.run(toolsOf(merchant), { about: run.id })
  const ended = await merchant.act((ctx) => findRun(ctx, run.id))
  assert.deepEqual([ended.done, ended.failed, await countOf(merchant)], [119, 1, 119])
  const [first] = (
    await merchant.act((ctx) => listOrganisations(ctx, { search: 'Relatie 5', limit: 10 }))
  ).rows.filter((row) => row.name === 'Relatie 5')
  assert.deepEqual(
    [first!.creditLimit, first!.paymentTermDays, first!.creditPolicy, first!.isComplete],
    [125_050, 30, 'hold', true],
  )
})

test('roles and routes are written as the screen calls them or as an export does, and what is none is named', async () => {
  const merchant = await newMerchant(base.machine)
  const { items } = await bring(
    merchant,
    [
      ['Naam', 'Rollen', 'Factuur ontvangen per'],
      ['Op zijn Nederlands', 'Klant, leverancier', 'E-mail met PDF | Post'],
      ['Als in een export', 'customer, supplier', 'email-pdf, post'],
      ['Geen rol', 'Klant, vriend', ''],
    ],
    false,
  )
  assert.deepEqual(
    items.map(({ state, code }) => code ?? state),
    ['done', 'done', 'import.wrong-choice'],
  )
  const { rows } = await merchant.act((ctx) => listOrganisations(ctx, { role: 'supplier', limit: 10 }))
  assert.deepEqual(
    rows.map(({ name, roles, invoiceRoutes }) => [name, roles, invoiceRoutes]),
    [
      ['Als in een export', ['customer', 'supplier'], ['email-pdf', 'post']],
      ['Op zijn Nederlands', ['customer', 'supplier'], ['email-pdf', 'post']],
    ],
  )
  assert.match(JSON.stringify(items[2]), /Customer, Supplier, .*Klant, Leverancier, /)
})

test('two rows with one code: the second is told so, and the rows around them are taken in', async () => {
  const merchant = await newMerchant(base.machine)
  const coded = [
    ['Naam', 'Code'],
    ['Eerste', 'K1'],
    ['Tweede', 'k1'],
    ['Derde', 'K3'],
  ]
  for (const isDryRun of [true, false]) {
    const { run, items } = await bring(merchant, coded, isDryRun)
    assert.deepEqual(
      [run.state, ...items.map(({ state, code }) => code ?? state)],
      ['done', 'done', 'import.code-taken', 'done'],
    )
  }
  const later = await bring(
    merchant,
    [
      ['Naam', 'Code'],
      ['Vierde', 'K1'],
    ],
    false,
  )
  assert.deepEqual([later.run.failed, later.items[0]!.code], [1, 'import.code-taken'])
  assert.equal(await countOf(merchant), 2)
})

test('a row whose address cannot be leaves the whole organisation as it was', async () => {
  const merchant = await newMerchant(base.machine)
  const { id } = await merchant.act((ctx) => createOrganisation(ctx, { name: 'Blijft' }))
  const { items } = await bring(
    merchant,
    [
      ['Id', 'Naam', 'Straat', 'Plaats', 'Land van het adres'],
      [id, 'Anders', 'Kade', 'Gent', 'QQ'],
    ],
    false,
  )
  const { name, addresses } = await merchant.act((ctx) => getOrganisation(ctx, { id }))
  assert.deepEqual([items[0]!.code, name, addresses], ['country.unknown', 'Blijft', []])
})

test('S20: an export has no formulas, and comes in again as it was', async () => {
  const merchant = await newMerchant(base.machine)
  await merchant.act((ctx) => createGroup(ctx, { name: 'Dealers' }))
  const group = (await merchant.act((ctx) =>
    ctx.db.one<{ id: string }>('select id from customer_groups where tenant_id = $1'),
  ))!.id
  for (const name of ['=1+1', '@SUM(A1)', '-12,50', '\'s-Hertogenbosch; "Fietsen"']) {
    await merchant.act((ctx) =>
      createOrganisation(ctx, {
        name,
        phone: '+31 228 123456',
        creditLimit: 99_95,
        billingEmails: ['a@x.example', 'b@x.example'],
        customerGroup: group,
        paymentTermDays: 0,
        address: { street: '=HYPERLINK("x")', houseNumber: '-1', city: 'Hoorn', country: 'BE' },
      }),
    )
  }
  const file = async () =>
    textOf(merchant, (await merchant.act((ctx) => exportOrganisations(ctx, {}))) as FileAnswer)
  const before = await file()
  for (const line of before.split('\r\n').slice(1)) assert.ok(!/(^|;)"?[=@]/.test(line), line)
  const again = await bring(merchant, readCsv(before), false)
  assert.deepEqual(
    [again.run.done, again.run.failed],
    [4, 0],
    JSON.stringify(again.items.map((item) => [item.code, item.params])),
  )
  assert.equal(await file(), before)

  const elsewhere = await newMerchant(base.machine)
  await elsewhere.act((ctx) => createGroup(ctx, { name: 'Dealers' }))
  await bring(
    elsewhere,
    readCsv(before).map((row) => row.slice(1)),
    false,
  )
  const there = (await elsewhere.act((ctx) => listOrganisations(ctx, { limit: 10 }))).rows
  assert.deepEqual(
    there.map((row) => row.name).sort(),
    ['-12,50', '\'s-Hertogenbosch; "Fietsen"', '=1+1', '@SUM(A1)'].sort(),
  )
  const whole = await elsewhere.act((ctx) => getOrganisation(ctx, { id: there[0]!.id }))
  const [address] = await elsewhere.act((ctx) => addressesOf(ctx, { organisation: there[0]!.id }))
  assert.deepEqual(
    [whole.phone, whole.creditLimit, whole.billingEmails, whole.groupName, address!.street, address!.country],
    ['+31 228 123456', 99_95, ['a@x.example', 'b@x.example'], 'Dealers', '=HYPERLINK("x")', 'BE'],
  )
})

test('a file of Excel in its own code page keeps its accents, and names nobody knows are told', async () => {
  const merchant = await newMerchant(base.machine)
  const bytes = Buffer.from(
    'Naam;Accountmanager\r\nCaf\xe9 de Brug;\r\nBakker;niemand@x.example\r\n',
    'latin1',
  )
  const run = await merchant.act((ctx) =>
    startImport(ctx, { file: { name: 'x.csv', type: 'text/csv', bytes }, isDryRun: false }),
  )
  await importOrganisations.run(toolsOf(merchant), { about: run.id })
  const items = await merchant.act((ctx) => itemsOf(ctx, run.id))
  assert.deepEqual(
    items.map((item) => [item.name, item.code]),
    [
      ['Café de Brug', null],
      ['Bakker', 'import.no-such-user'],
    ],
  )
})

test('a file that cannot be an import is refused before a run starts', async () => {
  const merchant = await newMerchant(base.machine)
  const start = (rows: string[][], actor = system) =>
    codeOf(
      merchant.machine.act({ tenant: merchant.tenant, actor }, (ctx: Ctx) =>
        startImport(ctx, { file: fileOf(rows), isDryRun: true }),
      ),
    )
  assert.equal(await start([]), 'import.no-rows')
  assert.equal(await start([['Naam']]), 'import.no-rows')
  assert.equal(
    await start([
      ['Bedrijf', 'Plaats'],
      ['A', 'B'],
    ]),
    'import.unknown-column',
  )
  assert.equal(
    await start([
      ['Naam', 'naam'],
      ['A', 'B'],
    ]),
    'import.twice-column',
  )
  assert.equal(await start([['Plaats'], ['B']]), 'import.no-name-column')
  assert.equal(
    await start(
      [
        ['Naam', 'IBAN'],
        ['A', ''],
      ],
      { ...system, rights: new Set(['customers.import']) },
    ),
    'import.no-money-right',
  )
  assert.equal(
    await start([['Naam'], ...Array.from({ length: 100_001 }, () => ['A'])]),
    'import.too-many-rows',
  )
})

test('the rows that were left out come as a file, each with its column and the sentence of its reason', async () => {
  const merchant = await newMerchant(base.machine)
  const [good, wrong, formula] = [goodRow(1), goodRow(2), goodRow(3)]
  wrong[1] = '1234567'
  formula[0] = '=1+1'
  formula[3] = 'veel'
  const { run } = await bring(merchant, [heading, good, wrong, formula], true)
  const file = await merchant.act((ctx) => getImportErrors(ctx, { run: run.id }))
  const [head, ...rows] = readCsv(await textOf(merchant, file))
  assert.deepEqual(head, ['Regel', 'Naam', 'Kolom', 'Reden'])
  assert.deepEqual(
    rows.map((row) => row.slice(0, 3)),
    [
      ['3', 'Relatie 2', 'KvK-nummer'],
      ['4', '=1+1', 'Uitgavenlimiet'],
    ],
  )
  assert.match(rows[0]![3]!, /^Een KvK-nummer heeft 8 cijfers/)
})
