/** The figures: the widgets of the dashboard, and what somebody chose of them. */
import { choice, day, json, link, text, textList } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import type { OrderView } from '../orders/schema.ts'

/** A widget: what it shows, the right it needs, and the list that its figure leads to. */
export type Widget = {
  readonly words: Words
  readonly right: string
  readonly leadsTo: string
  /** The view of the orders that it counts. */
  readonly view?: OrderView
}

const ofView = <const V extends OrderView>(view: V) => ({
  right: 'orders.see' as const,
  leadsTo: `/orders?view=${view}` as const,
  view,
})

export const widgets = {
  'revenue-today': {
    words: words('Omzet vandaag', 'Revenue today'),
    right: 'orders.totals',
    leadsTo: '/orders?view=all&placed=today',
  },
  'revenue-week': {
    words: words('Omzet laatste zeven dagen', 'Revenue of the last seven days'),
    right: 'orders.totals',
    leadsTo: '/orders?view=all&placed=week',
  },
  'orders-open': {
    words: words('Open bestellingen', 'Open orders'),
    ...ofView('open'),
  },
  'orders-to-plan': {
    words: words('Niet gepland', 'Not planned'),
    ...ofView('not-planned'),
  },
  'orders-available': {
    words: words('Op voorraad', 'In stock'),
    ...ofView('available'),
  },
  'orders-on-order': {
    words: words('In bestelling', 'On order'),
    ...ofView('on-order'),
  },
  'orders-overdue': {
    words: words('Niet binnengekomen', 'Not received'),
    ...ofView('overdue'),
  },
  'orders-not-collected': {
    words: words('Niet afgehaald', 'Not collected'),
    ...ofView('not-collected'),
  },
  'orders-not-paid': {
    words: words('Niet betaald', 'Not paid'),
    ...ofView('not-paid'),
  },
  'planned-today': {
    words: words('Vandaag de deur uit', 'Going out today'),
    right: 'orders.see',
    leadsTo: '/planning',
  },
  'low-stock': {
    words: words('Onder de minimale voorraad', 'Below minimum stock'),
    right: 'stock.see',
    leadsTo: '/products?below=minimum',
  },
  couplings: {
    words: words('Koppelingen die niet werken', 'Connections not working'),
    right: 'apps.see',
    leadsTo: '/connections',
  },
  tasks: { words: words('Taken', 'Tasks'), right: 'tasks.see', leadsTo: '/tasks' },
  'invoices-due': {
    words: words('Openstaande facturen', 'Invoices due'),
    right: 'invoices.see',
    leadsTo: '/invoices?state=final',
  },
  'best-sellers': {
    words: words('Meest verkocht, laatste zeven dagen', 'Best sellers of the last seven days'),
    right: 'orders.see',
    leadsTo: '/orders?view=all&placed=week',
  },
  'mails-failed': {
    words: words('E-mails die niet zijn aangekomen', 'E-mails not delivered'),
    right: 'messages.see',
    leadsTo: '/messages?state=failed',
  },
} as const satisfies Record<string, Widget>

export type WidgetName = keyof typeof widgets

export const viewOf = (name: WidgetName): OrderView | undefined => (widgets[name] as Widget).view

/** At most nine, for more is a wall of figures and not a look at the day (S1-1). */
export const mostWidgets = 9

/**
 * What somebody sees who has not chosen yet: the first nine of these that their role may see, so that a bookkeeper
 * starts with what is owed and a warehouse with what goes out (S1-1).
 */
export const usualWidgets: readonly WidgetName[] = [
  'orders-to-plan',
  'planned-today',
  'orders-open',
  'orders-not-paid',
  'revenue-week',
  'tasks',
  'low-stock',
  'couplings',
  'orders-overdue',
  'invoices-due',
  'orders-not-collected',
  'mails-failed',
  'best-sellers',
]

/** Wide from the start: revenue by day says more than its sum. */
export const usuallyWide: readonly WidgetName[] = ['revenue-week', 'tasks']

export const Dashboard = record('dashboards', 'Dashboard', 'Dashboard', {
  person: link('Gebruiker', 'User', 'users', { fixed: true }),
  widgets: textList('Widgets', 'Widgets'),
  wide: textList('Breed', 'Wide').default([]),
})
export type Dashboard = Row<typeof Dashboard>

export const reportKinds = {
  'vat-return': words('Btw-aangifte', 'VAT return'),
  icp: words('Opgaaf ICP', 'EC sales list'),
  oss: words('OSS-aangifte', 'OSS return'),
}

/** What was declared of a period, as it was declared; it never changes, and neither do the documents under it. */
export const ClosedPeriod = record(
  'closed_periods',
  'Afgesloten periode',
  'Closed period',
  {
    business: link('Bedrijf', 'Business', 'businesses'),
    report: choice('Overzicht', 'Report', reportKinds),
    fromDay: day('Van', 'From'),
    toDay: day('Tot en met', 'To'),
    figures: json<readonly Readonly<Record<string, unknown>>[]>('Cijfers', 'Figures'),
    figuresHash: text('Controlegetal', 'Hash'),
    closedBy: text('Afgesloten door', 'Closed by'),
  },
  { appendOnly: true },
)
export type ClosedPeriod = Row<typeof ClosedPeriod>

export const rights: Record<string, Words> = {
  'reports.see': words('Overzichten en aangiften bekijken', 'View reports and returns'),
  'reports.close': words('Perioden afsluiten', 'Close periods'),
}

export const events: Record<string, Words> = {
  'period.closed': words('Periode afgesloten', 'Period closed'),
  'dashboard.changed': words('Dashboard ingedeeld', 'Dashboard changed'),
}

export const refusals: Record<string, Words> = {
  'audit-file.year-to-come': words(
    'Het jaar {year} moet nog beginnen. Kies dit jaar of een eerder jaar.',
    'The year {year} has yet to begin. Choose this year or an earlier one.',
  ),
  'audit-file.no-exchange-rate': words(
    'Document {number} is in vreemde valuta en van die dag is geen koers bekend. Vul de koers in bij Instellingen → Btw-tabellen → Wisselkoersen, of lees de koersen van de ECB in, en maak de auditfile opnieuw.',
    'Document {number} is in a foreign currency, and no rate is known of its day. Fill in the rate under Settings → VAT tables → Exchange rates, or import the rates of the ECB, and make the audit file again.',
  ),
  'audit-file.not-ready': words(
    'De auditfile wordt nog gemaakt. Probeer het over een paar tellen weer.',
    'The audit file is still being made. Try again in a few seconds.',
  ),
  'report.period-turned': words('De einddatum ligt voor de begindatum.', 'The last day is before the first.'),
  'report.day-to-come': words(
    'Deze dag moet nog komen. Kies vandaag of een eerdere dag.',
    'This day has yet to come. Choose today or an earlier day.',
  ),
  'report.period-too-long': words(
    'Kies een periode van hooguit vijf jaar.',
    'Choose a period of five years at most.',
  ),
  'report.not-over': words(
    'Deze periode loopt nog tot en met {to, date}. Sluit haar af als zij voorbij is.',
    'This period runs until {to, date}. Close it when it is over.',
  ),
  'report.already-closed': words('Deze periode is al afgesloten.', 'This period has already been closed.'),
  'dashboard.too-full': words(
    'Een dashboard heeft hooguit negen widgets. Haal er eerst een weg.',
    'A dashboard has at most nine widgets. Remove one first.',
  ),
}
