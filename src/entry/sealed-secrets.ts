/** Seals what lies sealed anew with the newest key, so that an older one can go (S28). */
import { z } from 'zod'
import { say, words, type Words } from '../base/words.ts'
import { action } from '../platform/action.ts'
import type { Ctx } from '../platform/context.ts'
import { CannotOpen } from '../platform/sealed.ts'

/** Where a module stores what it sealed; the purpose is the one that it opens it with, as SQL. */
type Place = {
  readonly words: Words
  readonly table: string
  readonly column: string
  readonly tenant: 'tenant_id' | 'home'
  readonly purpose: string
}

const places: readonly Place[] = [
  {
    words: words('Tweede stap van inloggen', 'Second step of signing in'),
    table: 'logins',
    column: 'totp',
    tenant: 'home',
    purpose: `'totp'`,
  },
  {
    words: words('Uitnodiging of link voor een gebruiker', 'Invitation or link for a user'),
    table: 'entry_links',
    column: 'sealed',
    tenant: 'home',
    purpose: `case kind when 'totp' then 'totp' else 'link' end`,
  },
  {
    words: words('Toegang van een koppeling', 'Access of a connection'),
    table: 'connections',
    column: 'secrets',
    tenant: 'tenant_id',
    purpose: `'connection:' || id`,
  },
  {
    words: words('IBAN van de machtiging', 'IBAN of the mandate'),
    table: 'contracts',
    column: 'iban',
    tenant: 'tenant_id',
    purpose: `'contract:' || id`,
  },
  {
    words: words('Link naar een factuur', 'Link to an invoice'),
    table: 'invoice_links',
    column: 'sealed',
    tenant: 'tenant_id',
    purpose: `'invoice-link'`,
  },
  {
    words: words('Link in een mail die nog weg moet', 'Link in a mail that waits'),
    table: 'messages',
    column: 'sealed',
    tenant: 'tenant_id',
    purpose: `'mail-link'`,
  },
]

/** Sealed in one call, which is one transaction; who asks again goes on where it ended. */
const batch = 500

export const sealAnew = action({
  http: 'POST /system/seal-anew',
  right: 'secrets.technical',
  stepUp: true,
  says: 'Seals stored secrets with the newest key, at most 500 at a time: ask again until isDone. What no key opens is left as it is and told.',
  input: z.object({}),
  async run(ctx) {
    let sealed = 0
    for (const place of places) sealed += await sealPlace(ctx, place, batch - sealed)
    const isDone = sealed < batch
    if (sealed > 0) ctx.emit('secrets.sealed-anew', ctx.tenant, { sealed })
    const shut = isDone ? await shutIn(ctx) : []
    return { sealed, isDone, isSound: shut.length === 0, shut }
  },
})

type Row = { readonly id: string; readonly purpose: string; readonly sealed: string }

/** By id, so that what does not open is passed by; of two who do this at once, the second finds the row changed. */
async function sealPlace(ctx: Ctx, { table, column, tenant, purpose }: Place, most: number): Promise<number> {
  const [, ...older] = ctx.sealKeys()
  let count = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; count < most;) {
    const limit = most - count
    const rows = await ctx.db.rows<Row>(
      `select id, ${purpose} as purpose, ${column} as sealed from ${table}
       where ${tenant} = $1 and id > $2 and split_part(${column}, '.', 2) = any($3::text[]) order by id limit $4`,
      [after, older, limit],
    )
    const fresh = rows.flatMap((row) => anew(ctx, row) ?? [])
    if (fresh.length > 0)
      count += await ctx.db.run(
        `update ${table} t set ${column} = x.fresh
         from unnest($2::uuid[], $3::text[], $4::text[]) x(id, was, fresh)
         where t.${tenant} = $1 and t.id = x.id and t.${column} = x.was`,
        [fresh.map(({ id }) => id), fresh.map(({ was }) => was), fresh.map((one) => one.fresh)],
      )
    if (rows.length < limit) break
    after = rows.at(-1)!.id
  }
  return count
}

function anew(ctx: Ctx, { id, purpose, sealed }: Row): { id: string; was: string; fresh: string } | null {
  try {
    return { id, was: sealed, fresh: ctx.seal(purpose, ctx.unseal(purpose, sealed)) }
  } catch (error) {
    if (error instanceof CannotOpen) return null
    throw error
  }
}

type Shut = {
  readonly table: string
  readonly what: string
  readonly count: number
  readonly ids: readonly string[]
  readonly why: string
}

/** What lies under another key than the newest, once all that opens was sealed anew. */
async function shutIn(ctx: Ctx): Promise<Shut[]> {
  const keys = ctx.sealKeys()
  const found: Shut[] = []
  for (const { words: what, table, column, tenant } of places) {
    const rows = await ctx.db.rows<{ key: string; count: number; ids: string[] }>(
      `select split_part(${column}, '.', 2) as key, count(*)::int as count, (array_agg(id::text order by id))[1:10] as ids
       from ${table} where ${tenant} = $1 and ${column} is not null and split_part(${column}, '.', 2) <> $2 group by 1 order by 1`,
      [keys[0]],
    )
    for (const { key, count, ids } of rows)
      found.push({
        table,
        what: say(what, ctx.lang),
        count,
        ids,
        why: say(keys.includes(key) ? damaged : keyless, ctx.lang, { key }),
      })
  }
  return found
}

const keyless = words(
  'Verzegeld met sleutel {key}, die niet in SECRET_KEY of secret.key staat. Zet die sleutel achter de andere en doe dit opnieuw, of voer het geheim opnieuw in.',
  'Sealed with key {key}, which is not in SECRET_KEY or secret.key. Put that key behind the others and do this again, or enter the secret again.',
)
const damaged = words(
  'Beschadigd, of van een andere administratie: geen sleutel opent het. Voer het geheim opnieuw in.',
  'Damaged, or of another business: no key opens it. Enter the secret again.',
)

export const rights: Record<string, Words> = {
  'secrets.technical': words('Geheimen opnieuw verzegelen', 'Reseal stored secrets'),
}

export const events: Record<string, Words> = {
  'secrets.sealed-anew': words(
    'Geheimen opnieuw verzegeld met de nieuwste sleutel',
    'Secrets sealed anew with the newest key',
  ),
}
