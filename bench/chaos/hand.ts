/** One of the processes that are killed: does the named work until there is none left. */
import { setTimeout as sleep } from 'node:timers/promises'
import { system, type Ctx } from '../../src/platform/context.ts'
import { openDatabase, type DatabaseAddress } from '../../src/platform/database.ts'
import { openMachine } from '../../src/platform/machine.ts'
import type { Workflow } from '../../src/platform/workflow.ts'
import { chance } from '../workload.ts'

type Given = {
  address: DatabaseAddress
  tenant: string
  channel: string
  seed: number
  failing: number
  receiver: string
}

const [name, json] = process.argv.slice(2)
const given = JSON.parse(json!) as Given
const next = chance(given.seed)
const database = openDatabase({ ...given.address, poolSize: 4 })

/** Each kind loads what it needs and no more: they are killed and started by the hundred. */
const hands: Record<string, () => Promise<void>> = {
  /** Takes deliveries in as jobs until none is left. */
  async deliveries() {
    const { work } = await import('../../src/platform/workflow.ts')
    const { takeInOrders } = await import('../../src/workflows/take-in-orders/take-in.ts')
    const { Channel } = await import('../../src/modules/channels/schema.ts')
    const { get } = await import('../../src/platform/rows.ts')
    const { eventOrder } = await import('./events.ts')
    const takeDelivery = work({
      name: 'take-delivery',
      run: (tools, payload) =>
        tools.act(async (ctx) =>
          takeInOrders(ctx, await get(ctx, Channel, given.channel), [eventOrder(Number(payload.number))]),
        ),
    })
    await workUntilDone(takeDelivery)
  },

  /** Gives concepts their number until none is left; some transactions fail after the number was taken. */
  async finalising() {
    const { finalise } = await import('../../src/modules/invoicing/actions.ts')
    const { Refusal } = await import('../../src/base/refusal.ts')
    for (;;) {
      const { rows } = await database.owner.query<{ id: string }>(
        "select id from invoices where tenant_id = $1 and state = 'concept' order by md5(id::text || $2) limit 25",
        [given.tenant, String(next())],
      )
      if (rows.length === 0) return
      for (const { id } of rows) {
        await act(async (ctx) => {
          await finalise(ctx, id)
          if (next() < given.failing) throw new Error('injected')
        }).catch((error: unknown) => {
          // Another process was first, or the failure was ours on purpose.
          if (!(error instanceof Refusal) && !(error instanceof Error && error.message === 'injected'))
            throw error
        })
      }
    }
  },

  /** Begins a long job, tells that it did, and works on until killed. */
  async longJob() {
    const { work } = await import('../../src/platform/workflow.ts')
    const linger = work({
      name: 'linger',
      async run(tools) {
        await tools.act((ctx) =>
          ctx.db.run(
            "insert into requests (tenant_id, key, fingerprint, answer, at) values ($1, 'begun:' || $2::text, '', '{}', $3)",
            [String(process.pid), ctx.now],
          ),
        )
        await sleep(60_000)
      },
    })
    await startWork([linger])
    await new Promise(() => undefined)
  },

  /** Tells a receiver outside of what happened, until everybody was told. */
  async calling() {
    const { tellOutside, openReceiver } = await import('./outside.ts')
    await workUntilDone(tellOutside as Workflow, async () => openReceiver(given.receiver))
  },
}

const act = <T>(run: (ctx: Ctx) => Promise<T>) =>
  openMachine(database, []).act({ tenant: given.tenant, actor: system }, run)

async function startWork(workflows: readonly Workflow[], open: () => Promise<unknown> = async () => null) {
  const { startWorker } = await import('../../src/platform/worker.ts')
  const { openLog } = await import('../../src/platform/log.ts')
  return startWorker(
    openMachine(database, []),
    workflows,
    open,
    openLog(() => undefined),
    { pollMilliseconds: 200, concurrency: 4 },
  )
}

async function workUntilDone(workflow: Workflow, open?: () => Promise<unknown>): Promise<void> {
  const { jobsOf } = await import('./ground.ts')
  const worker = await startWork([workflow], open)
  while ((await jobsOf(database, workflow.name)) > 0) await sleep(200)
  await worker.stop()
}

await hands[name!]!()
await database.close()
process.exit(0)
