/** A provider that brings electronic invoices onto the Peppol network, over a small protocol of its own. */
import { words } from '../../base/words.ts'
import {
  ConnectorFault,
  type ConnectorContext,
  type Health,
  type Outcome,
} from '../../contracts/connector.ts'
import type { EDelivery, EDocument, EInvoicing, EInvoicingConnector } from '../../contracts/e-invoice.ts'
import { clientOf, type Client, type PeppolSettings } from './client.ts'
import { deliveryOf, fieldsOf, heldOf, kindsIn, participantId, refusalOf, wireOf } from './map.ts'

export const peppolProvider: EInvoicingConnector<PeppolSettings> = {
  name: 'peppol-provider',
  title: 'Peppol',
  kind: 'e-invoice',
  words: words('E-facturen versturen over het Peppol-netwerk', 'E-invoices sent over the Peppol network'),
  settings: [
    {
      name: 'host',
      words: words('Adres van de aanbieder', 'Provider address'),
      help: words(
        'Van een aanbieder (access point) die dit protocol spreekt, of van een tussenstuk ervoor.',
        'Of a provider (access point) that supports this protocol, or of a gateway in front of it.',
      ),
      kind: 'url',
      isRequired: true,
    },
    { name: 'key', words: words('API-sleutel', 'API key'), kind: 'secret', isRequired: true },
  ],
  limits: { perSecond: 5, parallel: 2 },
  open,
}

function open(context: ConnectorContext<PeppolSettings>): EInvoicing {
  const client = clientOf(context)
  return {
    test: () => healthOf(client),
    async lookup(participant) {
      const { status, body } = await client(
        'GET',
        `/participants/${encodeURIComponent(participantId(participant))}`,
      )
      return status === 404 ? null : kindsIn(body)
    },
    send: (document, key) => send(client, document, key, context.now),
    async find(key) {
      const { body } = await client('GET', `/documents?reference=${encodeURIComponent(key)}`)
      const { documents } = fieldsOf(body)
      if (!Array.isArray(documents))
        throw new ConnectorFault('unreadable', 'the provider gave no list of documents')
      return documents.length === 0 ? null : heldOf(documents[0], context.now())
    },
    deliveries: (externalIds) => deliveriesOf(client, externalIds, context.note),
  }
}

/** The provider keeps our key, so that the same question is the same document. */
async function send(
  client: Client,
  document: EDocument,
  key: string,
  now: () => Date,
): Promise<Outcome<EDelivery>> {
  try {
    const { status, body } = await client('POST', '/documents', { key, body: wireOf(document, key) })
    return status >= 400 ? refusalOf(status, body) : { kind: 'ok', value: heldOf(body, now()) }
  } catch (fault) {
    // No answer, or one that we cannot read: the document may be on its way to the customer.
    if (fault instanceof ConnectorFault && (fault.kind === 'transient' || fault.kind === 'unreadable'))
      return { kind: 'unknown', text: fault.message }
    throw fault
  }
}

async function deliveriesOf(
  client: Client,
  externalIds: readonly string[],
  note: (text: string) => void,
): Promise<EDelivery[]> {
  const deliveries: EDelivery[] = []
  for (const externalId of externalIds) {
    const { status, body } = await client('GET', `/documents/${encodeURIComponent(externalId)}`)
    if (status === 404) continue
    const delivery = deliveryOf(body)
    if (delivery) deliveries.push(delivery)
    else note(`document ${externalId}: state ${String(fieldsOf(body).state)} is not known here`)
  }
  return deliveries
}

async function healthOf(client: Client): Promise<Health> {
  try {
    const { name, senders } = fieldsOf((await client('GET', '/account')).body)
    const registered = Array.isArray(senders) ? senders.map(String) : []
    return {
      isHealthy: typeof name === 'string' && registered.length > 0,
      account: typeof name === 'string' ? name : '',
      checks: [
        { words: keyAccepted, isGood: typeof name === 'string', detail: '' },
        { words: hasSender, isGood: registered.length > 0, detail: registered.join(', ') },
      ],
    }
  } catch (fault) {
    if (!(fault instanceof ConnectorFault)) throw fault
    const said = fault.kind === 'auth' ? keyAccepted : answers
    return { isHealthy: false, account: '', checks: [{ words: said, isGood: false, detail: fault.message }] }
  }
}

const keyAccepted = words('De aanbieder accepteert de API-sleutel', 'The provider accepts the API key')
const hasSender = words(
  'Een eigen bedrijf is aangemeld als afzender',
  'One of your businesses is registered as a sender',
)
const answers = words('De aanbieder antwoordt', 'The provider responds')
