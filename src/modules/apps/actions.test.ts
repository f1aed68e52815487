/** How a connection fares: what a test of it may change, and what only a person may. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insert } from '../../platform/rows.ts'
import { newWorld } from '../../../test/support/world.ts'
import { keepHealth, pauseConnection, resumeConnection } from './actions.ts'
import { Connection } from './schema.ts'

const { act, channel } = await newWorld()
const made = (name: string) =>
  act((ctx) =>
    insert(ctx, Connection, {
      name,
      connector: 'shop',
      kind: 'shop',
      channel: channel.id,
      state: 'testing',
      hook: ctx.newId(),
    }),
  )
const tested = async (id: string, isHealthy: boolean) =>
  (
    await act((ctx) =>
      keepHealth(ctx, id, { isHealthy, account: '', checks: [] }, isHealthy ? null : 'no answer'),
    )
  ).state
const paused = (id: string) =>
  act((ctx) =>
    ctx.db.one<{ isPaused: boolean }>(
      "select is_paused from schedules where tenant_id = $1 and subject = $2 and name = 'sync-orders'",
      [id],
    ),
  )

test('a connection works or does not as its test finds', async () => {
  const { id } = await made('Eerste')
  assert.equal(await tested(id, true), 'active')
  assert.equal((await paused(id))?.isPaused, false)
  assert.equal(await tested(id, false), 'broken')
  assert.equal((await paused(id))?.isPaused, true)
  assert.equal(await tested(id, true), 'active')
})

test('what somebody paused stays so through a bad test and a good one, until it is resumed', async () => {
  const { id } = await made('Tweede')
  await tested(id, true)
  await act((ctx) => pauseConnection(ctx, { connection: id }))
  assert.equal(await tested(id, false), 'paused')
  assert.equal(await tested(id, true), 'paused')
  assert.equal((await paused(id))?.isPaused, true)
  assert.equal((await act((ctx) => resumeConnection(ctx, { connection: id }))).state, 'active')
})
