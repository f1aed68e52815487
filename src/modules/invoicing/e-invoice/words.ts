/** What we say when an incoming e-invoice cannot be read. */
import { words, type Words } from '../../../base/words.ts'

export const refusals: Record<string, Words> = {
  'e-invoice.too-large': words(
    'Dit bestand is groter dan {limit} MB. Vraag de afzender om de factuur zonder bijlagen.',
    'This file is larger than {limit} MB. Ask the sender for the invoice without attachments.',
  ),
  'e-invoice.too-long': words(
    'Dit bestand heeft meer regels dan we kunnen lezen (ongeveer 5.000). Vraag de afzender om het te splitsen.',
    'This file has more lines than we can read (about 5,000). Ask the sender to split it.',
  ),
  'e-invoice.doctype': words(
    'Dit bestand bevat een DOCTYPE of entiteiten; dat kan schadelijk zijn en hoort niet in een factuur. Vraag de afzender om een gewone UBL of CII.',
    'This file has a DOCTYPE or entities; that can do harm and does not belong in an invoice. Ask the sender for plain UBL or CII.',
  ),
  'e-invoice.too-deep': words(
    'Dit bestand is dieper genest dan een factuur ooit is. Vraag de afzender om een gewone UBL of CII.',
    'This file is nested deeper than any invoice is. Ask the sender for plain UBL or CII.',
  ),
  'e-invoice.unreadable': words(
    'Dit bestand is geen geldige XML en kan niet worden gelezen. Vraag de afzender om het opnieuw te sturen.',
    'This file is not valid XML and cannot be read. Ask the sender to send it again.',
  ),
  'e-invoice.none-inside': words(
    'In deze PDF zit geen e-factuur (Factur-X of ZUGFeRD). Vraag de leverancier om een UBL-bestand, of boek de factuur met de hand.',
    'There is no e-invoice inside this PDF (Factur-X or ZUGFeRD). Ask the supplier for a UBL file, or book the invoice by hand.',
  ),
  'e-invoice.not-an-invoice': words(
    'Dit XML-bestand is geen UBL- of CII-factuur, maar begint met {root}. Verwerk het met de hand.',
    'This XML file is not a UBL or CII invoice, it starts with {root}. Enter it by hand.',
  ),
}
