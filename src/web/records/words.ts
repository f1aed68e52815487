/** The words that the plain lists and forms share. */
import { words, type Words } from '../../base/words.ts'

export const recordWords = {
  searchOther: words(
    'Kijk of het goed gespeld is, of zoek op iets anders.',
    'Check the spelling, or search for something else.',
  ),
  searchFiltered: words(
    'Er staat ook een filter aan. Wis het, of zoek op iets anders.',
    'A filter is on as well. Clear it, or search for something else.',
  ),
  filtered: words('Niets binnen dit filter', 'Nothing within this filter'),
  filteredWhy: words(
    'Er staat een filter aan dat niets overlaat. Wis het om alles te zien.',
    'A filter is on that leaves nothing. Clear it to see everything.',
  ),
  add: words('Toevoegen', 'Add'),
  never: words('Nog niets toegevoegd', 'Nothing added yet'),
  neverWhy: words(
    'Voeg de eerste toe; hij staat daarna in deze lijst.',
    'Add the first one; it will appear in this list.',
  ),
  remove: words('Verwijderen', 'Remove'),
  noOptions: words('Nog niets om te kiezen', 'Nothing to choose from yet'),
  actions: words('Handelingen', 'Actions'),
  all: words('Alle', 'All'),
  address: words('Adres', 'Address'),
  general: words('Algemeen', 'General'),
  when: words('Wanneer', 'When'),
  details: words('Bijzonderheden', 'Details'),
  logo: words('Logo', 'Logo'),
  noLogo: words('Nog geen logo.', 'No logo yet.'),
  chooseLogo: words('Logo kiezen', 'Choose a logo'),
  removeLogo: words('Logo weghalen', 'Remove logo'),
}

/** "Tekstblok toevoegen", "Add text block". */
export const freshOf = ({ nl, en }: Words): Words => words(`${nl} toevoegen`, `Add ${withinSentence(en)}`)

/** A name begins small within a sentence, unless it begins with an abbreviation: "VAT registration". */
const withinSentence = (name: string) =>
  /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name
