/** Orders: what a customer bought in one go, through one sales channel, and how far it has come. */
import {
  choice,
  country,
  currency,
  day,
  integer,
  json,
  language,
  link,
  longText,
  moment,
  money,
  phone,
  price,
  quantity,
  rate,
  text,
  textList,
  yesNo,
} from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

/** An address as it was when the order was placed. */
export type AddressSnapshot = {
  readonly name: string
  readonly company: string | null
  readonly street: string
  readonly houseNumber: string
  readonly houseNumberSuffix: string | null
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly region: string | null
  readonly phone: string | null
}

export type Surcharge = {
  /** Empty where the webshop does not say what it is for. */
  readonly name: string
  readonly net: number
  readonly vat: number
  readonly gross: number
  readonly vatRate: number
}

/** What a surcharge is called: by the webshop, else by its size, in the language of who reads it. */
export function surchargeWords({ name, gross }: Pick<Surcharge, 'name' | 'gross'>): Words {
  if (name) return words(name, name, name)
  if (Math.abs(gross) <= 2) return words('Afronding', 'Rounding', 'Rundung')
  return gross < 0
    ? words('Verrekening', 'Adjustment', 'Verrechnung')
    : words('Toeslag', 'Surcharge', 'Zuschlag')
}

export const phases = {
  draft: words('Concept', 'Draft'),
  open: words('Open', 'Open'),
  closed: words('Afgerond', 'Closed'),
  cancelled: words('Geannuleerd', 'Cancelled'),
}

export const paymentStates = {
  unpaid: words('Niet betaald', 'Unpaid'),
  partly_paid: words('Deels betaald', 'Partly paid'),
  paid: words('Betaald', 'Paid'),
  overpaid: words('Te veel betaald', 'Overpaid'),
  refunded: words('Terugbetaald', 'Refunded'),
  on_account: words('Op rekening', 'On account'),
}

export const supplyStates = {
  to_order: words('Te bestellen', 'To be ordered'),
  on_order: words('In bestelling', 'On order'),
  overdue: words('Niet binnengekomen', 'Not received'),
  available: words('Op voorraad', 'In stock'),
  planned: words('Gepland', 'Planned'),
  ready: words('Klaar', 'Ready'),
  shipped: words('Verzonden', 'Shipped'),
  collected: words('Afgehaald', 'Collected'),
  returned: words('Retour', 'Returned'),
  cancelled: words('Geannuleerd', 'Cancelled'),
}

export const deliveries = {
  ship: words('Verzenden', 'Ship'),
  pickup: words('Afhalen', 'Pickup'),
}

export const planTypes = {
  deliver: words('Bezorgen', 'Delivery'),
  pickup: words('Afhalen', 'Pickup'),
  workshop: words('Werkplaats', 'Workshop'),
}

export const holdKinds = {
  payment: words('Wacht op betaling', 'Waiting for payment'),
  credit: words('Boven de uitgavenlimiet', 'Above the credit limit'),
  fraud: words('Controle op fraude', 'Fraud check'),
  address: words('Adres controleren', 'Address check'),
  vat: words('Btw controleren', 'VAT check'),
  manual: words('Door een collega', 'By a colleague'),
  sync: words('Verschil met de webshop', 'Differs from the webshop'),
}

export const Order = record('orders', 'Bestelling', 'Order', {
  number: text('Bestelnummer', 'Order number', { fixed: true }),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels', { fixed: true }),
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  externalId: text('Sleutel in de webshop', 'Key in the webshop', { derived: true }).nullable(),
  externalNumber: text('Nummer in de webshop', 'Number in the webshop', { derived: true }).nullable(),
  contact: link('Klant', 'Customer', 'contacts').nullable(),
  organisation: link('Organisatie', 'Organisation', 'organisations').nullable(),
  customerName: text('Naam van de klant', 'Customer name'),
  company: text('Bedrijfsnaam', 'Company').nullable(),
  email: text('E-mailadres', 'E-mail address').default(''),
  emailKey: text('E-mailsleutel', 'E-mail key', { derived: true }).default(''),
  phone: phone('Telefoon', 'Phone').nullable(),
  phoneKey: text('Telefoonsleutel', 'Phone key', { derived: true }).default(''),
  vatNumber: text('Btw-nummer', 'VAT number').nullable(),
  language: language('Taal', 'Language').default('nl'),
  billing: json<AddressSnapshot>('Factuuradres', 'Invoice address'),
  shipping: json<AddressSnapshot>('Verzendadres', 'Shipping address').nullable(),
  postcodeKey: text('Postcodesleutel', 'Postcode key', { derived: true }).default(''),
  city: text('Plaats', 'Town').default(''),
  country: country('Land', 'Country'),
  delivery: choice('Levering', 'Delivery', deliveries),
  shippingMethod: text('Verzendmethode', 'Shipping method').default(''),
  paymentMethod: text('Betaalwijze', 'Payment method').default(''),
  currency: currency('Valuta', 'Currency'),
  pricesIncludeVat: yesNo('Prijzen inclusief btw', 'Prices include VAT'),
  totalNet: money('Totaal exclusief btw', 'Total without VAT', { fixed: true }),
  totalVat: money('Btw', 'VAT', { fixed: true }),
  total: money('Totaal', 'Total', { fixed: true }),
  shippingNet: money('Verzendkosten exclusief btw', 'Shipping without VAT').default(0),
  shippingVat: money('Btw over verzendkosten', 'VAT on shipping').default(0),
  shippingGross: money('Verzendkosten', 'Shipping costs').default(0),
  shippingVatRate: rate('Btw-tarief verzending', 'VAT rate of shipping').default(0),
  surcharges: json<readonly Surcharge[]>('Toeslagen', 'Surcharges').default([]),
  discount: money('Korting', 'Discount').default(0),
  paid: money('Betaald', 'Paid', { derived: true }).default(0),
  due: money('Openstaand', 'Due', { derived: true }),
  phase: choice('Fase', 'Phase', phases, { derived: true }),
  payment: choice('Betaling', 'Payment', paymentStates, { derived: true }),
  supply: choice('Voorraad', 'Stock', supplyStates, { derived: true }),
  holds: textList('Tegengehouden', 'Holds', { derived: true }).default([]),
  anyOnOrder: yesNo('In bestelling', 'On order', { derived: true }).default(false),
  allAvailable: yesNo('Op voorraad', 'In stock', { derived: true }).default(false),
  anyOverdue: yesNo('Niet binnengekomen', 'Not received', { derived: true }).default(false),
  readyNotCollected: yesNo('Niet afgehaald', 'Not collected', { derived: true }).default(false),
  wishedDay: day('Voorkeursdag', 'Preferred day').nullable(),
  plannedDay: day('Gepland op', 'Planned on', { derived: true }).nullable(),
  planType: choice('Soort planning', 'Kind of planning', planTypes, { derived: true }).nullable(),
  reference: text('Referentie', 'Reference').nullable(),
  note: longText('Opmerking', 'Note').nullable(),
  referrer: text('Verwijzing', 'Referrer', { derived: true }).nullable(),
  replaces: link('Vervangt', 'Replaces', 'orders', { derived: true }).nullable(),
  quote: link('Offerte', 'Quote', 'quotes', { derived: true }).nullable(),
  terms: link('Aanvaarde voorwaarden', 'Accepted terms', 'general_terms', { derived: true }).nullable(),
  invoicing: choice(
    'Factuur',
    'Invoice',
    {
      none: words('Nog geen factuur', 'No invoice yet'),
      part: words('Deels gefactureerd', 'Partly invoiced'),
      whole: words('Gefactureerd', 'Invoiced'),
    },
    { derived: true },
  ).default('none'),
  lineCount: integer('Aantal regels', 'Number of lines', { derived: true }),
  placedAt: moment('Besteld op', 'Placed at', { fixed: true }),
  printedAt: moment('Afgedrukt op', 'Printed at', { derived: true }).nullable(),
  shippedAt: moment('Verzonden op', 'Shipped at', { derived: true }).nullable(),
  closedAt: moment('Afgerond op', 'Closed at', { derived: true }).nullable(),
  contentHash: text('Inhoud', 'Content', { derived: true }).nullable(),
})
export type Order = Row<typeof Order>

export const OrderLine = record('order_lines', 'Orderregel', 'Order line', {
  orderId: link('Bestelling', 'Order', 'orders', { fixed: true }),
  number: integer('Regel', 'Line'),
  externalId: text('Sleutel in de webshop', 'Key in the webshop').nullable(),
  product: link('Artikel', 'Product', 'products').nullable(),
  sku: text('Artikelcode', 'Item code'),
  name: text('Omschrijving', 'Description', { max: 500 }),
  kind: text('Soort', 'Kind').default('goods'),
  ordered: quantity('Besteld', 'Ordered'),
  cancelled: quantity('Geannuleerd', 'Cancelled').default(0),
  reserved: quantity('Gereserveerd', 'Reserved').default(0),
  picked: quantity('Verzameld', 'Picked').default(0),
  shipped: quantity('Verzonden', 'Shipped').default(0),
  returned: quantity('Retour', 'Returned').default(0),
  invoiced: quantity('Gefactureerd', 'Invoiced').default(0),
  credited: quantity('Gecrediteerd', 'Credited').default(0),
  onOrder: quantity('In bestelling', 'On order').default(0),
  expectedDay: day('Verwacht op', 'Expected on').nullable(),
  location: link('Locatie', 'Location', 'locations').nullable(),
  unitPrice: price('Prijs', 'Price'),
  /** Of second-hand goods under the margin scheme that were sold by hand; null takes the product's own. */
  costPrice: price('Inkoopprijs', 'Purchase price', { right: 'costs.see' }).nullable(),
  discount: rate('Korting', 'Discount', { min: 0, max: 10_000 }).default(0),
  /** What the line was priced as when it was sold by hand; null takes the product's own. */
  taxCategory: text('Btw-categorie', 'VAT category', { max: 60 }).nullable(),
  vatRate: rate('Btw-tarief', 'VAT rate'),
  net: money('Exclusief btw', 'Without VAT'),
  vat: money('Btw', 'VAT'),
  gross: money('Totaal', 'Total'),
  supply: choice('Voorraad', 'Stock', supplyStates),
  note: text('Toelichting', 'Note', { max: 2000 }).nullable(),
})
export type OrderLine = Row<typeof OrderLine>

/** A view of a list that somebody keeps for themselves, or shares: its filters and its columns. */
export const SavedView = record('saved_views', 'Weergave', 'View', {
  person: link('Gebruiker', 'User', 'users', { fixed: true }),
  list: choice('Lijst', 'List', { orders: words('Bestellingen', 'Orders') }, { fixed: true }),
  name: text('Naam', 'Name', { max: 60 }),
  filters: json<Readonly<Record<string, string>>>('Filters', 'Filters').default({}),
  columns: json<{ readonly order: readonly string[]; readonly hidden: readonly string[] } | null>(
    'Kolommen',
    'Columns',
  ).nullable(),
  isShared: yesNo('Gedeeld met collega’s', 'Shared with colleagues').default(false),
})
export type SavedView = Row<typeof SavedView>

/** The views of the order list (S4-16, S4-19 to S4-24). */
export const orderViews = {
  open: words('Open', 'Open'),
  available: words('Op voorraad', 'In stock'),
  'on-order': words('In bestelling', 'On order'),
  overdue: words('Niet binnengekomen', 'Not received'),
  'not-collected': words('Niet afgehaald', 'Not collected'),
  'not-planned': words('Niet gepland', 'Not planned'),
  'not-paid': words('Niet betaald', 'Not paid'),
  all: words('Alle', 'All'),
}
export type OrderView = keyof typeof orderViews

/** When something was sold, for lists: today or the last seven days, in Amsterdam as the figures of the dashboard. */
export const placedPeriods = {
  today: words('Vandaag', 'Today'),
  week: words('Laatste zeven dagen', 'Last seven days'),
}
export type PlacedPeriod = keyof typeof placedPeriods

export const rights: Record<string, Words> = {
  'orders.see': words('Bestellingen bekijken', 'View orders'),
  'orders.create': words('Bestellingen invoeren', 'Enter orders'),
  'orders.change': words('Bestellingen wijzigen', 'Change orders'),
  'orders.cancel': words('Bestellingen annuleren', 'Cancel orders'),
  'orders.share-views': words('Weergaven delen met collega’s', 'Share views with colleagues'),
  'orders.totals': words('Totalen en omzet zien', 'View totals and revenue'),
}

export const events: Record<string, Words> = {
  'order.placed': words('Bestelling binnengekomen', 'Order received'),
  'order.placed-by-organisation': words('Bestelling van een organisatie', 'Order of an organisation'),
  'order.changed': words('Bestelling gewijzigd', 'Order changed'),
  'order.cancelled': words('Bestelling geannuleerd', 'Order cancelled'),
  'order.lines-cancelled': words('Regels geannuleerd', 'Lines cancelled'),
  'order.held': words('Bestelling tegengehouden', 'Order put on hold'),
  'order.released': words('Bestelling vrijgegeven', 'Order released'),
  'order.paid': words('Betaling ontvangen', 'Payment received'),
  'order.available': words('Alles op voorraad', 'Everything in stock'),
  'order.planned': words('Bestelling gepland', 'Order planned'),
  'order.unplanned': words('Planning vervallen', 'Removed from planning'),
  'order.printed': words('Papieren afgedrukt', 'Documents printed'),
  'order.ready': words('Klaar om af te halen', 'Ready for pickup'),
  'order.collected': words('Bestelling afgehaald', 'Order collected'),
  'order.shipped': words('Bestelling verzonden', 'Order shipped'),
  'order.returned': words('Retour binnen', 'Return received'),
  'order.parcel-lost': words('Pakket kwijt', 'Parcel lost'),
  'order.closed': words('Bestelling afgerond', 'Order closed'),
  'order.reopened': words('Bestelling heropend', 'Order reopened'),
  'order.taken-over': words('Wijziging uit de webshop overgenomen', 'Changed by the webshop'),
  'saved-view.created': words('Weergave gemaakt', 'View created'),
  'saved-view.changed': words('Weergave gewijzigd', 'View changed'),
  'saved-view.removed': words('Weergave verwijderd', 'View removed'),
}

export const refusals: Record<string, Words> = {
  'order.not-open': words('Bestelling {number} is niet open.', 'Order {number} is not open.'),
  'order.already-shipped': words(
    'Van bestelling {number} is al verzonden. Maak een retour in plaats van te annuleren.',
    'Part of order {number} has been shipped. Book a return instead of cancelling.',
  ),
  'order.already-invoiced': words(
    'Van bestelling {number} is al gefactureerd wat nog niet weg is. Crediteer eerst de factuur.',
    'Order {number} has been invoiced for items that have not left yet. Credit the invoice first.',
  ),
  'saved-view.not-yours': words(
    'Deze weergave is van een collega. Bewaar haar onder een eigen naam.',
    'This view belongs to a colleague. Save it under your own name.',
  ),
  'saved-view.sharing-not-allowed': words(
    'Weergaven delen mag alleen met het recht daarvoor. Vraag het een beheerder.',
    'You need the right to share views. Ask an administrator.',
  ),
  'saved-view.name-taken': words(
    'U heeft al een weergave met deze naam.',
    'You already have a view with this name.',
  ),
  'order.all-gone': words(
    'Van bestelling {number} is alles al de deur uit; een ander adres verandert niets meer.',
    'Everything in order {number} has already left, so a new address has no effect.',
  ),
  'order.nothing-shipped': words(
    'Van bestelling {number} is niets de deur uit dat terug kan komen.',
    'Nothing of order {number} has left, so nothing can come back.',
  ),
  'order.more-than-shipped': words(
    'Van {name} kunnen er hooguit {most, number} terugkomen.',
    'At most {most, number} of {name} can come back.',
  ),
  'order.quantity-too-large': words(
    'Van {name} kunnen er nog {most} worden geannuleerd.',
    'At most {most} of {name} can still be cancelled.',
  ),
  'order.on-hold': words(
    'Bestelling {number} wordt tegengehouden: {reason}. Geef haar eerst vrij.',
    'Order {number} is on hold: {reason}. Release it first.',
  ),
  'order.no-such-hold': words(
    'Bestelling {number} wordt hier niet om tegengehouden.',
    'Order {number} is not on hold for this reason.',
  ),
  'order.customer-needed': words(
    'Kies een klant, of vul de naam van een nieuwe klant in.',
    'Choose a customer, or fill in the name of a new one.',
  ),
  'order.address-needed': words(
    'Vul straat, plaats en land in. Zonder adres kan er niets worden verzonden.',
    'Fill in street, town and country. Without an address nothing can be sent.',
  ),
  'order.price-needed': words(
    'Artikel {name} heeft geen prijs in {currency}. Vul er hier een in.',
    'Product {name} has no price in {currency}. Fill one in here.',
  ),
  'order.cost-needed': words(
    'Vul de inkoopprijs van {name} in: onder de margeregeling wordt de btw over verkoopprijs min inkoopprijs berekend.',
    'Fill in what {name} cost: under the margin scheme VAT is due on the sales price less the purchase price.',
  ),
  'order.cost-of-ordinary-goods': words(
    'Een inkoopprijs hoort alleen bij tweedehands goederen onder de margeregeling. Laat hem leeg, of zet {name} bij het artikel op margeregeling.',
    'A purchase price belongs only to second-hand goods under the margin scheme. Leave it empty, or put {name} under the margin scheme at the product.',
  ),
  'order.name-needed': words(
    'Vul in wat er op deze regel wordt verkocht.',
    'Fill in what is sold on this line.',
  ),
  'order.channel-inactive': words(
    'Verkoopkanaal {name} is niet actief. Kies een ander.',
    'Channel {name} is not active. Choose another one.',
  ),
  'order.channel-not-for-group': words(
    'Klantgroep {group} koopt niet via {channel}. Kies een ander verkoopkanaal, of geef de groep er toegang toe.',
    'Customer group {group} does not buy through {channel}. Choose another sales channel, or give the group access to it.',
  ),
  'order.price-changed': words(
    'Het totaal is intussen {total, money}. Bekijk de bedragen en sla daarna opnieuw op.',
    'The total is now {total, money}. Check the amounts, then save again.',
  ),
}

/** Why an order of a webshop is set aside for a person instead of taken in, and what that person can do. */
export const intakeProblems = {
  'intake.no-lines': words(
    'Bestelling {number} heeft geen regels en is niet overgenomen. Zet er in de webshop artikelen op of annuleer haar daar, en probeer dan opnieuw.',
    'Order {number} has no lines and was not imported. Add items to it in the webshop or cancel it there, then try again.',
  ),
  'intake.negative-quantity': words(
    'Bestelling {number} heeft een negatief aantal van {sku} en is niet overgenomen. Herstel het aantal in de webshop en probeer dan opnieuw.',
    'Order {number} has a negative quantity of {sku} and was not imported. Correct the quantity in the webshop, then try again.',
  ),
  'intake.totals-differ': words(
    'De bedragen van bestelling {number} tellen op tot {counted}, maar de webshop zegt {told}. Kijk in de webshop welke korting of toeslag ontbreekt en probeer dan opnieuw, of sla dit over en voer de bestelling met de hand in.',
    'The amounts of order {number} add up to {counted}, but the webshop says {told}. Check in the webshop which discount or surcharge is missing, then try again, or skip this and enter the order by hand.',
  ),
  'intake.vat-differs': words(
    'De btw van bestelling {number} klopt niet: bij {sku} is exclusief plus btw niet gelijk aan inclusief. Herstel de btw in de webshop en probeer dan opnieuw.',
    'The VAT of order {number} is wrong: for {sku}, net plus VAT does not equal gross. Correct the VAT in the webshop, then try again.',
  ),
  'intake.unknown-vat-rate': words(
    'Bestelling {number} heeft een btw-tarief dat niet bestaat: {rate}%. Herstel de btw-regels in de webshop en probeer dan opnieuw.',
    'Order {number} has a VAT rate that does not exist: {rate}%. Correct the tax rules in the webshop, then try again.',
  ),
  'intake.currency': words(
    'Bestelling {number} is in {currency}; dit verkoopkanaal verkoopt daar niet in. Voeg de valuta toe aan het verkoopkanaal en probeer dan opnieuw, of annuleer de bestelling in de webshop.',
    'Order {number} is in {currency}, which this channel does not sell in. Add the currency to the sales channel and try again, or cancel the order in the webshop.',
  ),
  'intake.unreadable': words(
    'Een bestelling kon niet worden gelezen: “{error}”. Kijk in de webshop of zij compleet is en probeer dan opnieuw. De andere bestellingen kwamen gewoon binnen.',
    'An order could not be read: “{error}”. Check in the webshop that it is complete, then try again. The other orders came in as usual.',
  ),
  'intake.cancelled-too-late': words(
    'De webshop annuleerde bestelling {number}, maar er is al iets van verzonden. Neem het retour en crediteer de factuur; geef de bestelling daarna vrij.',
    'The webshop cancelled order {number}, but part of it has been shipped. Book the return and credit the invoice, then release the order.',
  ),
  'intake.changed-too-late': words(
    'De webshop wijzigde bestelling {number} tot {what}, maar zij is al verzonden of gefactureerd. Maak het gelijk met een creditnota of een nieuwe bestelling; geef haar daarna vrij.',
    'The webshop changed order {number} to {what}, but it has been shipped or invoiced. Settle the difference with a credit note or a new order; release it after that.',
  ),
} satisfies Record<string, Words>

/** Work for a person that this area raises. */
export const tasks: Record<string, Words> = {
  ...intakeProblems,
  'order.invoice-not-made': words(
    'De factuur bij bestelling {number} is niet gemaakt: {error}',
    'The invoice for order {number} was not created: {error}',
  ),
}
