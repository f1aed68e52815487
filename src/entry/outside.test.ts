/** What a connection that stays open writes down of its talks, and until when. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { ConnectorContext } from '../contracts/connector.ts'
import { Connection } from '../modules/apps/schema.ts'
import { insert } from '../platform/rows.ts'
import { newWorld } from '../../test/support/world.ts'
import { until } from '../../test/support/running.ts'
import { openOutside } from './outside.ts'

const clock = { now: new Date('2026-03-02T09:00:00Z') }
const { machine, tenant, act } = await newWorld({ now: () => clock.now })
const outside = createServer((_, answer) => answer.end('{}'))
after(() => outside.close())
await once(outside.listen(0, '127.0.0.1'), 'listening')
const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`
const open = openOutside(
  machine,
  [
    {
      name: 'echo',
      title: 'Echo',
      kind: 'shop',
      words: { nl: 'Echo', en: 'Echo' },
      settings: [],
      limits: { perSecond: 100, parallel: 4 },
      open: ({ http }: ConnectorContext<never>) => ({ ask: () => http({ method: 'GET', url }) }),
    },
  ],
  {},
)

test('the detail log ends at its hour, also of a connection that was opened before', async () => {
  const { id } = await act((ctx) =>
    insert(ctx, Connection, {
      name: 'Echo',
      connector: 'echo',
      kind: 'shop',
      state: 'active',
      detailUntil: new Date('2026-03-02T10:00:00Z'),
      hook: 'echo',
    }),
  )
  const ask = async () => ((await open(tenant, { connection: id })) as { ask(): Promise<unknown> }).ask()
  const kept = () => act((ctx) => ctx.db.rows('select 1 from exchange_details where tenant_id = $1'))
  await ask()
  await until(kept, (rows) => rows.length === 1, 10)
  clock.now = new Date('2026-03-02T10:00:01Z')
  await ask()
  clock.now = new Date('2026-03-02T09:59:00Z')
  await ask()
  assert.equal((await until(kept, (rows) => rows.length > 1, 10)).length, 2)
})
