/** A mail leaves: handed to the mail server outside any transaction, tried again while the server cannot, and told to a person when it will not. */
import { secretLinkOf, sendJob, withLink } from '../modules/messages/compose.ts'
import { Message } from '../modules/messages/schema.ts'
import { keepDelivery } from '../modules/messages/delivery.ts'
import { picturesIn } from '../modules/messages/pictures.ts'
import type { Ctx } from '../platform/context.ts'
import { filesOf, readBytes, type StoredFile } from '../platform/files.ts'
import type { Mail, MailPort } from '../platform/mail/smtp.ts'
import { lock } from '../platform/rows.ts'
import { raiseTask, settleTask } from '../platform/tasks.ts'
import { work } from '../platform/workflow.ts'

export const sendMessage = work({
  name: 'send-message',
  async run(tools, payload) {
    const id = String(payload.about)
    const ready = await tools.act((ctx) => prepare(ctx, id))
    if (!ready) return
    const attachments = await Promise.all(
      ready.files.map(async ({ name, type, cid, ...file }) => ({
        name,
        type,
        bytes: await readBytes(file),
        ...(cid ? { cid } : {}),
      })),
    )
    const outcome = await (await tools.open<MailPort>({ port: 'mail' })).send({ ...ready.mail, attachments })
    if (outcome.kind === 'later') {
      await tools.act((ctx) => keepDelivery(ctx, id, { state: 'sending', error: outcome.text }))
      throw new Error(outcome.text)
    }
    await tools.act(async (ctx) => {
      if (outcome.kind === 'kept') return keepDelivery(ctx, id, { state: 'kept' })
      if (outcome.kind === 'refused') return fail(ctx, id, 'message.refused', outcome.text)
      await keepDelivery(ctx, id, { state: 'sent', messageId: outcome.messageId })
      await settleTask(ctx, `message:${id}`)
    })
  },
  gaveUp: (ctx, payload, error) => fail(ctx, String(payload.about), 'message.stuck', error),
})

type Ready = {
  readonly mail: Omit<Mail, 'attachments'>
  readonly files: readonly (StoredFile & { readonly cid?: string })[]
}

/** From here on the mail cannot be stopped. One that was stopped or has left is left alone. */
async function prepare(ctx: Ctx, id: string): Promise<Ready | null> {
  const message = await lock(ctx, Message, id)
  if (!['queued', 'sending', 'failed'].includes(message.state)) return null
  await keepDelivery(ctx, id, { state: 'sending', isTry: true })
  const whole = withLink(message, secretLinkOf(ctx, message))
  const found = await filesOf(
    ctx,
    message.attachments.map(({ file }) => file),
  )
  const files = message.attachments.map(({ file, name }) => {
    const stored = found.find((one) => one.id === file)
    if (!stored) throw new Error(`file ${file} of mail ${id} is gone`)
    return { ...stored, name }
  })
  const pictures = (await picturesIn(ctx, whole.html)).map((file) => ({ ...file, cid: file.id }))
  const { toName, toAddress, fromName, fromAddress, replyTo, cc, bcc, subject } = message
  return {
    mail: {
      key: id,
      senderName: fromName,
      from: fromAddress,
      to: { name: toName, address: toAddress },
      replyTo,
      cc,
      bcc,
      subject,
      html: whole.html,
      plain: whole.plain,
    },
    files: [...files, ...pictures],
  }
}

async function fail(
  ctx: Ctx,
  id: string,
  kind: 'message.refused' | 'message.stuck',
  error: string,
): Promise<void> {
  const message = await keepDelivery(ctx, id, { state: 'failed', error })
  const { task, payload } = sendJob(message)
  await raiseTask(ctx, {
    kind,
    about: message.about,
    aboutKind: message.aboutKind,
    detail: { message: id, to: message.toAddress, error },
    retry: { task, payload },
    dedupe: `message:${id}`,
  })
}
