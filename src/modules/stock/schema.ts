/** What lies where, what is promised of it, and every movement that made it so. */
import { choice, link, quantity, text } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

export const movementKinds = {
  receipt: words('Ontvangst', 'Receipt'),
  ship: words('Verzonden', 'Shipped'),
  return: words('Retour', 'Return'),
  adjust: words('Correctie', 'Adjustment'),
  count: words('Telling', 'Count'),
  external_sync: words('Overgenomen van buiten', 'From another system'),
}

/** One immutable line of the ledger: a quantity came in (plus) or went out (minus). */
export const StockMovement = record(
  'stock_movements',
  'Voorraadmutatie',
  'Stock movement',
  {
    product: link('Artikel', 'Product', 'products'),
    location: link('Locatie', 'Location', 'locations'),
    quantity: quantity('Aantal', 'Quantity'),
    kind: choice('Soort', 'Kind', movementKinds),
    reason: text('Reden', 'Reason').nullable(),
    reference: link('Waarvoor', 'Reference', '*').nullable(),
    dedupe: text('Sleutel', 'Key', { max: 200 }),
    actor: text('Door', 'By'),
  },
  { appendOnly: true },
)
export type StockMovement = Row<typeof StockMovement>

/** A promise of stock to an order line. */
export const Reservation = record(
  'reservations',
  'Reservering',
  'Reservation',
  {
    orderId: link('Bestelling', 'Order', 'orders'),
    line: link('Regel', 'Line', 'order_lines'),
    product: link('Artikel', 'Product', 'products'),
    location: link('Locatie', 'Location', 'locations'),
    quantity: quantity('Aantal', 'Quantity', { min: 1 }),
  },
  { appendOnly: true },
)
export type Reservation = Row<typeof Reservation>

export const rights: Record<string, Words> = {
  'stock.see': words('Voorraad bekijken', 'View stock'),
  'stock.change': words('Voorraad corrigeren', 'Adjust stock'),
}

export const events: Record<string, Words> = {
  'stock.changed': words('Voorraad gewijzigd', 'Stock changed'),
  'stock.released': words('Reservering vrijgegeven', 'Reservation released'),
}

export const tasks: Record<string, Words> = {
  'stock.not-told': words(
    'Webshop {name} weet de voorraad niet: “{error}”. We proberen het elke vijf minuten; kijk anders bij de koppeling.',
    'The stock could not be sent to webshop {name}: “{error}”. We try again every five minutes; if it keeps failing, check the connection.',
  ),
  'stock.refused': words(
    'Webshop {name} neemt de voorraad van {sku} niet over: “{error}”. Zo staan er {count}. Pas het artikel aan in de webshop en probeer opnieuw.',
    'Webshop {name} rejected the stock of {sku}: “{error}”. There are {count} like it. Change the product in the webshop and try again.',
  ),
}

export const refusals: Record<string, Words> = {
  'stock.below-reserved': words(
    'Er zijn er {reserved} gereserveerd voor bestellingen. Geef eerst die reserveringen vrij.',
    '{reserved} are reserved for orders. Release those reservations first.',
  ),
}
