/** What one may ask of mail: read the outbox, stop and send mails, and say when, from whom and in which words they go. */
import { z } from 'zod'
import { fieldsOf, pageInput } from '../../base/check.ts'
import { refuse, type RefusalCode } from '../../base/refusal.ts'
import { customerLangs, langs } from '../../base/words.ts'
import { action, FileAnswer } from '../../platform/action.ts'
import { can as mayDo, type Ctx } from '../../platform/context.ts'
import { get, lock } from '../../platform/rows.ts'
import { standard } from '../../platform/standard.ts'
import { settleTask } from '../../platform/tasks.ts'
import { makeMail, secretLinkOf, sendJob, stopMail, withLink } from './compose.ts'
import { defaultLetters, spokenFor, usualLetter } from './defaults.ts'
import { compileOwn, fillLetter } from './letters.ts'
import { withPictures } from './pictures.ts'
import { listOutbox, policyRows, templateRow, templateRows, versionsOf } from './reads.ts'
import { can, policyOf } from './rules.ts'
import {
  mailEvents,
  MailSender,
  MailTemplate,
  Message,
  messageStates,
  policies,
  TextBlock,
  type MailBlock,
  type MailEvent,
  type MessageState,
  type Policy,
} from './schema.ts'
import { exampleIn, variablesOf } from './variables.ts'
import { changeMessage, keepPolicy, keepTemplate } from './writes.ts'

const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as [K, ...K[]]
const eventInput = z.enum(keysOf<MailEvent>(mailEvents))
const languageInput = z.string().regex(/^[a-z]{2}$/)
const channelInput = z.uuid().nullable().default(null)

export const list = action({
  http: 'GET /messages',
  right: 'messages.see',
  says: 'The outbox, newest first: by state, kind, subject or the beginning of an address.',
  input: z.object({
    state: z.enum(keysOf<MessageState>(messageStates)).optional(),
    event: eventInput.optional(),
    about: z.uuid().optional(),
    search: z.string().trim().max(254).optional(),
    ...pageInput,
  }),
  run: (ctx, { about, ...filter }) => listOutbox(ctx, { ...filter, about: about ? [about] : undefined }),
})

export const getMessage = action({
  http: 'GET /messages/:message',
  right: 'messages.see',
  says: 'One mail with its text; a personal link in it is shown to who manages users, as long as the mail was not sent.',
  input: z.object({ message: z.uuid() }),
  run: (ctx, input) => readable(ctx, input.message),
})

export const getBody = action({
  http: 'GET /messages/:message/body.html',
  right: 'messages.see',
  says: 'The mail as it looks, without scripts and apart from our own pages.',
  input: z.object({ message: z.uuid() }),
  async run(ctx, input) {
    const { html } = await readable(ctx, input.message)
    return new FileAnswer(
      Buffer.from(await withPictures(ctx, html)),
      'text/html; charset=utf-8',
      'mail.html',
      true,
    )
  },
})

/** Without a mail server an invitation is handed over by whoever may invite; a new password's link is never shown. */
async function readable(ctx: Ctx, id: string): Promise<Omit<Message, 'sealed' | 'dedupe'>> {
  const message = await get(ctx, Message, id)
  const { channels } = ctx.actor
  if (channels && !(message.channel && channels.includes(message.channel)))
    refuse('record.not-found', { what: 'messages' })
  const mayRead =
    message.event === 'user.invited' &&
    message.state === 'kept' &&
    mayDo(ctx.actor, 'users.manage') &&
    mayDo(ctx.actor, 'roles.manage')
  const {
    sealed: _sealed,
    dedupe: _dedupe,
    ...shown
  } = withLink(message, mayRead ? secretLinkOf(ctx, message) : null)
  return shown
}

export const cancelMessage = action({
  http: 'POST /messages/:message/cancel',
  right: 'messages.send',
  says: 'Stops a mail that has not left yet.',
  input: z.object({ message: z.uuid() }),
  async run(ctx, input) {
    const message = await lock(ctx, Message, input.message)
    const problem = can.cancel(message)
    if (problem) refuse(problem as RefusalCode)
    if (message.state !== 'cancelled') await stopMail(ctx, message)
    return readable(ctx, message.id)
  },
})

export const sendMessage = action({
  http: 'POST /messages/:message/send',
  right: 'messages.send',
  says: 'Sends a mail now that was kept, stopped or refused, or that still waits; to a mended address when one is given.',
  input: z.object({ message: z.uuid(), to: z.string().trim().max(254).pipe(z.email()).optional() }),
  async run(ctx, input) {
    const message = await lock(ctx, Message, input.message)
    const problem = can.send(message)
    if (problem) refuse(problem as RefusalCode)
    // A personal link goes with its mail: once that was stopped, or would go elsewhere, a new one is needed.
    const isPersonal = message.event.startsWith('user.')
    if (isPersonal && (!message.sealed || (input.to && input.to !== message.toAddress)))
      refuse('message.over')
    // A stopped mail gave up its link; the quote itself can be sent again with a new one.
    if (/^quote\.(sent|reminder)$/.test(message.event) && !message.sealed) refuse('message.over')
    const next = await changeMessage(ctx, message.id, {
      state: 'queued',
      error: null,
      sendAt: ctx.now,
      ...(input.to ? { toAddress: input.to } : {}),
    })
    ctx.later(sendJob(next))
    ctx.emit('message.made', message.about, {
      message: message.id,
      event: message.event,
      to: next.toAddress,
      subject: message.subject,
    })
    await settleTask(ctx, `message:${message.id}`)
    return readable(ctx, message.id)
  },
})

export const listPolicies = action({
  http: 'GET /mail-policies',
  right: 'messages.see',
  says: 'Of every kind of mail whether it is sent: for all channels, and for one when it is named.',
  input: z.object({ channel: z.uuid().optional() }),
  async run(ctx, input) {
    const rows = await policyRows(ctx)
    const events = keysOf<MailEvent>(mailEvents)
    return {
      rows: events.map((event) => ({
        event,
        words: mailEvents[event],
        policy: policyOf(rows, event, input.channel ?? null),
      })),
      own: rows,
    }
  },
})

export const setPolicy = action({
  http: 'PUT /mail-policies',
  right: 'messages.manage',
  says: 'Sets whether a kind of mail is sent: off, ask or automatic.',
  input: z.strictObject({
    event: eventInput,
    channel: channelInput,
    policy: z.enum(keysOf<Policy>(policies)),
  }),
  async run(ctx, input) {
    const row = await keepPolicy(ctx, input.event, input.channel, input.policy)
    ctx.emit('mail-policy.set', row.id, { event: input.event, channel: input.channel, policy: input.policy })
    return row
  },
})

export const {
  list: listSenders,
  get: getSender,
  create: createSender,
  change: changeSender,
} = standard(MailSender, '/mail-senders', {
  noun: 'mail-sender',
  area: 'messages',
  filters: ['channel', 'business'],
})

export const {
  list: listTextBlocks,
  get: getTextBlock,
  create: createTextBlock,
  change: changeTextBlock,
} = standard(TextBlock, '/text-blocks', {
  noun: 'text-block',
  area: 'messages',
  search: ['name'],
  filters: ['language', 'name'],
})

export const listTemplates = action({
  http: 'GET /mail-templates',
  right: 'messages.see',
  says: 'Every kind of mail, and which words of your own there are in the place of ours.',
  input: z.object({}),
  async run(ctx) {
    const own = await templateRows(ctx)
    return {
      rows: keysOf<MailEvent>(mailEvents).map((event) => ({
        event,
        words: mailEvents[event],
        // Those that its readers speak, and others in which somebody wrote.
        languages: [
          ...new Set([
            ...(event.startsWith('user.') ? langs : customerLangs),
            ...own.filter((row) => row.event === event).map(({ language }) => language),
          ]),
        ],
        usual: Object.keys(defaultLetters[event]),
        own: own
          .filter((row) => row.event === event)
          .map(({ id, channel, language, subject, isActive, revision, updatedAt }) => ({
            id,
            channel,
            language,
            subject,
            isActive,
            revision,
            updatedAt,
          })),
      })),
    }
  },
})

const placeInput = { event: eventInput, language: languageInput }

export const getTemplate = action({
  http: 'GET /mail-templates/:event/:language',
  right: 'messages.see',
  says: 'The words of a mail for one channel or for all, with the variables that may stand in it; ours when there are no own ones.',
  input: z.object({ ...placeInput, channel: z.uuid().optional() }),
  async run(ctx, { event, language, channel }) {
    const own = await templateRow(ctx, event, channel ?? null, language)
    const usual = usualLetter(event, language)
    const { subject, blocks } = own ?? usual
    return {
      event,
      language,
      channel: channel ?? null,
      subject,
      blocks,
      isOwn: own !== undefined,
      isActive: own?.isActive ?? true,
      version: own?.version ?? null,
      revision: own?.revision ?? 0,
      usual,
      usualLanguage: spokenFor(event, language),
      variables: variablesOf(event),
      example: exampleIn(language),
    }
  },
})

const textInput = z.string().max(5000)
const blockInput: z.ZodType<MailBlock> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['heading', 'text', 'small']), text: textInput }),
  z.strictObject({
    kind: z.literal('button'),
    text: z.string().max(200),
    link: z
      .string()
      .trim()
      .max(2000)
      .regex(/^(https?:\/\/|mailto:|tel:|\{\{)/),
  }),
  z.strictObject({ kind: z.enum(['order-lines', 'address', 'shipments', 'divider']) }),
  z.strictObject({
    kind: z.literal('text-block'),
    name: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N} _.-]{1,60}$/u),
  }),
  z.strictObject({ kind: z.literal('mjml'), source: z.string().max(50_000) }),
])
export const letterInput = {
  ...fieldsOf(MailTemplate, ['subject']),
  blocks: z.array(blockInput).min(1).max(60),
}

export const saveTemplate = action({
  http: 'PUT /mail-templates/:event/:language',
  right: 'messages.manage',
  says: 'Writes the words of a mail; they are tried before they are kept, and what they were before stays readable.',
  input: z.strictObject({
    ...placeInput,
    channel: channelInput,
    ...letterInput,
    isActive: z.boolean().default(true),
    version: z.int().optional(),
  }),
  run: (ctx, { event, language, channel, subject, blocks, isActive, version }) =>
    save(ctx, { event, language, channel }, { subject, blocks }, isActive, version),
})

export const templateVersions = action({
  http: 'GET /mail-templates/:event/:language/versions',
  right: 'messages.see',
  says: 'What a template said before.',
  input: z.object({ ...placeInput, channel: z.uuid().optional() }),
  async run(ctx, { event, language, channel }) {
    const own = await templateRow(ctx, event, channel ?? null, language)
    return { rows: own ? await versionsOf(ctx, own.id) : [] }
  },
})

export const restoreTemplate = action({
  http: 'POST /mail-templates/:event/:language/restore',
  right: 'messages.manage',
  says: 'Takes the words of an earlier version again; revision 0 is ours.',
  input: z.strictObject({ ...placeInput, channel: channelInput, revision: z.int().min(0) }),
  async run(ctx, { event, language, channel, revision }) {
    const own = await templateRow(ctx, event, channel, language)
    const before =
      revision === 0
        ? usualLetter(event, language)
        : own && (await versionsOf(ctx, own.id)).find((one) => one.revision === revision)
    if (!before) refuse('template.not-found')
    return save(ctx, { event, language, channel }, before, true)
  },
})

type Place = { event: MailEvent; language: string; channel: string | null }

async function save(
  ctx: Ctx,
  place: Place,
  letter: { subject: string; blocks: readonly MailBlock[] },
  isActive: boolean,
  version?: number,
) {
  const made = await compileOwn(ctx, letter, place.language)
  const before = await templateRow(ctx, place.event, place.channel, place.language)
  const template = await keepTemplate(
    ctx,
    before,
    place,
    { ...made, blocks: letter.blocks, isActive },
    version,
  )
  ctx.emit('mail-template.saved', template.id, {
    event: place.event,
    language: place.language,
    revision: template.revision,
  })
  return template
}

export const seeTemplate = action({
  http: 'POST /mail-templates/:event/:language/preview',
  right: 'messages.see',
  // Nothing is kept, not even the answer for a repeated request.
  shownOnce: true,
  says: 'How words that are being written would look in a mail, with example contents; nothing is kept.',
  input: z.strictObject({ ...placeInput, ...letterInput }),
  async run(ctx, { language, subject, blocks }) {
    const made = await compileOwn(ctx, { subject, blocks }, language)
    const mail = await fillLetter(ctx, { ...made, blocks, language }, exampleIn(language))
    return { ...mail, html: await withPictures(ctx, mail.html) }
  },
})

export const testMail = action({
  http: 'POST /messages/test',
  right: 'messages.manage',
  says: 'Sends a mail with example contents at once, to see whether it arrives and how it looks.',
  input: z.strictObject({
    event: eventInput.default('order.planned'),
    language: languageInput.default('nl'),
    channel: channelInput,
    business: z.uuid().nullable().default(null),
    to: z.string().trim().max(254).pipe(z.email()),
  }),
  async run(ctx, { event, language, channel, business, to }) {
    const about = ctx.newId()
    const mail = {
      event,
      about,
      aboutKind: 'messages',
      version: 'test',
      channel,
      business,
      language,
      contents: exampleIn(language),
      isPrompt: true,
    }
    const message = await makeMail(ctx, { ...mail, to: { name: ctx.actor.name, address: to } })
    if (!message) refuse('message.not-in-use')
    return { message: message.id }
  },
})
