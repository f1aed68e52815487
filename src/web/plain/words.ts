/** The words of the plain lists and forms. */
import { words } from '../../base/words.ts'

export const plainWords = {
  add: words('Toevoegen', 'Add'),
  fresh: words('{what}: nieuw', '{what}: new'),
  never: words('Nog niets toegevoegd', 'Nothing added yet'),
  neverWhy: words(
    'Voeg de eerste toe; hij staat daarna in deze lijst.',
    'Add the first one; it will stand in this list.',
  ),
}
