/** What one may ask of the mail about an order: see it before a change is made, and send it by hand. */
import { z } from 'zod'
import { dayInput, pageInput } from '../../base/check.ts'
import { refuse } from '../../base/refusal.ts'
import { invoicesOfOrder } from '../../modules/invoicing/reads.ts'
import { letterInput } from '../../modules/messages/actions.ts'
import { makeMail, policyFor, seeMail, type NewMail } from '../../modules/messages/compose.ts'
import { compileOwn, fillLetter } from '../../modules/messages/letters.ts'
import { listOutbox } from '../../modules/messages/reads.ts'
import { isWanted } from '../../modules/messages/rules.ts'
import { mailEvents, type MailEvent } from '../../modules/messages/schema.ts'
import { exampleContents } from '../../modules/messages/variables.ts'
import { Order } from '../../modules/orders/schema.ts'
import { partsOfDay } from '../../modules/planning/schema.ts'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { get } from '../../platform/rows.ts'
import { orderMail, type OrderMailEvent } from './order-mail.ts'

const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as [K, ...K[]]
const isAboutOrder = (event: MailEvent): event is OrderMailEvent => event.startsWith('order.')
const orderEvents = keysOf<MailEvent>(mailEvents).filter(isAboutOrder) as [
  OrderMailEvent,
  ...OrderMailEvent[],
]

/** What somebody is about to do: the day to plan on, the shipment to hand over. */
const detailInput = z
  .object({
    day: dayInput.optional(),
    partOfDay: z.enum(keysOf<keyof typeof partsOfDay>(partsOfDay)).optional(),
    location: z.uuid().optional(),
    shipment: z.uuid().optional(),
  })
  .default({})

export const previewMail = action({
  http: 'POST /messages/preview',
  right: 'messages.see',
  says: 'The mail that a change would send, and whether it is sent, asked for or left out; with `letter` also in words that are not kept yet.',
  input: z.strictObject({
    event: z.enum(keysOf<MailEvent>(mailEvents)),
    /** A real order; without one the example is filled in. */
    order: z.uuid().optional(),
    detail: detailInput,
    language: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional(),
    letter: z.strictObject(letterInput).optional(),
  }),
  async run(ctx, input) {
    const mail = await mailToSee(ctx, input)
    const language = input.language ?? mail.language
    const seen = await seeMail(ctx, { ...mail, language })
    const policy = await policyFor(ctx, input.event, mail.channel)
    const own = input.letter && {
      ...(await compileOwn(ctx, input.letter, language)),
      blocks: input.letter.blocks,
      language,
    }
    const shown = own ? { ...seen, ...(await fillLetter(ctx, own, mail.contents)) } : seen
    return { policy, isSent: seen.isActive && isWanted(policy, {}), mail: shown }
  },
})

async function mailToSee(
  ctx: Ctx,
  {
    event,
    order,
    detail,
    language,
  }: {
    event: MailEvent
    order?: string | undefined
    detail: z.output<typeof detailInput>
    language?: string | undefined
  },
): Promise<NewMail> {
  if (order && isAboutOrder(event)) return orderMail(ctx, event, order, detail, language)
  const to = { name: exampleContents.customer.name, address: '' }
  return {
    event,
    about: ctx.newId(),
    aboutKind: 'messages',
    version: 'preview',
    channel: null,
    business: null,
    language: 'nl',
    to,
    contents: exampleContents,
  }
}

/** A colleague who looks whether the customer was told looks here, whatever paper the mail was about. */
export const listMailsOfOrder = action({
  http: 'GET /orders/:order/messages',
  right: 'messages.see',
  says: 'The mails that an order led to, newest first: about itself, the quote that it came from and its invoices.',
  input: z.object({ order: z.uuid(), ...pageInput }),
  async run(ctx, { order, ...asked }) {
    const { quote } = await get(ctx, Order, order)
    const invoices = await invoicesOfOrder(ctx, order)
    return listOutbox(ctx, {
      about: [order, ...(quote ? [quote] : []), ...invoices.map(({ id }) => id)],
      ...asked,
    })
  },
})

export const sendOrderMail = action({
  http: 'POST /orders/:order/messages',
  right: 'messages.send',
  says: 'Sends a mail about an order by hand; one that was made before only when `again` is given.',
  input: z.strictObject({
    order: z.uuid(),
    event: z.enum(orderEvents),
    detail: detailInput,
    again: z.boolean().default(false),
  }),
  async run(ctx, input) {
    const mail = await orderMail(ctx, input.event, input.order, input.detail)
    const { number } = mail.order
    const seen = await seeMail(ctx, mail)
    if (!seen.toAddress) refuse('message.no-address', { number })
    if (!seen.isActive) refuse('message.not-in-use')
    const message = await makeMail(
      ctx,
      input.again ? { ...mail, version: `${mail.version}:${ctx.newId()}` } : mail,
    )
    if (!message) refuse('message.same-before', { number })
    return { message: message.id, sendAt: message.sendAt }
  },
})
