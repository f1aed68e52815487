/** One label, asked outside under the shipment's own key: however often this is cut off, one label is paid for. */
import { setTimeout as sleep } from 'node:timers/promises'
import { say, type Lang } from '../../base/words.ts'
import type { Carrier, Label } from '../../contracts/carrier.ts'
import type { Outcome } from '../../contracts/connector.ts'
import {
  failLabel,
  keepLabel,
  parcelFor,
  releaseLabel,
  type LabelAsk,
} from '../../modules/fulfilment/actions/labels.ts'
import { storeBytes } from '../../platform/files.ts'
import type { Tools } from '../../platform/workflow.ts'

export type LabelResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'unanswered'; readonly number: string; readonly text: string }

/** Milliseconds before each further try when no answer came; the carrier is asked for our key first. */
const waits = [200, 1500]

/** `holder` says who asks: the same one may go on after a stop, another one waits. */
export async function labelOne(
  tools: Tools,
  shipment: string,
  holder: string,
  lang: Lang,
): Promise<LabelResult> {
  const ask = await tools.act((ctx) => parcelFor(ctx, shipment, holder))
  if (!ask) return { kind: 'done' }
  const outcome = await asked(tools, ask)
  if (outcome.kind === 'ok') {
    const { pdf, ...label } = outcome.value
    const stored = await storeBytes(pdf)
    await tools.act((ctx) => keepLabel(ctx, shipment, { ...label, stored }))
    return { kind: 'done' }
  }
  if (outcome.kind === 'refused') {
    const text = outcome.words ? say(outcome.words, lang) : outcome.text
    await tools.act((ctx) => failLabel(ctx, shipment, { text, field: outcome.field }))
    return { kind: 'refused', number: ask.number, text }
  }
  await tools.act((ctx) => releaseLabel(ctx, shipment, outcome.text))
  return { kind: 'unanswered', number: ask.number, text: outcome.text }
}

async function asked(tools: Tools, ask: LabelAsk): Promise<Outcome<Label>> {
  for (let tries = 0; ; tries++) {
    const outcome = await once(tools, ask)
    const wait = waits[tries]
    if (outcome.kind !== 'unknown' || wait === undefined || tools.isStopping()) return outcome
    await sleep(wait)
  }
}

async function once(tools: Tools, ask: LabelAsk): Promise<Outcome<Label>> {
  try {
    const carrier = await tools.open<Carrier>({ connection: ask.connection })
    return await carrier.label(ask.parcel, ask.key)
  } catch (error) {
    return { kind: 'unknown', text: error instanceof Error ? error.message : String(error) }
  }
}
