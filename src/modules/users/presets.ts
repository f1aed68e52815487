/** The nine roles that a business starts with, as patterns over the names of rights (feature I-13). */
import type { RolePreset } from './schema.ts'

type Preset = { readonly patterns: readonly string[] }

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

export const presets: Readonly<Record<RolePreset, Preset>> = {
  administrator: { patterns: ['*'] },
  'general-manager': {
    patterns: ['*', ...technical],
  },
  'full-user': {
    patterns: ['*', ...technical, ...company],
  },
  'webshop-manager': {
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
    patterns: ['orders.*', 'planning.see', 'fulfilment.see', ...lookUp, '!*.totals'],
  },
  'store-manager': {
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
    patterns: ['pos.see', 'pos.sell', 'catalog.see'],
  },
}
