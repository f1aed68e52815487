/** Writes mails, templates and policies. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert } from '../../platform/rows.ts'
import {
  MailPolicy,
  MailTemplate,
  MailTemplateVersion,
  Message,
  type MailBlock,
  type MailEvent,
  type Policy,
} from './schema.ts'

export const insertMessage = (ctx: Ctx, message: NewRow<typeof Message>): Promise<Message> =>
  insert(ctx, Message, message)

export const changeMessage = (ctx: Ctx, id: string, changes: Partial<Message>): Promise<Message> =>
  change(ctx, Message, id, changes)

export async function keepPolicy(
  ctx: Ctx,
  event: MailEvent,
  channel: string | null,
  policy: Policy,
): Promise<MailPolicy> {
  const before = await ctx.db.one<{ id: string }>(
    'select id from mail_policies where tenant_id = $1 and event = $2 and channel is not distinct from $3 for update',
    [event, channel],
  )
  return before
    ? change(ctx, MailPolicy, before.id, { policy })
    : insert(ctx, MailPolicy, { event, channel, policy })
}

type Written = {
  readonly subject: string
  readonly blocks: readonly MailBlock[]
  readonly html: string
  readonly plain: string
  readonly isActive: boolean
}
type Place = { readonly event: MailEvent; readonly channel: string | null; readonly language: string }

/** Keeps a template and what it says now as a version of its own. */
export async function keepTemplate(
  ctx: Ctx,
  before: MailTemplate | undefined,
  place: Place,
  written: Written,
  version?: number,
): Promise<MailTemplate> {
  const template = before
    ? await change(ctx, MailTemplate, before.id, { ...written, revision: before.revision + 1 }, version)
    : await insert(ctx, MailTemplate, { ...place, ...written, revision: 1 })
  await insert(ctx, MailTemplateVersion, {
    template: template.id,
    revision: template.revision,
    subject: template.subject,
    blocks: template.blocks,
    writtenBy: ctx.actor.name,
  })
  return template
}
