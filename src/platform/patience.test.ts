/** A start that waits says for what. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLog } from './log.ts'
import { patienceOf } from './patience.ts'

test('what takes long is told while it lasts, and what does not is not', async () => {
  const lines: string[] = []
  let end = () => {}
  const slow = new Promise<string>((done) => (end = () => done('there')))
  const patience = patienceOf(
    openLog((line) => {
      lines.push(line)
      if (lines.length === 2) end()
    }),
    1,
  )
  assert.equal(await patience('nothing', Promise.resolve(1)), 1)
  assert.deepEqual(lines, [])
  // Nothing else keeps this process going while it waits.
  const going = setInterval(() => {}, 1000)
  assert.equal(await patience('the database', slow), 'there')
  clearInterval(going)
  assert.match(lines[0]!, /"waitsFor":"the database"/)
  assert.equal(lines.length, 2)
  await assert.rejects(patience('a fault', Promise.reject(new Error('no'))), /no/)
})
