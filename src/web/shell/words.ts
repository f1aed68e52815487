/** The names of the screens, as the menu and the palette say them. */
import { words } from '../../base/words.ts'

export const screens = {
  orders: words('Bestellingen', 'Orders'),
  planning: words('Planning', 'Planning'),
  locations: words('Locaties', 'Locations'),
  account: words('Mijn account', 'My account'),
}
