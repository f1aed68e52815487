/** What holds for a business as a whole: its general terms, in versions. Text blocks stand with the mails that use them. */
import { day, integer, language, link, longText, text, url } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

/** One version of the general terms in one language; a new version never changes an old one (S1-3d). */
export const GeneralTerms = record(
  'general_terms',
  'Algemene voorwaarden',
  'General terms',
  {
    business: link('Bedrijf', 'Business', 'businesses'),
    language: language('Taal', 'Language'),
    number: integer('Versie', 'Version', { derived: true }),
    title: text('Titel', 'Title'),
    text: longText('Tekst', 'Text', { max: 100_000 }).nullable(),
    url: url('Webadres', 'Web address').nullable(),
    file: link('PDF', 'PDF', 'files', { derived: true }).nullable(),
    validFrom: day('Geldig vanaf', 'Valid from'),
  },
  { appendOnly: true },
)
export type GeneralTerms = Row<typeof GeneralTerms>

export const rights: Record<string, Words> = {
  'settings.see': words('Instellingen bekijken', 'See settings'),
  'settings.manage': words('Instellingen wijzigen', 'Change settings'),
}

export const events: Record<string, Words> = {
  'general-terms.published': words('Algemene voorwaarden uitgebracht', 'General terms published'),
}

export const refusals: Record<string, Words> = {
  'general-terms.empty': words(
    'Geef de voorwaarden als tekst, als webadres of als PDF.',
    'Give the terms as text, as a web address or as a PDF.',
  ),
  'general-terms.not-a-pdf': words(
    'Dit bestand is geen PDF. Sla de voorwaarden op als PDF en kies dat bestand.',
    'This file is no PDF. Save the terms as PDF and choose that file.',
  ),
  'general-terms.goes-back': words(
    'Versie {number} geldt al vanaf {day}. Laat de nieuwe op die dag of later ingaan.',
    'Version {number} is valid from {day} already. Let the new one start on that day or later.',
  ),
}
