/** What somebody types to find a setting: the beginning of a word first, and a piece of a compound as well. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from '../../base/words.ts'
import { answers } from './answers.ts'

const apps = [words('Apps', 'Apps'), words('aanzetten activeren', 'switch on activate')]
const rules = [words('Kortingsregels', 'Price rules')]

test('a word is found by its beginning in either language, and not by what stands inside another', () => {
  assert.ok(answers(apps, 'Activ', true))
  assert.ok(answers(apps, 'aanz switch', true))
  assert.ok(!answers(apps, 'vat', true))
  assert.ok(!answers(rules, 'regels', true))
})

test('where no word begins so, a piece of a compound will do', () => {
  assert.ok(answers(rules, 'regels'))
  assert.ok(!answers(rules, 'regels korting-'))
})
