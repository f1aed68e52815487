/** The activity log as its readers and its forgers know it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { say } from '../../base/words.ts'
import type { Actor, Ctx } from '../../platform/context.ts'
import { openTown } from '../../../test/support/people.ts'
import {
  exportActivities,
  listActivities,
  sealEvents,
  seeTimeline,
  verifyChain,
  type Verdict,
} from './actions.ts'
import { tasks } from './schema.ts'

const town = await openTown(['activity.see', 'activity.verify'])
const { clock, database } = town
const owner = (statement: string, values: unknown[]) =>
  database.owner.query<Record<string, string>>(statement, values)

const eva: Actor = {
  kind: 'user',
  id: randomUUID(),
  name: 'Eva de Groot',
  rights: 'all',
  address: '203.0.113.7',
}
const sam: Actor = { kind: 'user', id: randomUUID(), name: '=Sam', rights: 'all' }
const bike = randomUUID()

/** A business with a log of so many lines, a minute apart, told by Eva and Sam in turn. */
async function shop(lines: number) {
  const tenant = randomUUID()
  const act = <T>(work: (ctx: Ctx) => Promise<T>, actor = eva) => town.machine.act({ tenant, actor }, work)
  for (let line = 0; line < lines; line++) {
    const kind = line % 3 === 0 ? 'order.planned' : line % 3 === 1 ? 'order.cancelled' : 'stock.counted'
    const about = line % 5 === 0 ? bike : randomUUID()
    await act(
      async (ctx) => ctx.emit(kind, about, { line, changes: { day: [null, '2026-03-02'] } }),
      line % 2 ? sam : eva,
    )
    clock.now = new Date(clock.now.getTime() + 60_000)
  }
  const ids = (await owner('select id from events where tenant_id = $1 order by id', [tenant])).rows.map(
    (row) => row.id!,
  )
  const seal = () => act((ctx) => sealEvents(ctx, {}))
  const verify = (known?: { number: number; hash: string }): Promise<Verdict> =>
    act((ctx) => verifyChain(ctx, { known }))
  return { tenant, act, ids, seal, verify }
}

const paging = { limit: 50 }

test('the log is read newest first, page by page, and no line is skipped or shown twice', async () => {
  const { act, ids } = await shop(11)
  const seen: string[] = []
  for (let after: string | undefined, isMore = true; isMore;) {
    const page = await act((ctx) => listActivities(ctx, { limit: 4, after }))
    seen.push(...page.rows.map((row) => row.id))
    isMore = page.next !== null
    after = page.next ?? undefined
  }
  assert.deepEqual(seen, [...ids].reverse())
})

test('the log is looked through by who, what, about what and when', async () => {
  const { act, ids } = await shop(12)
  const asked = async (filter: Partial<Parameters<typeof listActivities>[1]>) =>
    (await act((ctx) => listActivities(ctx, { ...paging, ...filter }))).rows
  assert.equal((await asked({ actor: sam.id! })).length, 6)
  assert.equal((await asked({ kind: 'order.planned' })).length, 4)
  assert.equal((await asked({ kind: 'order.*' })).length, 8)
  assert.equal((await asked({ kind: 'ord.*' })).length, 0)
  assert.equal((await asked({ about: bike, actor: eva.id! })).length, 2)
  assert.equal((await asked({ actorKind: 'system' })).length, 0)
  const [first] = await asked({ kind: 'order.planned', about: bike })
  assert.deepEqual(first?.detail, { line: 0, changes: { day: [null, '2026-03-02'] } })
  assert.deepEqual([first?.actorName, first?.address, first?.id], ['Eva de Groot', '203.0.113.7', ids[0]])
})

test('a period runs from the first midnight to the last, by the clock on the wall', async () => {
  clock.now = new Date('2026-06-30T21:58:30Z')
  const { act } = await shop(4)
  const on = async (from?: string, until?: string) =>
    (await act((ctx) => listActivities(ctx, { ...paging, from: from as never, until: until as never }))).rows
      .length
  assert.equal(await on('2026-06-30', '2026-06-30'), 2)
  assert.equal(await on('2026-07-01', '2026-07-01'), 2)
  assert.equal(await on('2026-06-30', '2026-07-01'), 4)
  assert.equal(await on(undefined, '2026-06-29'), 0)
})

test('one thing has its own timeline', async () => {
  const { act, ids } = await shop(6)
  const { rows } = await act((ctx) => seeTimeline(ctx, { about: bike, ...paging }))
  assert.deepEqual(
    rows.map((row) => row.id),
    [ids[5], ids[0]],
  )
})

test('one business reads nothing of another', async () => {
  const [ours, theirs] = [await shop(1), await shop(3)]
  const { rows } = await ours.act((ctx) => listActivities(ctx, { limit: 200, about: undefined }))
  assert.deepEqual(
    rows.map((row) => row.id),
    ours.ids,
  )
  const seen = await ours.act((ctx) =>
    ctx.db.rows('select id from events where id = any($2) and $1::uuid is not null', [theirs.ids]),
  )
  assert.deepEqual(seen, [])
})

test('the log is taken along as CSV, in which no name becomes a formula, and the taking is told', async () => {
  const { act } = await shop(5)
  const file = await act((ctx) => exportActivities(ctx, { kind: 'order.*' }))
  let text = ''
  for await (const piece of file.bytes as AsyncIterable<string>) text += piece
  const lines = text.split('\r\n').filter(Boolean)
  assert.equal(lines.length, 1 + 4)
  assert.match(lines[0]!, /^\uFEFFTijdstip;Wie;/)
  assert.ok(lines.some((line) => line.includes(";'=Sam;")))
  const { rows } = await act((ctx) => listActivities(ctx, { ...paging, kind: 'activity.exported' }))
  assert.equal(rows[0]?.detail.lines, 4)
})

test('S30: the program itself can neither change nor remove a line or a seal', async () => {
  const { act, seal } = await shop(2)
  await seal()
  for (const statement of [
    "update events set kind = 'x' where tenant_id = $1",
    'delete from events where tenant_id = $1',
    "update event_seals set hash = 'x' where tenant_id = $1",
    'delete from event_seals where tenant_id = $1',
  ]) {
    await assert.rejects(
      act((ctx) => ctx.db.run(statement)),
      (error: { code?: string }) => error.code === '42501',
    )
  }
})

test('S30: an untouched log is sound, and what came after the last seal is taken in by the next', async () => {
  const { act, seal, verify } = await shop(5)
  assert.deepEqual(await seal(), { sealed: 5, isDone: true })
  assert.deepEqual(await seal(), { sealed: 0, isDone: true })
  await act(async (ctx) => ctx.emit('order.planned', bike))
  assert.deepEqual(await seal(), { sealed: 1, isDone: true })
  const verdict = await verify()
  assert.deepEqual([verdict.isSound, verdict.checked, verdict.head?.number], [true, 6, 6])
})

test('two who seal at the same moment make one chain', async () => {
  const { seal, verify } = await shop(8)
  const made = await Promise.all([seal(), seal(), seal()])
  assert.equal(
    made.reduce((sum, one) => sum + one.sealed, 0),
    8,
  )
  assert.equal((await verify()).isSound, true)
})

test('an event whose transaction ended late is sealed all the same', async () => {
  const { tenant, ids, seal, verify } = await shop(3)
  const kept = (
    await owner('delete from events where tenant_id = $1 and id = $2 returning to_jsonb(events) as row', [
      tenant,
      ids[1],
    ])
  ).rows[0]!.row
  await seal()
  await owner('insert into events select * from jsonb_populate_record(null::events, $1)', [kept])
  assert.equal((await seal()).sealed, 1)
  assert.equal((await verify()).isSound, true)
})

const forgeries: [string, (tenant: string, ids: string[]) => Promise<unknown>, number, number, string][] = [
  [
    'a changed kind',
    (tenant, ids) =>
      owner("update events set kind = 'order.paid' where tenant_id = $1 and id = $2", [tenant, ids[3]]),
    4,
    3,
    'changed',
  ],
  [
    'a changed name',
    (tenant, ids) =>
      owner("update events set actor_name = 'Eva' where tenant_id = $1 and id = $2", [tenant, ids[2]]),
    3,
    2,
    'changed',
  ],
  [
    'a changed amount',
    (tenant, ids) =>
      owner(
        `update events set detail = detail || '{"line": 9007199254740993}' where tenant_id = $1 and id = $2`,
        [tenant, ids[5]],
      ),
    6,
    5,
    'changed',
  ],
  [
    'a moment moved by a microsecond',
    (tenant, ids) =>
      owner("update events set at = at + interval '1 microsecond' where tenant_id = $1 and id = $2", [
        tenant,
        ids[0],
      ]),
    1,
    0,
    'changed',
  ],
  [
    'a removed event',
    (tenant, ids) => owner('delete from events where tenant_id = $1 and id = $2', [tenant, ids[4]]),
    5,
    4,
    'missing',
  ],
  [
    'two events that changed places',
    async (tenant, ids) => {
      await owner('delete from event_seals where tenant_id = $1 and number in (3, 4) returning hash', [
        tenant,
      ]).then(async ({ rows }) => {
        await owner('insert into event_seals values ($1, 3, $2, $4), ($1, 4, $3, $5)', [
          tenant,
          ids[3],
          ids[2],
          rows[0]!.hash,
          rows[1]!.hash,
        ])
      })
    },
    3,
    3,
    'reordered',
  ],
]
for (const [story, forge, number, index, fault] of forgeries) {
  test(`S30: ${story}, done as owner of the database, is named`, async () => {
    const { tenant, ids, seal, verify, act } = await shop(7)
    await seal()
    await forge(tenant, ids)
    const verdict = await verify()
    assert.deepEqual(verdict.wrong, { number, event: ids[index], fault })
    const [task] = await act((ctx) =>
      ctx.db.rows<{ detail: Record<string, unknown> }>(
        "select detail from tasks where tenant_id = $1 and state = 'open'",
      ),
    )
    assert.match(say(tasks['activity.broken']!, 'en', task!.detail), new RegExp(`from line ${number}`))
  })
}

test('S30: a removed event is named when its seal went with it', async () => {
  const { tenant, ids, seal, verify } = await shop(6)
  await seal()
  await owner('delete from event_seals where tenant_id = $1 and event_id = $2', [tenant, ids[2]])
  await owner('delete from events where tenant_id = $1 and id = $2', [tenant, ids[2]])
  assert.deepEqual((await verify()).wrong, { number: 3, event: null, fault: 'missing' })
})

test('S30: an event put in among days that were sealed is named', async () => {
  const { tenant, ids, act, seal, verify } = await shop(2)
  clock.now = new Date(clock.now.getTime() + 3 * 86_400_000)
  await act(async (ctx) => ctx.emit('order.planned', bike))
  await seal()
  const forged = `${ids[0]!.slice(0, 13)}-7000-8000-000000000000`
  await owner(
    "insert into events select (jsonb_populate_record(e, jsonb_build_object('id', $2::text))).* from events e where tenant_id = $1 and id = $3",
    [tenant, forged, ids[0]],
  )
  assert.deepEqual((await verify()).wrong, { number: 3, event: forged, fault: 'added' })
  await seal()
  assert.equal((await verify()).wrong?.event, forged)
})

test('S30: an end that was cut off shows by the newest link that was kept elsewhere', async () => {
  const { tenant, ids, seal, verify } = await shop(5)
  await seal()
  const { head } = await verify()
  await owner('delete from event_seals where tenant_id = $1 and number > 3', [tenant])
  await owner('delete from events where tenant_id = $1 and id >= $2', [tenant, ids[3]])
  assert.deepEqual((await verify(head!)).wrong, { number: 5, event: null, fault: 'missing' })
})

test('a kind to look for is a kind, not a pattern of any sort', () => {
  const { input } = listActivities
  assert.ok(input.safeParse({ kind: 'order.planned' }).success)
  for (const kind of ['%', 'order', "order.'", 'order.*.x', '*'])
    assert.ok(!input.safeParse({ kind }).success, kind)
  assert.equal(input.safeParse({ limit: 201 }).success, false)
})
