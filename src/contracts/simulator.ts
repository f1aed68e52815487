/** The kit of every simulator: a real http server on this machine with latency and faults to switch on. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A fault that strikes matching requests; `times` counts down, endless when left out. */
export type SimulatedFault = {
  /** `cut-after` does the work and never answers; `own` is a fault that only this system has, by `name`. */
  readonly kind: 'status' | 'cut-before' | 'cut-after' | 'half-answer' | 'slow' | 'own'
  readonly name?: string
  readonly detail?: string
  /** Part of the path, and the method, that it strikes; all when left out. */
  readonly path?: string
  readonly method?: string
  /** Part of the request's body that it strikes, for systems that have one path for everything. */
  readonly bodyHas?: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly milliseconds?: number
  /** Lets this many matching requests pass first. */
  skip?: number
  times?: number
}

export type SimulatedRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type SimulatedAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export type Simulator = {
  /** Such as http://127.0.0.1:29310, without a slash at the end. */
  readonly address: string
  readonly faults: SimulatedFault[]
  /** The newest two thousand requests, newest last. */
  readonly requests: SimulatedRequest[]
  close(): Promise<void>
}

export type SimulatorHandler = (
  request: SimulatedRequest,
  /** The switched-on fault of this system by its name, counted down when asked for. */
  own: (name: string) => SimulatedFault | undefined,
) => SimulatedAnswer | Promise<SimulatedAnswer>

export const jsonAnswer = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): SimulatedAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

/** Starts a simulator on a port of this machine; port 0 takes any free one. */
export async function startSimulator(handler: SimulatorHandler, port = 0): Promise<Simulator> {
  const faults: SimulatedFault[] = []
  const requests: SimulatedRequest[] = []

  const strikes = (request: SimulatedRequest, wanted: (fault: SimulatedFault) => boolean) => {
    const found = faults.find(
      (fault) =>
        wanted(fault) &&
        (fault.times ?? 1) > 0 &&
        (!fault.method || fault.method === request.method) &&
        (!fault.path || request.url.pathname.includes(fault.path)) &&
        (!fault.bodyHas || request.body.includes(fault.bodyHas)) &&
        !(fault.skip && fault.skip-- > 0),
    )
    if (found?.times !== undefined) found.times--
    return found
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse) {
    const request = await read(incoming)
    requests.push(request)
    if (requests.length > 2000) requests.shift()
    const slow = strikes(request, (f) => f.kind === 'slow')
    if (slow) await sleep(slow.milliseconds ?? 1000)
    const fault = strikes(request, (f) => f.kind !== 'slow' && f.kind !== 'own')
    if (fault?.kind === 'cut-before') return void incoming.socket.destroy()
    if (fault?.kind === 'status') {
      response.writeHead(fault.status ?? 500, fault.headers ?? { 'content-type': 'text/plain' })
      return void response.end(fault.body ?? '')
    }
    const given = await handler(request, (name) =>
      strikes(request, (f) => f.kind === 'own' && f.name === name),
    )
    if (fault?.kind === 'cut-after') return void incoming.socket.destroy()
    response.writeHead(given.status, given.headers ?? {})
    if (fault?.kind === 'half-answer') {
      const bytes = Buffer.from(given.body ?? '')
      response.write(bytes.subarray(0, bytes.length >> 1), () => incoming.socket.destroy())
      return
    }
    response.end(given.body ?? '')
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`simulator fault: ${String(error)}`)
    })
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    faults,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function read(incoming: IncomingMessage): Promise<SimulatedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value)
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}
