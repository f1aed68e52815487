/** The words of the customers. */
import { words } from '../../base/words.ts'

export const customerWords = {
  title: words('Klanten', 'Customers'),
  fresh: words('Nieuwe klant', 'New customer'),
  search: words(
    'Zoek op naam, e-mailadres, telefoon of postcode',
    'Search by name, e-mail address, phone or postcode',
  ),
  waits: words('Zoek een klant', 'Search for a customer'),
  waitsWhy: words(
    'Typ minstens twee tekens van de naam, het e-mailadres, het telefoonnummer of de postcode.',
    'Type at least two characters of the name, e-mail address, phone number or postcode.',
  ),
  who: words('Gegevens', 'Details'),
  address: words('Adres', 'Address'),
  parts: words('Delen van deze klant', 'Sections of this customer'),
}
