/** The nine roles that a business starts with, as patterns over the names of rights (feature I-13). */
import { words, type Words } from '../../base/words.ts'

export type Preset = { readonly name: Words; readonly patterns: readonly string[] }

/** What nobody but an administrator or general manager touches. */
const company = [
  '!settings.*',
  '!users.*',
  '!roles.*',
  '!api-keys.*',
  '!activity.*',
  '!messages.domains',
  '!apps.*',
]
const technical = ['!apps.*', '!api-keys.*', '!*.domains', '!*.system', '!*.technical']

export const presets: Readonly<Record<string, Preset>> = {
  administrator: { name: words('Beheerder', 'Administrator'), patterns: ['*'] },
  'general-manager': { name: words('Algemeen manager', 'General manager'), patterns: ['*', ...technical] },
  'full-user': { name: words('Volledige gebruiker', 'Full user'), patterns: ['*', ...technical, ...company] },
  'webshop-manager': {
    name: words('Webshopbeheerder', 'Webshop manager'),
    patterns: [
      'orders.*',
      'quotes.*',
      'catalog.*',
      'channels.*',
      'stock.*',
      'planning.*',
      'fulfilment.*',
      'invoicing.see',
      'payments.see',
      'returns.*',
      'messages.*',
      'organisations.*',
      'purchasing.see',
      'locations.see',
      '!messages.domains',
    ],
  },
  'shop-manager': {
    name: words('Winkelmanager', 'Shop manager'),
    patterns: [
      'orders.*',
      'quotes.*',
      'stock.*',
      'planning.*',
      'fulfilment.*',
      'invoicing.*',
      'payments.*',
      'returns.*',
      'repairs.*',
      'purchasing.*',
      'pos.*',
      'organisations.*',
      'catalog.see',
      'locations.see',
      'reporting.see',
    ],
  },
  'orders-only': {
    name: words('Alleen bestellingen', 'Orders only'),
    patterns: [
      'orders.*',
      'planning.see',
      'fulfilment.see',
      'catalog.see',
      'organisations.see',
      '!*.totals',
      '!*.amounts',
      '!*.export',
    ],
  },
  'store-manager': {
    name: words('Kassa: filiaalmanager', 'Point of sale: store manager'),
    patterns: [
      'pos.*',
      'orders.see',
      'orders.make',
      'orders.change',
      'returns.*',
      'catalog.see',
      'stock.see',
      'organisations.*',
      'repairs.*',
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
      'catalog.see',
      'stock.see',
      'organisations.see',
    ],
  },
  'junior-cashier': {
    name: words('Kassa: kassamedewerker', 'Point of sale: junior cashier'),
    patterns: ['pos.sell', 'pos.see', 'catalog.see'],
  },
}
