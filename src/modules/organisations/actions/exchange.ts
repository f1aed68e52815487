/** Organisations in and out of spreadsheets: an export, and an import that is a run with a dry run before it. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { csvLine, csvMark, readCsv } from '../../../base/csv.ts'
import { dayOf } from '../../../base/day.ts'
import { refuse, Refusal } from '../../../base/refusal.ts'
import { say } from '../../../base/words.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import { can, type Ctx } from '../../../platform/context.ts'
import { keepFile, storeBytes } from '../../../platform/files.ts'
import { findRun, itemsOf, startRun, type ItemResult } from '../../../platform/runs.ts'
import { columns, moneyColumns, readHeading, readRow, writeRow, type Column } from '../exchange.ts'
import { addressesOf, exportPage, findOrganisation, groupByName, userByEmail } from '../reads.ts'
import { addAddress, changeTheAddress } from './addresses.ts'
import { changeTheOrganisation, createOrganisation } from './organisations.ts'

const importKind = 'organisations.import'
/** A run answers at most this many items. */
const mostRows = 5000
const fileInput = z.object({
  name: z.string().max(255),
  type: z.string().max(100),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})

export const exportOrganisations = action({
  http: 'GET /organisations/export',
  isExport: true,
  right: 'customers.export',
  says: 'All organisations as a CSV file that comes in again as it went out.',
  input: z.object({}),
  async run(ctx) {
    const chosen = columns.filter(({ key }) => can(ctx.actor, 'customers.money') || !moneyColumns.has(key))
    const pieces: string[] = [csvMark + csvLine(chosen.map((column) => say(column.words, ctx.lang)))]
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = await exportPage(ctx, after, 1000)
      if (rows.length > 0) pieces.push(rows.map((row) => csvLine(writeRow(chosen, row, ctx.lang))).join(''))
      if (rows.length < 1000) break
      after = rows.at(-1)!.id
    }
    ctx.emit('organisations.exported', ctx.newId(), {})
    return new FileAnswer(inPieces(pieces), 'text/csv; charset=utf-8', `organisaties-${dayOf(ctx.now)}.csv`)
  },
})

async function* inPieces(pieces: readonly string[]): AsyncIterable<string> {
  for (const piece of pieces) yield piece
}

export const startImport = action({
  http: 'POST /organisations/import',
  right: 'customers.import',
  says: 'Takes in a CSV file, or with isDryRun only says what would come of each row. Follow the answered run.',
  input: z.object({
    file: fileInput,
    isDryRun: z
      .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
      .default(true),
  }),
  async run(ctx, { file, isDryRun }) {
    const rows = readCsv(textOf(file.bytes))
    if (rows.length < 2) refuse('import.no-rows')
    if (rows.length - 1 > mostRows) refuse('import.too-many-rows', { count: rows.length - 1, most: mostRows })
    const heading = readHeading(rows[0]!)
    if (heading.some(({ key }) => moneyColumns.has(key)) && !can(ctx.actor, 'customers.money'))
      refuse('import.no-money-right', { column: heading.find(({ key }) => moneyColumns.has(key))!.words })
    const stored = await storeBytes(file.bytes)
    const kept = await keepFile(ctx, {
      stored,
      name: file.name,
      type: 'text/csv',
      about: null,
      kind: 'import',
    })
    return startRun(ctx, {
      kind: importKind,
      work: 'import-organisations',
      input: { file: kept, isDryRun },
    })
  },
})

export const getImport = action({
  http: 'GET /organisations/imports/:run',
  right: 'customers.import',
  says: 'How far an import is, and what came of its rows; only=failed leaves the good ones out.',
  input: z.object({ run: z.uuid(), only: z.enum(['failed', 'all']).default('failed') }),
  async run(ctx, input) {
    const run = await findRun(ctx, input.run)
    if (run.kind !== importKind) refuse('record.not-found', { what: 'runs' })
    const rows = await itemsOf(ctx, run.id, input.only === 'failed' ? { state: 'failed' } : {})
    return { run, rows }
  },
})

/** UTF-8, or the code page that Excel in the Netherlands writes. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The id of a row in a run: the same one each time the run goes on. */
export function itemId(run: string, row: number): string {
  const hex = createHash('sha256').update(`${run}:${row}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Undoes a dry run's own writes, and carries what came of it. */
export class DryRun extends Error {
  readonly result: ItemResult

  constructor(result: ItemResult) {
    super('this was a dry run')
    this.result = result
  }
}

/** Takes one row in; what is wrong with it comes back by column. A dry run does everything too, and throws `DryRun`. */
export async function takeRow(
  ctx: Ctx,
  heading: readonly Column[],
  cells: readonly string[],
  row: number,
  isDryRun: boolean,
): Promise<ItemResult> {
  const result = await keepRow(ctx, heading, cells, row).catch((error: unknown) =>
    asFailed(error, heading, row),
  )
  if (isDryRun && result.state === 'done') throw new DryRun(result)
  return result
}

async function keepRow(
  ctx: Ctx,
  heading: readonly Column[],
  cells: readonly string[],
  row: number,
): Promise<ItemResult> {
  const read = readRow(heading, cells)
  if (read.problems.length > 0)
    return {
      state: 'failed',
      code: read.problems[0]!.code,
      params: { row, column: read.problems[0]!.column },
      detail: { problems: read.problems },
    }
  const given = { ...read.organisation, ...(await namedIn(ctx, read)) }
  const before = read.id && isUuid(read.id) ? await findOrganisation(ctx, read.id) : undefined
  if (read.id && !before) throw new Refusal('import.no-such-id', {}, 'id')
  if (!before) {
    const made = await createOrganisation(ctx, {
      ...given,
      ...(read.address ? { address: read.address } : {}),
    } as never)
    return { state: 'done', detail: { organisation: made.id, warnings: made.warnings, row } }
  }
  const changed = await changeTheOrganisation(ctx, { id: before.id, ...given } as never)
  if (read.address) await keepPlace(ctx, before.id, read.address)
  return { state: 'done', detail: { organisation: before.id, warnings: changed.warnings, row } }
}

/** The address of a row is the invoice address; the one that is there is brought up to date. */
async function keepPlace(ctx: Ctx, organisation: string, address: Record<string, unknown>): Promise<void> {
  const there = await addressesOf(ctx, { organisation })
  const first = there.find((one) => one.kind === 'invoice' && one.isDefault) ?? there[0]
  if (first) await changeTheAddress(ctx, { id: first.id, ...address } as never)
  else await addAddress(ctx, { organisation, kind: 'invoice', ...address } as never)
}

async function namedIn(ctx: Ctx, read: { accountManager: string | null; customerGroup: string | null }) {
  const user = read.accountManager ? await userByEmail(ctx, read.accountManager) : null
  if (read.accountManager && !user)
    throw new Refusal('import.no-such-user', { value: read.accountManager }, 'accountManager')
  const group = read.customerGroup ? await groupByName(ctx, read.customerGroup) : null
  if (read.customerGroup && !group)
    throw new Refusal('import.no-such-group', { value: read.customerGroup }, 'customerGroup')
  return { ...(user ? { accountManager: user.id } : {}), ...(group ? { customerGroup: group.id } : {}) }
}

/** A no to one row, with the title of its column; a fault is thrown on. */
function asFailed(error: unknown, heading: readonly Column[], row: number): ItemResult {
  if (!(error instanceof Refusal)) throw error
  const column = heading.find(({ key }) => key === error.field)?.words ?? null
  return { state: 'failed', code: error.code, params: { row, column, ...error.params } }
}

const isUuid = (text: string) => z.uuid().safeParse(text).success
