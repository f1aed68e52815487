/** Connections to outside systems: what they are, how they fare and what was exchanged. */
import { choice, integer, json, link, moment, text } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'
import type { Health } from '../../contracts/connector.ts'

export const connectionStates = {
  testing: words('Wordt getest', 'Being tested'),
  active: words('Actief', 'Active'),
  paused: words('Gepauzeerd', 'Paused'),
  broken: words('Werkt niet', 'Not working'),
}

export const connectionKinds = {
  shop: words('Webshop', 'Webshop'),
  carrier: words('Vervoerder', 'Carrier'),
  'vat-check': words('Btw-controle', 'VAT check'),
  'e-invoice': words('E-facturen', 'E-invoices'),
  payments: words('Betaalprovider', 'Payment provider'),
  erp: words('Boekhouding', 'Bookkeeping'),
}

/** Whose figure of what can be sold counts in a webshop. */
export const stockLeaders = {
  shop: words('De webshop', 'The webshop'),
  us: words('Pakhuis', 'Pakhuis'),
}

export const Connection = record('connections', 'Koppeling', 'Connection', {
  name: text('Naam', 'Name', { max: 80 }),
  connector: text('Systeem', 'System', { fixed: true }),
  kind: choice('Soort', 'Kind', connectionKinds, { fixed: true }),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels').nullable(),
  settings: json<Readonly<Record<string, string>>>('Instellingen', 'Settings').default({}),
  secrets: text('Geheimen', 'Secrets', { secret: true, derived: true }).nullable(),
  state: choice('Status', 'Status', connectionStates, { derived: true }),
  health: json<Health>('Laatste test', 'Last test', { derived: true }).nullable(),
  checkedAt: moment('Getest op', 'Tested at', { derived: true }).nullable(),
  failures: integer('Fouten op rij', 'Failures in a row', { derived: true }).default(0),
  retryAt: moment('Nieuwe poging op', 'Next try at', { derived: true }).nullable(),
  lastError: text('Laatste fout', 'Last error', { derived: true }).nullable(),
  lastSuccessAt: moment('Laatst gelukt', 'Last success', { derived: true }).nullable(),
  importSince: moment('Bestellingen vanaf', 'Orders from').nullable(),
  pollSeconds: integer('Seconden tussen twee keer kijken', 'Seconds between two looks', {
    min: 1,
    max: 3600,
  }).default(3),
  stockLeads: choice('Voorraad komt van', 'Stock comes from', stockLeaders).default('shop'),
  detailUntil: moment('Detaillog tot', 'Detail log until', { derived: true }).nullable(),
  hook: text('Webhook', 'Webhook', { secret: true, derived: true }),
})
export type Connection = Row<typeof Connection>

export const SyncRun = record(
  'sync_runs',
  'Synchronisatie',
  'Sync run',
  {
    connection: link('Koppeling', 'Connection', 'connections'),
    stream: text('Wat', 'What'),
    result: choice('Resultaat', 'Result', {
      ok: words('Gelukt', 'Done'),
      failed: words('Mislukt', 'Failed'),
    }),
    read: integer('Gelezen', 'Read'),
    new: integer('Nieuw', 'New'),
    changed: integer('Gewijzigd', 'Changed'),
    refused: integer('Apart gezet', 'Set aside'),
    milliseconds: integer('Duur (ms)', 'Duration (ms)'),
    error: text('Fout', 'Error').nullable(),
  },
  { appendOnly: true },
)
export type SyncRun = Row<typeof SyncRun>

export const Exchange = record(
  'exchanges',
  'Uitwisseling',
  'Exchange',
  {
    connection: link('Koppeling', 'Connection', 'connections'),
    direction: choice('Richting', 'Direction', {
      in: words('Naar ons', 'Incoming'),
      out: words('Van ons', 'Outgoing'),
    }),
    kind: text('Soort', 'Kind'),
    externalId: text('Sleutel daar', 'Key there'),
    about: link('Hier', 'Here', '*').nullable(),
    result: text('Resultaat', 'Result'),
    error: text('Fout', 'Error').nullable(),
  },
  { appendOnly: true },
)
export type Exchange = Row<typeof Exchange>

export const ExchangeDetail = record(
  'exchange_details',
  'Detail',
  'Detail',
  {
    connection: link('Koppeling', 'Connection', 'connections'),
    method: text('Methode', 'Method'),
    url: text('Adres', 'Address'),
    status: integer('Antwoord', 'Answer').nullable(),
    milliseconds: integer('Duur (ms)', 'Duration (ms)'),
    request: text('Verzoek', 'Request').nullable(),
    answer: text('Antwoord', 'Answer').nullable(),
  },
  { appendOnly: true },
)
export type ExchangeDetail = Row<typeof ExchangeDetail>

export const rights: Record<string, Words> = {
  'apps.see': words('Koppelingen en apps bekijken', 'View connections and apps'),
  'apps.manage': words('Koppelingen en apps beheren', 'Manage connections and apps'),
  'tasks.see': words('Taken bekijken', 'View tasks'),
  'tasks.settle': words('Taken afhandelen', 'Handle tasks'),
}

export const events: Record<string, Words> = {
  'connection.made': words('Koppeling gemaakt', 'Connection created'),
  'connection.changed': words('Koppeling gewijzigd', 'Connection changed'),
  'connection.test-asked': words('Test van koppeling gevraagd', 'Connection test requested'),
  'connection.tested': words('Koppeling getest', 'Connection tested'),
  'connection.broken': words('Koppeling werkt niet', 'Connection not working'),
  'connection.paused': words('Koppeling gepauzeerd', 'Connection paused'),
  'connection.resumed': words('Koppeling hervat', 'Connection resumed'),
  'connection.removed': words('Koppeling verwijderd', 'Connection removed'),
}

export const refusals: Record<string, Words> = {
  'connection.not-found': words('Deze koppeling bestaat niet.', 'This connection does not exist.'),
  'connection.unknown-system': words('Dit systeem kennen we niet.', 'This system is not supported.'),
  'connection.setting-missing': words('Vul {label} in.', 'Fill in {label}.'),
  'connection.needs-channel': words(
    'Kies het verkoopkanaal waar deze webshop bij hoort.',
    'Choose the sales channel that this webshop belongs to.',
  ),
  'connection.no-stock': words(
    'Alleen een webshop met een verkoopkanaal krijgt voorraad doorgegeven.',
    'Stock can only be sent to a webshop with a sales channel.',
  ),
  'connection.setting-wrong': words(
    '{label} is geen webadres. Begin met https://',
    '{label} is not a web address. Start with https://',
  ),
}

export const tasks: Record<string, Words> = {
  'sync.connection-broken': words(
    'Koppeling {name} werkt niet: {error}',
    'Connection {name} is not working: {error}',
  ),
}
