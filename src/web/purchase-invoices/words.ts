/** The words of purchase invoices: booking what a supplier charged for the VAT return. */
import { words } from '../../base/words.ts'

export const purchaseWords = {
  title: words('Inkoopfacturen', 'Purchase invoices'),
  book: words('Inkoopfactuur boeken', 'Book purchase invoice'),
  read: words('E-factuur inlezen', 'Import e-invoice'),
  readWhy: words(
    'Een UBL- of CII-bestand van een leverancier, of een PDF met de e-factuur erin (Factur-X, ZUGFeRD)',
    'A UBL or CII file from a supplier, or a PDF with the e-invoice inside (Factur-X, ZUGFeRD)',
  ),
  why: words(
    'Wat hier staat, vult de btw-aangifte: 2a, 4a, 4b en 5b in Nederland, 55 tot 59 en 81 tot 88 in België. Een boeking wordt niet gewijzigd: klopt zij niet, draai haar dan terug en boek opnieuw.',
    'These fill the VAT return: 2a, 4a, 4b and 5b in the Netherlands, 55 to 59 and 81 to 88 in Belgium. A booking cannot be changed: if it is wrong, reverse it and book it again.',
  ),
  none: words('Nog geen inkoopfacturen', 'No purchase invoices yet'),
  noneWhy: words(
    'Boek wat leveranciers u berekenen als u de voorbelasting hier bijhoudt. Houdt uw boekhouder die bij, laat dit dan leeg.',
    'Book what suppliers charge you if you track input VAT here. If your bookkeeper does that, leave this empty.',
  ),
  supplier: words('Leverancier', 'Supplier'),
  number: words('Factuurnummer', 'Invoice number'),
  day: words('Datum', 'Date'),
  net: words('Exclusief btw', 'Excl. VAT'),
  vat: words('Btw', 'VAT'),
  deductible: words('Aftrekbaar', 'Deductible'),
  expected: words('Verwacht: {treatment}.', 'Expected: {treatment}.'),
  takeOver: words('Overnemen', 'Use this'),
  differs: words(
    'Anders dan verwacht; kijk na of de factuur klopt.',
    'Not as expected; check that the invoice is right.',
  ),
  fromSupplier: words('Btw bij inkoop', 'VAT on purchases'),
  treatment: words('Btw-behandeling', 'VAT treatment'),
  use: words('Wat u kocht', 'What you bought'),
  choose: words('Kies…', 'Choose…'),
  rate: words('Tarief', 'Rate'),
  lines: words('Btw van deze factuur', 'VAT of this invoice'),
  addLine: words('Tarief toevoegen', 'Add rate'),
  removeLine: words('Regel {number} weghalen', 'Remove line {number}'),
  back: words('Terugdraaien', 'Reverse'),
  backOf: words('Factuur {number} terugdraaien', 'Reverse invoice {number}'),
  backWhy: words(
    'De boeking blijft staan; een tweede regel met vandaag als datum haalt haar uit de aangifte.',
    'The booking stays; a second row dated today takes it out of the return.',
  ),
  original: words('Origineel', 'Original'),
  originalOf: words('Origineel van factuur {number} downloaden', 'Download the original of invoice {number}'),
  reason: words('Reden', 'Reason'),
  takenBack: words('Teruggedraaid', 'Reversed'),
  corrects: words('Draait terug', 'Reverses'),
  booked: words('Geboekt', 'Booked'),
  fromFile: words(
    'Ingelezen uit {name}. Kijk het na en boek het; het bestand blijft bij de boeking.',
    'Imported from {name}. Check it and book it; the file stays with the booking.',
  ),
}
