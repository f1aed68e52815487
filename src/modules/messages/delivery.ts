/** Keeps how the delivery of a mail goes, and tells so on the timeline of what it is about. */
import type { Ctx } from '../../platform/context.ts'
import { lock } from '../../platform/rows.ts'
import { Message } from './schema.ts'
import { changeMessage } from './writes.ts'

export type Delivery =
  | { readonly state: 'sending'; readonly isTry?: boolean; readonly error?: string }
  | { readonly state: 'sent'; readonly messageId: string }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'kept' }

export async function keepDelivery(ctx: Ctx, id: string, delivery: Delivery): Promise<Message> {
  const before = await lock(ctx, Message, id)
  const told = { message: id, event: before.event, to: before.toAddress, subject: before.subject }
  switch (delivery.state) {
    case 'sending':
      return changeMessage(ctx, id, {
        state: 'sending',
        attempts: before.attempts + (delivery.isTry ? 1 : 0),
        ...(delivery.error ? { error: delivery.error.slice(0, 600) } : {}),
      })
    case 'sent':
      ctx.emit('message.sent', before.about, told)
      return changeMessage(ctx, id, {
        state: 'sent',
        sentAt: ctx.now,
        messageId: delivery.messageId,
        sealed: null,
        error: null,
      })
    case 'failed':
      ctx.emit('message.failed', before.about, { ...told, error: delivery.error })
      return changeMessage(ctx, id, { state: 'failed', error: delivery.error.slice(0, 600) })
    case 'kept':
      ctx.emit('message.kept', before.about, told)
      return changeMessage(ctx, id, { state: 'kept' })
  }
}
