/** The nine roles that a business starts with, as patterns over the names of rights (feature I-13). */
import { words, type Words } from '../../base/words.ts'

export type Preset = { readonly name: Words; readonly patterns: readonly string[] }

/** What nobody but an administrator touches: how the program is coupled to the outside. */
const technical = ['!apps.manage', '!api-keys.*', '!*.domains', '!*.technical']
/** What the business is: its own data, its people and their doings. */
const company = ['!settings.*', '!contract.*', '!businesses.manage', '!users.*', '!roles.*', '!activity.*']

const sales = [
  'orders.*',
  'quotes.*',
  'customers.*',
  'planning.*',
  'fulfilment.*',
  'returns.*',
  'invoices.*',
  '!invoices.write-off',
  'tasks.*',
]
const lookUp = [
  'catalog.see',
  'stock.see',
  'customers.see',
  'locations.see',
  'channels.see',
  'businesses.see',
]

export const presets: Readonly<Record<string, Preset>> = {
  administrator: { name: words('Beheerder', 'Administrator'), patterns: ['*'] },
  'general-manager': {
    name: words('Algemeen manager', 'General manager'),
    patterns: ['*', ...technical],
  },
  'full-user': {
    name: words('Volledige gebruiker', 'Full user'),
    patterns: ['*', ...technical, ...company],
  },
  'webshop-manager': {
    name: words('Webshopbeheerder', 'Webshop manager'),
    patterns: [
      ...sales,
      ...lookUp,
      'catalog.*',
      'channels.*',
      'stock.*',
      'messages.*',
      'payments.see',
      'apps.see',
      '!*.domains',
    ],
  },
  'shop-manager': {
    name: words('Winkelmanager', 'Shop manager'),
    patterns: [
      ...sales,
      ...lookUp,
      'stock.*',
      'payments.*',
      'repairs.*',
      'purchasing.*',
      'purchase-invoices.*',
      'costs.see',
      'pos.*',
      'reporting.see',
    ],
  },
  'orders-only': {
    name: words('Alleen bestellingen', 'Orders only'),
    patterns: ['orders.*', 'planning.see', 'fulfilment.see', ...lookUp, '!*.totals'],
  },
  'store-manager': {
    name: words('Kassa: filiaalmanager', 'Point of sale: store manager'),
    patterns: [
      'pos.*',
      'orders.see',
      'orders.change',
      'orders.totals',
      'customers.*',
      'returns.*',
      'repairs.*',
      'payments.*',
      ...lookUp,
    ],
  },
  'senior-cashier': {
    name: words('Kassa: senior kassamedewerker', 'Point of sale: senior cashier'),
    patterns: [
      'pos.*',
      '!pos.close-day',
      '!pos.return',
      '!pos.settings',
      'orders.see',
      'orders.totals',
      ...lookUp,
    ],
  },
  'junior-cashier': {
    name: words('Kassa: kassamedewerker', 'Point of sale: junior cashier'),
    patterns: ['pos.see', 'pos.sell', 'catalog.see'],
  },
}
