/** Writes what the bank told and what came of it. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert, insertMany } from '../../platform/rows.ts'
import {
  BankAllotment,
  BankFile,
  BankFileItem,
  BankLine,
  BankStatement,
  CollectionScheme,
  Refund,
} from './schema.ts'

export const insertStatement = (ctx: Ctx, statement: NewRow<typeof BankStatement>) =>
  insert(ctx, BankStatement, statement)
export const insertLines = (ctx: Ctx, lines: readonly NewRow<typeof BankLine>[]) =>
  insertMany(ctx, BankLine, lines)
export const changeLine = (ctx: Ctx, id: string, changes: Partial<BankLine>) =>
  change(ctx, BankLine, id, changes)
export const insertAllotment = (ctx: Ctx, allotment: NewRow<typeof BankAllotment>) =>
  insert(ctx, BankAllotment, allotment)
export const insertRefund = (ctx: Ctx, refund: NewRow<typeof Refund>) => insert(ctx, Refund, refund)
export const changeRefund = (ctx: Ctx, id: string, changes: Partial<Refund>) =>
  change(ctx, Refund, id, changes)
export const insertFile = (ctx: Ctx, file: NewRow<typeof BankFile>) => insert(ctx, BankFile, file)
export const changeFile = (ctx: Ctx, id: string, changes: Partial<BankFile>) =>
  change(ctx, BankFile, id, changes)
export const insertItems = (ctx: Ctx, items: readonly NewRow<typeof BankFileItem>[]) =>
  insertMany(ctx, BankFileItem, items)
export const insertScheme = (ctx: Ctx, scheme: NewRow<typeof CollectionScheme>) =>
  insert(ctx, CollectionScheme, scheme)
export const changeScheme = (ctx: Ctx, id: string, changes: Partial<CollectionScheme>) =>
  change(ctx, CollectionScheme, id, changes)

/** Learns whose an account is; each match makes it surer. */
export const teachPayer = (
  ctx: Ctx,
  iban: string,
  who: { contact: string | null; organisation: string | null },
): Promise<number> =>
  ctx.db.run(
    `insert into bank_payers (tenant_id, id, created_at, updated_at, iban, contact, organisation)
     values ($1, $2, $3, $3, $4, $5, $6)
     on conflict (tenant_id, iban, coalesce(organisation, contact)) do update set times = bank_payers.times + 1, updated_at = $3, version = bank_payers.version + 1`,
    [ctx.newId(), ctx.now, iban, who.organisation ? null : who.contact, who.organisation],
  )

/** Forgets one lesson, when the match that taught it was wrong. */
export async function unteachPayer(
  ctx: Ctx,
  iban: string,
  who: { contact: string | null; organisation: string | null },
): Promise<void> {
  const about = who.organisation ?? who.contact
  await ctx.db.run(
    `update bank_payers set times = times - 1, updated_at = $4, version = version + 1 where tenant_id = $1 and iban = $2 and coalesce(organisation, contact) = $3`,
    [iban, about, ctx.now],
  )
  await ctx.db.run('delete from bank_payers where tenant_id = $1 and iban = $2 and times <= 0', [iban])
}

export const setItems = (ctx: Ctx, ids: readonly string[], state: BankFileItem['state']): Promise<number> =>
  ctx.db.run(
    'update bank_file_items set state = $3, updated_at = $4, version = version + 1 where tenant_id = $1 and id = any($2::uuid[])',
    [ids, state, ctx.now],
  )
