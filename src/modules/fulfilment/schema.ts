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
  draft: words('Klaar te maken', 'To be made ready'),
  label_requested: words('Label gevraagd', 'Label asked'),
  label_failed: words('Label geweigerd', 'Label refused'),
  labelled: words('Label gemaakt', 'Labelled'),
  void_requested: words('Label wordt teruggenomen', 'Label being taken back'),
  handed_over: words('Aan de vervoerder gegeven', 'Handed to the carrier'),
  in_transit: words('Onderweg', 'In transit'),
  exception: words('Probleem onderweg', 'Trouble on the way'),
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
  'under-way': words('Onderweg', 'Under way'),
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
    help: words('Leeg is elk land.', 'Empty is every country.'),
  }).default([]),
  shippingMethod: text('Verzendmethode in de webshop', 'Shipping method in the webshop', {
    help: words('Leeg is elke methode.', 'Empty is every method.'),
  }).default(''),
  maxWeightGrams: integer('Tot en met gewicht (gram)', 'Up to weight (grams)', {
    min: 0,
    help: words('0 is geen grens.', '0 is no limit.'),
    zero: words('geen grens', 'no limit'),
  }).default(0),
  connection: link('Vervoerder', 'Carrier', 'connections', {
    help: words(
      'Leeg is eigen bezorging, met een eigen sticker.',
      'Empty is own delivery, with a sticker of our own.',
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
  'fulfilment.see': words('Zendingen bekijken', 'See shipments'),
  'fulfilment.change': words('Zendingen maken en verzenden', 'Make and send shipments'),
  'fulfilment.manage': words('Verzendregels beheren', 'Manage shipping rules'),
  'files.see': words('Bestanden bekijken', 'See files'),
}

export const events: Record<string, Words> = {
  'shipment.made': words('Zending gemaakt', 'Shipment made'),
  'shipment.parcel-added': words('Pakket toegevoegd', 'Parcel added'),
  'shipment.divided': words('Inhoud van pakket ingevuld', 'Contents of parcel filled in'),
  'shipment.changed': words('Zending gewijzigd', 'Shipment changed'),
  'shipment.cancelled': words('Zending vervallen', 'Shipment cancelled'),
  'shipment.label-asked': words('Label gevraagd', 'Label asked'),
  'shipment.labelled': words('Label gemaakt', 'Label made'),
  'shipment.label-failed': words('Label geweigerd', 'Label refused'),
  'shipment.label-voided': words('Label teruggenomen', 'Label taken back'),
  'shipment.packed': words('Zending ingepakt', 'Shipment packed'),
  'shipment.moved': words('Bericht van de vervoerder', 'Word from the carrier'),
  'shipment.shop-told': words('Gemeld aan de webshop', 'Webshop told'),
  'manifest.asked': words('Vervoerderslijst gemaakt', 'Manifest made'),
  'manifest.sent': words('Vervoerderslijst verzonden', 'Manifest sent'),
  'manifest.failed': words('Vervoerderslijst geweigerd', 'Manifest refused'),
  'shipping-rule.created': words('Verzendregel gemaakt', 'Shipping rule made'),
  'shipping-rule.changed': words('Verzendregel gewijzigd', 'Shipping rule changed'),
}

export const refusals: Record<string, Words> = {
  'shipment.nothing-to-send': words(
    'Van bestelling {number} ligt niets klaar dat nog niet in een zending zit.',
    'Nothing of order {number} lies ready that is not in a shipment yet.',
  ),
  'shipment.more-than-left': words(
    'Van {sku} liggen er nog {most} klaar voor deze bestelling.',
    'Of {sku}, {most} still lie ready for this order.',
  ),
  'shipment.is-gone': words(
    'Zending {number} is al de deur uit of vervallen.',
    'Shipment {number} has left already or was cancelled.',
  ),
  'shipment.has-label': words(
    'Zending {number} heeft al een label. Neem dat eerst terug.',
    'Shipment {number} has a label already. Take that back first.',
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
    'Shipment {number} has no label yet. Make the label, or type the code of the carrier.',
  ),
  'shipment.no-carrier': words(
    'Zending {number} gaat met eigen bezorging en krijgt een eigen sticker. Kies een vervoerder voor een label.',
    'Shipment {number} is delivered by ourselves with a sticker of our own. Choose a carrier for a label.',
  ),
  'shipment.lines-changed': words(
    'Van {sku} liggen er minder klaar dan in zending {number} staan. Laat de zending vervallen en maak haar opnieuw.',
    'Less of {sku} lies ready than shipment {number} says. Cancel the shipment and make it anew.',
  ),
  'shipment.is-pickup': words(
    'Bestelling {number} wordt afgehaald. Meld haar klaar of afgehaald.',
    'Order {number} is collected. Mark it ready or collected.',
  ),
  'shipment.is-parcel': words(
    'Bestelling {number} wordt verzonden, niet afgehaald.',
    'Order {number} is shipped, not collected.',
  ),
  'shipment.still-to-pay': words(
    'Van bestelling {number} moet nog {due} worden betaald. Leg de betaling vast, of geef haar toch mee.',
    'For order {number}, {due} is still to be paid. Record the payment, or hand it over anyway.',
  ),
  'shipment.not-found': words('Bij {code} hoort geen zending.', 'No shipment belongs to {code}.'),
  'shipment.wrong-carrier': words(
    'Kies een vervoerder die gekoppeld is.',
    'Choose a carrier that is connected.',
  ),
  'shipment.too-many-parcels': words(
    'Zending {number} heeft al {most} pakketten. Verdeel de rest over een tweede zending.',
    'Shipment {number} has {most} parcels already. Put the rest in a second shipment.',
  ),
  'shipment.more-than-in-it': words(
    'Van {sku} zitten er nog {most} in zending {number} die niet in een ander pakket liggen.',
    'Of {sku}, shipment {number} holds {most} that lie in no other parcel.',
  ),
  'shipment.is-first-parcel': words(
    'In het eerste pakket van {number} ligt wat in geen ander pakket ligt. Vul de andere pakketten in.',
    'The first parcel of {number} holds what lies in no other parcel. Fill in the other parcels.',
  ),
  'shipment.label-busy': words(
    'Het label van zending {number} wordt al gevraagd.',
    'The label of shipment {number} is being asked for already.',
  ),
  'shipment.label-refused': words(
    'De vervoerder weigert zending {number}: {error}',
    'The carrier refuses shipment {number}: {error}',
  ),
  'shipment.label-unanswered': words(
    'De vervoerder gaf geen antwoord over zending {number}: {error} Probeer het opnieuw; er komt geen tweede label.',
    'The carrier gave no answer about shipment {number}: {error} Try again; no second label is made.',
  ),
  'manifest.nothing': words(
    'Voor {day} ligt er geen pakket met een label dat nog op een lijst moet.',
    'No parcel with a label waits for a list on {day}.',
  ),
  'print.invoice-not-made': words(
    'Factuur {number} is gemaakt, maar haar PDF nog niet. Probeer het straks opnieuw.',
    'Invoice {number} is made, but its PDF is not. Try again in a while.',
  ),
  'print.unreadable': words(
    'Een PDF bij bestelling {number} is onleesbaar. Maak het label opnieuw.',
    'A PDF of order {number} cannot be read. Make its label anew.',
  ),
  'file.not-found': words('Dit bestand bestaat niet (meer).', 'This file does not exist (any more).'),
  'file.not-allowed': words('U mag dit bestand niet bekijken.', 'You may not see this file.'),
}

export const tasks: Record<string, Words> = {
  'shipment.label-failed': words(
    'Label van zending {number} geweigerd: {error} Pas het adres of de zending aan en probeer opnieuw.',
    'Label of shipment {number} refused: {error} Change the address or the shipment and try again.',
  ),
  'shipment.label-wasted': words(
    'Het oude label van zending {number} kan niet worden teruggenomen: {error} Gooi de sticker weg.',
    'The old label of shipment {number} cannot be taken back: {error} Throw the sticker away.',
  ),
  'shipment.exception': words(
    'De vervoerder meldt een probleem met zending {number}. Kijk op de volglink en bel zo nodig de klant.',
    'The carrier tells of trouble with shipment {number}. Look at the tracking link and ring the customer if needed.',
  ),
  'shipment.returned': words(
    'Zending {number} komt terug. Maak een retour zodra zij binnen is.',
    'Shipment {number} comes back. Make a return when it is in.',
  ),
  'shipment.lost': words(
    'Pakket {number} is kwijt. Meld dit bij {carrier} en vraag een vergoeding; noem {trackingCode}.',
    'Parcel {number} is lost. Report this to {carrier} and claim compensation; quote {trackingCode}.',
  ),
  'shipment.not-collected': words(
    'De vervoerder neemt zending {number} niet mee: {error} Pas het adres of de zending aan, maak een nieuw label en zet haar op een nieuwe lijst.',
    'The carrier does not collect shipment {number}: {error} Change the address or the shipment, make a new label and put it on a new list.',
  ),
  'shipment.not-handed-over': words(
    'Zending {number} is gemeld aan de vervoerder, maar kon hier niet als verzonden worden geboekt: {error}',
    'Shipment {number} was told to the carrier, but could not be booked as shipped here: {error}',
  ),
  'manifest.failed': words(
    'De vervoerder weigert de lijst van {day}: {error}',
    'The carrier refuses the list of {day}: {error}',
  ),
}
