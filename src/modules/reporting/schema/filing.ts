/** The files that tax authorities take for a return: what each is called, what to do with it, and what it asks of a business. */
import type { Day } from '../../../base/day.ts'
import { link, phone, text } from '../../../base/field.ts'
import { record, type Row } from '../../../base/record.ts'
import { words, type Words } from '../../../base/words.ts'

type Filing = {
  readonly name: Words
  /** Where the file goes, and what happens there. */
  readonly portal: Words
  /** How the file is called, before and after the period. */
  readonly file: readonly [string, string]
}

export const filings = {
  'intervat-return': {
    name: words('Intervat-bestand (XML)', 'Intervat file (XML)'),
    file: ['btw', 'xml'],
    portal: words(
      'Meld u aan bij Intervat (FOD Financiën) en laad dit bestand op als btw-aangifte. Controleer daar de roosters; pas als u de aangifte bevestigt, is zij gedaan.',
      'Sign in to Intervat (FPS Finance) and upload this file as a VAT return. Check the grids there; the return is filed only when you confirm it.',
    ),
  },
  'intervat-listing': {
    name: words('Intervat-bestand (XML)', 'Intervat file (XML)'),
    file: ['icp', 'xml'],
    portal: words(
      'Meld u aan bij Intervat (FOD Financiën) en laad dit bestand op als intracommunautaire opgave. Pas als u de opgave bevestigt, is zij gedaan.',
      'Sign in to Intervat (FPS Finance) and upload this file as an intra-Community listing. It is filed only when you confirm it.',
    ),
  },
  'german-listing': {
    name: words('CSV voor de Zusammenfassende Meldung', 'CSV for the Zusammenfassende Meldung'),
    file: ['zm', 'csv'],
    portal: words(
      'Open in Mein ELSTER of in het BZSt-portaal het formulier Zusammenfassende Meldung, kies daar dezelfde periode, en importeer dit bestand bij de meldregels. Controleer de regels en verstuur.',
      'Open the form Zusammenfassende Meldung in Mein ELSTER or in the portal of the BZSt, choose the same period there, and import this file at its lines. Check the lines and send.',
    ),
  },
  'german-oss': {
    name: words('CSV voor de OSS EU-Regelung', 'CSV for the OSS EU-Regelung'),
    file: ['oss', 'csv'],
    portal: words(
      'Open in Mein ELSTER of in het BZSt-portaal de Steuererklärung für die OSS EU-Regelung, kies daar hetzelfde kwartaal en importeer dit bestand. Correcties op eerdere kwartalen staan er niet in: neem die van dit scherm over. Controleer de regels en verstuur.',
      'Open the Steuererklärung für die OSS EU-Regelung in Mein ELSTER or in the portal of the BZSt, choose the same quarter there and import this file. Corrections of earlier quarters are not in it: copy those from this screen. Check the lines and send.',
    ),
  },
  'dutch-return': {
    name: words('SBR-bericht (XBRL)', 'SBR message (XBRL)'),
    file: ['btw', 'xbrl'],
    portal: words(
      'Voor uw boekhouder of aangifteprogramma, dat het over Digipoort verstuurt. In Mijn Belastingdienst Zakelijk kunt u geen bestand uploaden: neem daar de kolom In te vullen over.',
      'For your bookkeeper or filing program, which sends it over Digipoort. Mijn Belastingdienst Zakelijk takes no files: copy the column To fill in there.',
    ),
  },
  'dutch-listing': {
    name: words('SBR-bericht (XBRL)', 'SBR message (XBRL)'),
    file: ['icp', 'xbrl'],
    portal: words(
      'Voor uw boekhouder of aangifteprogramma, dat het over Digipoort verstuurt. In Mijn Belastingdienst Zakelijk neemt u de regels van dit scherm over.',
      'For your bookkeeper or filing program, which sends it over Digipoort. In Mijn Belastingdienst Zakelijk you copy the lines of this screen.',
    ),
  },
} as const satisfies Record<string, Filing>
export type FilingKind = keyof typeof filings

export const filingName = (kind: FilingKind, from: Day, to: Day): string => {
  const [what, ending] = filings[kind].file
  return `${what}-${from}-${to}.${ending}`
}

/** What the Dutch messages ask beside the figures; asked once, kept per business. */
export const FilingDetails = record('filing_details', 'Aangiftegegevens', 'Filing details', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  turnoverTaxNumber: text('Omzetbelastingnummer', 'Turnover tax number', {
    max: 12,
    help: words(
      'Negen cijfers, B en twee cijfers. Het staat op brieven van de Belastingdienst; bij een eenmanszaak is het een ander nummer dan het btw-id op uw facturen.',
      'Nine digits, B and two digits. It stands on letters of the tax office; for a sole trader it differs from the VAT identification number on the invoices.',
    ),
  }),
  contactInitials: text('Voorletters', 'Initials', { max: 10 }),
  contactSurname: text('Achternaam', 'Surname', { max: 200 }),
  contactPhone: phone('Telefoon', 'Phone'),
})
export type FilingDetails = Row<typeof FilingDetails>

export const events: Record<string, Words> = {
  'filing-details.changed': words('Aangiftegegevens gewijzigd', 'Filing details changed'),
}

export const refusals: Record<string, Words> = {
  'filing.no-format': words(
    'Voor dit overzicht in {country} maakt Pakhuis geen bestand. Neem de CSV, of vul de bedragen in bij uw belastingdienst.',
    'Pakhuis makes no file for this report in {country}. Take the CSV, or fill in the amounts at your tax office.',
  ),
  'filing.period': words(
    'Een aangifte gaat over een hele maand, een heel kwartaal of een heel jaar. Kies zo’n periode.',
    'A return is of a whole month, quarter or year. Choose such a period.',
  ),
  'filing.month-or-quarter': words(
    'Deze aangifte gaat over een maand of een kwartaal. Kies zo’n periode.',
    'This return is of a month or a quarter. Choose such a period.',
  ),
  'filing.not-over': words(
    'Deze periode loopt nog tot en met {to, date}. Daarna kunt u het bestand maken.',
    'This period runs until {to, date}. After that the file can be made.',
  ),
  'filing.no-vat-number': words(
    'Er is geen btw-nummer van {country} dat op {day, date} gold. Vul het in bij Bedrijven, of bij de btw-registraties van het bedrijf.',
    'There is no VAT number of {country} that held on {day, date}. Fill it in under Businesses, or among the VAT registrations of the business.',
  ),
  'filing.unconverted': words(
    'Deze documenten hebben geen koers, dus de bedragen kloppen niet: {numbers}. Reken ze zelf om en vul de aangifte met de hand in.',
    'These documents have no exchange rate, so the amounts are wrong: {numbers}. Convert them yourself and fill in the return by hand.',
  ),
  'filing.unplaced': words(
    'Van deze documenten is niet bekend in welk rooster ze horen: {numbers}. Vul de aangifte met de hand in.',
    'It is not known which grid these documents belong in: {numbers}. Fill in the return by hand.',
  ),
  'filing.no-purchases': words(
    'Er zijn in deze periode geen inkopen geboekt, en zonder inkopen is er geen btw af te trekken. Boek ze bij Instellingen → Inkoopfacturen, of bevestig dat er geen waren.',
    'No purchases were booked in this period, and without purchases no VAT is deducted. Book them under Settings → Purchase invoices, or confirm that there were none.',
  ),
  'filing.negative-grid': words(
    'Rooster {grid} is negatief, en Intervat neemt geen negatieve bedragen aan. Verwerk dit bedrag met de hand in rooster 61 of 62.',
    'Grid {grid} is negative, and Intervat takes no negative amounts. Put this amount in grid 61 or 62 by hand.',
  ),
  'filing.negative-state': words(
    'Het bedrag voor {country} is negatief, en het portaal neemt geen negatieve bedragen aan. Vul de aangifte met de hand in.',
    'The amount for {country} is negative, and the portal takes no negative amounts. Fill in the return by hand.',
  ),
  'filing.dispatched-elsewhere': words(
    'Een deel is verzonden uit {country}. Voor verzending uit een ander land vraagt het portaal meer dan dit bestand bevat. Vul de aangifte met de hand in.',
    'A part was dispatched from {country}. For dispatch from another state the portal asks more than this file holds. Fill in the return by hand.',
  ),
  'filing.oss-nothing': words(
    'In dit kwartaal zijn geen verkopen onder OSS. Doe in het portaal een nihilaangifte; daar is geen bestand voor nodig.',
    'There are no sales under OSS in this quarter. File a nil return in the portal; no file is needed for it.',
  ),
  'filing.no-buyer-number': words(
    'Er is een levering zonder btw-nummer van de afnemer, of met een nummer dat niet kan bestaan: {buyer}. Crediteer die factuur en maak haar opnieuw met het juiste nummer.',
    'There is a supply without the buyer’s VAT number, or with one that cannot exist: {buyer}. Credit that invoice and make it again with the right number.',
  ),
  'filing.nothing-to-list': words(
    'In deze periode is niets op te geven. U hoeft geen bestand in te dienen.',
    'There is nothing to list in this period. No file needs to be filed.',
  ),
  'filing.too-many-lines': words(
    'Het portaal neemt hooguit {most} regels per bestand aan, en dit zijn er {count}. Maak het bestand per maand.',
    'The portal takes at most {most} lines a file, and these are {count}. Make the file per month.',
  ),
  'filing.no-taxonomy': words(
    'De berichten van {year} kent deze versie van Pakhuis niet. Werk Pakhuis bij, of vul de aangifte met de hand in.',
    'This version of Pakhuis does not know the messages of {year}. Update Pakhuis, or fill in the return by hand.',
  ),
  'filing.no-details': words(
    'Vul eerst de aangiftegegevens in: omzetbelastingnummer en contactpersoon.',
    'Fill in the filing details first: turnover tax number and contact person.',
  ),
  'filing.turnover-tax-number': words(
    '{number} is geen omzetbelastingnummer. Het heeft negen cijfers, een B en twee cijfers, zoals op de brieven van de Belastingdienst.',
    '{number} is no turnover tax number. It has nine digits, a B and two digits, as on the letters of the tax office.',
  ),
}
