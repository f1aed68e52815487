/** The words of the parts of the program that can be switched off, and of what is shown while one is off. */
import { words } from '../../base/words.ts'

export const appWords = {
  title: words('Apps', 'Apps'),
  inUse: words('Wat u gebruikt', 'What you use'),
  inUseWhy: words(
    'Zet uit wat u niet nodig hebt. Er wordt niets verwijderd: zet u het weer aan, dan is alles er nog.',
    'Switch off what you do not need. Nothing is deleted: switch it on again and everything is still there.',
  ),
  orders: words(
    'Met Bedrijven: wie verkoopt, met logo, bank, nummerreeksen en voorwaarden. Staat dit uit, dan verdwijnt Bedrijven uit de instellingen en zijn bedrijven niet te wijzigen; bestellingen en facturen blijven werken.',
    'Includes Businesses: who sells, with logo, bank account, number series and terms. While it is off, Businesses disappears from the settings and cannot be changed; orders and invoices keep working.',
  ),
  switchedOn: words('{name} staat aan.', '{name} is on.'),
  switchedOff: words('{name} staat uit. Alles is bewaard.', '{name} is off. Everything has been kept.'),
  isOff: words('De app {name} staat uit', 'The app {name} is off'),
  isOffWhy: words(
    'Alles is bewaard. Zet de app aan om hier verder te gaan.',
    'Everything has been kept. Switch the app on to continue here.',
  ),
  isOffAsk: words(
    'Alles is bewaard. Vraag een beheerder om de app aan te zetten.',
    'Everything has been kept. Ask an administrator to switch the app on.',
  ),
  goToApps: words('Naar Apps', 'Go to Apps'),
}
