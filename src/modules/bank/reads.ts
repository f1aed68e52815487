/** Looks up bank lines, the accounts they may be of, and what of our own files the bank speaks of. */
import type { Cents } from '../../base/money.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, columnList } from '../../platform/rows.ts'
import { Business, BusinessAccount } from '../organisations/schema.ts'
import { BankAllotment, BankFileItem, BankPayer, CollectionScheme } from './schema.ts'

/** Our account by its IBAN; a business's own IBAN counts when it has no list of accounts. */
export const accountByIban = (ctx: Ctx, iban: string): Promise<BusinessAccount | undefined> =>
  ctx.db.one(
    `select ${columnList(BusinessAccount)} from business_accounts
     where tenant_id = $1 and replace(upper(iban), ' ', '') = $2 order by is_active desc, id limit 1`,
    [iban],
  )

export const businessByIban = (ctx: Ctx, iban: string): Promise<Business | undefined> =>
  ctx.db.one(
    `select ${columnList(Business)} from businesses where tenant_id = $1 and replace(upper(iban), ' ', '') = $2 order by id limit 1`,
    [iban],
  )

export const lockAccount = (ctx: Ctx, account: string): Promise<unknown> =>
  ctx.db.one('select id from business_accounts where tenant_id = $1 and id = $2 for update', [account])

export async function lastNumber(ctx: Ctx, account: string): Promise<number> {
  return (
    (
      await ctx.db.one<{ last: number | null }>(
        'select max(number) as last from bank_lines where tenant_id = $1 and account = $2',
        [account],
      )
    )?.last ?? 0
  )
}

export async function knownKeys(ctx: Ctx, account: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db.rows<{ key: string }>(
    'select key from bank_lines where tenant_id = $1 and account = $2 and key = any($3::text[])',
    [account, keys],
  )
  return new Set(rows.map(({ key }) => key))
}

export async function isStatementKnown(ctx: Ctx, account: string, key: string): Promise<boolean> {
  return (
    (await ctx.db.one('select 1 from bank_statements where tenant_id = $1 and account = $2 and key = $3', [
      account,
      key,
    ])) !== undefined
  )
}

export const payersOf = (ctx: Ctx, ibans: readonly string[]): Promise<BankPayer[]> =>
  all(ctx, BankPayer, { iban: ibans })
export const allotmentsOf = (ctx: Ctx, line: string): Promise<BankAllotment[]> =>
  all(ctx, BankAllotment, { line }, 'createdAt')

export const schemeOf = async (ctx: Ctx, business: string): Promise<CollectionScheme | undefined> =>
  (await all(ctx, CollectionScheme, { business }))[0]

/** What of our files a bank's batch holds, when it was sent and the bank did not book it before. */
export const sentItemsOfBatch = (ctx: Ctx, batch: string): Promise<BankFileItem[]> =>
  all(ctx, BankFileItem, { batch, state: 'sent' })

export const itemsByReference = (ctx: Ctx, endToEnd: string): Promise<BankFileItem[]> =>
  all(ctx, BankFileItem, { endToEnd, state: ['sent', 'booked'] })

/**
 * What the bank booked of our files for each document or refund: of several the one of that amount, else the last. None
 * of what stands in a later file, for nothing is in two files at once.
 */
export const bookedItemsOf = (
  ctx: Ctx,
  parts: readonly { readonly about: string; readonly amount: Cents }[],
): Promise<{ id: string; about: string }[]> =>
  ctx.db.rows(
    `select distinct on (b.about) b.id, b.about
     from unnest($2::uuid[], $3::bigint[]) as part(about, amount)
       join bank_file_items b on b.tenant_id = $1 and b.about = part.about and b.state = 'booked'
     where not exists (select 1 from bank_file_items s where s.tenant_id = $1 and s.about = b.about and s.state = 'sent')
     order by b.about, b.amount = part.amount desc, b.id desc`,
    [parts.map(({ about }) => about), parts.map(({ amount }) => amount)],
  )

/** Mandates that were collected under before: their next one is a recurring one. */
export async function usedMandates(ctx: Ctx, mandates: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db.rows<{ mandate: string }>(
    `select distinct mandate from bank_file_items where tenant_id = $1 and mandate = any($2::text[]) and state in ('sent', 'booked')`,
    [mandates],
  )
  return new Set(rows.map(({ mandate }) => mandate))
}

/** The account that the invoice of a credit note was last paid from, and whose it is. */
export const payerOfNote = (
  ctx: Ctx,
  creditNote: string,
): Promise<{ iban: string; name: string | null } | undefined> =>
  ctx.db.one(
    `select l.iban, l.name from invoices n join bank_allotments t on t.tenant_id = $1 and t.invoice = n.credits
       join bank_lines l on l.tenant_id = $1 and l.id = t.line
     where n.tenant_id = $1 and n.id = $2 and l.iban is not null and l.amount > 0
     group by l.id, l.iban, l.name having sum(t.amount) > 0 order by max(t.id::text) desc limit 1`,
    [creditNote],
  )
