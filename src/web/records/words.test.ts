/** How a new row is called above its form. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from '../../base/words.ts'
import { freshOf } from './words.ts'

test('a name begins small within a sentence, an abbreviation does not', () => {
  assert.deepEqual(
    [freshOf(words('Tekstblok', 'Text block')), freshOf(words('Btw-nummer', 'VAT number'))],
    [words('Tekstblok toevoegen', 'Add text block'), words('Btw-nummer toevoegen', 'Add VAT number')],
  )
})
