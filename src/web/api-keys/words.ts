/** The words of the keys for programs. */
import { words } from '../../base/words.ts'

export const keyWords = {
  title: words('API-toegang', 'API access'),
  fresh: words('Sleutel maken', 'Create key'),
  why: words(
    'Met een sleutel vraagt een ander programma gegevens op of verandert ze, binnen de rechten die u geeft.',
    'A key lets another program read or change data, within the rights you give it.',
  ),
  docs: words('Uitleg van de API', 'API documentation'),
  none: words('Nog geen sleutels', 'No keys yet'),
  name: words('Naam', 'Name'),
  kind: words('Soort', 'Kind'),
  state: words('Status', 'Status'),
  lastUsed: words('Laatst gebruikt', 'Last used'),
  never: words('Nog niet', 'Never'),
  until: words('Geldig tot en met', 'Valid until'),
  scopes: words('Rechten', 'Rights'),
  addresses: words('Alleen vanaf deze IP-adressen', 'Only from these IP addresses'),
  addressesWhy: words('Leeg is overal vandaan.', 'Leave empty to allow any address.'),
  key: words('Sleutel', 'Key'),
  shownOnce: words('Dit is de sleutel', 'Here is the key'),
  shownOnceWhy: words(
    'Bewaar hem nu op een veilige plek. Hij is hierna niet meer te zien.',
    'Store it somewhere safe now. It cannot be shown again.',
  ),
  copy: words('Kopiëren', 'Copy'),
  copied: words('Gekopieerd', 'Copied'),
  done: words('Ik heb hem bewaard', 'I have saved it'),
  rotate: words('Vernieuwen', 'Renew'),
  rotateOne: words('{name} vernieuwen', 'Renew {name}'),
  rotateWhy: words(
    'U krijgt een nieuwe sleutel. De oude werkt nog 24 uur, zodat niets stilvalt.',
    'You get a new key. The old one keeps working for another 24 hours, so nothing breaks.',
  ),
  revoke: words('Intrekken', 'Revoke'),
  revokeOne: words('{name} intrekken', 'Revoke {name}'),
  revokeWhy: words(
    'Het programma met deze sleutel krijgt vanaf nu geen antwoord meer. Dit is niet terug te draaien.',
    'The program using this key loses access at once. This cannot be undone.',
  ),
  revoked: words('Sleutel ingetrokken', 'Key revoked'),
  acts: words('Handelingen', 'Actions'),
}
