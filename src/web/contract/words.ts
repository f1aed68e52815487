/** The words of the contract: who it is with, how it is paid, and why there are no invoices. */
import { words } from '../../base/words.ts'

export const contractWords = {
  title: words('Contract', 'Contract'),
  parts: words('Onderdelen van het contract', 'Parts of the contract'),
  party: words('Gegevens', 'Details'),
  payment: words('Betaalmethode', 'Payment method'),
  invoices: words('Facturen', 'Invoices'),
  company: words('Op wiens naam', 'In whose name'),
  companyWhy: words(
    'Voor wie Pakhuis voor u beheert. Op facturen aan uw klanten staan de gegevens van uw bedrijven.',
    'For who operates Pakhuis for you. Invoices to your customers bear the details of your businesses.',
  ),
  address: words('Adres', 'Address'),
  contact: words('Contact', 'Contact'),
  paymentWhy: words(
    'Hebt u uw wachtwoord langer dan tien minuten geleden gegeven, dan vragen we er bij het opslaan om.',
    'If you gave your password more than ten minutes ago, saving asks for it again.',
  ),
  mandate: words('Machtiging', 'Mandate'),
  mandateWhy: words(
    'Alleen nodig bij SEPA-incasso. Het IBAN wordt versleuteld bewaard en alleen deels getoond; betaalt u op factuur, dan wordt de machtiging gewist.',
    'Only needed with SEPA direct debit. The IBAN is kept sealed and shown in part only; the mandate is erased when you pay by invoice.',
  ),
  selfHosted: words('Pakhuis draait op uw eigen server', 'Pakhuis runs on your own server'),
  selfHostedWhy: words(
    'Daarvoor is er geen contract en komen er geen facturen. De gegevens op de andere tabbladen bewaart u voor als een ander Pakhuis voor u gaat beheren.',
    'There is no contract for that, and no invoices come. The details on the other tabs are kept for when somebody else operates Pakhuis for you.',
  ),
}
