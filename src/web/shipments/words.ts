/** The words of the list of shipments and the carrier's lists. */
import { words } from '../../base/words.ts'

export const shipmentWords = {
  title: words('Zendingen', 'Shipments'),
  views: words('Weergaven', 'Views'),
  number: words('Zending', 'Shipment'),
  order: words('Bestelling', 'Order'),
  customer: words('Klant', 'Customer'),
  carrier: words('Vervoerder', 'Carrier'),
  ownDelivery: words('Eigen bezorging', 'Own delivery'),
  pickup: words('Afhalen', 'Pickup'),
  tracking: words('Track & trace', 'Tracking'),
  label: words('Label', 'Label'),
  openLabel: words('Openen', 'Open'),
  openLabelOf: words('Label van {number} openen', 'Open the label of {number}'),
  state: words('Status', 'Status'),
  day: words('Dag', 'Day'),
  problem: words('Probleem', 'Problem'),
  search: words(
    'Zoek op zendingnummer, track-en-tracecode of bestelnummer',
    'Search by shipment number, tracking code or order number',
  ),
  retry: words(
    '{count, plural, one {Mislukt label opnieuw vragen} other {# mislukte labels opnieuw vragen}}',
    '{count, plural, one {Retry failed label} other {Retry # failed labels}}',
  ),
  retried: words(
    '{count, plural, =0 {Geen label gevraagd} one {# label wordt opnieuw gevraagd} other {# labels worden opnieuw gevraagd}}',
    '{count, plural, =0 {No labels retried} one {# label is being retried} other {# labels are being retried}}',
  ),
  never: words('Nog geen zendingen', 'No shipments yet'),
  neverWhy: words(
    'Een zending ontstaat als u facturen en stickers van een dag afdrukt, of op de pagina van een bestelling.',
    'Shipments are created when you print a day’s invoices and stickers, or on the page of an order.',
  ),
  done: words('Hier wacht niets', 'Nothing waiting here'),
  doneWhy: words('Alles van deze weergave is afgehandeld.', 'Everything in this view has been dealt with.'),
  filtered: words('Geen zending past hierbij', 'No shipments match'),
  filteredWhy: words(
    'Zoek op het hele zendingnummer, de hele track-en-tracecode of het bestelnummer.',
    'Search by the full shipment number, tracking code or order number.',
  ),
  lists: words('Vervoerderslijsten', 'Manifests'),
  noLists: words('Nog geen lijst gemaakt.', 'No manifests yet.'),
  makeList: words('Lijst van vandaag versturen', 'Send today’s manifest'),
  makeListOf: words('Vervoerderslijst van {day}', 'Manifest for {day}'),
  makeListWhy: words(
    'Elke vervoerder hoort welke pakketten met een label hij op deze dag ophaalt. Die pakketten gelden daarna als verzonden: de voorraad gaat eraf, de klant krijgt de mail en de webshop hoort het. Wat al op een lijst stond, gaat niet nog een keer.',
    'Each carrier is told which labelled parcels to collect on this day. Those parcels then count as shipped: stock is updated, the customer gets the e-mail and the webshop is informed. Parcels already on a manifest are not sent again.',
  ),
  send: words('Versturen', 'Send'),
  sent: words(
    '{count, plural, one {De lijst met # pakket wordt verstuurd} other {De lijsten met # pakketten worden verstuurd}}',
    '{count, plural, one {The manifest for # parcel is being sent} other {The manifests for # parcels are being sent}}',
  ),
  parcels: words(
    '{count, plural, one {# pakket} other {# pakketten}}',
    '{count, plural, one {# parcel} other {# parcels}}',
  ),
  paper: words('PDF', 'PDF'),
  paperOf: words('Vervoerderslijst van {carrier}, {day}', 'Manifest for {carrier}, {day}'),
}
