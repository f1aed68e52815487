/** Reminding who pays late: when, in which letter, with which costs; and the settings of a business for it. */
import {
  choice,
  currency,
  day,
  email,
  integer,
  language,
  link,
  money,
  rate,
  text,
  yesNo,
} from '../../../base/field.ts'
import { record, type Row } from '../../../base/record.ts'
import { words, type Words } from '../../../base/words.ts'

const remindingWays = {
  off: words('Niet herinneren', 'No reminders'),
  'by-hand': words('Klaarzetten, wij versturen zelf', 'Prepare, we send them ourselves'),
  automatic: words('Vanzelf versturen', 'Send automatically'),
}

/** Without a row the initial values hold. */
export const InvoicingPolicy = record('invoicing_policies', 'Herinneringen en links', 'Reminders and links', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  reminding: choice('Herinneren', 'Reminding', remindingWays).default('by-hand'),
  firstAfterDays: integer(
    'Eerste herinnering (dagen na vervaldatum)',
    'First reminder (days after due date)',
    {
      min: 0,
      max: 365,
    },
  ).default(3),
  secondAfterDays: integer(
    'Tweede herinnering (dagen na vervaldatum)',
    'Second reminder (days after due date)',
    {
      min: 1,
      max: 365,
      help: words(
        'Aan consumenten in Nederland is dit de veertiendagenbrief.',
        'To consumers in the Netherlands this is the fourteen-day letter.',
      ),
    },
  ).default(14),
  thirdAfterDays: integer('Laatste aanmaning (dagen na vervaldatum)', 'Last notice (days after due date)', {
    min: 1,
    max: 365,
  }).default(35),
  deductsVat: yesNo('Mag btw aftrekken', 'Can deduct VAT', {
    help: words(
      'Wie btw aftrekt mag geen btw over incassokosten rekenen.',
      'A business that can deduct VAT may not charge VAT on collection costs.',
    ),
  }).default(true),
  tellsInterest: yesNo(
    'Wettelijke rente noemen in de laatste aanmaning',
    'State statutory interest in the last notice',
    {
      help: words(
        'Aan klanten in Nederland, vanaf de dag na de vervaldatum. Zet dit aan als u die termijn met de klant afspreekt, bijvoorbeeld in uw voorwaarden.',
        'To customers in the Netherlands, from the day after the due date. Switch this on if you agree that term with the customer, for instance in your general terms.',
      ),
    },
  ).default(false),
  linkDays: integer('Geldigheid van factuurlinks (dagen)', 'Invoice links are valid for (days)', {
    min: 7,
    max: 730,
  }).default(90),
})
export type InvoicingPolicy = Row<typeof InvoicingPolicy>

/** What the State set for a part of a year; no row ends by itself, for a rate that was not set yet must not be guessed. */
export const InterestRate = record('interest_rates', 'Wettelijke rente', 'Statutory interest', {
  kind: choice(
    'Soort',
    'Kind',
    {
      consumer: words('Consumenten (art. 6:119 BW)', 'Consumers (article 6:119)'),
      trade: words('Handel (art. 6:119a BW)', 'Trade (article 6:119a)'),
    },
    { fixed: true },
  ),
  validFrom: day('Geldig vanaf', 'Valid from', { fixed: true }),
  validTo: day('Geldig tot en met', 'Valid to'),
  rate: rate('Percentage per jaar', 'Percentage a year'),
  source: text('Bron', 'Source', { max: 300 }),
})
export type InterestRate = Row<typeof InterestRate>

export const reminderLevels = {
  1: words('Herinnering', 'Reminder'),
  2: words('Tweede herinnering', 'Second reminder'),
  3: words('Laatste aanmaning', 'Last notice'),
}
export type ReminderLevel = keyof typeof reminderLevels

/** Which law a letter stands on: Dutch consumers, businesses, or none that we know for consumers elsewhere. */
export const reminderLetters = {
  friendly: words('Vriendelijke herinnering', 'Friendly reminder'),
  'fourteen-days': words('Veertiendagenbrief', 'Fourteen-day letter'),
  'costs-due': words('Aanmaning met incassokosten', 'Notice with collection costs'),
  business: words('Aanmaning aan een bedrijf', 'Notice to a business'),
  plain: words('Aanmaning zonder kosten', 'Notice without costs'),
}
export type ReminderLetter = keyof typeof reminderLetters

/** One letter to one customer, about all invoices that are at the same level. */
export const Reminder = record('reminders', 'Herinnering', 'Reminder', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  level: integer('Niveau', 'Level', { fixed: true }),
  letter: choice('Brief', 'Letter', reminderLetters, { fixed: true }),
  contact: link('Klant', 'Customer', 'contacts', { fixed: true }).nullable(),
  organisation: link('Organisatie', 'Organisation', 'organisations', { fixed: true }).nullable(),
  customerName: text('Klant', 'Customer', { fixed: true }),
  email: email('E-mailadres', 'E-mail address', { fixed: true }).nullable(),
  language: language('Taal', 'Language', { fixed: true }),
  currency: currency('Valuta', 'Currency', { fixed: true }),
  day: day('Datum', 'Date', { fixed: true }),
  totalDue: money('Openstaand', 'Due', { fixed: true }),
  costs: money('Incassokosten', 'Collection costs', { fixed: true }).default(0),
  costsVat: money('Btw over incassokosten', 'VAT over collection costs', { fixed: true }).default(0),
  interest: money('Wettelijke rente', 'Statutory interest', { fixed: true }).default(0),
  sentBy: text('Door', 'By', { fixed: true }),
  pdf: link('PDF', 'PDF', 'files', { derived: true }).nullable(),
  message: link('E-mail', 'Mail', 'messages', { derived: true }).nullable(),
})
export type Reminder = Row<typeof Reminder>

/** An invoice in a letter; the database keeps one per invoice and level. */
export const ReminderItem = record(
  'reminder_items',
  'Herinnerde factuur',
  'Reminded invoice',
  {
    reminder: link('Herinnering', 'Reminder', 'reminders'),
    invoice: link('Factuur', 'Invoice', 'invoices'),
    level: integer('Niveau', 'Level'),
    due: money('Openstaand', 'Due'),
  },
  { appendOnly: true },
)

export const events: Record<string, Words> = {
  'invoicing-policy.created': words('Instellingen van herinneringen gemaakt', 'Reminder settings created'),
  'invoicing-policy.changed': words('Instellingen van herinneringen gewijzigd', 'Reminder settings changed'),
  'interest-rate.created': words('Wettelijke rente toegevoegd', 'Statutory interest added'),
  'interest-rate.changed': words('Wettelijke rente gewijzigd', 'Statutory interest changed'),
  'invoice.reminded': words('Klant aan factuur herinnerd', 'Customer reminded of invoice'),
  'reminder.made': words('Herinnering gemaakt', 'Reminder created'),
  'reminder.printed': words('Herinnering als PDF bewaard', 'Reminder kept as PDF'),
  'invoice.held': words('Factuur wordt niet herinnerd', 'Reminders for invoice stopped'),
  'invoice.released': words('Factuur wordt weer herinnerd', 'Reminders for invoice resumed'),
  'invoice.written-off': words('Factuur afgeschreven', 'Invoice written off'),
  'invoice.write-off-undone': words('Afschrijving teruggedraaid', 'Writing off undone'),
}

export const refusals: Record<string, Words> = {
  'reminder.days-in-order': words(
    'De tweede herinnering komt na de eerste, en de laatste aanmaning na de tweede.',
    'The second reminder comes after the first, and the last notice after the second.',
  ),
  'reminder.no-interest-rate': words(
    'Van {day, date} is geen wettelijke rente bekend ({kind}). Vul haar in bij Instellingen → Herinneringen en factuurlinks, of zet het noemen van rente daar uit.',
    'No statutory interest is known of {day, date} ({kind}). Fill it in under Settings → Reminders and invoice links, or switch off stating interest there.',
  ),
  'interest-rate.ends-before': words(
    'De laatste dag ligt voor de eerste.',
    'The last day lies before the first.',
  ),
  'interest-rate.overlaps': words(
    'Van {from, date} tot en met {to, date} staat er al een percentage. Kies dagen die daar niet in vallen.',
    'There is a percentage from {from, date} to {to, date} already. Choose days outside it.',
  ),
  'reminder.not-late': words(
    'Factuur {number} is nog niet vervallen of al betaald.',
    'Invoice {number} is not overdue, or has been paid.',
  ),
  'reminder.held': words(
    'Voor factuur {number} gaan geen herinneringen uit: {reason}. Hef dat eerst op.',
    'No reminders go out for invoice {number}: {reason}. End that first.',
  ),
  'reminder.switched-off': words(
    'Bij deze organisatie staan herinneringen uit.',
    'Reminders are switched off for this organisation.',
  ),
  'reminder.waits': words(
    'De volgende herinnering van factuur {number} kan vanaf {day, date}.',
    'The next reminder for invoice {number} can be sent from {day, date}.',
  ),
  'reminder.all-sent': words(
    'Van factuur {number} is de laatste aanmaning al verstuurd. Draag haar over of schrijf haar af.',
    'The last notice for invoice {number} has already been sent. Hand it over or write it off.',
  ),
  'invoice.not-open': words(
    'Van factuur {number} staat niets open.',
    'Nothing is outstanding on invoice {number}.',
  ),
  'invoice.not-written-off': words(
    'Factuur {number} is niet afgeschreven.',
    'Invoice {number} has not been written off.',
  ),
}

export const tasks: Record<string, Words> = {
  'invoice.reclaim-vat': words(
    'Factuur {number} is afgeschreven. Vraag {vat, money} btw terug in de aangifte over het tijdvak waarin vaststaat dat de klant niet betaalt, uiterlijk over het tijdvak waarin {day, date} valt (art. 29 Wet OB).',
    'Invoice {number} was written off. Reclaim {vat, money} of VAT in the return of the period in which it is clear that the customer does not pay, at the latest of the period of {day, date} (article 29 of the Dutch VAT act).',
  ),
  'invoice.year-late': words(
    'Factuur {number} staat op {day, date} een jaar na de vervaldatum nog open. De btw ({vat, money}) is dan oninbaar en kan over dat tijdvak worden teruggevraagd, ook zonder afschrijven (art. 29 Wet OB).',
    'On {day, date} invoice {number} is still open a year after its due date. The VAT ({vat, money}) then counts as irrecoverable and can be reclaimed for that period, written off or not (article 29 of the Dutch VAT act).',
  ),
  'invoice.vat-owed-again': words(
    'De klant betaalt factuur {number} na het afschrijven toch. Geef teruggevraagde btw ({vat, money}) weer aan over dit tijdvak.',
    'The customer pays invoice {number} after it was written off. Declare reclaimed VAT ({vat, money}) again for this period.',
  ),
  'reminder.no-interest-rate': words(
    'Laatste aanmaningen van {business} blijven liggen: van {day, date} is geen wettelijke rente bekend ({kind}). Vul haar in bij Instellingen → Herinneringen en factuurlinks.',
    'Last notices of {business} are waiting: no statutory interest is known of {day, date} ({kind}). Fill it in under Settings → Reminders and invoice links.',
  ),
  'reminder.no-address': words(
    'De herinnering aan {name} kan niet per e-mail: er is geen adres. De brief ligt als PDF klaar bij de herinneringen.',
    'The reminder to {name} cannot go by e-mail: there is no address. The letter is ready as a PDF with the reminders.',
  ),
}
