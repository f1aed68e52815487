/** The words of the brands. */
import { words } from '../../base/words.ts'

export const brandWords = {
  title: words('Merken', 'Brands'),
  what: words('Gegevens', 'Details'),
}
