/** From blocks and contents to a mail: which words are used, how they are compiled and filled in. */
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import {
  compileMjml,
  fillTemplate,
  TemplateFault,
  type MailTemplate as Compiled,
} from '../../platform/mail/templates.ts'
import { mjmlOf, plainOf } from './blocks.ts'
import { spokenFor, usualLetter, type Letter } from './defaults.ts'
import { ownTemplate, textsIn } from './reads.ts'
import type { MailBlock, MailEvent } from './schema.ts'
import { exampleContents, noContents, type MailContents } from './variables.ts'

/** The words of a mail, compiled: a merchant's own, or ours. */
export type Words = Compiled & {
  readonly template: string | null
  readonly revision: number
  readonly isActive: boolean
  readonly language: string
  readonly blocks: readonly MailBlock[]
}

const compiled = new Map<string, Promise<Compiled>>()

/** The words for a mail to somebody: own ones in the reader's language, then ours, then English for who reads neither. */
export async function wordsFor(
  ctx: Ctx,
  event: MailEvent,
  channel: string | null,
  language: string,
): Promise<Words> {
  const spoken = spokenFor(event, language)
  const own = await ownTemplate(ctx, event, channel, [...new Set([language, spoken])])
  if (own) return { ...own, template: own.id }
  return {
    ...(await ours(event, spoken)),
    template: null,
    revision: 0,
    isActive: true,
    language: spoken,
    blocks: usualLetter(event, spoken).blocks,
  }
}

/** The language that a mail will be in, for the days and amounts that are written out for it. */
export const languageOf = async (
  ctx: Ctx,
  event: MailEvent,
  channel: string | null,
  language: string,
): Promise<string> => (await wordsFor(ctx, event, channel, language)).language

/** Our own words are compiled once per program. */
function ours(event: MailEvent, language: string): Promise<Compiled> {
  const key = `${event}:${language}`
  let made = compiled.get(key)
  if (!made) {
    made = compile(usualLetter(event, language), language)
    compiled.set(key, made)
    made.catch(() => compiled.delete(key))
  }
  return made
}

const compile = async ({ subject, blocks }: Letter, language: string): Promise<Compiled> => ({
  subject,
  html: await compileMjml(await mjmlOf(blocks, language)),
  plain: await plainOf(blocks, language),
})

/** A mail as it will look. */
export async function fillLetter(
  ctx: Ctx,
  words: Pick<Words, 'subject' | 'html' | 'plain' | 'blocks' | 'language'>,
  contents: MailContents,
): Promise<Compiled> {
  const names = words.blocks.flatMap((block) => (block.kind === 'text-block' ? [block.name] : []))
  const texts = await textsIn(ctx, words.language, names)
  return fillTemplate(
    { subject: words.subject, html: words.html, plain: words.plain },
    { ...contents, texts },
  )
}

/** Compiles what a merchant wrote and tries it twice, with everything known and with nothing, or says what is wrong with it. */
export async function compileOwn(ctx: Ctx, letter: Letter, language: string): Promise<Compiled> {
  try {
    const made = await compile(letter, language)
    const words = { ...made, blocks: letter.blocks, language }
    await fillLetter(ctx, words, exampleContents)
    await fillLetter(ctx, words, noContents)
    return made
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error
    return refuseFault(error.message)
  }
}

/** Who writes mails knows variables and tags by name; a line and column of our own HTML say nothing to them. */
function refuseFault(told: string): never {
  const error = told.replace(/, line:\d+, col:\d+/, '')
  const name = /^undefined variable: (\S+)/.exec(error)?.[1]
  if (name) refuse('template.unknown-variable', { name })
  const tag = /^(?:tag|output) "?(.+?)"? not closed/.exec(error)?.[1]
  if (tag) refuse('template.not-closed', { tag })
  return refuse('template.faulty', { error })
}
