/** The words of the first minutes: the account, the business, the first place and channel. */
import { words } from '../../base/words.ts'

export const firstWords = {
  title: words('Pakhuis in gebruik nemen', 'Set up Pakhuis'),
  step: words('Stap {at} van 4', 'Step {at} of 4'),
  language: words('Taal', 'Language'),
  account: words('Uw account', 'Your account'),
  accountWhy: words(
    'U wordt de eerste beheerder. Collega’s nodigt u later uit.',
    'You will be the first administrator. You can invite colleagues later.',
  ),
  businessName: words('Naam van uw bedrijf', 'Name of your business'),
  name: words('Uw naam', 'Your name'),
  email: words('E-mailadres', 'E-mail address'),
  password: words('Wachtwoord', 'Password'),
  passwordWhy: words(
    'Minstens 12 tekens. Een zin van een paar woorden is goed te onthouden.',
    'At least 12 characters. A short sentence is easy to remember.',
  ),
  begin: words('Account maken', 'Create account'),
  noLink: words(
    'De link is niet compleet. Open de hele link die het programma bij de start liet zien.',
    'This link is incomplete. Open the full link that the program showed when it started.',
  ),

  business: words('Uw bedrijf', 'Your business'),
  businessWhy: words(
    'Dit staat straks op facturen en pakbonnen.',
    'This appears on invoices and packing slips.',
  ),
  vatLook: words(
    'Zo ziet een Nederlands btw-nummer eruit: NL123456789B01',
    'A Dutch VAT number looks like this: NL123456789B01',
  ),
  registerLook: words(
    'Het nummer in het handelsregister van uw land, als u dat hebt.',
    'Your number in the trade register of your country, if you have one.',
  ),
  keepBusiness: words('Bedrijf opslaan', 'Save business'),

  location: words('Uw eerste locatie', 'Your first location'),
  locationWhy: words(
    'Waar de voorraad ligt en van waar u verzendt.',
    'Where the stock is and where you ship from.',
  ),
  locationName: words('Magazijn', 'Warehouse'),
  keepLocation: words('Locatie opslaan', 'Save location'),
  channel: words('Uw eerste verkoopkanaal', 'Your first sales channel'),
  channelWhy: words(
    'Waar bestellingen vandaan komen. De webshop koppelt u straks vanaf het dashboard.',
    'Where orders come from. You connect the webshop from the dashboard in a moment.',
  ),
  channelName: words('Webshop', 'Webshop'),
  keepChannel: words('Verkoopkanaal opslaan', 'Save sales channel'),
  later: words('Later', 'Later'),
  alreadyDone: words('Pakhuis is al in gebruik', 'Pakhuis is already set up'),
  alreadyDoneWhy: words(
    'Log in met uw e-mailadres en wachtwoord.',
    'Sign in with your e-mail address and password.',
  ),
  signIn: words('Inloggen', 'Sign in'),
}
