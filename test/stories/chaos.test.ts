/** What must hold when things fail, in small: `npm run chaos` does the same at full size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withGround } from '../../bench/chaos/ground.ts'
import { scenarios } from '../../bench/chaos/scenarios.ts'

/** Those that end within a minute together; the import under fire and the restarts are for `npm run chaos`. */
const quick = ['p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8']

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
