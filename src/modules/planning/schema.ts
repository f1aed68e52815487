/** The planning calendar: which order leaves the house, is collected or is worked on, and on which day. */
import { weekdays } from '../../base/day.ts'
import { choice, day, integer, link, moment, text, textList, yesNo } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import { planTypes } from '../orders/schema.ts'

export const entryStates = {
  proposed: words('Voorgesteld', 'Suggested'),
  planned: words('Gepland', 'Planned'),
  released: words('Vrijgegeven', 'Released'),
  done: words('Klaar', 'Done'),
  replanned: words('Verplaatst', 'Moved'),
  unplanned: words('Vervallen', 'Withdrawn'),
}

export const partsOfDay = {
  day: words('Hele dag', 'Whole day', 'Ganzer Tag'),
  morning: words('Ochtend', 'Morning', 'Vormittag'),
  afternoon: words('Middag', 'Afternoon', 'Nachmittag'),
  evening: words('Avond', 'Evening', 'Abend'),
}

/** An order on a day; moving it makes a new entry, so that the old ones tell where it stood. */
export const PlanningEntry = record('planning_entries', 'Planning', 'Planning entry', {
  orderId: link('Bestelling', 'Order', 'orders', { fixed: true }),
  day: day('Dag', 'Day'),
  type: choice('Soort', 'Kind', planTypes),
  partOfDay: choice('Dagdeel', 'Part of the day', partsOfDay).default('day'),
  location: link('Locatie', 'Location', 'locations').nullable(),
  state: choice('Status', 'Status', entryStates, { derived: true }),
  position: integer('Plaats op de lijst', 'Place on the list').default(0),
  reason: text('Reden', 'Reason', { max: 500 }).nullable(),
  releasedAt: moment('Vrijgegeven op', 'Released at', { derived: true }).nullable(),
  delayedAt: moment('Te laat gemeld op', 'Told late at', { derived: true }).nullable(),
})
export type PlanningEntry = Row<typeof PlanningEntry>

export const planningModes = {
  off: words('Niets voorstellen', 'Suggest nothing'),
  propose: words('Een dag voorstellen', 'Suggest a day'),
  automatic: words('Meteen plannen', 'Plan straight away'),
}

/** How a business plans by itself. */
export const PlanningPolicy = record('planning_policies', 'Planningsregel', 'Planning policy', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  mode: choice('Als alles op voorraad is', 'When everything is in stock', planningModes).default('propose'),
  needsPayment: yesNo('Pas na betaling', 'Only after payment').default(true),
  cutOff: text('Vandaag nog tot', 'Today until', {
    max: 5,
    help: words(
      'Bestellingen die later klaar zijn, gaan naar de volgende dag. Bijvoorbeeld 15:00.',
      'Orders completed after this time go to the next day. For example 15:00.',
    ),
  }).default('12:00'),
  carrierWeekdays: textList('De vervoerder komt op', 'The carrier comes on', {
    only: weekdays,
    help: words('1 is maandag, 7 is zondag.', '1 is Monday, 7 is Sunday.'),
  }).default(['1', '2', '3', '4', '5']),
  regions: textList('Regio’s met eigen dagen', 'Regions with days of their own', {
    max: 200,
    help: words(
      'Per regel het begin van de postcodes en de dagen, bijvoorbeeld 16, 17: di vr.',
      'On each line, how the postcodes start and the days, for example 16, 17: tu fr.',
    ),
  }).default([]),
  daysAhead: integer('Hooguit zoveel dagen vooruit', 'At most so many days ahead', {
    min: 1,
    max: 365,
  }).default(60),
})
export type PlanningPolicy = Row<typeof PlanningPolicy>

/** What a person with the right may set aside when planning. */
export const planningGuards = {
  capacity: words('De dag is vol', 'The day is full'),
  closed: words('De locatie is dan gesloten', 'The location is closed that day'),
  stock: words('Niet alles is op voorraad', 'Not everything is in stock'),
}
export type PlanningGuard = keyof typeof planningGuards

export const rights: Record<string, Words> = {
  'planning.see': words('Planning bekijken', 'View planning'),
  'planning.change': words('Plannen en verplaatsen', 'Plan and move'),
  'planning.override': words('Plannen op een volle of gesloten dag', 'Plan on a full or closed day'),
  'planning.print': words('De dag afdrukken', 'Print the day’s documents'),
  'planning.manage': words('Planningsregels instellen', 'Manage planning rules'),
}

export const events: Record<string, Words> = {
  'order.proposed': words('Dag voorgesteld', 'Day suggested'),
  'order.delayed': words('Later dan beloofd', 'Later than promised'),
  'day.released': words('Dag vrijgegeven', 'Day released'),
  'planning-policy.created': words('Planningsregel gemaakt', 'Planning rule created'),
  'planning-policy.changed': words('Planningsregel gewijzigd', 'Planning rule changed'),
}

export const refusals: Record<string, Words> = {
  'planning.day-past': words(
    '{day, date} is voorbij. Kies vandaag of een latere dag.',
    '{day, date} has passed. Choose today or a later day.',
  ),
  'planning.not-in-stock': words(
    'Bestelling {number} is niet compleet: van {sku} ontbreken er nog {short}. Plan haar toch, of wacht op de levering.',
    'Order {number} is not complete: {short} × {sku} missing. Plan it anyway, or wait for the delivery.',
  ),
  'planning.region-wrong': words(
    'Bij “{region}” ontbreken postcodes of dagen. Schrijf bijvoorbeeld 16, 17: di vr.',
    '“{region}” is missing postcodes or days. Write for example 16, 17: tu fr.',
  ),
  'planning.day-closed': words(
    '{location} is op {day, date} gesloten. Kies een andere dag of plan toch.',
    '{location} is closed on {day, date}. Choose another day or plan anyway.',
  ),
  'planning.day-full': words(
    '{location} heeft op {day, date} al {used} van {limit} bestellingen. Kies een andere dag of plan toch.',
    '{location} already has {used} of {limit} orders on {day, date}. Choose another day or plan anyway.',
  ),
  'planning.nothing-left': words(
    'Van bestelling {number} hoeft niets meer de deur uit.',
    'There is nothing left to send for order {number}.',
  ),
  'planning.not-planned': words('Bestelling {number} is niet gepland.', 'Order {number} is not planned.'),
  'planning.no-day': words(
    'Voor bestelling {number} is geen dag voorgesteld. Kies een dag.',
    'No day is suggested for order {number}. Choose a day.',
  ),
  'planning.override-not-allowed': words(
    'Plannen op een volle of gesloten dag mag alleen met het recht daarvoor. Vraag het een beheerder.',
    'You need the right to plan on a full or closed day. Ask an administrator.',
  ),
  'planning.cut-off-wrong': words('Zo ziet een tijd eruit: 15:00.', 'Enter a time like this: 15:00.'),
}
