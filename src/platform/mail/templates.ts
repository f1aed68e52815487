/** Compiles and fills in mail templates in a thread of their own, which is ended when one takes too long. */
import { Worker } from 'node:worker_threads'
import type { MailTemplate, TemplateAnswer, TemplateAsk } from './template-worker.ts'

export type { MailTemplate }

/** The template itself is wrong: unknown words, markup that does not close, or more work than a mail may be. */
export class TemplateFault extends Error {}

/** A mail takes a millisecond and a compilation some ten; loading the libraries on a busy machine takes longer. */
const mostMilliseconds = 10_000

/** MJML as HTML; Liquid in it comes out as it went in. */
export const compileMjml = async (source: string, milliseconds = mostMilliseconds): Promise<string> =>
  (await ask({ task: 'compile', source }, milliseconds)) as string

/** A mail: the template with its data, which is plain and escaped where it lands in HTML. */
export const fillTemplate = async (
  template: MailTemplate,
  data: Readonly<Record<string, unknown>>,
): Promise<MailTemplate> => (await ask({ task: 'fill', template, data }, mostMilliseconds)) as MailTemplate

let worker: Worker | null = null
let line: Promise<unknown> = Promise.resolve()

/** One at a time: a mail is made faster than two threads are kept apart. */
function ask(wanted: TemplateAsk, milliseconds: number): Promise<string | MailTemplate> {
  const turn = line.then(() => answerOf(wanted, milliseconds))
  line = turn.catch(() => undefined)
  return turn
}

function answerOf(wanted: TemplateAsk, milliseconds: number): Promise<string | MailTemplate> {
  const thread = (worker ??= start())
  return new Promise((took, failed) => {
    const answered = (answer: TemplateAnswer) => {
      rest()
      if ('made' in answer) took(answer.made)
      else failed(new TemplateFault(answer.fault))
    }
    const lost = (error: Error) => lose(new TemplateFault(`it cannot be made: ${error.message}`))
    const ended = () => lose(new Error('the thread of the mail templates ended'))
    const clock = setTimeout(() => lose(new TemplateFault('it takes too long to make')), milliseconds)

    function rest() {
      clearTimeout(clock)
      thread.off('message', answered).off('error', lost).off('exit', ended)
      thread.unref()
    }

    function lose(fault: Error) {
      rest()
      worker = null
      thread.on('error', () => undefined)
      void thread.terminate()
      failed(fault)
    }

    thread.ref()
    thread.once('message', answered).once('error', lost).once('exit', ended)
    thread.postMessage(wanted)
  })
}

const start = (): Worker =>
  new Worker(new URL('./template-worker.ts', import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 192 },
  })
