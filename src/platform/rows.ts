/** The standard verbs on a record's rows: insert, change, find, lock and page; SQL made once per record. */
import { refuse } from '../base/refusal.ts'
import { columnsOf, snake, type NewRow, type Record_, type Row } from '../base/record.ts'
import type { Ctx } from './context.ts'

/** Makes a row; fields left out get their initial value. */
export async function insert<R extends Record_>(ctx: Ctx, record: R, values: NewRow<R>): Promise<Row<R>> {
  const [row] = await insertMany(ctx, record, [values])
  return row!
}

/** Makes many rows in one statement. */
export async function insertMany<R extends Record_>(
  ctx: Ctx,
  record: R,
  values: readonly NewRow<R>[],
): Promise<Row<R>[]> {
  if (values.length === 0) return []
  const { statement, write } = writerOf(record)
  const rows: Row<R>[] = []
  const written = values.map((given) => {
    const row = completed(ctx, record, given)
    rows.push(row)
    return write(row)
  })
  await ctx.db.run(statement, [`[${written.join(',')}]`])
  return rows
}

/** Changes fields of a row; `version` given guards against another's change in between. */
export async function change<R extends Record_>(
  ctx: Ctx,
  record: R,
  id: string,
  changes: Partial<Row<R>>,
  version?: number,
): Promise<Row<R>> {
  const names = Object.keys(changes).filter(
    (name) => name in record.fields && changes[name as keyof typeof changes] !== undefined,
  )
  const sets = names.map((name) => `${snake(name)} = r.${snake(name)}`)
  const guard = version === undefined ? '' : ' and t.version = $5::bigint'
  const row = await ctx.db.one<Row<R>>(
    `update ${record.table} t set ${[...sets, 'version = t.version + 1', 'updated_at = $4'].join(', ')}
     from json_populate_record(null::${record.table}, $3::json) r
     where t.tenant_id = $1 and t.id = $2${guard} returning ${columnList(record, 't')}`,
    [id, JSON.stringify(toColumns(record, changes)), ctx.now, ...(version === undefined ? [] : [version])],
  )
  if (row) return row
  if (version !== undefined && (await find(ctx, record, id))) refuse('record.changed', { what: record.table })
  return refuse('record.not-found', { what: record.table })
}

/** Changes many rows, each its own fields, in one statement for all that change the same fields. */
export async function changeMany<R extends Record_>(
  ctx: Ctx,
  record: R,
  changes: ReadonlyMap<string, Partial<Row<R>>>,
): Promise<void> {
  const changed = [...changes].map(([id, change]) => {
    const { id: _id, ...columns } = toColumns(record, change)
    return { names: Object.keys(columns).join(), row: { id, ...columns } }
  })
  for (const [names, alike] of Map.groupBy(changed, (one) => one.names)) {
    if (!names) continue
    const rows = alike.map(({ row }) => row)
    const sets = names.split(',').map((column) => `${column} = r.${column}`)
    const found = await ctx.db.run(
      `update ${record.table} t set ${sets.join(', ')}, version = t.version + 1, updated_at = $3
       from json_populate_recordset(null::${record.table}, $2::json) r where t.tenant_id = $1 and t.id = r.id`,
      [JSON.stringify(rows), ctx.now],
    )
    if (found !== rows.length) refuse('record.not-found', { what: record.table })
  }
}

/** Points what is linked to one row at another, all of it or these; `also` is one more thing set, in SQL. Answers what was changed. */
export const relink = (
  ctx: Ctx,
  record: Record_,
  field: string,
  from: string,
  to: string,
  only: readonly string[] | null,
  also?: string,
): Promise<{ id: string }[]> =>
  ctx.db.rows(
    `update ${record.table} set ${[`${snake(field)} = $3::uuid`, ...(also ? [also] : [])].join(', ')}, updated_at = $5, version = version + 1
     where tenant_id = $1 and ${snake(field)} = $2 and ($4::uuid[] is null or id = any($4)) returning id`,
    [from, to, only, ctx.now],
  )

/** What a change did, field by field, for the event: `{ name: [before, after] }`. */
export function differences<R extends Record_>(
  record: R,
  before: Row<R>,
  after: Row<R>,
): Record<string, [unknown, unknown]> {
  const found: Record<string, [unknown, unknown]> = {}
  for (const [name, field] of Object.entries(record.fields)) {
    const [a, b] = [before[name as keyof Row<R>], after[name as keyof Row<R>]]
    if (JSON.stringify(a) !== JSON.stringify(b)) found[name] = field.options.secret ? ['…', '…'] : [a, b]
  }
  return found
}

export async function find<R extends Record_>(ctx: Ctx, record: R, id: string): Promise<Row<R> | undefined> {
  return ctx.db.one<Row<R>>(
    `select ${columnList(record)} from ${record.table} where tenant_id = $1 and id = $2`,
    [id],
  )
}

/** The row, or the refusal `record.not-found`. */
export async function get<R extends Record_>(ctx: Ctx, record: R, id: string): Promise<Row<R>> {
  return (await find(ctx, record, id)) ?? refuse('record.not-found', { what: record.table })
}

/** The row, locked until the end of the transaction. */
export async function lock<R extends Record_>(ctx: Ctx, record: R, id: string): Promise<Row<R>> {
  const row = await ctx.db.one<Row<R>>(
    `select ${columnList(record)} from ${record.table} where tenant_id = $1 and id = $2 for update`,
    [id],
  )
  return row ?? refuse('record.not-found', { what: record.table })
}

export async function remove<R extends Record_>(ctx: Ctx, record: R, id: string): Promise<void> {
  await ctx.db.run(`delete from ${record.table} where tenant_id = $1 and id = $2`, [id])
}

export type Where = Readonly<Record<string, unknown>>

/** All rows that match, in a stable order; for short lists only. Arrays match any of their values. */
export async function all<R extends Record_>(
  ctx: Ctx,
  record: R,
  where: Where = {},
  orderBy = 'id',
): Promise<Row<R>[]> {
  const values: unknown[] = []
  const conditions = conditionsOf(record, where, values)
  return ctx.db.rows<Row<R>>(
    `select ${columnList(record)} from ${record.table} where ${conditions} order by ${snake(orderBy)}, id limit 5000`,
    values,
  )
}

/** One page of a list, newest first or by a field, by keyset; `next` continues it. Never counts, never skips. */
export async function page<R extends Record_>(
  ctx: Ctx,
  record: R,
  asked: {
    where?: Where
    /** A field of the record or 'createdAt'; a minus before it turns the order around. */
    sort?: string
    after?: string | undefined
    limit?: number
    /** A text that must stand somewhere in one of the fields, in capitals or not. */
    search?: { text: string; fields: readonly string[] }
  },
): Promise<{ rows: Row<R>[]; next: string | null }> {
  const values: unknown[] = []
  let conditions = conditionsOf(record, asked.where ?? {}, values)
  const isDown = (asked.sort ?? '-createdAt').startsWith('-')
  const field = (asked.sort ?? '-createdAt').replace(/^-/, '')
  if (field !== 'createdAt' && field !== 'id' && !(field in record.fields))
    refuse('record.no-such-sort', { field })
  const column = snake(field)
  if (asked.search?.text) {
    const matched = asked.search.fields.map((name) => `lower(${snake(name)}) like $${values.length + 2}`)
    values.push(`%${asked.search.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`)
    conditions += ` and (${matched.join(' or ')})`
  }
  const cursor = readCursor(asked.after)
  if (cursor) {
    conditions += ` and (${column}, id) ${isDown ? '<' : '>'} ($${values.length + 2}, $${values.length + 3})`
    values.push(cursor[0], cursor[1])
  }
  const limit = asked.limit ?? 50
  const way = isDown ? 'desc' : 'asc'
  const rows = await ctx.db.rows<Row<R>>(
    `select ${columnList(record)} from ${record.table} where ${conditions} order by ${column} ${way}, id ${way} limit ${limit + 1}`,
    values,
  )
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit),
    next: last ? writeCursor(last[field as keyof Row<R>], last.id) : null,
  }
}

export const writeCursor = (value: unknown, id: string): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** The position of a list that was read before; a text that is none starts from the top. */
export function readCursor(text: string | undefined): [unknown, string] | null {
  if (!text) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(read) && typeof read[1] === 'string' ? [read[0], read[1]] : null
  } catch {
    return null
  }
}

/** The record's columns for a select, with the table's alias when there is one. */
export const columnList = (record: Record_, alias?: string): string =>
  columnsOf(record)
    .map(([, column]) => (alias ? `${alias}.${column}` : column))
    .join(', ')

function conditionsOf(record: Record_, where: Where, values: unknown[]): string {
  const conditions = ['tenant_id = $1']
  for (const [name, value] of Object.entries(where)) {
    if (value === undefined) continue
    if (name !== 'id' && !(name in record.fields)) throw new Error(`${record.table} has no field ${name}`)
    if (value === null) conditions.push(`${snake(name)} is null`)
    else {
      values.push(value)
      conditions.push(
        `${snake(name)} = ${Array.isArray(value) ? `any($${values.length + 1})` : `$${values.length + 1}`}`,
      )
    }
  }
  return conditions.join(' and ')
}

function completed<R extends Record_>(ctx: Ctx, record: R, given: NewRow<R>): Row<R> {
  const row: Record<string, unknown> = { ...writerOf(record).blank }
  row.id = given.id ?? ctx.newId()
  row.createdAt = ctx.now
  if (!record.isAppendOnly) Object.assign(row, { version: 1, updatedAt: ctx.now })
  for (const name in record.fields) {
    const value = (given as Record<string, unknown>)[name] ?? record.fields[name]!.initial
    if (value === undefined) throw new Error(`${record.table}.${name} is missing`)
    row[name] = value
  }
  return row as Row<R>
}

type Writer = {
  readonly statement: string
  /** A row without values, from which others are copied: an object that grows field by field is slow for ever. */
  readonly blank: Readonly<Record<string, null>>
  write(row: object): string
}

const writersKept = new WeakMap<Record_, Writer>()

/** How rows of a record are written: made once, for a catch-up writes thousands of them. */
function writerOf(record: Record_): Writer {
  let writer = writersKept.get(record)
  if (!writer) writersKept.set(record, (writer = writerNow(record)))
  return writer
}

/** `json` and not `jsonb`: it is read once, straight into a row, in half of the time. */
function writerNow(record: Record_): Writer {
  const columns = columnsOf(record).filter(([field]) => field !== 'version')
  const list = columns.map(([, column]) => column).join(', ')
  const typed = columns.map(([, column]) => `r.${column}`).join(', ')
  const keys = columns.map(([field, column]) => [field, `"${column}":`] as const)
  return {
    statement: `insert into ${record.table} (tenant_id, ${list}) select $1, ${typed} from json_populate_recordset(null::${record.table}, $2::json) r`,
    blank: JSON.parse(
      JSON.stringify(Object.fromEntries(columnsOf(record).map(([field]) => [field, null]))),
    ) as Record<string, null>,
    // A third of an order's columns is null, and so is what is left out.
    write(row) {
      let text = ''
      for (const [field, key] of keys) {
        const value = (row as Record<string, unknown>)[field]
        if (value !== null) text += `${text ? ',' : '{'}${key}${jsonOf(value)}`
      }
      return `${text}}`
    },
  }
}

/** Most texts are ids, codes and names without anything to escape. */
const plain = /^[ !#-[\]-~]*$/

function jsonOf(value: unknown): string {
  if (typeof value === 'string' && plain.test(value)) return `"${value}"`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}

function toColumns(record: Record_, row: object): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  const given = row as Record<string, unknown>
  for (const [name, column] of columnsOf(record)) if (given[name] !== undefined) columns[column] = given[name]
  return columns
}
