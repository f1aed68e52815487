/** The words of the sales channels. */
import { words } from '../../base/words.ts'

export const channelWords = {
  title: words('Verkoopkanalen', 'Sales channels'),
  fresh: words('Nieuw verkoopkanaal', 'New sales channel'),
  what: words('Gegevens', 'Details'),
  locations: words('Verkoopt uit deze locaties', 'Sells from these locations'),
  locationsWhy: words(
    'De eerste locatie gaat voor. Wat op veiligheidsvoorraad staat, biedt dit kanaal niet aan.',
    'Stock is taken from the first location first. Safety stock is not offered on this channel.',
  ),
  noLocations: words(
    'Nog geen locatie. Zonder locatie kan dit kanaal niets uit voorraad leveren.',
    'No location yet. Without one this channel cannot deliver from stock.',
  ),
  link: words('Locatie koppelen', 'Link a location'),
  linkGo: words('Koppelen', 'Link'),
  location: words('Locatie', 'Location'),
  unlink: words('Loskoppelen', 'Unlink'),
  unlinkOne: words('{name} loskoppelen', 'Unlink {name}'),
  unlinkTitle: words('{name} loskoppelen', 'Unlink {name}'),
  unlinkWhy: words(
    'Dit kanaal reserveert daar niets meer. Wat er al gereserveerd is, blijft.',
    'This channel no longer reserves stock there. What is already reserved stays reserved.',
  ),
  change: words('Wijzigen', 'Change'),
  changeOne: words('{name} wijzigen', 'Change {name}'),
  allLinked: words('Alle locaties zijn al gekoppeld.', 'All locations are linked already.'),
  connections: words('Koppelingen', 'Connections'),
  noConnections: words('Geen koppeling met een webshop.', 'Not connected to a webshop.'),
  orders: words('Bestellingen van dit kanaal', 'Orders from this channel'),
}
