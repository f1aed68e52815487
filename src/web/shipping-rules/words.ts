/** The words of the shipping rules. */
import { words } from '../../base/words.ts'

export const shippingRuleWords = {
  title: words('Verzendregels', 'Shipping rules'),
  when: words('Wanneer', 'When'),
  how: words('Hoe het gaat', 'How it is sent'),
  why: words(
    'De eerste regel die past, van laag naar hoog nummer, kiest de vervoerder van een nieuwe zending. Zonder regels gaat alles met de enige vervoerder die gekoppeld is.',
    'The first matching rule, from low to high number, chooses the carrier for a new shipment. Without rules, everything goes with the only connected carrier.',
  ),
}
