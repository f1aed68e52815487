/** Looks up mails, and the words, senders and policies that they are made with. */
import type { Ctx } from '../../platform/context.ts'
import { all, columnList, readCursor, writeCursor } from '../../platform/rows.ts'
import {
  MailPolicy,
  MailSender,
  MailTemplate,
  MailTemplateVersion,
  Message,
  TextBlock,
  type MailEvent,
} from './schema.ts'

/** A row of the outbox: everything but the mail itself. */
export type MessageRow = Omit<Message, 'html' | 'plain' | 'sealed' | 'dedupe'>

const rowColumns = columnList(Message)
  .split(', ')
  .filter((column) => !['html', 'plain', 'sealed', 'dedupe'].includes(column))
  .join(', ')

export type MessageFilter = {
  readonly state?: string | undefined
  readonly event?: string | undefined
  readonly about?: readonly string[] | undefined
  /** The beginning of the recipient's address. */
  readonly search?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** The newest mails, by keyset; somebody limited to channels sees the mails of those. */
export async function listOutbox(
  ctx: Ctx,
  filter: MessageFilter,
): Promise<{ rows: MessageRow[]; next: string | null }> {
  const values: unknown[] = []
  const where = ['tenant_id = $1']
  const also = (condition: (at: string) => string, value: unknown) => {
    if (value !== undefined && value !== null) where.push(condition(`$${values.push(value) + 1}`))
  }
  also((at) => `state = ${at}`, filter.state)
  also((at) => `event = ${at}`, filter.event)
  also((at) => `about = any(${at}::uuid[])`, filter.about)
  also((at) => `channel = any(${at}::uuid[])`, ctx.actor.channels)
  also(
    (at) => `lower(to_address) like ${at}`,
    filter.search && `${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
  )
  const cursor = readCursor(filter.after)
  if (cursor) {
    values.push(cursor[0], cursor[1])
    where.push(`(created_at, id) < ($${values.length}::timestamptz, $${values.length + 1}::uuid)`)
  }
  const rows = await ctx.db.rows<MessageRow>(
    `select ${rowColumns} from messages where ${where.join(' and ')} order by created_at desc, id desc limit ${filter.limit + 1}`,
    values,
  )
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined
  return { rows: rows.slice(0, filter.limit), next: last ? writeCursor(last.createdAt, last.id) : null }
}

export const findByKey = (ctx: Ctx, dedupe: string): Promise<{ id: string } | undefined> =>
  ctx.db.one('select id from messages where tenant_id = $1 and dedupe = $2', [dedupe])

/** Mails of one kind about one thing that may still be stopped, locked. */
export const waitingMails = (ctx: Ctx, event: MailEvent, about: string): Promise<Message[]> =>
  ctx.db.rows(
    `select ${columnList(Message)} from messages where tenant_id = $1 and about = $2 and event = $3 and state = 'queued' order by id for update`,
    [about, event],
  )

export const policyRows = (ctx: Ctx): Promise<MailPolicy[]> => all(ctx, MailPolicy)
export const senderRows = (ctx: Ctx): Promise<MailSender[]> => all(ctx, MailSender)
export const templateRows = (ctx: Ctx): Promise<MailTemplate[]> => all(ctx, MailTemplate)

export async function templateRow(
  ctx: Ctx,
  event: MailEvent,
  channel: string | null,
  language: string,
): Promise<MailTemplate | undefined> {
  const [found] = await all(ctx, MailTemplate, { event, channel, language })
  return found
}

/** The merchant's own words: those of the channel go before those of all channels. */
export async function ownTemplate(
  ctx: Ctx,
  event: MailEvent,
  channel: string | null,
  languages: readonly string[],
): Promise<MailTemplate | undefined> {
  return ctx.db.one<MailTemplate>(
    `select ${columnList(MailTemplate)} from mail_templates where tenant_id = $1 and event = $2 and language = any($3::text[]) and (channel is null or channel = $4)
     order by array_position($3::text[], language), channel nulls last limit 1`,
    [event, languages, channel],
  )
}

export const versionsOf = (ctx: Ctx, template: string) =>
  all(ctx, MailTemplateVersion, { template }, 'revision')

/** Text blocks by name, each as its lines: in a language, or else in English or Dutch, for a text of the merchant's is never left away unseen. */
export async function textsIn(
  ctx: Ctx,
  language: string,
  names: readonly string[],
): Promise<Record<string, readonly string[]>> {
  const languages = [...new Set([language, 'en', 'nl'])]
  const found = names.length > 0 ? await all(ctx, TextBlock, { language: languages, name: [...names] }) : []
  const textOf = (name: string) =>
    languages.flatMap((one) => found.filter((block) => block.name === name && block.language === one))[0]
  return Object.fromEntries(names.map((name) => [name, textOf(name)?.text.split(/\r?\n/) ?? []]))
}
