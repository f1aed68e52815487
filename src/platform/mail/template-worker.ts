/** The worker thread of mail templates: compiles MJML and fills in Liquid, with nothing at hand but what it is given. */
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { Liquid } from 'liquidjs'
import type { Engine } from 'mrml'
import { aroundTags } from './liquid-tags.ts'

export type MailTemplate = { readonly subject: string; readonly html: string; readonly plain: string }

export type TemplateAsk =
  | { readonly task: 'compile'; readonly source: string }
  | {
      readonly task: 'fill'
      readonly template: MailTemplate
      readonly data: Readonly<Record<string, unknown>>
    }

export type TemplateAnswer = { readonly made: string | MailTemplate } | { readonly fault: string }

/** What a template may say. `echo`, `raw`, `cycle` and the like write past the escaping, `include` and `render` read files. */
const tags = ['assign', 'break', 'case', 'comment', 'continue', 'for', 'if', 'unless', '#']
const filters = [
  'append',
  'capitalize',
  'concat',
  'default',
  'divided_by',
  'downcase',
  'first',
  'join',
  'last',
  'minus',
  'plus',
  'prepend',
  'remove',
  'replace',
  'reverse',
  'round',
  'size',
  'slice',
  'split',
  'strip',
  'times',
  'truncate',
  'uniq',
  'upcase',
]

/** A fault in a template is found at the latest when it is saved; the limits hold for what slips through (S22). */
const limits = { parseLimit: 500_000, renderLimit: 500, memoryLimit: 2_000_000 }

const forHtml = liquid(true)
const forText = liquid(false)

function liquid(escapes: boolean): Liquid {
  const made = new Liquid({
    ...limits,
    ...(escapes ? { outputEscape: 'escape' as const } : {}),
    strictVariables: true,
    jsTruthy: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: false,
    templates: {},
  })
  for (const name of Object.keys(made.tags)) if (!tags.includes(name)) delete made.tags[name]
  for (const name of Object.keys(made.filters)) if (!filters.includes(name)) delete made.filters[name]
  return made
}

let engine: Engine | undefined

/** The compiler of MJML is loaded when the first template is compiled; includes are refused by it. */
function compiler(): Engine {
  if (!engine) {
    const { Engine: Made } = createRequire(import.meta.url)('mrml') as typeof import('mrml')
    engine = new Made()
    engine.setRenderOptions({ disableComments: true, socialIconOrigin: null, fonts: {} })
  }
  return engine
}

const compile = (source: string): Promise<string> =>
  aroundTags(source, (parked) => {
    const made = compiler().toHtml(parked)
    if (made.type === 'error') throw new Error(made.message)
    return made.content
  })

async function fill(template: MailTemplate, data: object): Promise<MailTemplate> {
  const subject: string = await forText.parseAndRender(template.subject, data)
  const html: string = await forHtml.parseAndRender(template.html, data)
  const plain: string = await forText.parseAndRender(template.plain, data)
  return {
    subject: subject.replace(/\s+/g, ' ').trim().slice(0, 300),
    html,
    plain: plain
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  }
}

parentPort?.on('message', async (ask: TemplateAsk) => {
  try {
    const made = ask.task === 'compile' ? await compile(ask.source) : await fill(ask.template, ask.data)
    parentPort!.postMessage({ made } satisfies TemplateAnswer)
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    parentPort!.postMessage({ fault: fault.slice(0, 500) } satisfies TemplateAnswer)
  }
})
