/** What holds as a whole: which apps are in use, and a business's general terms. Text blocks stand with the mails that use them. */
import { choice, day, integer, language, link, longText, text, url, yesNo } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

/** The parts of the program that can be switched off; more than one screen leans on each. */
export const ownApps = {
  orders: words('Bestellingen', 'Orders'),
}
export type OwnApp = keyof typeof ownApps

/** That a part was switched on or off; without a row it is on (S0-2a). */
export const AppSwitch = record('app_switches', 'App', 'App', {
  app: choice('App', 'App', ownApps, { fixed: true }),
  isActive: yesNo('In gebruik', 'In use'),
})
export type AppSwitch = Row<typeof AppSwitch>

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
  'settings.see': words('Instellingen bekijken', 'View settings'),
  'settings.manage': words('Instellingen wijzigen', 'Change settings'),
}

export const events: Record<string, Words> = {
  'app.switched': words('App aan- of uitgezet', 'App switched on or off'),
  'general-terms.published': words('Algemene voorwaarden uitgebracht', 'Terms and conditions published'),
}

export const refusals: Record<string, Words> = {
  'app.not-active': words(
    'De app {app} staat uit. Zet hem aan bij Instellingen, Apps; alles is bewaard.',
    'The app {app} is off. Switch it on under Settings, Apps; everything has been kept.',
  ),
  'general-terms.empty': words(
    'Geef de voorwaarden als tekst, als webadres of als PDF.',
    'Provide the terms as text, a web address or a PDF.',
  ),
  'general-terms.not-a-pdf': words(
    'Dit bestand is geen PDF. Sla de voorwaarden op als PDF en kies dat bestand.',
    'This file is not a PDF. Save the terms as a PDF and choose that file.',
  ),
  'general-terms.goes-back': words(
    'Versie {number} geldt al vanaf {day, date}. Laat de nieuwe op die dag of later ingaan.',
    'Version {number} is valid from {day, date} already. Let the new one start on that day or later.',
  ),
}
