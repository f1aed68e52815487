/** Who can sign in at the demo, and with what: it stands on the screen at every start, and nowhere but in a demo. */
export const demoPassword = 'fietsen-langs-het-kanaal'

export const accounts = [
  { name: 'Beheerder', email: 'beheer@polderpad.example', preset: 'administrator', says: 'everything' },
  {
    name: 'Webshop',
    email: 'webshop@polderpad.example',
    preset: 'webshop-manager',
    says: 'orders, articles, channels, planning',
  },
  {
    name: 'Winkel Hoorn',
    email: 'winkel@polderpad.example',
    preset: 'shop-manager',
    says: 'orders, stock, payments',
  },
  {
    name: 'Bestellingen',
    email: 'bestellingen@polderpad.example',
    preset: 'orders-only',
    says: 'orders only, without totals',
  },
] as const
