/**
 * The http of a provider that keeps this small protocol, or of a gateway in front of one that speaks otherwise:
 * - `GET /participants/{scheme}:{id}` gives the document types that a participant receives, 404 when it is unknown;
 * - `POST /documents` with an Idempotency-Key takes a document, and gives the first one again for a key it has seen;
 * - `GET /documents?reference={key}` and `GET /documents/{id}` tell how far it is;
 * - `GET /account` tells who we are; every call carries a bearer key.
 */
import {
  ConnectorFault,
  waitOf,
  type ConnectorContext,
  type HttpAnswer,
  type HttpRequest,
} from '../../contracts/connector.ts'

export type PeppolSettings = { readonly host: string; readonly key: string }

/** The answer's JSON with its status; faults are thrown, 404, 409 and 422 are for the caller to judge. */
export type Client = (
  method: HttpRequest['method'],
  path: string,
  more?: { readonly key: string; readonly body: unknown },
) => Promise<{ status: number; body: unknown }>

export function clientOf({ settings, http }: ConnectorContext<PeppolSettings>): Client {
  return async (method, path, more) => {
    const answer = await http({
      method,
      url: `${settings.host.replace(/\/+$/, '')}${path}`,
      headers: {
        authorization: `Bearer ${settings.key}`,
        accept: 'application/json',
        ...(more && { 'content-type': 'application/json', 'idempotency-key': more.key }),
      },
      ...(more && { body: JSON.stringify(more.body) }),
    })
    throwFault(answer)
    return { status: answer.status, body: jsonOf(answer) }
  }
}

/** What a provider that gives no time is given. */
const patienceSeconds = 60

function throwFault(answer: HttpAnswer): void {
  const { status } = answer
  const wait = waitOf(answer)
  if (status === 401 || status === 403)
    throw new ConnectorFault('auth', 'the provider does not accept the key')
  if (status === 429)
    throw new ConnectorFault('pace', 'the provider asks for fewer calls', wait ?? patienceSeconds)
  if (status === 503) throw new ConnectorFault('outage', 'the provider is down or in maintenance', wait)
  if (status >= 500) throw new ConnectorFault('transient', `the provider answered ${status}`)
  const isAnswer = (status >= 200 && status < 300) || [400, 404, 409, 422].includes(status)
  if (!isAnswer) throw new ConnectorFault('unreadable', `the provider answered ${status}`)
}

function jsonOf({ status, bytes }: HttpAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new ConnectorFault('unreadable', `the provider answered ${status} with something that is not JSON`)
  }
}
