/** The words of goods that leave the house and come back: on the order page and in the list of shipments. */
import { words } from '../../base/words.ts'

export const leavingWords = {
  ready: words('Klaarmelden', 'Mark ready'),
  readyOf: words('{number} klaarmelden', 'Mark {number} ready'),
  readyWhyPickup: words(
    'De artikelen liggen apart en de klant kan ze komen halen.',
    'The items are set aside and the customer can collect them.',
  ),
  readyWhyShip: words(
    'De artikelen zijn ingepakt en kunnen mee met de vervoerder. De klant krijgt hierover geen mail.',
    'The items are packed and can go with the carrier. The customer gets no mail about this.',
  ),
  readyNow: words('{number} staat klaar', '{number} is ready'),
  handOver: words('Overgedragen', 'Handed over'),
  handOverOf: words('Zending {number} is overgedragen', 'Shipment {number} is handed over'),
  handOverWhy: words(
    '{count, plural, one {Het pakket is} other {De # pakketten zijn}} mee met {carrier}. De voorraad gaat eraf en de webshop hoort het.',
    '{count, plural, one {The parcel is} other {The # parcels are}} with {carrier}. The stock goes down and the webshop hears of it.',
  ),
  ownDelivery: words('eigen bezorging', 'own delivery'),
  goneNow: words('{number} is onderweg', '{number} is on its way'),
  code: words('Track-en-tracecode', 'Tracking code'),
  codeWhy: words(
    'Er is nog geen label. Vul de code van de vervoerder in, of maak eerst het label.',
    'There is no label yet. Fill in the carrier’s code, or make the label first.',
  ),
  collected: words('Afgehaald', 'Collected'),
  collectedOf: words('{number} is afgehaald', '{number} is collected'),
  collectedWhy: words(
    'De voorraad gaat eraf en de webshop hoort het.',
    'The stock goes down and the webshop hears of it.',
  ),
  collectedNow: words('{number} is meegegeven', '{number} is handed to the customer'),
  takenBy: words('Meegegeven aan', 'Handed to'),
  takenByExample: words('Naam van wie het ophaalt', 'Name of who collects it'),
  stillToPay: words('Er moet nog {amount} worden betaald.', '{amount} is still to be paid.'),
  despitePayment: words('Toch meegeven', 'Hand it over anyway'),
  addParcel: words('Pakket toevoegen', 'Add a parcel'),
  parcelAdded: words('Pakket toegevoegd', 'Parcel added'),
  parcels: words(
    '{count, plural, one {# pakket} other {# pakketten}}',
    '{count, plural, one {# parcel} other {# parcels}}',
  ),
  takeLabelBack: words('Label terugnemen', 'Take the label back'),
  takingBack: words('Label wordt teruggenomen', 'Label is being taken back'),
  drop: words('Zending laten vervallen', 'Cancel shipment'),
  dropParcel: words('Pakket laten vervallen', 'Remove parcel'),
  dropped: words('{number} is vervallen', '{number} is cancelled'),
  packed: words('Ingepakt', 'Packed'),
  tellsLater: words('De webshop is ingelicht op {moment}', 'The webshop was told on {moment}'),
  steps: words('Meer met {number}', 'More with {number}'),
  nothingReady: words(
    'Er ligt niets klaar dat nog niet in een zending zit.',
    'Nothing lies ready that is not in a shipment yet.',
  ),
  busyLabel: words(
    'Het label van {number} wordt nog gemaakt of teruggenomen.',
    'The label of {number} is still being made or taken back.',
  ),
  labelMissing: words('{number} heeft nog geen label.', '{number} has no label yet.'),
  takeBack: words('Retour nemen', 'Take goods back'),
  takeBackOf: words('Retour van {number}', 'Return of {number}'),
  takeBackWhy: words(
    'Vul in wat er terugkwam. De bestelling gaat weer open tot de factuur voor dit deel is gecrediteerd.',
    'Fill in what came back. The order is open again until the invoice of this part is credited.',
  ),
  most: words('hooguit {count}', 'at most {count}'),
  backAt: words('Terug op voorraad in', 'Back in stock at'),
  notBack: words('Nergens: niet meer te verkopen', 'Nowhere: cannot be sold any more'),
  reason: words('Reden', 'Reason'),
  takenBack: words('Retour van {number} geboekt', 'Return of {number} booked'),
}
