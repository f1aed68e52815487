/** A connector's context for tests: the promises of the platform's own, kept with plain fetch and without pacing. */
import {
  ConnectorFault,
  type ConnectorContext,
  type HttpAnswer,
  type HttpRequest,
} from '../../src/contracts/connector.ts'

type Bend = {
  readonly now?: () => Date
  /** How long an answer may take; a request's own time-out is used when that is shorter. */
  readonly timeoutSeconds?: number
  /** Where the connector's log lines go. */
  readonly notes?: string[]
}

/** What a connector is handed: `settings` opened, http with a time-out that throws a transient fault when no answer came. */
export function contextFor<S>(settings: S, bend: Bend = {}): ConnectorContext<S> {
  return {
    settings,
    now: bend.now ?? (() => new Date()),
    http: (request) => ask(request, Math.min(request.timeoutSeconds ?? 30, bend.timeoutSeconds ?? 30)),
    note: (text) => void bend.notes?.push(text),
  }
}

async function ask(request: HttpRequest, timeoutSeconds: number): Promise<HttpAnswer> {
  try {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes }
  } catch (cause) {
    const fault = new ConnectorFault(
      'transient',
      `no answer to ${request.method} ${new URL(request.url).pathname}`,
    )
    fault.cause = cause
    throw fault
  }
}
