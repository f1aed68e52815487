/** A bad address never locks the order list. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { widgets } from '../../modules/reporting/schema.ts'
import { orderListSearch } from './search.ts'

const kept = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(orderListSearch(given)).filter(([, value]) => value !== undefined))

const cases: [string, Record<string, unknown>, Record<string, unknown>][] = [
  ['what is good stays', { view: 'not-paid', delivery: 'pickup' }, { view: 'not-paid', delivery: 'pickup' }],
  ['the usual view stays out of the address', { view: 'open' }, {}],
  ['an unknown view falls back', { view: 'bogus', page: 'abc' }, {}],
  ['a name that every object has is no view', { view: 'constructor', payment: 'toString' }, {}],
  ['a number typed in the search box is text', { search: 50000 }, { search: '50000' }],
  ['blanks are no search', { search: '   ' }, {}],
  ['a period that is none falls back', { placed: 'yesterday' }, {}],
  ['a channel must look like one', { channel: 'x; drop' }, {}],
  ['and so must a label', { label: 'x; drop' }, {}],
]
for (const [story, given, expected] of cases) test(story, () => assert.deepEqual(kept(given), expected))

test('the figures of the dashboard lead to a list of what they count, not to all orders', () => {
  const found = Object.entries(widgets).flatMap(([name, { leadsTo }]) => {
    const [path, asked] = leadsTo.split('?')
    return path === '/orders' ? [[name, Object.fromEntries(new URLSearchParams(asked))] as const] : []
  })
  assert.ok(found.length > 3)
  for (const [name, { view, ...asked }] of found) {
    assert.deepEqual(kept({ view, ...asked }), view === 'open' ? asked : { view, ...asked }, name)
    assert.ok(view !== 'all' || Object.keys(asked).length > 0, name)
  }
})
