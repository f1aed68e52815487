/** Makes mails: once per subject and recipient, in the right words, waiting a moment in case somebody thinks again. */
import { z } from 'zod'
import type { Ctx, Later } from '../../platform/context.ts'
import { fillLetter, wordsFor } from './letters.ts'
import { findByKey, policyRows, senderRows, waitingMails } from './reads.ts'
import { dedupeKey, policyOf, senderOf } from './rules.ts'
import type { MailEvent, Message, MessageAttachment, Policy } from './schema.ts'
import type { MailContents } from './variables.ts'
import { changeMessage, insertMessage } from './writes.ts'

export type NewMail = {
  readonly event: MailEvent
  readonly about: string
  /** The table of what it is about, for the link on the screen. */
  readonly aboutKind: string
  /** What of the subject this mail tells: a second mail of the same version is not made. */
  readonly version: string
  readonly channel: string | null
  readonly business: string | null
  readonly language: string
  readonly to: { readonly name: string; readonly address: string }
  /** Others of the same customer, who see each other's addresses. */
  readonly cc?: readonly string[]
  readonly contents: MailContents
  readonly attachments?: readonly MessageAttachment[]
  /** A link that only the recipient may have: kept sealed, and put in while the mail is sent. */
  readonly secretLink?: string
  /** Goes out at once: a person is waiting for it. */
  readonly isPrompt?: boolean
}

export type Seen = Pick<
  Message,
  | 'fromName'
  | 'fromAddress'
  | 'replyTo'
  | 'bcc'
  | 'toName'
  | 'toAddress'
  | 'subject'
  | 'html'
  | 'plain'
  | 'language'
> & {
  readonly isActive: boolean
}

/** Stands in a kept mail where its secret link belongs. */
const linkMark = 'pakhuis-link-in-mail'

const isAddress = (text: string): boolean => z.email().max(254).safeParse(text).success

/** A mail as it would be, without making it. */
export async function seeMail(
  ctx: Ctx,
  mail: NewMail,
): Promise<
  Seen & { readonly template: string | null; readonly revision: number; readonly undoSeconds: number }
> {
  const words = await wordsFor(ctx, mail.event, mail.channel, mail.language)
  const sender = senderOf(await senderRows(ctx), mail.channel, mail.business)
  const contents = mail.secretLink ? { ...mail.contents, link: linkMark } : mail.contents
  const { business } = mail.contents
  return {
    ...(await fillLetter(ctx, words, contents)),
    fromName: sender.name || business.name,
    fromAddress: sender.address,
    // The words ask to reply: without an address of its own for that, an answer reaches the business.
    replyTo: sender.replyTo ?? (isAddress(business.email) ? business.email : null),
    bcc: sender.bcc,
    toName: mail.to.name,
    toAddress: mail.to.address.trim(),
    language: words.language,
    isActive: words.isActive,
    template: words.template,
    revision: words.revision,
    undoSeconds: mail.isPrompt ? 0 : sender.undoSeconds,
  }
}

/** Each of these tells of another shipment, so that a newer one takes no older one's place. */
const aboutParcels: ReadonlySet<MailEvent> = new Set<MailEvent>(['order.shipped', 'order.ready'])

/** Makes a mail ready and answers it; null when it was made before, when its template is out of use or when there is nobody to write to. */
export async function makeMail(ctx: Ctx, mail: NewMail): Promise<Message | null> {
  if (!isAddress(mail.to.address.trim())) return null
  const dedupe = dedupeKey({ ...mail, to: mail.to.address })
  if (await findByKey(ctx, dedupe)) return null
  const { isActive, undoSeconds, ...seen } = await seeMail(ctx, mail)
  if (!isActive) return null
  if (!aboutParcels.has(mail.event)) await withdrawMails(ctx, mail.event, mail.about)
  const message = await insertMessage(ctx, {
    ...seen,
    event: mail.event,
    state: 'queued',
    about: mail.about,
    aboutKind: mail.aboutKind,
    channel: mail.channel,
    cc: (mail.cc ?? []).map((address) => address.trim()).filter(isAddress),
    attachments: mail.attachments ?? [],
    sealed: mail.secretLink ? ctx.seal('mail-link', mail.secretLink) : null,
    dedupe,
    sendAt: new Date(ctx.now.getTime() + undoSeconds * 1000),
  })
  ctx.later(sendJob(message))
  ctx.emit('message.made', mail.about, {
    message: message.id,
    event: mail.event,
    to: message.toAddress,
    subject: message.subject,
  })
  return message
}

/** Stops what has not left yet: something newer is to be told, or it is no longer so. */
export async function withdrawMails(ctx: Ctx, event: MailEvent, about: string): Promise<void> {
  for (const message of await waitingMails(ctx, event, about)) await stopMail(ctx, message)
}

export async function stopMail(ctx: Ctx, message: Message): Promise<Message> {
  ctx.emit('message.cancelled', message.about, {
    message: message.id,
    event: message.event,
    to: message.toAddress,
  })
  return changeMessage(ctx, message.id, { state: 'cancelled', sealed: null })
}

/** A greylisting server wants minutes, one that is down sometimes hours: twelve tries take about a day. */
export const sendJob = (message: Pick<Message, 'id' | 'sendAt'>): Later => ({
  task: 'work',
  payload: { work: 'send-message', about: message.id },
  key: `message:${message.id}`,
  runAt: message.sendAt,
  attempts: 12,
})

/** The mail with its secret link in it, or as it may be shown, with a link to nowhere. */
export function withLink<M extends Pick<Message, 'html' | 'plain'>>(message: M, link: string | null): M {
  const shown = link ?? '#'
  const inHtml = shown.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return {
    ...message,
    html: message.html.replaceAll(linkMark, () => inHtml),
    plain: message.plain.replaceAll(linkMark, () => shown),
  }
}

export const secretLinkOf = (ctx: Ctx, message: Message): string | null =>
  message.sealed ? ctx.unseal('mail-link', message.sealed) : null

/** When a kind of mail goes out for orders of a channel. */
export const policyFor = async (ctx: Ctx, event: MailEvent, channel: string | null): Promise<Policy> =>
  policyOf(await policyRows(ctx), event, channel)
