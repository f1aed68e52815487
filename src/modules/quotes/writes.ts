/** Writes quotes, their versions and the links that customers get. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert, relink } from '../../platform/rows.ts'
import { hashOf } from '../users/secrets.ts'
import { Quote, QuoteVersion } from './schema.ts'

export const insertQuote = (ctx: Ctx, quote: NewRow<typeof Quote>): Promise<Quote> =>
  insert(ctx, Quote, quote)
export const changeQuote = (
  ctx: Ctx,
  id: string,
  changes: Partial<Quote>,
  version?: number,
): Promise<Quote> => change(ctx, Quote, id, changes, version)
export const insertVersion = (ctx: Ctx, version: NewRow<typeof QuoteVersion>): Promise<QuoteVersion> =>
  insert(ctx, QuoteVersion, version)

/** Only the hash of a link's secret is kept. */
export const insertLink = (ctx: Ctx, quote: string, secret: string, endsAt: Date): Promise<number> =>
  ctx.db.run('insert into quote_links (hash, home, quote, ends_at) values ($2, $1, $3, $4)', [
    hashOf(secret),
    quote,
    endsAt,
  ])

export const dropEndedLinks = (ctx: Ctx): Promise<number> =>
  ctx.db.run('delete from quote_links where home = $1 and ends_at <= $2', [ctx.now])

/** Goes along when a customer or organisation is merged; what was sent stays as it was. */
export const moveQuotes = (
  ctx: Ctx,
  column: 'organisation' | 'contact',
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<{ id: string }[]> =>
  relink(
    ctx,
    Quote,
    column,
    from,
    to,
    only,
    `content = jsonb_set(content, '{${column}}', to_jsonb($3::uuid))`,
  )
