/** Through which an order comes: webshops, the counter, the telephone. */
import {
  choice,
  currency,
  language,
  link,
  text,
  textList,
  yesNo,
  integer,
  quantity,
} from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import { invoiceMoments } from '../organisations/schema.ts'

export const channelTypes = {
  shop: words('Webshop', 'Webshop'),
  manual: words('Handmatig', 'By hand'),
}

/** A sales channel; its orders are sold by its business. */
export const Channel = record('channels', 'Verkoopkanaal', 'Sales channel', {
  name: text('Naam', 'Name', { max: 80 }),
  type: choice('Soort', 'Kind', channelTypes, { fixed: true }),
  business: link('Bedrijf', 'Business', 'businesses'),
  currency: currency('Valuta', 'Currency').default('EUR'),
  language: language('Taal', 'Language').default('nl'),
  orderPrefix: text('Voorvoegsel van bestelnummers', 'Prefix of order numbers', { max: 10 }).default(''),
  takesCurrencies: textList('Valuta waarin wordt verkocht', 'Currencies sold in', { max: 3 }).default([
    'EUR',
  ]),
  invoiceMoment: choice('Factuurmoment', 'Invoice moment', invoiceMoments, {
    help: words(
      'Zonder eigen keuze geldt het moment van het bedrijf.',
      'If nothing is chosen here, the setting of the business applies.',
    ),
  }).nullable(),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type Channel = Row<typeof Channel>

/** A location from which a channel sells, in order of priority; `buffer` stays out of its stock. */
export const ChannelLocation = record(
  'channel_locations',
  'Locatie van verkoopkanaal',
  'Location of a channel',
  {
    channel: link('Verkoopkanaal', 'Sales channel', 'channels', { fixed: true }),
    location: link('Locatie', 'Location', 'locations', { fixed: true }),
    priority: integer('Volgorde', 'Priority', { min: 1 }).default(1),
    buffer: quantity('Veiligheidsvoorraad', 'Safety stock', { min: 0 }).default(0),
    mayShip: yesNo('Mag verzenden', 'May ship').default(true),
    mayBePickedUp: yesNo('Mag worden afgehaald', 'May be picked up').default(true),
  },
)
export type ChannelLocation = Row<typeof ChannelLocation>

export const rights: Record<string, Words> = {
  'channels.see': words('Verkoopkanalen bekijken', 'View sales channels'),
  'channels.manage': words('Verkoopkanalen beheren', 'Manage sales channels'),
}

export const events: Record<string, Words> = {
  'channel.created': words('Verkoopkanaal gemaakt', 'Sales channel created'),
  'channel.changed': words('Verkoopkanaal gewijzigd', 'Sales channel changed'),
  'channel-location.created': words('Locatie gekoppeld', 'Location linked'),
  'channel-location.changed': words('Koppeling met locatie gewijzigd', 'Link with location changed'),
  'channel-location.removed': words('Locatie losgekoppeld', 'Location unlinked'),
}

export const tasks: Record<string, Words> = {
  'channel.prefix-given': words(
    'Een ander verkoopkanaal gebruikte de bestelnummers van {channel} al. Nieuwe bestellingen van {channel} krijgen {prefix} voor hun nummer. Wilt u iets anders, wijzig het voorvoegsel dan bij het verkoopkanaal.',
    'Another sales channel already used the order numbers of {channel}. New orders of {channel} get {prefix} before their number. To have something else, change the prefix of the sales channel.',
  ),
}
