/** The words of the products and their stock. */
import { words } from '../../base/words.ts'

export const productWords = {
  title: words('Artikelen', 'Products'),
  fresh: words('Nieuw artikel', 'New product'),
  search: words('Zoek op naam, artikelcode of streepjescode', 'Search by name, item code or barcode'),
  waits: words('Zoek een artikel', 'Search for a product'),
  waitsWhy: words(
    'Typ minstens twee tekens van de naam, de artikelcode of de streepjescode.',
    'Type at least two characters of the name, the item code or the barcode.',
  ),
  identity: words('Wat het is', 'What it is'),
  prices: words('Prijzen en btw', 'Prices and VAT'),
  ordering: words('Voorraad en levertijd', 'Stock and lead time'),
  work: words('Verzenden en werkplaats', 'Shipping and workshop'),
  stock: words('Voorraad', 'Stock'),
  noStock: words('Dit artikel ligt nog nergens.', 'This product lies nowhere yet.'),
  location: words('Locatie', 'Location'),
  onHand: words('Aanwezig', 'On hand'),
  reserved: words('Gereserveerd', 'Reserved'),
  free: words('Vrij', 'Free'),
  position: words('Plaats', 'Position'),
  total: words('Samen', 'Together'),
  correct: words('Corrigeren', 'Correct'),
  correctAt: words('Voorraad in {location} corrigeren', 'Correct the stock at {location}'),
  correctNew: words('Voorraad boeken op een locatie', 'Book stock at a location'),
  counted: words('Er liggen er nu', 'There are now'),
  reason: words('Reden', 'Reason'),
  reasonExample: words('Bijvoorbeeld: geteld, beschadigd', 'For example: counted, damaged'),
  corrected: words('Voorraad gecorrigeerd', 'Stock corrected'),
  movements: words('Mutaties', 'Movements'),
  noMovements: words('Nog geen mutaties.', 'No movements yet.'),
}
