/** The words of the price rules. */
import { words } from '../../base/words.ts'

export const priceRuleWords = {
  title: words('Kortingsregels', 'Price rules'),
  who: words('Korting', 'Discount'),
  when: words('Wanneer', 'When'),
  why: words(
    'Wie een label heeft krijgt korting op een bestelling of offerte die u met de hand maakt. Gelden er meer regels, dan telt de hoogste; wat u bij een regel typt gaat voor. Een webshop rekent zijn eigen prijzen.',
    'Who has a label gets a discount on an order or quote that you make by hand. If more rules hold, the highest counts; what you type at a line goes first. A webshop charges its own prices.',
  ),
}
