/** The words of the door: signing in, a forgotten password, an invitation. */
import { words } from '../../base/words.ts'

export const door = {
  signIn: words('Inloggen', 'Sign in'),
  email: words('E-mailadres', 'E-mail address'),
  name: words('Uw naam', 'Your name'),
  password: words('Wachtwoord', 'Password'),
  forgotten: words('Wachtwoord vergeten?', 'Forgot your password?'),

  secondStep: words('Tweede stap', 'Two-step sign-in'),
  codeWhy: words(
    'Open de app met codes op uw telefoon en typ de zes cijfers. Een herstelcode mag ook.',
    'Open the authenticator app on your phone and type the six digits. You can also use a recovery code.',
  ),
  code: words('Code', 'Code'),
  goOn: words('Doorgaan', 'Continue'),
  withPasskey: words('Met toegangssleutel', 'Use a passkey'),
  passkeyFailed: words(
    'De toegangssleutel gaf geen antwoord. Probeer het opnieuw of kies een andere manier.',
    'The passkey did not respond. Try again or use another way.',
  ),
  passkeyElsewhere: words(
    'Toegangssleutels horen bij één webadres, en dat is niet dit. Open Pakhuis op het adres dat uw beheerder heeft ingesteld.',
    'Passkeys belong to one web address, and it is not this one. Open Pakhuis at the address that your administrator has set.',
  ),
  passkeyThere: words(
    'Op dit apparaat staat al een toegangssleutel voor Pakhuis.',
    'This device already has a passkey for Pakhuis.',
  ),
  startAgain: words('Opnieuw beginnen', 'Start again'),
  setUp: words('Stel een tweede stap in', 'Set up two-step sign-in'),
  setUpWhy: words(
    'Bij dit bedrijf logt u in met een wachtwoord en een code van uw telefoon. Scan de code met een app voor codes, typ de sleutel over, of open hem op uw telefoon met de link.',
    'This business requires a password and a code from your phone. Scan the code with an authenticator app, type the key, or open it on your phone with the link.',
  ),
  setUpScan: words('QR-code voor de app', 'QR code for the app'),
  setUpKey: words('Sleutel om over te typen', 'Key for the app'),
  openApp: words('Openen in de app', 'Open in the app'),
  recovery: words('Bewaar deze herstelcodes', 'Save these recovery codes'),
  recoveryWhy: words(
    'Elke code werkt één keer, voor als uw telefoon kwijt is. We tonen ze alleen nu.',
    'Each code works once, in case you lose your phone. We only show them now.',
  ),
  recoveryKept: words('Ik heb ze bewaard', 'I have saved them'),

  ask: words('Nieuw wachtwoord aanvragen', 'Request a new password'),
  askWhy: words(
    'Vul uw e-mailadres in. Hoort er een account bij, dan krijgt u een link die een half uur werkt.',
    'Fill in your e-mail address. If there is an account for it, you get a link that works for half an hour.',
  ),
  send: words('Link sturen', 'Send link'),
  sent: words('Kijk in uw mail', 'Check your e-mail'),
  sentWhy: words(
    'Als er een account is met {email}, staat daar nu een link in de mail. Kijk anders bij ongewenste mail.',
    'If there is an account for {email}, we have sent it a link. If you do not see it, check your spam folder.',
  ),
  back: words('Terug naar inloggen', 'Back to sign in'),

  choose: words('Kies een nieuw wachtwoord', 'Choose a new password'),
  chooseWhy: words(
    'Minstens 12 tekens. Een zin van een paar woorden is goed te onthouden.',
    'At least 12 characters. A short sentence is easy to remember.',
  ),
  keep: words('Wachtwoord opslaan', 'Save password'),
  newEmail: words('Nieuw e-mailadres', 'New e-mail address'),
  newEmailWhy: words(
    'Bevestig dat u voortaan met dit e-mailadres inlogt.',
    'Confirm that you want to sign in with this e-mail address from now on.',
  ),
  newEmailGo: words('Bevestigen', 'Confirm'),
  newEmailDone: words('U logt voortaan in met {email}.', 'From now on you sign in with {email}.'),
  toAccount: words('Naar mijn account', 'Go to my account'),
  halfLink: words(
    'De link is niet compleet. Open de hele link uit de e-mail.',
    'This link is incomplete. Open the full link from the e-mail.',
  ),
  askAgain: words('Nieuwe link aanvragen', 'Request a new link'),
  welcome: words('Welkom bij Pakhuis', 'Welcome to Pakhuis'),
  welcomeWhy: words('Kies een wachtwoord en u kunt beginnen.', 'Choose a password to get started.'),
  begin: words('Beginnen', 'Start'),
}
