/** One action by hand never installs packages: the program that runs on them would lose them. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

test('by hand, after an update that nobody has started yet, is refused with the way out, and nothing is installed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'pakhuis-by-hand-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await cp(new URL('../../scripts', import.meta.url), join(folder, 'scripts'), { recursive: true })
  await writeFile(join(folder, 'package-lock.json'), '{"name":"pakhuis","lockfileVersion":3,"packages":{}}')
  await mkdir(join(folder, 'node_modules', 'in-use'), { recursive: true })
  await writeFile(join(folder, 'node_modules', '.pakhuis-stamp'), 'of the version before')
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'scripts', 'pakhuis.mjs'), 'orders.list', '{}'],
    { encoding: 'utf8' },
  )
  assert.equal(status, 1)
  assert.match(stderr, /not those of this version.*npm start/)
  assert.deepEqual((await readdir(join(folder, 'node_modules'))).sort(), ['.pakhuis-stamp', 'in-use'])
})
