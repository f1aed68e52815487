/** The words of the own businesses. */
import { words } from '../../base/words.ts'

export const businessWords = {
  title: words('Bedrijven', 'Businesses'),
  names: words('Namen en registratie', 'Names and registration'),
  namesWhy: words(
    'Deze gegevens staan op facturen. Vul naam, adres en btw-nummer in voordat de eerste factuur gaat.',
    'These stand on invoices. Fill in name, address and VAT number before the first invoice goes.',
  ),
  address: words('Adres', 'Address'),
  contact: words('Contact', 'Contact'),
  invoice: words('Facturen', 'Invoices'),
  support: words('Voor klanten', 'For customers'),
  papers: words('Offertes en reparaties', 'Quotes and repairs'),
  money: words('Bank en valuta', 'Bank and currency'),
}
