/** Organisations in and out of spreadsheets: an export, and an import that is a run with a dry run before it. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { csvLine, csvMark, readCsv } from '../../../base/csv.ts'
import { dayOf } from '../../../base/day.ts'
import { refuse, Refusal } from '../../../base/refusal.ts'
import { said, say, words, type Lang, type Words } from '../../../base/words.ts'
import { isXlsx, readXlsx } from '../../../base/xlsx.ts'
import { action, FileAnswer, type Piece } from '../../../platform/action.ts'
import { can, type Ctx } from '../../../platform/context.ts'
import { keepFile, storeBytes } from '../../../platform/files.ts'
import {
  failedItems,
  findRun,
  itemsOf,
  startRun,
  type ItemResult,
  type RunItem,
} from '../../../platform/runs.ts'
import { checkAddress } from '../checks.ts'
import {
  columns,
  moneyColumns,
  readHeading,
  readRow,
  writeRow,
  type Column,
  type RowProblem,
} from '../exchange.ts'
import { refusals } from '../schema.ts'
import { addressesOf, exportPage, findOrganisation, groupByName, userByEmail } from '../reads.ts'
import { addAddress, changeTheAddress } from './addresses.ts'
import { changeTheOrganisation, createOrganisation } from './organisations.ts'

const importKind = 'organisations.import'
/** An hour's work at the pace of a busy machine; who has more brings it in several files. */
const mostRows = 100_000
const pageRows = 1000
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
    const heading = csvMark + csvLine(chosen.map((column) => say(column.words, ctx.lang)))
    const pieces = async (inside: Ctx, after: string | null): Promise<Piece> => {
      const rows = await exportPage(inside, after ?? '00000000-0000-0000-0000-000000000000', pageRows)
      const text = rows.map((row) => csvLine(writeRow(chosen, row, inside.lang))).join('')
      return {
        text: (after === null ? heading : '') + text,
        next: rows.length < pageRows ? null : rows.at(-1)!.id,
      }
    }
    ctx.emit('organisations.exported', ctx.newId(), {})
    return new FileAnswer(pieces, 'text/csv; charset=utf-8', `organisaties-${dayOf(ctx.now)}.csv`)
  },
})

export const startImport = action({
  http: 'POST /organisations/import',
  right: 'customers.import',
  says: 'Takes in a CSV or XLSX file, or with isDryRun only says what would come of each row. Follow the answered run.',
  input: z.object({
    file: fileInput,
    isDryRun: z
      .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
      .default(true),
  }),
  async run(ctx, { file, isDryRun }) {
    const rows = sheetOf(file.bytes)
    if (rows.length < 2) refuse('import.no-rows')
    if (rows.length - 1 > mostRows) refuse('import.too-many-rows', { count: rows.length - 1, most: mostRows })
    const heading = readHeading(rows[0]!)
    if (heading.some(({ key }) => moneyColumns.has(key)) && !can(ctx.actor, 'customers.money'))
      refuse('import.no-money-right', { column: heading.find(({ key }) => moneyColumns.has(key))!.words })
    const stored = await storeBytes(file.bytes)
    const kept = await keepFile(ctx, {
      stored,
      name: file.name,
      type: isXlsx(file.bytes) ? xlsxType : 'text/csv',
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
    return { run, rows: rows.map((row) => ({ ...row, ...whyNot(row, ctx.lang) })) }
  },
})

export const getImportErrors = action({
  http: 'GET /organisations/imports/:run/errors.csv',
  right: 'customers.import',
  says: 'The rows of an import that were not taken in, each with its reason, as a CSV file.',
  input: z.object({ run: z.uuid() }),
  async run(ctx, input) {
    const run = await findRun(ctx, input.run)
    if (run.kind !== importKind) refuse('record.not-found', { what: 'runs' })
    const pieces = async (inside: Ctx, after: string | null): Promise<Piece> => {
      const items = await failedItems(inside, run.id, after === null ? -1 : Number(after), pageRows)
      return {
        text:
          (after === null ? csvMark + csvLine(errorHeading.map((one) => say(one, inside.lang))) : '') +
          items.map((item) => csvLine(errorRow(item, inside.lang))).join(''),
        next: items.length < pageRows ? null : String(items.at(-1)!.position),
      }
    }
    return new FileAnswer(pieces, 'text/csv; charset=utf-8', `import-${dayOf(run.createdAt)}.csv`)
  },
})

const errorHeading = [
  words('Regel', 'Row'),
  words('Naam', 'Name'),
  words('Kolom', 'Column'),
  words('Reden', 'Reason'),
]

function errorRow(item: RunItem, lang: Lang): (string | number)[] {
  const { column, reason } = whyNot(item, lang)
  return [item.position + 2, item.name, column, reason]
}

/** Which columns of a row are wrong, and why; nothing for a row that is right. */
function whyNot(item: RunItem, lang: Lang): { column: string; reason: string } {
  if (!item.code) return { column: '', reason: '' }
  const column = item.params.column as Words | null | undefined
  const problems = (item.detail.problems ?? []) as readonly RowProblem[]
  const reasons = problems.length > 0 ? problems : [{ column, code: item.code, params: item.params }]
  const columns = reasons.map((one) => (one.column ? say(one.column, lang) : ''))
  const said = reasons.map((one) => reasonIn(one.code, one.params, lang))
  return {
    column: columns.filter(Boolean).join(', '),
    // Of one fault the column stands beside it; of more, each says where it is.
    reason: said.length === 1 ? said[0]! : said.map((text, i) => `${columns[i]}: ${text}`).join(' '),
  }
}

/** The sentence of a refusal of this area; of another area only its code is known here. */
function reasonIn(code: string, params: Readonly<Record<string, unknown>>, lang: Lang): string {
  const sentence = refusals[code]
  return sentence ? say(sentence, lang, said(params, lang)) : code
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The rows of a CSV or XLSX file, whichever it is. */
export const sheetOf = (bytes: Uint8Array): string[][] =>
  isXlsx(bytes) ? (readXlsx(bytes) ?? refuse('import.unreadable')) : readCsv(textOf(bytes))

/** UTF-8, or the code page that Excel in the Netherlands writes. */
function textOf(bytes: Uint8Array): string {
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

/** Takes one row in; what is wrong with it comes back by column, and then nothing of it was written. */
export const takeRow = (
  ctx: Ctx,
  heading: readonly Column[],
  cells: readonly string[],
  row: number,
): Promise<ItemResult> =>
  keepRow(ctx, heading, cells, row).catch((error: unknown) => asFailed(error, heading, row))

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
  // Before anything is written: the rest of the row would stand while the row is told to have failed.
  if (read.address) checkAddress(read.address, null)
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

/**
 * A no to one row, with the title of its column; a fault is thrown on. So is a code that the database found taken: the
 * transaction is over then, and with it what other rows wrote.
 */
function asFailed(error: unknown, heading: readonly Column[], row: number): ItemResult {
  if (!(error instanceof Refusal) || error.code === 'organisation.code-taken') throw error
  const column = heading.find(({ key }) => key === error.field)?.words ?? null
  return { state: 'failed', code: error.code, params: { row, column, ...error.params } }
}

const isUuid = (text: string) => z.uuid().safeParse(text).success
