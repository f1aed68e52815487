/** The words of the planning policies. */
import { words } from '../../base/words.ts'

export const policyWords = {
  title: words('Planningsregels', 'Planning policies'),
  why: words(
    'Hoe bestellingen een dag krijgen. Hoeveel er op een dag passen en welke dagen een locatie gesloten is, staat bij de locatie.',
    'How orders get a day. How many fit on a day and on which days a location is closed, stands with the location.',
  ),
  toLocations: words('Naar de locaties', 'To the locations'),
  weekdays: words('De vervoerder komt op', 'The carrier comes on'),
  saved: words('Planningsregels van {business} opgeslagen', 'Planning policies of {business} saved'),
  none: words('Nog geen bedrijf', 'No business yet'),
  noneWhy: words(
    'Maak eerst een bedrijf; elk bedrijf heeft eigen regels.',
    'Make a business first; each has policies of its own.',
  ),
}
