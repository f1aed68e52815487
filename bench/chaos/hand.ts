/** One of the processes that are killed: does the named work until there is none left. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Channel } from '../../src/modules/channels/schema.ts'
import { finalise } from '../../src/modules/invoicing/actions.ts'
import { system, type Ctx } from '../../src/platform/context.ts'
import { openDatabase, type DatabaseAddress } from '../../src/platform/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { openMachine } from '../../src/platform/machine.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { get } from '../../src/platform/rows.ts'
import { startWorker } from '../../src/platform/worker.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { work } from '../../src/platform/workflow.ts'
import { eventOrder } from './events.ts'

type Given = { address: DatabaseAddress; tenant: string; channel: string; until: string; failing: number }

const [name, json] = process.argv.slice(2)
const given = JSON.parse(json!) as Given
const database = openDatabase({ ...given.address, poolSize: 4 })
const machine = openMachine(database, [])
const act = <T>(run: (ctx: Ctx) => Promise<T>) => machine.act({ tenant: given.tenant, actor: system }, run)

const hands: Record<string, () => Promise<void>> = {
  /** Takes deliveries in as jobs until none is left. */
  async deliveries() {
    const takeDelivery = work({
      name: 'take-delivery',
      run: (tools, payload) =>
        tools.act(async (ctx) => takeInOrders(ctx, await get(ctx, Channel, given.channel), [eventOrder(Number(payload.number))])),
    })
    await workUntilEmpty([takeDelivery])
  },

  /** Gives concepts their number until none is left; some transactions fail after the number was taken. */
  async finalising() {
    for (;;) {
      const { rows } = await database.owner.query<{ id: string }>(
        "select id from invoices where tenant_id = $1 and state = 'concept' order by random() limit 25",
        [given.tenant],
      )
      if (rows.length === 0) return
      for (const { id } of rows) await act((ctx) => finaliseOrFail(ctx, id)).catch(ignoreExpected)
    }
  },

  /** Begins a long job, tells that it did, and works on until killed. */
  async longJob() {
    const linger = work({
      name: 'linger',
      async run(tools) {
        await tools.act((ctx) =>
          ctx.db.run("insert into requests (tenant_id, key, fingerprint, answer, at) values ($1, 'begun:' || $2::text, '', '{}', $3)", [String(process.pid), ctx.now]),
        )
        await sleep(60_000)
      },
    })
    await startWorker(machine, [linger], async () => null, openLog(() => undefined), { pollMilliseconds: 200 })
    await new Promise(() => undefined)
  },
}

async function finaliseOrFail(ctx: Ctx, id: string): Promise<void> {
  await finalise(ctx, id)
  if (Math.random() < given.failing) throw new Error('injected')
}

/** Another process was first, or the failure was ours on purpose. */
function ignoreExpected(error: unknown) {
  if (!(error instanceof Refusal) && !(error instanceof Error && error.message === 'injected')) throw error
}

async function workUntilEmpty(workflows: Parameters<typeof startWorker>[1]): Promise<void> {
  const worker = await startWorker(machine, workflows, async () => null, openLog(() => undefined), { pollMilliseconds: 200, concurrency: 4 })
  for (;;) {
    const { rows } = await database.owner.query('select 1 from graphile_worker.jobs limit 1')
    if (rows.length === 0) break
    await sleep(200)
  }
  await worker.stop()
}

await hands[name!]!()
await database.close()
process.exit(0)
