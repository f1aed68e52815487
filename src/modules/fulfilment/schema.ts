/** What leaves the house: shipments with their labels, the carrier's lists, and how a parcel is sent by default. */
import {
  choice,
  day,
  integer,
  json,
  link,
  moment,
  money,
  quantity,
  text,
  textList,
  yesNo,
} from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import type { ParcelAddress } from '../../contracts/carrier.ts'

export const shipmentStates = {
  draft: words('Klaar te maken', 'To prepare'),
  label_requested: words('Label gevraagd', 'Label requested'),
  label_failed: words('Label geweigerd', 'Label refused'),
  labelled: words('Label gemaakt', 'Labelled'),
  void_requested: words('Label wordt teruggenomen', 'Label being voided'),
  handed_over: words('Aan de vervoerder gegeven', 'Handed to the carrier'),
  in_transit: words('Onderweg', 'In transit'),
  exception: words('Probleem onderweg', 'Delivery problem'),
  delivered: words('Bezorgd', 'Delivered'),
  returned: words('Terug naar afzender', 'Returned to sender'),
  lost: words('Kwijt', 'Lost'),
  ready: words('Klaar om af te halen', 'Ready for pickup'),
  collected: words('Afgehaald', 'Collected'),
  cancelled: words('Vervallen', 'Cancelled'),
}
export type ShipmentState = keyof typeof shipmentStates

/** The views of the list of shipments, the most urgent first. */
export const shipmentViews = {
  trouble: words('Aandacht nodig', 'Needs attention'),
  waiting: words('Nog hier', 'Still here'),
  'under-way': words('Onderweg', 'On the way'),
  all: words('Alle', 'All'),
}
export type ShipmentView = keyof typeof shipmentViews

export const shipmentKinds = {
  ship: words('Verzenden', 'Ship'),
  pickup: words('Afhalen', 'Pickup'),
}

export const parcelKinds = {
  package: words('Pakket', 'Package'),
  mailbox: words('Brievenbuspakje', 'Mailbox parcel'),
  letter: words('Brief', 'Letter'),
}

/** What of an order leaves in one go. Its label is asked for under `labelKey`: a new key is a new label. */
export const Shipment = record('shipments', 'Zending', 'Shipment', {
  orderId: link('Bestelling', 'Order', 'orders', { fixed: true }),
  number: text('Zendingnummer', 'Shipment number', { fixed: true }),
  kind: choice('Soort', 'Kind', shipmentKinds, { fixed: true }),
  state: choice('Status', 'Status', shipmentStates, { derived: true }).default('draft'),
  location: link('Locatie', 'Location', 'locations').nullable(),
  day: day('Dag', 'Day', { derived: true }).nullable(),
  connection: link('Vervoerder', 'Carrier', 'connections').nullable(),
  carrierTitle: text('Vervoerder', 'Carrier').default(''),
  parcelKind: choice('Soort pakket', 'Kind of parcel', parcelKinds).default('package'),
  needsSignature: yesNo('Handtekening nodig', 'Needs a signature').default(false),
  insured: money('Verzekerd bedrag', 'Insured amount', { min: 0 }).default(0),
  weightGrams: integer('Gewicht (gram)', 'Weight (grams)', { min: 0, max: 1_000_000 }).default(0),
  walk: text('Looproute', 'Walking order', { derived: true }).default(''),
  slipNumber: text('Pakbonnummer', 'Packing slip number', { derived: true }).nullable(),
  trackingCode: text('Track-en-tracecode', 'Tracking code').nullable(),
  trackingUrl: text('Volglink', 'Tracking link', { max: 2000 }).nullable(),
  externalId: text('Sleutel bij de vervoerder', 'Key at the carrier', { derived: true }).nullable(),
  labelKey: link('Sleutel van het label', 'Key of the label', '*', { derived: true }),
  labelFile: link('Label', 'Label', 'files', { derived: true }).nullable(),
  labelAddress: json<ParcelAddress>('Adres op het label', 'Address on the label', {
    derived: true,
  }).nullable(),
  labelHolder: text('Label gevraagd door', 'Label asked by', { derived: true }).nullable(),
  labelHeldUntil: moment('Label gevraagd tot', 'Label asked until', { derived: true }).nullable(),
  problem: text('Probleem', 'Problem', { max: 1000, derived: true }).nullable(),
  problemField: text('Veld van het probleem', 'Field of the problem', { derived: true }).nullable(),
  manifest: link('Vervoerderslijst', 'Manifest', 'manifests', { derived: true }).nullable(),
  partOf: link('Hoort bij zending', 'Part of shipment', 'shipments', { derived: true }).nullable(),
  printedAt: moment('Afgedrukt op', 'Printed at', { derived: true }).nullable(),
  packedAt: moment('Ingepakt op', 'Packed at', { derived: true }).nullable(),
  leftAt: moment('De deur uit op', 'Left at', { derived: true }).nullable(),
  deliveredAt: moment('Bezorgd op', 'Delivered at', { derived: true }).nullable(),
  collectedBy: text('Meegegeven aan', 'Handed to').nullable(),
  toldShopAt: moment('Gemeld aan de webshop op', 'Webshop told at', { derived: true }).nullable(),
})
export type Shipment = Row<typeof Shipment>

export const ShipmentLine = record('shipment_lines', 'Zendingregel', 'Shipment line', {
  shipment: link('Zending', 'Shipment', 'shipments', { fixed: true }),
  line: link('Orderregel', 'Order line', 'order_lines', { fixed: true }),
  product: link('Artikel', 'Product', 'products').nullable(),
  quantity: quantity('Aantal', 'Quantity', { min: 1 }),
})
export type ShipmentLine = Row<typeof ShipmentLine>

/** What was put in a further parcel of a shipment; what stands in none of them lies in the first. */
export const BoxedLine = record('boxed_lines', 'Inhoud van een pakket', 'Contents of a parcel', {
  parcel: link('Pakket', 'Parcel', 'shipments', { fixed: true }),
  line: link('Orderregel', 'Order line', 'order_lines', { fixed: true }),
  quantity: quantity('Aantal', 'Quantity', { min: 1 }),
})
export type BoxedLine = Row<typeof BoxedLine>

/** How a parcel is sent unless somebody chooses otherwise: the first rule that fits (S1-3b). */
export const ShippingRule = record('shipping_rules', 'Verzendregel', 'Shipping rule', {
  name: text('Naam', 'Name', { max: 80 }),
  priority: integer('Volgorde', 'Priority', { min: 1 }).default(100),
  business: link('Bedrijf', 'Business', 'businesses').nullable(),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels').nullable(),
  countries: textList('Landen', 'Countries', {
    max: 2,
    help: words('Leeg is elk land.', 'Leave empty for every country.'),
  }).default([]),
  shippingMethod: text('Verzendmethode in de webshop', 'Shipping method in the webshop', {
    help: words('Leeg is elke methode.', 'Leave empty for every method.'),
  }).default(''),
  maxWeightGrams: integer('Tot en met gewicht (gram)', 'Up to weight (grams)', {
    min: 0,
    help: words('0 is geen grens.', '0 means no limit.'),
    zero: words('geen grens', 'no limit'),
  }).default(0),
  connection: link('Vervoerder', 'Carrier', 'connections', {
    help: words(
      'Leeg is eigen bezorging, met een eigen sticker.',
      'Leave empty for own delivery, with your own sticker.',
    ),
  }).nullable(),
  parcelKind: choice('Soort pakket', 'Kind of parcel', parcelKinds).default('package'),
  needsSignature: yesNo('Handtekening nodig', 'Needs a signature').default(false),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type ShippingRule = Row<typeof ShippingRule>

export const manifestStates = {
  asked: words('Wordt verzonden', 'Being sent'),
  sent: words('Verzonden', 'Sent'),
  failed: words('Geweigerd', 'Refused'),
  empty: words('Vervallen', 'Lapsed'),
}

/** What a carrier is told to collect; each parcel stands on one list. */
export const Manifest = record('manifests', 'Vervoerderslijst', 'Manifest', {
  day: day('Dag', 'Day', { fixed: true }),
  connection: link('Vervoerder', 'Carrier', 'connections', { fixed: true }),
  state: choice('Status', 'Status', manifestStates).default('asked'),
  parcels: integer('Aantal pakketten', 'Number of parcels'),
  externalId: text('Nummer bij de vervoerder', 'Number at the carrier').nullable(),
  problem: text('Probleem', 'Problem', { max: 1000 }).nullable(),
  sentAt: moment('Verzonden op', 'Sent at').nullable(),
})
export type Manifest = Row<typeof Manifest>

export const rights: Record<string, Words> = {
  'fulfilment.see': words('Zendingen bekijken', 'View shipments'),
  'fulfilment.change': words('Zendingen maken en verzenden', 'Create and send shipments'),
  'fulfilment.manage': words('Verzendregels beheren', 'Manage shipping rules'),
  'files.see': words('Bestanden bekijken', 'View files'),
}

export const events: Record<string, Words> = {
  'shipment.made': words('Zending gemaakt', 'Shipment created'),
  'shipment.parcel-added': words('Pakket toegevoegd', 'Parcel added'),
  'shipment.divided': words('Inhoud van pakket ingevuld', 'Contents of parcel set'),
  'shipment.slip-numbered': words('Pakbon genummerd', 'Packing slip numbered'),
  'shipment.changed': words('Zending gewijzigd', 'Shipment changed'),
  'shipment.cancelled': words('Zending vervallen', 'Shipment cancelled'),
  'shipment.label-asked': words('Label gevraagd', 'Label requested'),
  'shipment.labelled': words('Label gemaakt', 'Label created'),
  'shipment.label-failed': words('Label geweigerd', 'Label refused'),
  'shipment.label-voided': words('Label teruggenomen', 'Label voided'),
  'shipment.packed': words('Zending ingepakt', 'Shipment packed'),
  'shipment.moved': words('Bericht van de vervoerder', 'Carrier update'),
  'shipment.shop-told': words('Gemeld aan de webshop', 'Webshop informed'),
  'manifest.asked': words('Vervoerderslijst gemaakt', 'Manifest created'),
  'manifest.sent': words('Vervoerderslijst verzonden', 'Manifest sent'),
  'manifest.failed': words('Vervoerderslijst geweigerd', 'Manifest refused'),
  'manifest.lapsed': words('Vervoerderslijst vervallen', 'Manifest lapsed'),
  'shipping-rule.created': words('Verzendregel gemaakt', 'Shipping rule created'),
  'shipping-rule.changed': words('Verzendregel gewijzigd', 'Shipping rule changed'),
}

export const refusals: Record<string, Words> = {
  'shipment.nothing-to-send': words(
    'Van bestelling {number} ligt niets klaar dat nog niet in een zending zit.',
    'Nothing of order {number} is ready that is not in a shipment yet.',
  ),
  'shipment.more-than-left': words(
    'Van {sku} liggen er nog {most} klaar voor deze bestelling.',
    'Only {most} of {sku} are still ready for this order.',
  ),
  'shipment.is-gone': words(
    'Zending {number} is al de deur uit of vervallen.',
    'Shipment {number} has already left or has been cancelled.',
  ),
  'shipment.has-label': words(
    'Zending {number} heeft al een label. Neem dat eerst terug.',
    'Shipment {number} already has a label. Void it first.',
  ),
  'shipment.not-under-way': words(
    'Zending {number} is niet onderweg. Alleen wat de deur uit is, kan kwijt zijn.',
    'Shipment {number} is not on its way. Only what has left can be lost.',
  ),
  'shipment.came-back': words(
    'Wat er van {sku} in {number} zat, is al (deels) als retour geboekt. Crediteer de rest op de factuur.',
    'Some of {sku} in {number} has already been booked as a return. Credit the rest on the invoice.',
  ),
  'shipment.no-label': words(
    'Zending {number} heeft nog geen label. Maak het label, of vul de code van de vervoerder zelf in.',
    'Shipment {number} has no label yet. Create the label, or type the carrier’s tracking code.',
  ),
  'shipment.no-carrier': words(
    'Zending {number} gaat met eigen bezorging en krijgt een eigen sticker. Kies een vervoerder voor een label.',
    'Shipment {number} goes by own delivery with your own sticker. Choose a carrier to get a label.',
  ),
  'shipment.lines-changed': words(
    'Van {sku} liggen er minder klaar dan in zending {number} staan. Laat de zending vervallen en maak haar opnieuw.',
    'Less of {sku} is ready than shipment {number} contains. Cancel the shipment and create it again.',
  ),
  'shipment.is-pickup': words(
    'Bestelling {number} wordt afgehaald. Meld haar klaar of afgehaald.',
    'Order {number} is for pickup. Mark it ready or collected.',
  ),
  'shipment.is-parcel': words(
    'Bestelling {number} wordt verzonden, niet afgehaald.',
    'Order {number} is for shipping, not for pickup.',
  ),
  'shipment.still-to-pay': words(
    'Van bestelling {number} moet nog {due, money} worden betaald. Leg de betaling vast, of geef haar toch mee.',
    'Order {number} still has {due, money} to pay. Record the payment, or hand it over anyway.',
  ),
  'shipment.not-found': words('Bij {code} hoort geen zending.', 'No shipment found for {code}.'),
  'shipment.wrong-carrier': words('Kies een vervoerder die gekoppeld is.', 'Choose a connected carrier.'),
  'shipment.too-many-parcels': words(
    'Zending {number} heeft al {most} pakketten. Verdeel de rest over een tweede zending.',
    'Shipment {number} already has {most} parcels. Put the rest in a second shipment.',
  ),
  'shipment.more-than-in-it': words(
    'Van {sku} zitten er nog {most} in zending {number} die niet in een ander pakket liggen.',
    'Shipment {number} contains only {most} of {sku} that are not in another parcel.',
  ),
  'shipment.is-first-parcel': words(
    'In het eerste pakket van {number} ligt wat in geen ander pakket ligt. Vul de andere pakketten in.',
    'The first parcel of {number} contains whatever is in no other parcel. Set the contents of the other parcels.',
  ),
  'shipment.label-busy': words(
    'Het label van zending {number} wordt al gevraagd.',
    'The label for shipment {number} has already been requested.',
  ),
  'shipment.label-refused': words(
    'De vervoerder weigert zending {number}: {error}',
    'The carrier rejected shipment {number}: {error}',
  ),
  'shipment.label-unanswered': words(
    'De vervoerder gaf geen antwoord over zending {number} ({error}). Probeer het opnieuw; er komt geen tweede label.',
    'The carrier did not respond about shipment {number} ({error}). Try again; no second label will be created.',
  ),
  'manifest.nothing': words(
    'Voor {day, date} ligt er geen pakket met een label dat nog op een lijst moet.',
    'No labelled parcels are waiting for a manifest on {day, date}.',
  ),
  'print.invoice-not-made': words(
    'Factuur {number} is gemaakt, maar haar PDF nog niet. Probeer het straks opnieuw.',
    'Invoice {number} has been created, but its PDF has not. Try again in a moment.',
  ),
  'print.unreadable': words(
    'Een PDF bij bestelling {number} is onleesbaar. Maak het label opnieuw.',
    'A PDF of order {number} cannot be read. Create its label again.',
  ),
  'file.not-found': words('Dit bestand bestaat niet (meer).', 'This file no longer exists.'),
  'file.not-allowed': words('U mag dit bestand niet bekijken.', 'You do not have access to this file.'),
}

export const tasks: Record<string, Words> = {
  'shipment.label-failed': words(
    'Label van zending {number} geweigerd: “{error}”. Pas het adres of de zending aan en probeer opnieuw.',
    'Label for shipment {number} refused: “{error}”. Change the address or the shipment and try again.',
  ),
  'shipment.label-wasted': words(
    'Het oude label van zending {number} kan niet worden teruggenomen: “{error}”. Gooi de sticker weg.',
    'The old label of shipment {number} cannot be voided: “{error}”. Throw the sticker away.',
  ),
  'shipment.exception': words(
    'De vervoerder meldt een probleem met zending {number}. Kijk op de volglink en bel zo nodig de klant.',
    'The carrier reports a problem with shipment {number}. Check the tracking link and call the customer if needed.',
  ),
  'shipment.returned': words(
    'Zending {number} komt terug. Maak een retour zodra zij binnen is.',
    'Shipment {number} is coming back. Book a return when it arrives.',
  ),
  'shipment.lost': words(
    'Pakket {number} is kwijt. Meld dit bij {carrier} en vraag een vergoeding; noem {trackingCode}.',
    'Parcel {number} is lost. Report this to {carrier} and claim compensation; quote {trackingCode}.',
  ),
  'shipment.not-collected': words(
    'De vervoerder neemt zending {number} niet mee: “{error}”. Pas het adres of de zending aan, maak een nieuw label en zet haar op een nieuwe lijst.',
    'The carrier will not collect shipment {number}: “{error}”. Change the address or the shipment, create a new label and put it on a new manifest.',
  ),
  'shipment.not-handed-over': words(
    'Zending {number} is gemeld aan de vervoerder, maar kon hier niet als verzonden worden geboekt: {error}',
    'Shipment {number} was announced to the carrier, but could not be marked as shipped here: {error}',
  ),
  'manifest.failed': words(
    'De vervoerder weigert de lijst van {day, date}: {error}',
    'The carrier rejected the manifest of {day, date}: {error}',
  ),
}
