/** The words of the labels. */
import { words } from '../../base/words.ts'

export const labelWords = {
  title: words('Labels', 'Labels'),
  why: words(
    'Een labelgroep heeft subgroepen, en een subgroep heeft labels. Labels van een organisatie gelden ook voor haar contactpersonen.',
    'Label groups contain subgroups, and subgroups contain labels. An organisation’s labels also apply to its contacts.',
  ),
  addGroup: words('Labelgroep toevoegen', 'Add a label group'),
  addSubgroup: words('Subgroep toevoegen', 'Add a subgroup'),
  addSubgroupTo: words('Subgroep toevoegen aan {name}', 'Add a subgroup to {name}'),
  addLabel: words('Label toevoegen', 'Add a label'),
  addLabelTo: words('Label toevoegen aan {name}', 'Add a label to {name}'),
  change: words('Wijzigen', 'Change'),
  changeOne: words('{name} wijzigen', 'Change {name}'),
  none: words('Nog geen labelgroepen', 'No label groups yet'),
  noLabels: words('Nog geen labels in deze subgroep.', 'No labels in this subgroup yet.'),
  groups: words('Klantgroepen', 'Customer groups'),
  groupsWhy: words(
    'Een klantgroep bepaalt via welke verkoopkanalen een klant koopt: een ander kanaal wordt bij een bestelling of offerte geweigerd.',
    'A customer group determines which sales channels a customer buys through: any other is refused for an order or quote.',
  ),
  everywhere: words('Kies niets om overal toegang te geven.', 'Choose none to give access to all.'),
}
