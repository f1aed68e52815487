/** The words of the dashboard and of the first steps; each widget has its own where it is declared. */
import { words } from '../../base/words.ts'

export const dashboardWords = {
  title: words('Dashboard', 'Dashboard'),
  morning: words('Goedemorgen, {name}', 'Good morning, {name}'),
  afternoon: words('Goedemiddag, {name}', 'Good afternoon, {name}'),
  evening: words('Goedenavond, {name}', 'Good evening, {name}'),
  widgets: words('Cijfers', 'Figures'),
  weekAgo: words('een week eerder {value}', 'a week ago {value}'),
  arrange: words('Indelen', 'Customise'),
  arrangeTitle: words('Dashboard indelen', 'Customise dashboard'),
  arrangeWhy: words(
    'Kies hooguit negen cijfers en zet ze in de volgorde die u wilt.',
    'Choose up to nine figures and put them in the order you like.',
  ),
  chosen: words('Op uw dashboard', 'On your dashboard'),
  others: words('Ook te kiezen', 'Also available'),
  add: words('{name} toevoegen', 'Add {name}'),
  remove: words('{name} weghalen', 'Remove {name}'),
  up: words('{name} naar voren', 'Move {name} forward'),
  down: words('{name} naar achteren', 'Move {name} back'),
  full: words('Negen is het meeste. Haal er eerst een weg.', 'Nine is the maximum. Remove one first.'),
  saved: words('Dashboard ingedeeld', 'Dashboard saved'),
  none: words('Nog geen cijfers gekozen', 'No figures chosen yet'),
  noneWhy: words('Kies bij Indelen wat u wilt zien.', 'Choose what you want to see under Customise.'),

  steps: words('Aan de slag', 'Getting started'),
  stepsWhy: words(
    'Na deze stappen drukt u uw eerste verzendlabel af.',
    'After these steps you can print your first shipping label.',
  ),
  progress: words('{done} van {total} klaar', '{done} of {total} done'),
  isDone: words('klaar', 'done'),
  stepBusiness: words('Bedrijf: naam en adres', 'Business: name and address'),
  stepVat: words('Btw-nummer invullen', 'Fill in the VAT number'),
  stepChannel: words('Verkoopkanaal met een gekoppelde webshop', 'Connect a webshop to a sales channel'),
  stepLocation: words('Locatie waar de voorraad ligt', 'Location that holds the stock'),
  stepCarrier: words('Vervoerder koppelen', 'Connect a carrier'),
  stepInvoice: words(
    'Factuurgegevens: rekeningnummer en KvK',
    'Invoice details: bank account and registration',
  ),
  stepTeam: words('Team uitnodigen', 'Invite the team'),
}
