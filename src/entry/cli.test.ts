/** The command begins as it is installed: through the script that npm puts in the path. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

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
