/** The words of the contract: who it is with, how it is paid, and why there are no invoices. */
import { words } from '../../base/words.ts'

export const contractWords = {
  title: words('Contract', 'Contract'),
  parts: words('Onderdelen van het contract', 'Parts of the contract'),
  party: words('Gegevens', 'Details'),
  payment: words('Betaalmethode', 'Payment method'),
  invoices: words('Facturen', 'Invoices'),
  company: words('Op wiens naam', 'Account holder'),
  companyWhy: words(
    'Voor wie Pakhuis voor u beheert. Op facturen aan uw klanten staan de gegevens van uw bedrijven.',
    'For whoever runs Pakhuis for you. Invoices to your customers carry the details of your businesses.',
  ),
  address: words('Adres', 'Address'),
  contact: words('Contact', 'Contact'),
  paymentWhy: words(
    'Hebt u uw wachtwoord langer dan tien minuten geleden gegeven, dan vragen we er bij het opslaan om.',
    'If you last entered your password more than ten minutes ago, you are asked for it again when you save.',
  ),
  mandate: words('Machtiging', 'Mandate'),
  mandateWhy: words(
    'Alleen nodig bij SEPA-incasso. Het IBAN wordt versleuteld bewaard en alleen deels getoond; betaalt u op factuur, dan wordt de machtiging gewist.',
    'Only needed for SEPA direct debit. The IBAN is stored encrypted and only partly shown; if you pay by invoice, the mandate is erased.',
  ),
  selfHosted: words('Pakhuis draait op uw eigen server', 'Pakhuis runs on your own server'),
  selfHostedWhy: words(
    'Daarvoor is er geen contract en komen er geen facturen. De gegevens op de andere tabbladen bewaart u voor als een ander Pakhuis voor u gaat beheren.',
    'That needs no contract and brings no invoices. The details on the other tabs are kept in case somebody else runs Pakhuis for you later.',
  ),
}
