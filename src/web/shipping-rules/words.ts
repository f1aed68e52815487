/** The words of the shipping rules. */
import { words } from '../../base/words.ts'

export const shippingRuleWords = {
  title: words('Verzendregels', 'Shipping rules'),
  when: words('Wanneer', 'When'),
  how: words('Hoe het gaat', 'How it goes'),
  why: words(
    'De eerste regel die past, van laag naar hoog nummer, kiest de vervoerder van een nieuwe zending. Zonder regels gaat alles met de enige vervoerder die gekoppeld is.',
    'The first rule that fits, from low to high number, chooses the carrier of a new shipment. Without rules everything goes with the only carrier that is connected.',
  ),
}
