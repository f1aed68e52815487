/** The words of the planning policies. */
import { words } from '../../base/words.ts'

export const policyWords = {
  title: words('Planningsregels', 'Planning rules'),
  why: words(
    'Hoe bestellingen een dag krijgen. Hoeveel er op een dag passen en welke dagen een locatie gesloten is, staat bij de locatie.',
    'How orders get a day. Daily capacity and closing days are set per location.',
  ),
  toLocations: words('Naar de locaties', 'Go to locations'),
  weekdays: words('De vervoerder komt op', 'The carrier collects on'),
  saved: words('Planningsregels van {business} opgeslagen', 'Planning rules of {business} saved'),
  none: words('Nog geen bedrijf', 'No business yet'),
  noneWhy: words(
    'Maak eerst een bedrijf; elk bedrijf heeft eigen regels.',
    'Add a business first; each has its own rules.',
  ),
}
