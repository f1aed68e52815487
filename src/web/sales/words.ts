/** The words of selling by hand: what an order and a quote are written with. */
import { words } from '../../base/words.ts'

export const saleWords = {
  newOrder: words('Nieuwe bestelling', 'New order'),
  newOrderWords: words('Nieuwe bestelling invoeren', 'Enter a new order'),
  place: words('Bestelling plaatsen', 'Place order'),
  placed: words('Bestelling {number} is geplaatst.', 'Order {number} was placed.'),
  placedHeld: words(
    'Bestelling {number} is geplaatst en wordt tegengehouden: boven de uitgavenlimiet.',
    'Order {number} was placed and is on hold: above the credit limit.',
  ),
  invoiced: words('Factuur {number} is gemaakt.', 'Invoice {number} was made.'),
  invoiceWaits: words('De factuur is nog niet gemaakt: {why}', 'The invoice was not made yet: {why}'),
  againOf: words(
    'Zoals bestelling {number}, met de prijzen van vandaag. Kijk de regels na.',
    'Like order {number}, at the prices of today. Look the lines over.',
  ),

  channel: words('Verkoopkanaal', 'Sales channel'),
  noChannel: words('Er is nog geen verkoopkanaal', 'There is no sales channel yet'),
  noChannelWhy: words(
    'Een bestelling hoort bij een kanaal, zoals balie of telefoon. Maak er eerst een.',
    'An order belongs to a channel, such as counter or telephone. Make one first.',
  ),
  makeChannel: words('Verkoopkanaal maken', 'Make a channel'),

  customer: words('Klant', 'Customer'),
  who: words('Wie koopt er?', 'Who buys?'),
  known: words('Bekende klant', 'Known customer'),
  fresh: words('Nieuwe klant', 'New customer'),
  findCustomer: words('Zoek een klant', 'Find a customer'),
  findCustomerWhy: words(
    'Op naam, postcode, telefoon, e-mailadres of ordernummer.',
    'By name, postcode, phone, e-mail address or order number.',
  ),
  findOrganisation: words('Voor een organisatie', 'For an organisation'),
  findOrganisationWhy: words(
    'Leeg is een bestelling van de klant zelf.',
    'Empty is an order of the customer itself.',
  ),
  contactOf: words('Contactpersoon', 'Contact'),
  name: words('Naam', 'Name'),
  company: words('Bedrijfsnaam', 'Company'),
  email: words('E-mailadres', 'E-mail address'),
  phone: words('Telefoon', 'Phone'),
  vatNumber: words('Btw-nummer', 'VAT number'),
  vatNumberWhy: words(
    'Met de landcode ervoor, zoals BE0123456789.',
    'With the country code, such as BE0123456789.',
  ),
  street: words('Straat', 'Street'),
  houseNumber: words('Huisnummer', 'House number'),
  postcode: words('Postcode', 'Postcode'),
  city: words('Plaats', 'Town'),
  country: words('Land', 'Country'),
  attention: words('Naam op het adres', 'Name at the address'),
  goesTo: words('Gaat naar', 'Goes to'),
  elsewhere: words('Naar een ander adres verzenden', 'Send to another address'),

  lines: words('Regels', 'Lines', 'Positionen'),
  addProduct: words('Artikel toevoegen', 'Add a product'),
  addProductWhy: words(
    'Typ of scan een artikelcode, streepjescode of naam.',
    'Type or scan an item code, barcode or name.',
  ),
  freeLine: words('Vrije regel', 'Free line'),
  asFreeLine: words('“{text}” als vrije regel', '“{text}” as a free line'),
  noLines: words('Nog geen regels. Zoek hierboven een artikel.', 'No lines yet. Find a product above.'),
  what: words('Omschrijving', 'Description', 'Bezeichnung'),
  quantity: words('Aantal', 'Quantity', 'Menge'),
  priceWith: words('Prijs incl. btw', 'Price incl. VAT', 'Preis inkl. MwSt.'),
  priceWithout: words('Prijs excl. btw', 'Price excl. VAT', 'Preis zzgl. MwSt.'),
  discount: words('Korting', 'Discount'),
  amount: words('Bedrag', 'Amount', 'Betrag'),
  category: words('Btw-categorie', 'VAT category'),
  remove: words('{name} weghalen', 'Remove {name}'),
  thisLine: words('deze regel', 'this line'),

  delivery: words('Levering', 'Delivery'),
  shippingCosts: words('Verzendkosten', 'Shipping costs'),
  shippingMethod: words('Verzendmethode', 'Shipping method'),
  wishedDay: words('Voorkeursdag', 'Preferred day'),
  reference: words('Referentie', 'Reference'),
  note: words('Opmerking', 'Note'),

  amounts: words('Bedragen', 'Amounts'),
  comesLater: words(
    'Voeg een regel toe; dan staan hier de bedragen.',
    'Add a line; then the amounts stand here.',
  ),
  incomplete: words(
    'Vul bij elke regel een omschrijving, aantal en prijs in.',
    'Fill in a description, a quantity and a price on every line.',
  ),
  counting: words('Wordt berekend', 'Being computed'),
  withoutVat: words('Exclusief btw', 'Without VAT', 'Nettobetrag'),
  vatOver: words('Btw {rate} over {base}', 'VAT {rate} on {base}', 'MwSt. {rate} auf {base}'),
  total: words('Totaal', 'Total', 'Gesamtbetrag'),
  whyVat: words('Waarom deze btw', 'Why this VAT'),
  held: words(
    'Boven de uitgavenlimiet: de bestelling wordt geplaatst en tegengehouden.',
    'Above the credit limit: the order is placed and held.',
  ),
  refused: words(
    'Boven de uitgavenlimiet: deze bestelling kan zo niet worden geplaatst.',
    'Above the credit limit: this order cannot be placed like this.',
  ),
  warned: words(
    'Boven de uitgavenlimiet. De bestelling kan wel worden geplaatst.',
    'Above the credit limit. The order can be placed all the same.',
  ),
  shipping: words('Verzendkosten', 'Shipping', 'Versandkosten'),
}
