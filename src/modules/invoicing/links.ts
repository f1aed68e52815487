/** Links under which a customer sees an invoice without signing in: 256 bits of chance, found by their hash, revocable (S50). */
import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { find } from '../../platform/rows.ts'
import { settleDelivery } from './deliveries.ts'
import { deliveriesOf, openLinkOf, policyOfBusiness } from './reads.ts'
import { Invoice } from './schema.ts'
import { changeLink, insertLink } from './writes.ts'

const secretBytes = 32
const dayMs = 86_400_000

export type OpenLink = { readonly token: string; readonly endsAt: Date; readonly seenAt: Date | null }

/** The link that opens an invoice now; made when there is none. */
export async function linkOf(ctx: Ctx, invoice: Invoice): Promise<OpenLink> {
  const open = await openLinkOf(ctx, { invoice: invoice.id })
  if (open)
    return { token: ctx.unseal('invoice-link', open.sealed), endsAt: open.endsAt, seenAt: open.seenAt }
  const { linkDays } = await policyOfBusiness(ctx, invoice.business)
  const token = tokenOf(ctx.tenant, randomBytes(secretBytes))
  const endsAt = new Date(ctx.now.getTime() + linkDays * dayMs)
  await insertLink(ctx, {
    invoice: invoice.id,
    hash: hashOf(token),
    sealed: ctx.seal('invoice-link', token),
    endsAt,
  })
  ctx.emit('invoice.link-made', invoice.id, { endsAt })
  return { token, endsAt, seenAt: null }
}

export async function revokeLink(ctx: Ctx, invoice: string): Promise<void> {
  const open = await openLinkOf(ctx, { invoice })
  if (!open) return
  await changeLink(ctx, open.id, { revokedAt: ctx.now })
  ctx.emit('invoice.link-revoked', invoice)
}

/**
 * Enters the business that a token names and answers the invoice that it opens. The business in the token is no
 * secret: only the hash of the whole token finds a link, behind that business's own wall.
 */
export async function invoiceOfToken(ctx: Ctx, token: string): Promise<Invoice> {
  const tenant = tenantOf(token) ?? refuse('invoice-link.over')
  await ctx.db.enter(tenant)
  const link = await openLinkOf(ctx, { hash: hashOf(token) })
  const invoice = link && (await find(ctx, Invoice, link.invoice))
  if (!link || !invoice) return refuse('invoice-link.over')
  if (!link.seenAt) await noteSeen(ctx, link.id, invoice.id)
  return invoice
}

/** Who looked has it: an invoice that was put ready behind its link has arrived. */
async function noteSeen(ctx: Ctx, link: string, invoice: string): Promise<void> {
  await changeLink(ctx, link, { seenAt: ctx.now })
  ctx.emit('invoice.seen', invoice)
  for (const { id, route, state } of await deliveriesOf(ctx, invoice))
    if (route === 'portal' && state === 'sent') await settleDelivery(ctx, id, { state: 'delivered' })
}

const tokenOf = (tenant: string, secret: Uint8Array): string =>
  Buffer.concat([Buffer.from(tenant.replaceAll('-', ''), 'hex'), secret]).toString('base64url')

function tenantOf(token: string): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + secretBytes) return null
  return bytes
    .subarray(0, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
