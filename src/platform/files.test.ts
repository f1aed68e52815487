/** Files that the program keeps. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from '../base/refusal.ts'
import { newMerchant, newWorld } from '../../test/support/world.ts'
import { diskFiles, fileOf, keepFile, readBytes, storeBytes, useFiles } from './files.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-files-'))
after(() => rm(folder, { recursive: true, force: true }))
const disk = diskFiles(folder)
useFiles(disk)
const world = await newWorld()
const bytes = (text: string) => new TextEncoder().encode(text)
const paths = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

test('the same bytes are written once, however many write them at the same time', async () => {
  const before = (await paths()).length
  const stored = await Promise.all(Array.from({ length: 20 }, () => storeBytes(bytes('factuur 1'))))
  assert.equal(new Set(stored.map(({ place }) => place)).size, 1)
  assert.equal((await paths()).length, before + 1)
  assert.deepEqual(await readBytes(stored[0]!), Buffer.from('factuur 1'))
})

test('a file that was cut off on the disk is written anew', async () => {
  const stored = await storeBytes(bytes('factuur 2'))
  const path = join(folder, stored.place.slice(0, 2), stored.place)
  await writeFile(path, 'fact')
  await assert.rejects(readBytes(stored), /is not what was written/)
  await storeBytes(bytes('factuur 2'))
  assert.deepEqual(await readBytes(stored), Buffer.from('factuur 2'))
})

test('a place is a hash and never a path', () => {
  for (const place of ['../../etc/passwd', '', 'a'.repeat(63), `${'a'.repeat(64)}/x`]) {
    assert.throws(() => disk.get(place), /is no place of a file/)
  }
})

test('a file of one merchant does not exist for another', async () => {
  const stored = await storeBytes(bytes('factuur 3'))
  const id = await world.act((ctx) =>
    keepFile(ctx, { stored, name: 'f.pdf', type: 'application/pdf', about: null, kind: 'invoice' }),
  )
  const kept = await world.act((ctx) => fileOf(ctx, id))
  assert.deepEqual([kept.name, kept.size, kept.sha256], ['f.pdf', 9, stored.sha256])
  const other = await newMerchant(world.machine)
  await assert.rejects(
    other.act((ctx) => fileOf(ctx, id)),
    (error) => error instanceof Refusal && error.code === 'file.not-found',
  )
})
