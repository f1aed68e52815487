/** The words of the activity log. */
import { words } from '../../base/words.ts'

export const actorKinds = {
  user: words('Gebruiker', 'User'),
  key: words('API-sleutel', 'API key'),
  customer: words('Klant', 'Customer'),
  system: words('Pakhuis zelf', 'Pakhuis itself'),
  nobody: words('Niemand ingelogd', 'Nobody signed in'),
}

export const activityWords = {
  title: words('Activiteitenlog', 'Activity log'),
  who: words('Wie', 'Who'),
  whoKind: words('Soort', 'Kind'),
  what: words('Wat', 'What'),
  when: words('Wanneer', 'When'),
  from: words('Vanaf', 'From'),
  until: words('Tot en met', 'Until'),
  about: words('Alleen over dit', 'Only about this'),
  aboutOne: words('Geschiedenis van dit', 'History of this'),
  open: words('Openen', 'Open'),
  before: words('Was', 'Was'),
  after: words('Werd', 'Became'),
  field: words('Veld', 'Field'),
  address: words('IP-adres', 'IP address'),
  detail: words('Bijzonderheden', 'Detail'),
  export: words('Exporteren', 'Export'),
  verify: words('Log controleren', 'Verify log'),
  sound: words(
    'Het log is gaaf: {count, plural, one {# regel} other {# regels}} gecontroleerd.',
    'The log is intact: {count, plural, one {# line} other {# lines}} verified.',
  ),
  broken: words(
    'Het log klopt niet vanaf regel {number}. Er staat een taak met de uitleg.',
    'The log is not right from line {number}. A task explains it.',
  ),
  none: words('Nog niets gebeurd', 'Nothing has happened yet'),
  noneWhy: words('Alles wat iemand doet, komt hier te staan.', 'Everything that anyone does is kept here.'),
  filtered: words('Niets gevonden met deze filters', 'Nothing found with these filters'),
  filteredWhy: words(
    'Wis een filter of kies een langere periode.',
    'Clear a filter or choose a longer period.',
  ),
  everyone: words('Iedereen', 'Everyone'),
  everything: words('Alles', 'Everything'),
  nouns: words('Onderwerp', 'Subject'),
}
