/** What one may ask of the settings of a business: its general terms, published in versions and never changed. */
import { z } from 'zod'
import { fieldsOf } from '../../base/check.ts'
import { dayOf, type Day } from '../../base/day.ts'
import { refuse, refuseField } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { keepFile, storeBytes } from '../../platform/files.ts'
import { all, columnList, insert } from '../../platform/rows.ts'
import { GeneralTerms } from './schema.ts'

const mostBytes = 10 * 1024 * 1024
const termFields = fieldsOf(GeneralTerms, ['business', 'language', 'title', 'validFrom'])
const pdf = z.object({
  name: z.string().max(255),
  type: z.string().max(100),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= mostBytes),
})

export const listGeneralTerms = action({
  http: 'GET /general-terms',
  right: 'settings.see',
  says: 'Every version of the general terms; what an order accepted stays to be read.',
  input: z.object({ business: z.uuid().optional(), language: z.string().length(2).optional() }),
  run: async (ctx, input) => ({ rows: await all(ctx, GeneralTerms, input, 'number') }),
})

export const publishGeneralTerms = action({
  http: 'POST /general-terms',
  right: 'settings.manage',
  says: 'Publishes the next version in one language: text, web address or PDF.',
  input: z.strictObject({
    ...termFields,
    text: z.string().max(100_000).optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
    pdf: pdf.optional(),
  }),
  async run(ctx, { pdf: given, ...terms }) {
    if (!terms.text?.trim() && !terms.url && !given) refuse('general-terms.empty')
    if (given && Buffer.from(given.bytes.subarray(0, 5)).toString('latin1') !== '%PDF-')
      refuseField('pdf', 'general-terms.not-a-pdf')
    const before = await newestTerms(ctx, terms.business, terms.language)
    if (before && terms.validFrom < before.validFrom)
      refuseField('validFrom', 'general-terms.goes-back', { number: before.number, day: before.validFrom })
    const file = given
      ? await keepFile(ctx, {
          stored: await storeBytes(given.bytes),
          name: given.name,
          type: 'application/pdf',
          about: terms.business,
          kind: 'general-terms',
        })
      : null
    const row = await insert(ctx, GeneralTerms, {
      ...terms,
      text: terms.text?.trim() || null,
      url: terms.url ?? null,
      file,
      number: (before?.number ?? 0) + 1,
    })
    ctx.emit('general-terms.published', row.id, {
      name: row.title,
      number: row.number,
      language: row.language,
      business: row.business,
    })
    return row
  },
})

export const getCurrentTerms = action({
  http: 'GET /general-terms/current',
  right: 'settings.see',
  says: 'The version that holds today in a language; without one in that language the English, else the Dutch or any there is.',
  input: z.object({ business: z.uuid(), language: z.string().length(2) }),
  run: async (ctx, input) => ({ terms: (await currentTerms(ctx, input.business, input.language)) ?? null }),
})

/** The version that an order placed on a day accepts, in its language or else in one that there is. */
export const currentTerms = (
  ctx: Ctx,
  business: string,
  language: string,
  day: Day = dayOf(ctx.now),
): Promise<GeneralTerms | undefined> =>
  ctx.db.one(
    `select ${columnList(GeneralTerms)} from general_terms where tenant_id = $1 and business = $2 and valid_from <= $4::date
     order by language = $3 desc, language = 'en' desc, language = 'nl' desc, number desc limit 1`,
    [business, language, day],
  )

/** The id of the general terms that held for a row `x` with a business, a language and a day: for a statement about many. */
export const termsHolding = `(select id from general_terms g
  where g.tenant_id = $1 and g.business = x.business and g.valid_from <= x.day
  order by g.language = x.language desc, g.language = 'en' desc, g.language = 'nl' desc, g.number desc limit 1)`

const newestTerms = (ctx: Ctx, business: string, language: string): Promise<GeneralTerms | undefined> =>
  ctx.db.one(
    `select ${columnList(GeneralTerms)} from general_terms where tenant_id = $1 and business = $2 and language = $3
     order by number desc limit 1`,
    [business, language],
  )
