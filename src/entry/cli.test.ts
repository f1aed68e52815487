/** The command begins as it is installed: through the script that npm puts in the path. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { newWorld } from '../../test/support/world.ts'

test('without a name the command lists what can be asked by hand, the check of the number series among it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/pakhuis.mjs'], {
      env: { ...process.env, DATA_DIR: folder },
      maxBuffer: 1_000_000,
    })
    assert.match(stdout, /^numberSeries\.checkNumberSeries +GET \/reports\/number-series$/m)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('what cannot be asked by hand is said in one line, before anything is started', async () => {
  const wrong: [string[], RegExp][] = [
    [['orders.plant'], /^no action is called orders\.plant; without a name, all of them are listed\n$/],
    [['activity.verifyChain', '{nonsense'], /^the input is no JSON object: write it as .*\n$/],
    [['activity.verifyChain', '[]'], /^the input is no JSON object/],
  ]
  for (const [words, sentence] of wrong)
    await assert.rejects(
      promisify(execFile)(process.execPath, ['scripts/pakhuis.mjs', ...words]),
      (error: { code: number; stderr: string }) => error.code === 1 && sentence.test(error.stderr),
      words.join(' '),
    )
})

test('a check that finds a fault ends with code 2, so that a script hears of it', async () => {
  const world = await newWorld()
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
  const check = () =>
    promisify(execFile)(process.execPath, ['scripts/pakhuis.mjs', 'selfCheck.selfCheck'], {
      env: { ...process.env, DATA_DIR: folder, DATABASE_URL: world.address.owner },
      maxBuffer: 1_000_000,
    })
  try {
    assert.match((await check()).stdout, /"isSound": true/)
    await world.database.owner.query(
      'update stock_levels set on_hand = on_hand + 1000 where tenant_id = $1 and on_hand > 0',
      [world.tenant],
    )
    await assert.rejects(
      check(),
      (error: { code: number; stdout: string }) => error.code === 2 && /stock\.ledger/.test(error.stdout),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a folder on which Pakhuis never ran says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-'))
  try {
    await assert.rejects(
      promisify(execFile)(process.execPath, ['scripts/pakhuis.mjs', 'selfCheck.selfCheck'], {
        env: { ...process.env, DATA_DIR: folder },
      }),
      (error: { code: number; stderr: string }) =>
        error.code === 1 && /^Pakhuis was never started on this database: .*\n$/.test(error.stderr),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
