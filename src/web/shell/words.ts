/** The names of the screens, as the menu and the palette say them. */
import { words } from '../../base/words.ts'

export const screens = {
  dashboard: words('Dashboard', 'Dashboard'),
  products: words('Artikelen', 'Products'),
  customers: words('Klanten', 'Customers'),
  invoices: words('Facturen', 'Invoices'),
  tasks: words('Taken', 'Tasks'),
  waiting: words(
    '{count, plural, one {# open} other {# open}}',
    '{count, plural, one {# open} other {# open}}',
  ),
  settings: words('Instellingen', 'Settings'),
  orders: words('Bestellingen', 'Orders'),
  planning: words('Planning', 'Planning'),
  account: words('Mijn account', 'My account'),
}
