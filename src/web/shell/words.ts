/** The names of the screens, as the menu and the palette say them. */
import { words } from '../../base/words.ts'

export const screens = {
  dashboard: words('Dashboard', 'Dashboard'),
  products: words('Artikelen', 'Products'),
  customers: words('Klanten', 'Customers'),
  quotes: words('Offertes', 'Quotes'),
  newOrder: words('Nieuwe bestelling', 'New order'),
  newQuote: words('Nieuwe offerte', 'New quote'),
  newCustomer: words('Nieuwe klant', 'New customer'),
  newOrganisation: words('Nieuwe organisatie', 'New organisation'),
  newProduct: words('Nieuw artikel', 'New product'),
  invoices: words('Facturen', 'Invoices'),
  reports: words('Overzichten', 'Reports'),
  bank: words('Bank', 'Bank'),
  tasks: words('Taken', 'Tasks'),
  waiting: words(
    '{count, plural, one {# open} other {# open}}',
    '{count, plural, one {# open} other {# open}}',
  ),
  settings: words('Instellingen', 'Settings'),
  orders: words('Bestellingen', 'Orders'),
  planning: words('Planning', 'Planning'),
  shipments: words('Zendingen', 'Shipments'),
  account: words('Mijn account', 'My account'),
}

export const readOnly = words(
  'De schijf van de server is vol. U kunt alles bekijken, maar nog niets wijzigen. Zodra er ruimte is, gaat alles vanzelf verder.',
  'The server’s disk is full. You can view everything, but cannot change anything for now. As soon as there is room, everything carries on automatically.',
)
