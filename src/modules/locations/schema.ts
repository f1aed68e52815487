/** Where goods lie and where customers come. */
import { weekdays } from '../../base/day.ts'
import { choice, country, integer, link, text, textList, yesNo } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

export const locationTypes = {
  warehouse: words('Magazijn', 'Warehouse'),
  store: words('Winkel', 'Store'),
  fulfilment_partner: words('Fulfilmentpartij', 'Fulfilment partner'),
  pickup_point: words('Afhaalpunt', 'Pickup point'),
}

export const Location = record('locations', 'Locatie', 'Location', {
  name: text('Naam', 'Name', { max: 80 }),
  type: choice('Soort', 'Kind', locationTypes),
  business: link('Bedrijf', 'Business', 'businesses').nullable(),
  street: text('Straat', 'Street').default(''),
  houseNumber: text('Huisnummer', 'House number', { max: 20 }).default(''),
  postcode: text('Postcode', 'Postcode', { max: 20 }).default(''),
  city: text('Plaats', 'Town').default(''),
  country: country('Land', 'Country').default('NL'),
  timeZone: text('Tijdzone', 'Time zone', { max: 60 }).default('Europe/Amsterdam'),
  dayCapacity: integer('Bestellingen per dag', 'Orders a day', {
    min: 0,
    help: words('0 is geen grens.', '0 means no limit.'),
    zero: words('geen grens', 'no limit'),
  }).default(0),
  closedWeekdays: textList('Gesloten op', 'Closed on', {
    only: weekdays,
    help: words('1 is maandag, 7 is zondag.', '1 is Monday, 7 is Sunday.'),
  }).default([]),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type Location = Row<typeof Location>

export const rights: Record<string, Words> = {
  'locations.see': words('Locaties bekijken', 'View locations'),
  'locations.manage': words('Locaties beheren', 'Manage locations'),
}

export const events: Record<string, Words> = {
  'location.created': words('Locatie gemaakt', 'Location created'),
  'location.changed': words('Locatie gewijzigd', 'Location changed'),
}
