/** Who may still do what with a quote. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerProblem, can } from './rules.ts'
import type { QuoteState } from './schema.ts'

const standing = { state: 'sent' as QuoteState, revision: 2, validUntil: '2026-12-01' }
const today = '2026-11-22'

const answers: [string, Partial<typeof standing>, { revision?: number; day?: string }, string | null][] = [
  ['a customer answers the version that was sent', {}, {}, null],
  ['and so after having looked at it', { state: 'viewed' }, {}, null],
  ['on the last day too', {}, { day: '2026-12-01' }, null],
  ['but not a day later, though no clock has run yet', {}, { day: '2026-12-02' }, 'quote.over'],
  ['nor once it has expired', { state: 'expired' }, {}, 'quote.over'],
  ['an older version is not answered any more', {}, { revision: 1 }, 'quote.newer-version'],
  ['nor one that was never sent', { state: 'concept', revision: 0 }, { revision: 1 }, 'quote.not-running'],
  ['what was declined stays declined', { state: 'declined' }, {}, 'quote.not-running'],
  ['what was withdrawn stays so', { state: 'cancelled' }, {}, 'quote.not-running'],
  ['what was accepted is not answered twice', { state: 'accepted' }, {}, 'quote.not-running'],
]
for (const [story, bend, asked, problem] of answers)
  test(story, () =>
    assert.equal(answerProblem({ ...standing, ...bend }, { revision: 2, day: today, ...asked }), problem),
  )

test('until there is an order of it a quote can be changed and converted, whatever the customer said', () => {
  const states: QuoteState[] = ['concept', 'sent', 'viewed', 'declined', 'expired', 'accepted', 'cancelled']
  const allowed = (ask: (typeof can)['change']) =>
    states.filter((state) => ask({ ...standing, state }) === null)
  const open = ['concept', 'sent', 'viewed', 'declined', 'expired']
  assert.deepEqual([allowed(can.change), allowed(can.convert), allowed(can.cancel)], [open, open, open])
})
