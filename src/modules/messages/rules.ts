/** Whether a mail is made, who it comes from and what makes two mails the same one. Pure. */
import type { MailChoice, MailEvent, MailPolicy, MailSender, Message, Policy } from './schema.ts'

/** Webshops confirm an order and its payment themselves; the rest is what the customer cannot know (C-15). */
const usualPolicies: Readonly<Record<MailEvent, Policy>> = {
  'order.received': 'off',
  'order.paid': 'off',
  'order.planned': 'automatic',
  'order.delayed': 'ask',
  'order.ready': 'automatic',
  'order.shipped': 'automatic',
  'order.cancelled': 'ask',
  'invoice.sent': 'automatic',
  'invoice.credited': 'automatic',
  'invoice.deposit': 'automatic',
  'invoice.reminder-1': 'automatic',
  'invoice.reminder-2': 'automatic',
  'invoice.reminder-3': 'automatic',
  'quote.sent': 'automatic',
  'quote.reminder': 'automatic',
  'quote.accepted': 'automatic',
  'user.invited': 'automatic',
  'user.reset': 'automatic',
  'user.email': 'automatic',
}

/** The row of the channel, else the row of all channels, else what is usual. */
export function policyOf(
  rows: readonly Pick<MailPolicy, 'event' | 'channel' | 'policy'>[],
  event: MailEvent,
  channel: string | null,
): Policy {
  const mine = rows.filter((row) => row.event === event)
  const found =
    mine.find((row) => row.channel !== null && row.channel === channel) ??
    mine.find((row) => row.channel === null)
  return found?.policy ?? usualPolicies[event]
}

/** What somebody said about mail with a change: `mail` true or false, and whether it was one of many. */
export type Said = { readonly mail?: boolean; readonly bulk?: boolean }

export function saidIn(detail: Readonly<Record<string, unknown>>): Said {
  return {
    ...(typeof detail.mail === 'boolean' ? { mail: detail.mail } : {}),
    ...(detail.bulk === true ? { bulk: true } : {}),
  }
}

/** A change of many at once sends nothing unless it was ticked. */
export function isWanted(policy: Policy, said: Said): boolean {
  if (policy === 'off' || said.mail === false) return false
  return said.mail === true || (policy === 'automatic' && said.bulk !== true)
}

/** One mail per template, subject, version of the subject and recipient (C-16). */
export const dedupeKey = (mail: { event: string; about: string; version: string; to: string }): string =>
  [mail.event, mail.about, mail.version, mail.to.trim().toLowerCase()].join(':').slice(0, 500)

type From = Pick<MailSender, 'name' | 'address' | 'replyTo' | 'bcc' | 'undoSeconds'>

/** The sender of the channel, else of its business, else of everything; what it leaves open comes from the next one. */
export function senderOf(rows: readonly MailSender[], channel: string | null, business: string | null): From {
  const found = [
    channel && rows.find((row) => row.channel === channel),
    business && rows.find((row) => row.channel === null && row.business === business),
    rows.find((row) => row.channel === null && row.business === null),
  ].filter((row) => row !== undefined && row !== null && row !== '')
  return {
    name: found.find((row) => row.name)?.name ?? '',
    address: found.find((row) => row.address)?.address ?? null,
    replyTo: found.find((row) => row.replyTo)?.replyTo ?? null,
    bcc: found.find((row) => row.bcc)?.bcc ?? null,
    undoSeconds: found[0]?.undoSeconds ?? 60,
  }
}

/** What the buttons ask before the server is asked; null is yes, a refusal's code is why not. */
export const can = {
  cancel: (message: Pick<Message, 'state'>): string | null =>
    message.state === 'queued' || message.state === 'kept'
      ? null
      : message.state === 'cancelled'
        ? null
        : 'message.too-late',
  send: (message: Pick<Message, 'state'>): string | null =>
    message.state === 'sending' || message.state === 'sent' ? 'message.on-its-way' : null,
}

/** What an action puts in its event about mail, from what was ticked. */
export const telling = (mail: MailChoice | undefined, isBulk = false): Said => ({
  ...(mail ? { mail: mail === 'send' } : {}),
  ...(isBulk ? { bulk: true } : {}),
})
