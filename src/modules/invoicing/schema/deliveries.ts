/** How a final document reaches the customer: one delivery per route, and the link under which it can be seen. */
import { choice, integer, link, moment, text } from '../../../base/field.ts'
import { record, type Row } from '../../../base/record.ts'
import { words, type Words } from '../../../base/words.ts'
import { invoiceRoutes } from '../../organisations/schema.ts'

export type InvoiceRoute = keyof typeof invoiceRoutes

/**
 * - sent: our side is done; the mail server, the provider or the letterbox has it
 * - delivered: the other side took it, as far as a route tells
 * - unknown: no answer came; it is asked for under our key before anything is sent again
 */
export const deliveryStates = {
  queued: words('Wacht', 'Waiting'),
  sending: words('Wordt verstuurd', 'Being sent'),
  sent: words('Verstuurd', 'Sent'),
  delivered: words('Aangekomen', 'Arrived'),
  refused: words('Niet aangekomen', 'Not delivered'),
  unknown: words('Uitkomst onbekend', 'Outcome unknown'),
  cancelled: words('Tegengehouden', 'Stopped'),
  kept: words('Bewaard, geen mailserver', 'Kept, no mail server'),
}
export type DeliveryState = keyof typeof deliveryStates

/** Round 1 is made when the document becomes final; every further one is somebody's wish to send it again. */
export const InvoiceDelivery = record('invoice_deliveries', 'Aflevering', 'Delivery', {
  invoice: link('Factuur', 'Invoice', 'invoices', { fixed: true }),
  route: choice('Route', 'Route', invoiceRoutes, { fixed: true }),
  round: integer('Keer', 'Round', { fixed: true }).default(1),
  state: choice('Status', 'Status', deliveryStates, { derived: true }),
  recipient: text('Aan', 'To', { derived: true, max: 2000 }).default(''),
  askedBy: text('Door', 'By', { fixed: true }),
  connection: link('Koppeling', 'Connection', 'connections', { derived: true }).nullable(),
  message: link('E-mail', 'Mail', 'messages', { derived: true }).nullable(),
  externalId: text('Kenmerk van de aanbieder', 'Reference of the provider', { derived: true }).nullable(),
  run: link('Afdruk', 'Print run', 'runs', { derived: true }).nullable(),
  attempts: integer('Pogingen', 'Attempts', { derived: true }).default(0),
  error: text('Reden', 'Reason', { derived: true, max: 1000 }).nullable(),
  errorEn: text('Reden in het Engels', 'Reason in English', { derived: true, max: 1000 }).nullable(),
  sentAt: moment('Verstuurd op', 'Sent at', { derived: true }).nullable(),
  deliveredAt: moment('Aangekomen op', 'Arrived at', { derived: true }).nullable(),
})
export type InvoiceDelivery = Row<typeof InvoiceDelivery>

/** A link of 256 bits under which a customer sees an invoice without signing in (S50). */
export const InvoiceLink = record('invoice_links', 'Factuurlink', 'Invoice link', {
  invoice: link('Factuur', 'Invoice', 'invoices', { fixed: true }),
  hash: text('Controlegetal', 'Hash', { secret: true, derived: true }),
  sealed: text('Link', 'Link', { secret: true, derived: true }),
  endsAt: moment('Geldig tot', 'Valid until', { derived: true }),
  revokedAt: moment('Ingetrokken op', 'Revoked at', { derived: true }).nullable(),
  seenAt: moment('Bekeken op', 'Seen at', { derived: true }).nullable(),
})
export type InvoiceLink = Row<typeof InvoiceLink>

/** Where to mend what a receiver would refuse. */
export const findingSides = {
  buyer: words('Klant', 'Customer'),
  seller: words('Eigen bedrijf', 'Own business'),
  document: words('Factuur', 'Invoice'),
}

export const events: Record<string, Words> = {
  'invoice.delivery-asked': words('Factuur opnieuw verstuurd', 'Invoice sent again'),
  'invoice.delivery-sent': words('Factuur verstuurd', 'Invoice sent'),
  'invoice.delivery-arrived': words('Factuur aangekomen', 'Invoice arrived'),
  'invoice.delivery-refused': words('Factuur niet aangekomen', 'Invoice not delivered'),
  'invoice.delivery-stopped': words('Verzending van factuur tegengehouden', 'Sending of invoice stopped'),
  'invoice.delivery-kept': words(
    'Factuur bewaard, er is geen mailserver',
    'Invoice kept, there is no mail server',
  ),
  'invoice.link-made': words('Factuurlink gemaakt', 'Invoice link created'),
  'invoice.link-revoked': words('Factuurlink ingetrokken', 'Invoice link revoked'),
  'invoice.seen': words('Factuur door de klant bekeken', 'Invoice seen by the customer'),
}

export const refusals: Record<string, Words> = {
  'delivery.not-refused': words(
    'Deze verzending is onderweg of al aangekomen. Kies Opnieuw versturen als de klant de factuur nog een keer nodig heeft.',
    'This delivery is on its way or has arrived. Choose Send again when the customer needs the invoice once more.',
  ),
  'delivery.under-way': words(
    'Factuur {number} wordt op deze manier al verstuurd. Wacht tot dat klaar is.',
    'Invoice {number} is already being sent this way. Wait until that is done.',
  ),
  'delivery.no-address': words(
    'Er is geen e-mailadres voor factuur {number}. Geef er een op.',
    'There is no e-mail address for invoice {number}. Give one.',
  ),
  'delivery.no-participant': words(
    'Bij deze klant staat geen Peppol-adres. Vul het in bij de organisatie.',
    'This customer has no Peppol address. Fill it in at the organisation.',
  ),
  'delivery.needs-organisation': words(
    'Over Peppol gaat een factuur naar een organisatie, en deze klant is geen organisatie. Verstuur haar per e-mail.',
    'Over Peppol an invoice goes to an organisation, and this customer is none. Send it by e-mail.',
  ),
  'print-queue.empty': words('De printwachtrij is leeg.', 'The print queue is empty.'),
  'invoice-link.over': words(
    'Deze link is verlopen of ingetrokken. Vraag de winkel om een nieuwe.',
    'This link has expired or been revoked. Ask the shop for a new one.',
  ),
}

export const tasks: Record<string, Words> = {
  'invoice.not-delivered': words(
    'Factuur {number} is niet aangekomen via {route}: {error}',
    'Invoice {number} was not delivered by {routeEn}: {errorEn}',
  ),
  'invoice.outcome-unknown': words(
    'Of factuur {number} via Peppol is aangekomen is niet bekend: {error}. Probeer opnieuw; wij vragen eerst na of zij er al is.',
    'Whether invoice {number} arrived by Peppol is not known: {errorEn}. Try again; we first ask whether it is there already.',
  ),
}
