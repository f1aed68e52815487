/** The log of a new business guards itself from its first hour. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyChain } from '../modules/activity/actions.ts'
import type { Ctx } from '../platform/context.ts'
import type { Told, Tools } from '../platform/workflow.ts'
import { openTown } from '../../test/support/people.ts'
import { guardFromTheStart, sealActivityLog, sweepTheDoor, verifyActivityLog } from './guard-activity-log.ts'

const town = await openTown([])

const toolsOf = (tenant: string): Tools => ({
  tenant,
  act: (inner: (ctx: Ctx) => Promise<never>) => town.asSystem(tenant, inner),
  open: () => Promise.reject(new Error('nothing outside is needed')),
  isStopping: () => false,
})

test('a new business has its log sealed every minute, and verified and swept every night', async () => {
  const { tenant } = await town.business('Winkel', 'eva@winkel.example')
  const opened = {
    id: tenant,
    kind: 'tenant.opened',
    about: tenant,
    detail: {},
    at: town.clock.now,
    actorKind: 'nobody',
    actorId: null,
    actorName: '',
  } satisfies Told
  for (const _twice of [1, 2]) await town.asSystem(tenant, (ctx) => guardFromTheStart.run(ctx, opened))
  const schedules = await town.asSystem(tenant, (ctx) =>
    ctx.db.rows<{ name: string; everySeconds: number }>(
      'select name, every_seconds from schedules where tenant_id = $1 order by name',
    ),
  )
  assert.deepEqual(
    schedules.map(({ name, everySeconds }) => [name, everySeconds]),
    [
      ['seal-activity-log', 60],
      ['sweep-the-door', 86_400],
      ['verify-activity-log', 86_400],
    ],
  )
})

test('the nightly look at a log that was tampered with leaves work for a person, once', async () => {
  const { tenant } = await town.business('Andere winkel', 'bas@winkel.example')
  const tools = toolsOf(tenant)
  await sealActivityLog.run(tools, {})
  assert.equal((await town.asSystem(tenant, (ctx) => verifyChain(ctx, {}))).isSound, true)
  await town.database.owner.query("update events set actor_name = 'iemand anders' where tenant_id = $1", [
    tenant,
  ])
  for (const _twice of [1, 2]) await verifyActivityLog.run(tools, {})
  const { rows } = await town.database.owner.query(
    "select kind from tasks where tenant_id = $1 and state = 'open'",
    [tenant],
  )
  assert.deepEqual(rows, [{ kind: 'activity.broken' }])
})

test('sweeping leaves who is signed in alone', async () => {
  const { tenant } = await town.business('Derde winkel', 'cor@winkel.example')
  const cookie = await town.cookieOf('cor@winkel.example')
  await sweepTheDoor.run(toolsOf(tenant), {})
  assert.ok(await town.actorOf(cookie))
})
