/** What the screens are told of words: everything there is to name, in both languages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ctx } from '../platform/context.ts'
import { actionsOf, allWords } from './catalogue.ts'
import { listWords, tellWords } from './words.ts'

tellWords(allWords())
const told = await listWords({} as Ctx, {})

test('every right that an address asks can be named on the screen of roles', () => {
  const open = ['public', 'signed-in']
  const asked = actionsOf().map(({ action }) => action.right)
  assert.deepEqual(
    [...new Set(asked)].filter((right) => !open.includes(right) && !told.rights[right]),
    [],
  )
})

test('a field that the activity log shows as changed has a name, in Dutch and in English', () => {
  assert.deepEqual(told.records['products.sku'], { nl: 'Artikelcode', en: 'Item code' })
  for (const list of Object.values(told)) {
    for (const [name, text] of Object.entries(list)) assert.ok(text.nl && text.en, name)
  }
})

test('a task that the machine room raises is told in its own words', () => {
  assert.match(told.tasks['job.failed']!.nl, /\{error\}/)
})
