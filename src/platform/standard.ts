/** The standard verbs of a plain area: list, get, create and change, with their addresses, made from its record. */
import { z } from 'zod'
import { changesOf, checkOf, pageInput, typedFields } from '../base/check.ts'
import { snake, type Record_, type Row, type Values } from '../base/record.ts'
import { refuseField, type RefusalCode } from '../base/refusal.ts'
import { action, type Action } from './action.ts'
import { can, type Ctx } from './context.ts'
import { codeOf, constraintOf } from './database.ts'
import { change, differences, get, insert, page } from './rows.ts'

type Changes<R extends Record_> = { [K in keyof Values<R>]?: Values<R>[K] | undefined }

type Options<R extends Record_> = {
  /** Events are `noun.created` and `noun.changed`; rights `area.see` and `area.manage`. */
  readonly noun: string
  readonly area: string
  readonly search?: readonly (keyof R['fields'] & string)[]
  readonly sort?: string
  /** Fields that the list may be filtered on. */
  readonly filters?: readonly (keyof R['fields'] & string)[]
  /** What is said at a field of which each value may stand once; `record.taken` for those that are not named. */
  readonly taken?: { readonly [K in keyof R['fields']]?: RefusalCode }
  /** Looks at a new or changed row before it is kept; may refuse or complete it. */
  readonly check?: (ctx: Ctx, changes: Changes<R>, before: Row<R> | null) => Promise<Changes<R>>
}

type IdInput = z.ZodObject<{ id: z.ZodUUID }>
type GivenInput<R extends Record_> = z.ZodType<Changes<R>, Changes<R>>

export type StandardActions<R extends Record_, P extends `/${string}`> = {
  list: Action<
    `GET ${P}`,
    z.ZodType<
      { search?: string | undefined; after?: string | undefined; limit: number },
      Record<string, unknown>
    >,
    { rows: Row<R>[]; next: string | null }
  >
  get: Action<`GET ${P}/:id`, IdInput, Row<R>>
  create: Action<`POST ${P}`, GivenInput<R>, Row<R>>
  change: Action<
    `PATCH ${P}/:id`,
    z.ZodType<
      Changes<R> & { id: string; version?: number | undefined },
      Changes<R> & { id: string; version?: number | undefined }
    >,
    Row<R>
  >
}

export function standard<R extends Record_, const P extends `/${string}`>(
  record: R,
  path: P,
  options: Options<R>,
): StandardActions<R, P> {
  const typed = typedFields(record)
  const open = typed.filter((name) => !record.fields[name]!.options.fixed)
  const needed = typed.filter((name) => record.fields[name]!.initial === undefined)
  // In an address a yes is a text: isActive=true.
  const filterOf = (name: string) =>
    record.fields[name]!.kind === 'yes-no' ? z.stringbool() : checkOf(record.fields[name]!)
  const filters = Object.fromEntries((options.filters ?? []).map((name) => [name, filterOf(name).optional()]))

  const list = action({
    http: `GET ${path}`,
    right: `${options.area}.see`,
    input: z.object({ search: z.string().trim().max(200).optional(), ...pageInput, ...filters }),
    async run(ctx, { search, after, limit, ...where }) {
      const { rows, next } = await page(ctx, record, {
        where,
        after,
        limit,
        sort: options.sort ?? '-createdAt',
        ...(search && options.search ? { search: { text: search, fields: options.search } } : {}),
      })
      return { rows: rows.map((row) => shownTo(ctx, record, row)), next }
    },
  })
  const getOne = action({
    http: `GET ${path}/:id`,
    right: `${options.area}.see`,
    input: z.object({ id: z.uuid() }),
    run: async (ctx, { id }) => shownTo(ctx, record, await get(ctx, record, id)),
  })
  const create = action({
    http: `POST ${path}`,
    right: `${options.area}.manage`,
    input: z.strictObject({ ...changesOf(record, typed), ...requiredOf(record, needed) }),
    async run(ctx, given) {
      refuseUnseen(ctx, record, given)
      const values = (await options.check?.(ctx, given as Changes<R>, null)) ?? given
      const row = await insert(ctx, record, values as never).catch(refuseTaken(record, options.taken))
      ctx.emit(`${options.noun}.created`, row.id, named(row))
      return shownTo(ctx, record, row)
    },
  })
  const changeOne = action({
    http: `PATCH ${path}/:id`,
    right: `${options.area}.manage`,
    input: z.strictObject({
      id: z.uuid(),
      version: z.int().optional(),
      ...changesOf(record, open),
    }) as unknown as z.ZodType<Changes<R> & { id: string; version?: number }>,
    async run(ctx, { id, version, ...given }) {
      refuseUnseen(ctx, record, given)
      const before = await get(ctx, record, id)
      const values = (await options.check?.(ctx, given as Changes<R>, before)) ?? given
      const after = await change(ctx, record, id, values as never, version).catch(
        refuseTaken(record, options.taken),
      )
      ctx.emit(`${options.noun}.changed`, id, { changes: differences(record, before, after) })
      return shownTo(ctx, record, after)
    },
  })
  return { list, get: getOne, create, change: changeOne } as unknown as StandardActions<R, P>
}

/**
 * For a row that could not be kept: a value that another has already is refused at its field. A unique index is
 * named after the table and the one field in it that a person types: `products_sku`.
 */
export const refuseTaken =
  (record: Record_, sentences: Readonly<Record<string, RefusalCode | undefined>> = {}) =>
  (fault: unknown): never => {
    const field = typedFields(record).find(
      (name) => constraintOf(fault) === `${record.table}_${snake(name)}` && codeOf(fault) === uniqueViolation,
    )
    if (field === undefined) throw fault
    return refuseField(field, sentences[field] ?? 'record.taken')
  }

const uniqueViolation = '23505'

/** The row without the fields whose right the reader does not hold. */
export function shownTo<R extends Record_>(ctx: Ctx, record: R, row: Row<R>): Row<R> {
  const unseen = unseenBy(ctx, record)
  if (unseen.length === 0) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => !unseen.includes(name))) as Row<R>
}

function refuseUnseen(ctx: Ctx, record: Record_, given: object): void {
  const [field] = unseenBy(ctx, record).filter((name) => Object.hasOwn(given, name))
  if (field !== undefined) refuseField(field, 'record.field-not-yours')
}

const unseenBy = (ctx: Ctx, { fields }: Record_): string[] =>
  Object.keys(fields).filter((name) => {
    const { right } = fields[name]!.options
    return right !== undefined && !can(ctx.actor, right)
  })

const requiredOf = (record: Record_, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, checkOf(record.fields[name]!)]))

function named(row: object): Record<string, unknown> {
  const name = (row as { name?: unknown; number?: unknown }).name ?? (row as { number?: unknown }).number
  return name === undefined ? {} : { name }
}
