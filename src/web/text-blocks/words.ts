/** The words of the text blocks. */
import { words } from '../../base/words.ts'

export const textBlockWords = {
  title: words('Tekstblokken', 'Text blocks'),
  why: words(
    'Een tekst die u één keer schrijft en in e-mails en op facturen gebruikt, zoals de retourvoorwaarden.',
    'A text you write once and use in e-mails and on invoices, such as your returns policy.',
  ),
  where: words(
    'In een e-mailsjabloon kiest u Eigen tekstblok en deze naam; op facturen kiest u hem bij het bedrijf.',
    'In a mail template, choose Text block and this name; for invoices, choose it in the business.',
  ),
}
