/** The orders of the chaos runs: each follows from its number alone, so that every delivery of it is the same. */
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { shopOrder } from '../../test/support/world.ts'

export const eventSkus = ['BEL-1', 'BAND-28', 'ZADEL-L'] as const

/** Order number so-and-so of the webshop, of three lines. */
export function eventOrder(number: number): ShopOrder {
  const order = shopOrder(
    eventSkus.map((sku, i) => [sku, 1 + ((number + i) % 3), 1000 + 250 * i] as const),
    {
      externalId: `event-${number}`,
      number: String(500_000 + number),
      customer: {
        email: `klant${number}@example.nl`,
        name: 'Sanne Jansen',
        company: null,
        vatNumber: null,
        phone: null,
        isGuest: true,
        language: 'nl',
      },
    },
  )
  return {
    ...order,
    lines: order.lines.map((line, i) => ({ ...line, externalId: `event-${number}-${i}` })),
    payments: order.payments.map((payment) => ({ ...payment, externalId: `pay-event-${number}` })),
  }
}
