/** What must hold when things fail, in small: `npm run chaos` does the same at full size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withGround } from '../../bench/chaos/ground.ts'
import { scenarios } from '../../bench/chaos/scenarios.ts'

/** The quick ones; the others take minutes on a small machine. */
const quick = ['p4', 'p5']

await withGround('short', 1, async (ground) => {
  for (const [name, { says, run }] of Object.entries(scenarios)) {
    if (!quick.includes(name)) continue
    await test(`${name.toUpperCase()}: ${says}`, async (t) => {
      const { figures, faults } = await run(ground)
      t.diagnostic(figures)
      assert.deepEqual(faults, [])
    })
  }
})

test.todo('P6: a label, a parcel told to the shop and a mail happen once, however often the outside fails')
test.todo('P9: three immediate stops of the database within the time of a test run')
