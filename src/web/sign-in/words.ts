/** The words of the door: signing in, a forgotten password, an invitation. */
import { words } from '../../base/words.ts'

export const door = {
  signIn: words('Inloggen', 'Sign in'),
  email: words('E-mailadres', 'E-mail address'),
  name: words('Uw naam', 'Your name'),
  password: words('Wachtwoord', 'Password'),
  forgotten: words('Wachtwoord vergeten?', 'Forgot your password?'),

  secondStep: words('Tweede stap', 'Second step'),
  codeWhy: words(
    'Open de app met codes op uw telefoon en typ de zes cijfers. Een herstelcode mag ook.',
    'Open the app with codes on your phone and type the six digits. A recovery code will do as well.',
  ),
  code: words('Code', 'Code'),
  goOn: words('Doorgaan', 'Continue'),
  withPasskey: words('Met toegangssleutel', 'With a passkey'),
  passkeyFailed: words(
    'De toegangssleutel gaf geen antwoord. Probeer het opnieuw of gebruik een code.',
    'The passkey gave no answer. Try again or use a code.',
  ),
  startAgain: words('Opnieuw beginnen', 'Start again'),
  setUp: words('Stel een tweede stap in', 'Set up a second step'),
  setUpWhy: words(
    'Bij dit bedrijf logt u in met een wachtwoord en een code van uw telefoon. Typ de sleutel over in een app voor codes, of open hem op uw telefoon met de link.',
    'At this business you sign in with a password and a code from your phone. Type the key over into an app for codes, or open it on your phone with the link.',
  ),
  setUpKey: words('Sleutel om over te typen', 'Key to type over'),
  openApp: words('Openen in de app', 'Open in the app'),
  recovery: words('Bewaar deze herstelcodes', 'Keep these recovery codes'),
  recoveryWhy: words(
    'Elke code werkt één keer, voor als uw telefoon kwijt is. We tonen ze alleen nu.',
    'Each code works once, for when your phone is lost. We show them only now.',
  ),
  recoveryKept: words('Ik heb ze bewaard', 'I have kept them'),

  ask: words('Nieuw wachtwoord aanvragen', 'Request a new password'),
  askWhy: words(
    'Vul uw e-mailadres in. Hoort er een account bij, dan krijgt u een link die een half uur werkt.',
    'Fill in your e-mail address. If it has an account, you get a link that works for half an hour.',
  ),
  send: words('Link sturen', 'Send link'),
  sent: words('Kijk in uw mail', 'Look in your mail'),
  sentWhy: words(
    'Als er een account is met {email}, staat daar nu een link in de mail. Kijk anders bij ongewenste mail.',
    'If there is an account with {email}, a link is in its mail now. Otherwise look in the spam folder.',
  ),
  back: words('Terug naar inloggen', 'Back to sign in'),

  choose: words('Kies een nieuw wachtwoord', 'Choose a new password'),
  chooseWhy: words(
    'Minstens 12 tekens. Een zin van een paar woorden is goed te onthouden.',
    'At least 12 characters. A sentence of a few words is easy to remember.',
  ),
  keep: words('Wachtwoord opslaan', 'Save password'),
  welcome: words('Welkom bij Pakhuis', 'Welcome to Pakhuis'),
  welcomeWhy: words('Kies een wachtwoord en u kunt beginnen.', 'Choose a password and you can start.'),
  begin: words('Beginnen', 'Start'),
}
