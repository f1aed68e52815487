/** The words of the locations. */
import { words } from '../../base/words.ts'

export const locationWords = {
  title: words('Locaties', 'Locations'),
  what: words('Gegevens', 'Details'),
  address: words('Adres', 'Address'),
  planning: words('Planning', 'Planning'),
}
