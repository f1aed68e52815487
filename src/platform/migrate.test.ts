/** The servers that the tables can be made on: what an older one lacks is given to it, and one that is too old is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/support/database.ts'
import { majorOf, makeUuidv7, OlderServer } from './migrate.ts'

test('a server of before version 18 is given the ids that carry their time', async () => {
  const { database } = await testDatabase()
  await database.owner.query(makeUuidv7)
  const before = Date.now()
  const { rows } = await database.owner.query<{ id: string }>(
    'select public.uuidv7()::text as id from generate_series(1, 200)',
  )
  const after = Date.now()
  const ids = rows.map((row) => row.id)
  assert.equal(new Set(ids).size, 200)
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
    assert.ok(at >= before - 1 && at <= after + 1, `${id} is of ${at}, made between ${before} and ${after}`)
  }
})

test('a PostgreSQL from before version 16 is refused in a sentence that names its version', () => {
  assert.equal(majorOf('18.4'), 18)
  assert.equal(majorOf('16.14 (Debian 16.14-1)'), 16)
  assert.throws(
    () => majorOf('15.18 (Debian 15.18-0+deb12u1)'),
    (error) => error instanceof OlderServer && /is version 15\.18, and Pakhuis needs 16/.test(error.message),
  )
})
