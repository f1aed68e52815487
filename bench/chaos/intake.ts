/** Orders come in while processes die, answers are lost and everybody wants the same goods: P1, P2, P4 and P5. */
import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { magento } from '../../src/connectors/magento/index.ts'
import { bicycleShop } from '../../src/connectors/magento/simulated-shop.ts'
import { startMagento } from '../../src/connectors/magento/simulator.ts'
import { system } from '../../src/platform/context.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { openMachine } from '../../src/platform/machine.ts'
import { openLog } from '../../src/platform/log.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { startHouse } from '../../src/entry/start.ts'
import { startProxy } from '../../test/support/proxy.ts'
import { shopOrder } from '../../test/support/world.ts'
import { eventOrder } from './events.ts'
import {
  complaintsOf,
  count,
  jobsOf,
  mustBe,
  throughPort,
  underFire,
  withMerchant,
  type Findings,
  type Ground,
} from './ground.ts'

/** P1: deliveries come one to three times and processes die; each order is there once. */
export function importUnderFire(ground: Ground): Promise<Findings> {
  const [events, deliveries, kills] = ground.tier === 'full' ? [5000, 10_000, 200] : [60, 120, 3]
  return withMerchant(
    ground,
    { stock: { 'BEL-1': 100_000, 'BAND-28': 100_000, 'ZADEL-L': 100_000 } },
    async (merchant, address) => {
      const numbers = Array.from({ length: deliveries }, (_, i) =>
        i < events ? i : Math.floor(ground.chance() * events),
      )
      for (let i = 0; i < numbers.length; i += 500) {
        await merchant.act(async (ctx) => {
          for (const number of numbers.slice(i, i + 500))
            ctx.later({ task: 'work', payload: { work: 'take-delivery', number } })
        })
      }
      const from = performance.now()
      const fired = await underFire(ground, {
        name: 'deliveries',
        input: { address, tenant: merchant.tenant, channel: merchant.channel.id },
        processes: 3,
        kills,
        pace: { left: () => jobsOf(merchant.database, 'take-delivery') },
      })
      const { tenant, database } = merchant
      const faults = await complaintsOf(merchant.act)
      mustBe(faults, 'kills', fired.kills, kills)
      const orders = await count(database, 'select count(*) as n from orders where tenant_id = $1', [tenant])
      const lines = await count(database, 'select count(*) as n from order_lines where tenant_id = $1', [
        tenant,
      ])
      mustBe(faults, 'orders', orders, events)
      mustBe(faults, 'lines', lines, events * 3)
      mustBe(
        faults,
        'open tasks',
        await count(database, "select count(*) as n from tasks where tenant_id = $1 and state = 'open'", [
          tenant,
        ]),
        0,
      )
      mustBe(faults, 'jobs left', await jobsOf(database, 'take-delivery'), 0)
      return {
        figures: `${deliveries} deliveries of ${events} events, ${fired.kills} kills: ${orders} orders, ${lines} lines, ${seconds(from)}`,
        faults,
      }
    },
  )
}

/** P2: the same knock at the door a thousand times, fifty at a time: one order. */
export async function sameHook(ground: Ground): Promise<Findings> {
  const knocks = ground.tier === 'full' ? 1000 : 300
  const shop = await startMagento()
  const address = await ground.database()
  const house = await startHouse(
    {
      port: 0,
      host: '127.0.0.1',
      dataFolder: await mkdtemp(join(ground.folder, 'p2-')),
      databaseUrl: address.owner,
      namesStatements: true,
      publicUrl: null,
      secretKey: undefined,
      smtpUrl: null,
      mailFrom: null,
      trustedProxies: [],
      roles: new Set(['web', 'worker']),
      isDemo: false,
    },
    [magento],
    openLog(() => undefined),
  )
  try {
    const call = await signedIn(house.address!, house.firstRunLink!)
    const business = await call('/businesses', { legalName: 'Chaos B.V.', tradeName: 'Chaos', country: 'NL' })
    const location = await call('/locations', { name: 'Magazijn', type: 'warehouse' })
    const channel = await call('/channels', { name: 'Webshop', type: 'shop', business: business.id })
    await call('/channel-locations', { channel: channel.id, location: location.id })
    await call('/connections', {
      name: 'Winkel',
      connector: 'magento',
      channel: channel.id,
      settings: shop.settings,
      importSince: '2020-01-01T00:00:00Z',
    })
    const found = () =>
      house.database.owner.query<{ tenant_id: string; hook: string }>(
        "select tenant_id, hook from connections where state = 'active'",
      )
    await untilSo(async () => (await found()).rows.length === 1, 20)
    const { tenant_id: tenant, hook } = (await found()).rows[0]!
    shop.shopper.place({ lines: [{ sku: bicycleShop[0]!.sku, pieces: 1 }] })

    // A webshop is another machine: its own work is not ours, so it knocks from a process of its own.
    const knocker = new URL('./knocker.ts', import.meta.url).pathname
    const door = `${house.address}/api/hooks/${tenant}/${hook}`
    const [cpu, statements] = [process.cpuUsage(), house.database.statements()]
    const { stdout } = await promisify(execFile)(process.execPath, [knocker, door, String(knocks), '50'])
    const { user, system } = process.cpuUsage(cpu)
    const asked = house.database.statements() - statements
    const told = JSON.parse(stdout) as {
      whole: number
      milliseconds: number[]
      statuses: Record<string, number>
    }
    const faults: string[] = []
    await untilSo(
      async () =>
        (await count(
          house.database,
          'select count(*) as n from graphile_worker.jobs where run_at <= now()',
        )) === 0,
      30,
    )
    const orders = await count(house.database, 'select count(*) as n from orders')
    mustBe(faults, 'orders', orders, 1)
    mustBe(
      faults,
      'events of it',
      await count(house.database, "select count(*) as n from events where kind = 'order.placed'"),
      1,
    )
    mustBe(faults, 'answers', told.statuses, { 200: knocks })
    const took = told.milliseconds.toSorted((a, b) => a - b)
    return {
      figures: `${knocks} times, 50 at a time, in ${(told.whole / 1000).toFixed(1)} s: ${orders} order, p95 ${took[Math.floor(took.length * 0.95)]!.toFixed(0)} ms, ${((user + system) / 1000 / knocks).toFixed(2)} ms of processor and ${(asked / knocks).toFixed(2)} statements each`,
      faults,
    }
  } finally {
    await house.stop()
    await shop.close()
  }
}

/** P4: the answer to some commits is lost, or the request never arrives: nothing is doubled, nothing is missing. */
export function lostAnswers(ground: Ground): Promise<Findings> {
  const tries = ground.tier === 'full' ? 400 : 120
  return withMerchant(ground, {}, async (merchant, address) => {
    const proxy = await startProxy(ground.listening)
    const database = openDatabase({ ...throughPort(address, proxy.port), poolSize: 4 })
    const machine = openMachine(database, [])
    let commits = 0
    // Every fourth commit, in turn lost on the way back and on the way there.
    proxy.faults.atCommit = () =>
      ++commits % 4 !== 0 ? null : commits % 8 === 0 ? 'request-lost' : 'answer-lost'
    const faults: string[] = []
    const answered = new Set<string>()
    try {
      for (let i = 0; i < tries; i += 4) {
        const some = await Promise.all(
          [i, i + 1, i + 2, i + 3].map((number) =>
            machine
              .act({ tenant: merchant.tenant, actor: system }, (ctx) =>
                takeInOrders(ctx, merchant.channel, [eventOrder(number)]),
              )
              .catch((error: unknown) => {
                faults.push(String(error))
                return []
              }),
          ),
        )
        for (const [taken] of some) if (taken?.order) answered.add(taken.order)
      }
    } finally {
      await database.close()
      await proxy.close()
    }
    const { tenant } = merchant
    const orders = await count(merchant.database, 'select count(*) as n from orders where tenant_id = $1', [
      tenant,
    ])
    mustBe(faults, 'orders', orders, tries)
    mustBe(
      faults,
      'answered ids that stand',
      await count(merchant.database, 'select count(*) as n from orders where id = any($1)', [[...answered]]),
      tries,
    )
    mustBe(
      faults,
      'events',
      await count(
        merchant.database,
        "select count(*) as n from events where tenant_id = $1 and kind = 'order.placed'",
        [tenant],
      ),
      tries,
    )
    faults.push(...(await complaintsOf(merchant.act)))
    return { figures: `${tries} orders, ${proxy.cuts()} commits cut: ${orders} rows`, faults }
  })
}

/** P5: sixty-four sessions try twenty times each for a hundred pieces: exactly a hundred are promised. */
export function hundredPieces(ground: Ground): Promise<Findings> {
  const [sessions, tries] = ground.tier === 'full' ? [64, 20] : [64, 3]
  return withMerchant(ground, { stock: { 'BEL-1': 100 }, poolSize: 64 }, async (merchant) => {
    const from = performance.now()
    await Promise.all(
      Array.from({ length: sessions }, async () => {
        for (let i = 0; i < tries; i++)
          await merchant.act((ctx) => takeInOrders(ctx, merchant.channel, [shopOrder([['BEL-1', 1, 1000]])]))
      }),
    )
    const promised = await count(
      merchant.database,
      'select sum(quantity) / 1000 as n from reservations where tenant_id = $1',
      [merchant.tenant],
    )
    const faults = await complaintsOf(merchant.act)
    mustBe(faults, 'promised', promised, 100)
    mustBe(
      faults,
      'free',
      await count(
        merchant.database,
        'select sum(on_hand - reserved) as n from stock_levels where tenant_id = $1',
        [merchant.tenant],
      ),
      0,
    )
    mustBe(
      faults,
      'orders',
      await count(merchant.database, 'select count(*) as n from orders where tenant_id = $1', [
        merchant.tenant,
      ]),
      sessions * tries,
    )
    return {
      figures: `${sessions} sessions × ${tries} orders for 100 pieces: ${promised} promised, ${seconds(from)}`,
      faults,
    }
  })
}

async function signedIn(address: string, link: string) {
  let cookie = ''
  const call = async (path: string, body: object) => {
    const answer = await fetch(`${address}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body),
    })
    const set = answer.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0]!
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  await call('/first-run', {
    token: link.split('#')[1],
    business: 'Chaos',
    name: 'Chaos',
    email: 'chaos@dewit.example',
    password: 'groene-fietsbel-op-zolder-77',
  })
  return call
}

async function untilSo(ask: () => Promise<boolean>, patienceSeconds: number): Promise<void> {
  const from = performance.now()
  while (!(await ask())) {
    if (performance.now() - from > patienceSeconds * 1000) throw new Error('it did not come to be')
    await new Promise((go) => setTimeout(go, 100))
  }
}

export const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`
