/** The kinds of goods and services that bear a VAT rate of their own somewhere, as a merchant chooses them for a product. */
import { words, type Words } from './words.ts'

export const taxCategories = {
  standard: words('Gewoon tarief', 'Standard'),
  book: words('Boeken', 'Books'),
  food: words('Voedingsmiddelen', 'Food'),
  bike: words('Fietsen', 'Bicycles'),
  bike_parts: words('Fietsonderdelen', 'Bicycle parts'),
  bike_repair_labour: words('Fietsreparatie (arbeid)', 'Bicycle repair (labour)'),
  electronics_nl_rc: words(
    'Elektronica met verlegging vanaf de grens',
    'Electronics reverse charged from the limit',
  ),
  lodging: words('Logies', 'Lodging'),
  insurance: words('Verzekering', 'Insurance'),
} satisfies Record<string, Words>

/** The name of a category; one that the tables gained later is shown as it is written there. */
export const categoryName = (category: string): Words =>
  (taxCategories as Readonly<Record<string, Words>>)[category] ?? words(category, category)
