/** The provider's words to ours and back: participants, document types, states and refusals. */
import { words } from '../../base/words.ts'
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import type { EDelivery, EDocument, EDocumentKind, Participant } from '../../contracts/e-invoice.ts'

const billing = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'

/** As the network names the two documents of Peppol BIS Billing 3. */
export const documentTypes: Readonly<Record<EDocumentKind, string>> = {
  invoice: `urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##${billing}::2.1`,
  'credit-note': `urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2::CreditNote##${billing}::2.1`,
}

const processId = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'

export const participantId = ({ scheme, id }: Participant): string => `${scheme}:${id}`

export const wireOf = (document: EDocument, key: string): Record<string, string> => ({
  reference: key,
  number: document.number,
  sender: participantId(document.from),
  receiver: participantId(document.to),
  documentType: documentTypes[document.kind],
  processId,
  xml: document.xml,
})

/** The kinds that we know of among the types that a participant receives. */
export function kindsIn(body: unknown): EDocumentKind[] {
  const { documentTypes: types } = fieldsOf(body)
  if (!Array.isArray(types))
    throw new ConnectorFault('unreadable', 'the provider gave no list of document types')
  return (['invoice', 'credit-note'] as const).filter((kind) => types.includes(documentTypes[kind]))
}

const states: Readonly<Record<string, EDelivery['state']>> = {
  accepted: 'under-way',
  sending: 'under-way',
  delivered: 'delivered',
  failed: 'failed',
}

/** How far a document is; null for a state that nobody knows. */
export function deliveryOf(body: unknown): EDelivery | null {
  const { id, state, reason, at } = fieldsOf(body)
  const moment = new Date(typeof at === 'string' ? at : Number.NaN)
  if (typeof id !== 'string' || id === '' || typeof state !== 'string' || Number.isNaN(moment.getTime()))
    throw new ConnectorFault('unreadable', 'the provider gave no document')
  const known = Object.hasOwn(states, state) ? states[state] : undefined
  if (!known) return null
  return {
    externalId: id,
    state: known,
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
    at: moment,
  }
}

/** A document that the provider holds has been sent, whatever it calls its state. */
export const heldOf = (body: unknown, now: Date): EDelivery =>
  deliveryOf(body) ?? { externalId: String(fieldsOf(body).id), state: 'under-way', reason: null, at: now }

const ourFields: Readonly<Record<string, string>> = {
  sender: 'from',
  receiver: 'to',
  documentType: 'kind',
  number: 'number',
  xml: 'xml',
}

export function refusalOf(status: number, body: unknown): Extract<Outcome<never>, { kind: 'refused' }> {
  const { errors, message } = fieldsOf(body)
  const error = fieldsOf(Array.isArray(errors) ? errors[0] : null)
  const text = [error.message, message].find((said) => typeof said === 'string' && said !== '')
  const field = typeof error.field === 'string' ? (ourFields[error.field] ?? error.field) : undefined
  const code = typeof error.code === 'string' ? error.code : `http-${status}`
  const said = ownWords[code] ?? null
  return {
    kind: 'refused',
    code,
    text: typeof text === 'string' ? text : `the provider refused the document (${status})`,
    ...(field ? { field } : {}),
    ...(said ? { words: said } : {}),
  }
}

/** Refusals that a merchant can do something about. */
const ownWords: Readonly<Record<string, ReturnType<typeof words>>> = {
  'receiver-unknown': words(
    'De ontvanger staat niet op het Peppol-netwerk. Controleer het Peppol-adres van de klant of verstuur de factuur per e-mail.',
    'The recipient is not on the Peppol network. Check the customer’s Peppol address or send the invoice by e-mail.',
  ),
  'type-not-received': words(
    'De ontvanger neemt dit soort document niet aan via Peppol. Verstuur het per e-mail.',
    'The recipient does not accept this kind of document over Peppol. Send it by e-mail.',
  ),
  'sender-not-registered': words(
    'Uw bedrijf is bij deze aanbieder niet aangemeld als afzender. Meld het Peppol-adres van het bedrijf daar aan.',
    'Your business is not registered as a sender with this provider. Register the Peppol address of the business there.',
  ),
  'key-reused': words(
    'Onder dit kenmerk is al een ander document verstuurd. Er is niets verstuurd; meld dit aan uw beheerder.',
    'Another document was sent under this key before. Nothing was sent; tell your administrator.',
  ),
}

export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
