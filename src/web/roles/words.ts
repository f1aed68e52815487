/** The words of the roles and their rights. */
import { words } from '../../base/words.ts'

export const roleWords = {
  title: words('Rollen', 'Roles'),
  fresh: words('Nieuwe rol', 'New role'),
  name: words('Naam', 'Name'),
  rights: words('Rechten', 'Rights'),
  rightsOf: words(
    '{count, plural, one {# recht} other {# rechten}}',
    '{count, plural, one {# right} other {# rights}}',
  ),
  everything: words('Alle rechten', 'All rights'),
  everythingWhy: words(
    'Deze rol heeft alle rechten, ook die er later bij komen. Vink iets uit om een vaste lijst te maken.',
    'This role has all rights, including ones added later. Untick something to make it a fixed list.',
  ),
  patternWhy: words(
    'Deze rol krijgt ook rechten die er later bij komen. Wijzigt u de rechten, dan wordt het een vaste lijst.',
    'This role also gets rights that are added later. When you change the rights it becomes a fixed list.',
  ),
  remove: words('Rol verwijderen', 'Remove role'),
  removeWhy: words('Een rol kan weg als niemand hem heeft.', 'A role can be removed when nobody has it.'),
  removed: words('Rol verwijderd', 'Role removed'),
  saved: words('Opgeslagen', 'Saved'),
  users: words('Gebruikers', 'Users'),
}
