/** A receiver outside that fails as the outside does, and calls to it while processes die: P6. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { outbound, type CallOutcome } from '../../src/platform/workflow.ts'
import { count, mustBe, underFire, withMerchant, type Findings, type Ground } from './ground.ts'

type Port = { tell(about: string, key: string): Promise<CallOutcome<string>> }

/** What the processes do with each event: one call, under the key that the program gives it. */
export const tellOutside = outbound<Port, { about: string }, string>({
  name: 'tell-outside',
  on: ['chaos.happened'],
  to: 'receiver',
  prepare: async (_ctx, event) => ({ ask: { about: event.about } }),
  call: (port, ask, key) => port.tell(ask.about, key),
  settle: async (ctx, receipt, event) => ctx.emit('chaos.told', event.about, { receipt }),
})

export const openReceiver = (url: string): Port => ({
  async tell(about, key) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: about,
      signal: AbortSignal.timeout(1000),
    })
    if (!answer.ok) return { kind: 'unknown', text: `status ${answer.status}` }
    return { kind: 'ok', value: await answer.text() }
  },
})

type Receiver = {
  readonly url: string
  readonly calls: number
  readonly keysOf: ReadonlyMap<string, Set<string>>
  readonly effects: ReadonlyMap<string, string>
  close(): void
}

/** Ten in a hundred calls get 503, five are cut off before or after their effect, five get their answer too late. */
async function startReceiver(chance: () => number): Promise<Receiver> {
  const keysOf = new Map<string, Set<string>>()
  const effects = new Map<string, string>()
  let calls = 0
  const server = createServer(async (request, response) => {
    calls++
    const about = await bodyOf(request)
    const key = String(request.headers['idempotency-key'])
    keysOf.set(about, (keysOf.get(about) ?? new Set()).add(key))
    const fate = chance()
    if (fate < 0.1) return void response.writeHead(503).end()
    if (fate < 0.125) return void request.socket.destroy()
    if (!effects.has(key)) effects.set(key, `receipt-${effects.size + 1}`)
    if (fate < 0.15) return void request.socket.destroy()
    if (fate < 0.2) await sleep(2000)
    response.end(effects.get(key))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get calls() {
      return calls
    },
    keysOf,
    effects,
    close: () => void (server.closeAllConnections(), server.close()),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

export function callsUnderFire(ground: Ground): Promise<Findings> {
  const [intents, kills] = ground.tier === 'full' ? [300, 100] : [30, 2]
  return withMerchant(ground, { subscribers: [tellOutside] }, async (merchant, address) => {
    const receiver = await startReceiver(ground.chance)
    try {
      await merchant.act(async (ctx) => {
        for (let i = 0; i < intents; i++) ctx.emit('chaos.happened', ctx.newId())
      })
      const { tenant, database } = merchant
      const fired = await underFire(ground, {
        name: 'calling',
        input: { address, tenant, receiver: receiver.url },
        processes: 3,
        kills,
        pace: { everyMilliseconds: 500 },
      })
      const faults: string[] = []
      const repeated = [...receiver.keysOf.values()].filter((keys) => keys.size > 1).length
      mustBe(faults, 'effects', receiver.effects.size, intents)
      mustBe(faults, 'asked for', receiver.keysOf.size, intents)
      mustBe(faults, 'asked again under another key', repeated, 0)
      mustBe(
        faults,
        'kept as told',
        await count(
          database,
          "select count(*) as n from events where tenant_id = $1 and kind = 'chaos.told'",
          [tenant],
        ),
        intents,
      )
      mustBe(
        faults,
        'calls that ended well',
        await count(
          database,
          "select count(*) as n from outbound_calls where tenant_id = $1 and state = 'ok'",
          [tenant],
        ),
        intents,
      )
      mustBe(
        faults,
        'open tasks',
        await count(database, "select count(*) as n from tasks where tenant_id = $1 and state = 'open'", [
          tenant,
        ]),
        0,
      )
      return {
        figures: `${intents} intents, ${fired.kills} kills: ${receiver.calls} calls, ${receiver.calls - intents} repeats taken in, ${receiver.effects.size} effects`,
        faults,
      }
    } finally {
      receiver.close()
    }
  })
}
