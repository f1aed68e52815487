/** MyParcel's http: the key, the content types and what each failure means; it knows no parcels. */
import {
  ConnectorFault,
  waitOf,
  type ConnectorContext,
  type HttpAnswer,
  type HttpRequest,
} from '../../contracts/connector.ts'

export type MyParcelSettings = {
  readonly host: string
  readonly key: string
  /** Number of the carrier at MyParcel. */
  readonly carrier: string
}

export type Client = {
  /** The answer's JSON; a status that the caller must judge comes along. */
  json(
    method: HttpRequest['method'],
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }>
  /** A PDF, or the JSON that came instead of it. */
  pdf(path: string): Promise<{ status: number; pdf: Uint8Array } | { status: number; body: unknown }>
}

/** A create is not an ordinary body: the version of the shipment stands in its type. */
const shipmentType = 'application/vnd.shipment+json;version=1.1;charset=utf-8'

export function clientOf({ settings, http }: ConnectorContext<MyParcelSettings>): Client {
  const headers = {
    authorization: `bearer ${Buffer.from(settings.key).toString('base64')}`,
    'user-agent': 'Pakhuis',
  }
  const ask = async (method: HttpRequest['method'], path: string, accept: string, body?: unknown) => {
    const more: Record<string, string> = body === undefined ? {} : { 'content-type': shipmentType }
    const answer = await http({
      method,
      url: `${settings.host.replace(/\/+$/, '')}${path}`,
      headers: { ...headers, accept, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    throwFault(answer)
    return answer
  }
  return {
    async json(method, path, body) {
      const answer = await ask(method, path, 'application/json;charset=utf-8', body)
      return { status: answer.status, body: jsonOf(answer) }
    },
    async pdf(path) {
      const answer = await ask('GET', path, 'application/pdf')
      if (isPdf(answer.bytes)) return { status: answer.status, pdf: answer.bytes }
      return { status: answer.status, body: jsonOf(answer) }
    },
  }
}

/** The window of MyParcel slides over five minutes and refused calls count as well, so a shorter wait is no use. */
const windowSeconds = 300

/** Statuses that say nothing of what was asked for; 404 and 422 are left for the caller. */
function throwFault(answer: HttpAnswer): void {
  const { status } = answer
  if (status === 401 || status === 403)
    throw new ConnectorFault('auth', 'MyParcel does not accept the API key')
  if (status === 429)
    throw new ConnectorFault('pace', 'MyParcel asks for fewer calls', waitOf(answer) ?? windowSeconds)
  if (status === 503) throw new ConnectorFault('outage', 'MyParcel is down or in maintenance', waitOf(answer))
  if (status >= 500) throw new ConnectorFault('transient', `MyParcel answered ${status}`)
  const isAnswer =
    (status >= 200 && status < 300) || status === 400 || status === 404 || status === 409 || status === 422
  if (!isAnswer) throw new ConnectorFault('unreadable', `MyParcel answered ${status}`)
}

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'

function jsonOf({ status, bytes }: HttpAnswer): unknown {
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    throw new ConnectorFault('unreadable', `MyParcel answered ${status} with something that is not JSON`)
  }
}
