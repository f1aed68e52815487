/** What may be done with a quote, and when it is over. Pure. */
import type { Day } from '../../base/day.ts'
import type { Quote, QuoteState, QuoteView } from './schema.ts'

type Standing = Pick<Quote, 'state' | 'revision' | 'validUntil'>

const over: ReadonlySet<QuoteState> = new Set<QuoteState>(['accepted', 'cancelled'])
const running: ReadonlySet<QuoteState> = new Set<QuoteState>(['sent', 'viewed'])

/** What the buttons ask before the server is asked; null is yes, a refusal's code is why not. */
export const can = {
  /** Until there is an order of it; what was declined or expired may be offered anew. */
  change: ({ state }: Standing): string | null => (over.has(state) ? 'quote.not-to-change' : null),
  cancel: ({ state }: Standing): string | null => (over.has(state) ? 'quote.not-to-change' : null),
  /** By hand also without the customer having seen it, or after it expired. */
  convert: ({ state }: Standing): string | null => (over.has(state) ? 'quote.not-running' : null),
}

/** Whether the customer may still answer a version on a day; null is yes. */
export function answerProblem(quote: Standing, asked: { revision: number; day: Day }): string | null {
  // A day is over for the customer before our clock has written so.
  if (quote.state === 'expired' || (running.has(quote.state) && quote.validUntil < asked.day))
    return 'quote.over'
  if (!running.has(quote.state)) return 'quote.not-running'
  return asked.revision === quote.revision ? null : 'quote.newer-version'
}

/** The states of each view; null is all of them. */
export const viewStates: Record<QuoteView, readonly QuoteState[] | null> = {
  open: ['sent', 'viewed'],
  concept: ['concept'],
  accepted: ['accepted'],
  lost: ['declined', 'expired', 'cancelled'],
  all: null,
}
