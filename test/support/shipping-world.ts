/** A small world that ships: a carrier's stand-in, a place for files, and workers to start, stop and start again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { myparcel } from '../../src/connectors/myparcel/index.ts'
import { startMyParcel } from '../../src/connectors/myparcel/simulator.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { workflows } from '../../src/entry/register.ts'
import { Connection } from '../../src/modules/apps/schema.ts'
import { planOrder } from '../../src/modules/planning/actions.ts'
import { system } from '../../src/platform/context.ts'
import { diskFiles, useFiles } from '../../src/platform/files.ts'
import { openLog } from '../../src/platform/log.ts'
import type { Subscriber } from '../../src/platform/machine.ts'
import { stopPdf } from '../../src/platform/pdf/render.ts'
import { insert } from '../../src/platform/rows.ts'
import { startWorker, type Opener, type Worker } from '../../src/platform/worker.ts'
import type { Tools, Workflow } from '../../src/platform/workflow.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { contextFor } from './connector-context.ts'
import { newWorld, shopOrder } from './world.ts'

export async function shippingWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-files-'))
  useFiles(diskFiles(folder))
  const carrier = await startMyParcel({ isPaced: false })
  const workers = new Set<Worker>()
  // Before the world's own: workers stop while their database is still there.
  after(async () => {
    for (const worker of workers) await worker.stop()
    await stopPdf()
    await carrier.close()
    await rm(folder, { recursive: true, force: true })
  })

  const subscribers = workflows.filter((one): one is Workflow & Subscriber => 'on' in one)
  const world = await newWorld({ stock: { 'BEL-1': 500, 'BAND-28': 500, 'ZADEL-L': 0 }, subscribers })
  const connection = await world.act((ctx) =>
    insert(ctx, Connection, {
      name: 'Pakketdienst',
      connector: 'carrier',
      kind: 'carrier',
      state: 'active',
      hook: 'none',
    }),
  )
  const port = myparcel.open(contextFor(carrier.settings))
  const open: Opener = async () => port
  const log = openLog(() => undefined)

  const start = async (chosen: readonly Workflow[] = workflows) => {
    const worker = await startWorker(world.machine, chosen, open, log, { pollMilliseconds: 100 })
    workers.add(worker)
    return async () => {
      workers.delete(worker)
      await worker.stop()
    }
  }
  return {
    ...world,
    carrier,
    connection: connection.id,
    start,
    /** What a job in steps is handed, for running one by hand. */
    tools: (): Tools => ({
      tenant: world.tenant,
      act: (work) => world.machine.act({ tenant: world.tenant, actor: system }, work),
      open: async <P>() => port as P,
      isStopping: () => false,
    }),
    /** An order that came in, planned on a day. */
    async planned(day: string, bend: Partial<ShopOrder> = {}, lines?: Parameters<typeof shopOrder>[0]) {
      const [taken] = await world.act((ctx) => takeInOrders(ctx, world.channel, [shopOrder(lines, bend)]))
      await world.act((ctx) => planOrder(ctx, { order: taken!.order!, day, despite: [] }))
      return taken!.order!
    },
    query: async <T extends object>(sql: string, values: unknown[] = []) =>
      (await world.database.owner.query<T>(sql, values)).rows,
  }
}
