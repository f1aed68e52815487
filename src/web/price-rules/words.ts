/** The words of the price rules. */
import { words } from '../../base/words.ts'

export const priceRuleWords = {
  title: words('Kortingsregels', 'Price rules'),
  who: words('Korting', 'Discount'),
  when: words('Wanneer', 'When'),
  why: words(
    'Wie het label heeft, krijgt korting op een bestelling of offerte die u met de hand maakt. Gelden er meer regels, dan telt de hoogste; wat u bij een regel typt, gaat voor. Een webshop rekent zijn eigen prijzen.',
    'Anyone with the label gets a discount on orders and quotes you make by hand. If several rules apply, the highest counts; a discount you type on a line takes priority. A webshop charges its own prices.',
  ),
}
