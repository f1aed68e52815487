/** A stand-in for a provider on the Peppol network: it reads what it is given, keeps keys, and delivers when told to. */
import { XMLParser } from 'fast-xml-parser'
import {
  jsonAnswer,
  startSimulator,
  type SimulatedAnswer,
  type SimulatedRequest,
  type Simulator,
} from '../../contracts/simulator.ts'
import type { PeppolSettings } from './client.ts'
import { documentTypes, fieldsOf } from './map.ts'

type SimulatedDocument = {
  readonly id: string
  readonly reference: string
  readonly body: string
  state: string
  reason: string | null
  at: Date
}

type PeppolSimulator = Simulator & {
  /** What a connection to it needs. */
  readonly settings: PeppolSettings
  readonly documents: ReadonlyMap<string, SimulatedDocument>
  /** Who receives which document types, by `scheme:id`; empty means nothing. */
  readonly participants: Map<string, readonly string[]>
  /** Participants that may send through this account. */
  readonly senders: Set<string>
  /** Gives a document another state, known or not. */
  move(externalId: string, state: string, reason?: string): void
}

type Options = {
  readonly port?: number
  readonly key?: string
  readonly now?: () => Date
  readonly participants?: Readonly<Record<string, readonly string[]>>
  readonly senders?: readonly string[]
}

const both = Object.values(documentTypes)

export async function startPeppolProvider(options: Options = {}): Promise<PeppolSimulator> {
  const key = options.key ?? 'simulated-key'
  const now = options.now ?? (() => new Date())
  const documents = new Map<string, SimulatedDocument>()
  const participants = new Map(Object.entries(options.participants ?? known))
  const senders = new Set(options.senders ?? ['0106:12345678'])

  const simulator = await startSimulator((request) => {
    const [, room = '', name = ''] = decodeURIComponent(request.url.pathname).split('/')
    if (request.headers.authorization !== `Bearer ${key}`) return jsonAnswer(401, { message: 'Unknown key' })
    switch (`${request.method} /${room}`) {
      case 'GET /account':
        return jsonAnswer(200, { name: 'Voorbeeldwinkel', senders: [...senders] })
      case 'GET /participants': {
        const types = participants.get(name)
        return types ? jsonAnswer(200, { participant: name, documentTypes: types }) : notFound
      }
      case 'POST /documents':
        return take(request)
      case 'GET /documents': {
        if (name === '') return listed(request.url.searchParams.get('reference') ?? '')
        const document = documents.get(name)
        return document ? jsonAnswer(200, told(document)) : notFound
      }
      default:
        return notFound
    }
  }, options.port)

  function take({ headers, body }: SimulatedRequest): SimulatedAnswer {
    const reference = headers['idempotency-key'] ?? ''
    const held = [...documents.values()].find((document) => document.reference === reference)
    if (held && held.body === body) return jsonAnswer(200, told(held))
    if (held)
      return jsonAnswer(409, {
        errors: [{ code: 'key-reused', message: 'This key was used for another document' }],
      })
    const error = errorIn(body, reference)
    if (error) return jsonAnswer(422, { message: 'The document was not accepted', errors: [error] })
    const id = `doc-${String(documents.size + 1).padStart(6, '0')}`
    const document: SimulatedDocument = { id, reference, body, state: 'accepted', reason: null, at: now() }
    documents.set(id, document)
    return jsonAnswer(201, told(document))
  }

  /** Field by field, as a provider does before it lets a document onto the network. */
  function errorIn(body: string, reference: string): Record<string, string> | null {
    const asked = fieldsOf(jsonIn(body))
    const field = (name: string) => (typeof asked[name] === 'string' ? asked[name] : '')
    if (reference === '' || field('reference') !== reference)
      return fault('reference', 'reference', 'No key was given')
    if (!senders.has(field('sender')))
      return fault('sender-not-registered', 'sender', 'Not a sender of this account')
    const types = participants.get(field('receiver'))
    if (!types) return fault('receiver-unknown', 'receiver', 'The receiver is not on the network')
    if (!types.includes(field('documentType')))
      return fault('type-not-received', 'documentType', 'The receiver does not take this document type')
    return faultInXml(field('xml'), field('documentType'), field('sender'), field('receiver'))
  }

  function listed(reference: string): SimulatedAnswer {
    const found = [...documents.values()].filter((document) => document.reference === reference)
    return jsonAnswer(200, { documents: found.map(told) })
  }

  return {
    ...simulator,
    settings: { host: simulator.address, key },
    documents,
    participants,
    senders,
    move(externalId, state, reason) {
      const document = documents.get(externalId)
      if (!document) throw new Error(`there is no document ${externalId}`)
      document.state = state
      document.reason = reason ?? null
      document.at = now()
    },
  }
}

const told = ({ id, reference, state, reason, at }: SimulatedDocument) => ({
  id,
  reference,
  state,
  reason,
  at: at.toISOString(),
})

const fault = (code: string, field: string, message: string) => ({ code, field, message })

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
})

/** The document itself: readable, of the type that it says, and addressed as it is sent. */
function faultInXml(
  xml: string,
  type: string,
  sender: string,
  receiver: string,
): Record<string, string> | null {
  let tree: Record<string, unknown>
  try {
    if (/<!DOCTYPE/i.test(xml)) return fault('doctype', 'xml', 'A document type is not accepted')
    tree = fieldsOf(parser.parse(xml, true))
  } catch {
    return fault('not-xml', 'xml', 'The document is not well-formed')
  }
  const root = type === documentTypes.invoice ? 'Invoice' : 'CreditNote'
  const document = fieldsOf(tree[root])
  if (!(root in tree)) return fault('wrong-root', 'documentType', `The document is not of type ${root}`)
  if (!type.includes(`##${String(document.CustomizationID)}::`))
    return fault('wrong-customization', 'xml', 'CustomizationID is not of this document type')
  const endpoint = (side: string) => {
    const id = fieldsOf(fieldsOf(fieldsOf(document[side]).Party).EndpointID)
    return `${String(id['@schemeID'])}:${String(id['#text'])}`
  }
  if (endpoint('AccountingSupplierParty') !== sender)
    return fault('other-sender', 'sender', 'EndpointID of the seller differs')
  if (endpoint('AccountingCustomerParty') !== receiver)
    return fault('other-receiver', 'receiver', 'EndpointID of the buyer differs')
  return null
}

/** On the network from the start: two that take both, one that takes invoices only, one that takes nothing of ours. */
const known: Readonly<Record<string, readonly string[]>> = {
  '0106:12345678': both,
  '0106:87654321': both,
  '0208:0428759497': [documentTypes.invoice],
  '9930:DE136695976': [],
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const notFound = jsonAnswer(404, { message: 'Not found' })
