/** A sealed text opens with the right key for the right tenant and purpose, and in no other way. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fc } from '../../test/support/chance.ts'
import { CannotOpen, installationKeys, readKeys, seal, unseal } from './sealed.ts'

const fresh = () => randomBytes(32).toString('base64url')
const folder = await mkdtemp(join(tmpdir(), 'pakhuis-keys-'))
after(() => rm(folder, { recursive: true, force: true }))

test('what goes in comes out, any text at all', () => {
  const keys = readKeys(fresh(), 'the test')
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => unseal(keys, 'a:b', seal(keys, 'a:b', text)) === text,
    ),
  )
})

test('the same text never looks the same twice', () => {
  const keys = readKeys(fresh(), 'the test')
  assert.notEqual(seal(keys, 'a:b', 'geheim'), seal(keys, 'a:b', 'geheim'))
})

test('S28: moved to another tenant or another purpose it stays shut', () => {
  const keys = readKeys(fresh(), 'the test')
  const sealed = seal(keys, 'tenant-a:totp', 'geheim')
  assert.throws(() => unseal(keys, 'tenant-b:totp', sealed), CannotOpen)
  assert.throws(() => unseal(keys, 'tenant-a:link', sealed), CannotOpen)
})

test('one changed sign is noticed', () => {
  const keys = readKeys(fresh(), 'the test')
  const sealed = seal(keys, 'a:b', 'geheim')
  for (let at = sealed.lastIndexOf('.') + 1; at < sealed.length; at++) {
    // The last sign of base64url may hold bits that stand for nothing.
    if (at === sealed.length - 1) continue
    const other = sealed[at] === 'A' ? 'B' : 'A'
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
    assert.throws(() => unseal(keys, 'a:b', changed), CannotOpen)
  }
  for (const wrong of ['', 'geheim', 's1.x', sealed.slice(0, 20)])
    assert.throws(() => unseal(keys, 'a:b', wrong), CannotOpen)
})

test('a key is rotated by putting a newer one before it: old texts open, new ones are sealed with the new key', () => {
  const [old, young] = [fresh(), fresh()]
  const sealed = seal(readKeys(old, 'the test'), 'a:b', 'geheim')
  const both = readKeys(`${young}\n${old}\n`, 'the test')
  assert.equal(unseal(both, 'a:b', sealed), 'geheim')
  const anew = seal(both, 'a:b', 'geheim')
  assert.throws(() => unseal(readKeys(old, 'the test'), 'a:b', anew), /not among the keys/)
})

test('the first start makes a key that only its owner may read, and later starts read the same', async () => {
  const sealed = seal(await installationKeys(folder, undefined), 'a:b', 'geheim')
  assert.equal(unseal(await installationKeys(folder, undefined), 'a:b', sealed), 'geheim')
  if (process.platform !== 'win32') assert.equal((await stat(join(folder, 'secret.key'))).mode & 0o777, 0o600)
})

test('two processes that start at once end up with one key', async () => {
  const place = join(folder, 'two')
  const made = await Promise.all([1, 2, 3, 4].map(() => installationKeys(place, undefined)))
  assert.equal(new Set(made.map(([key]) => key.id)).size, 1)
})

test('SECRET_KEY goes before the file, and a key that is none is named', async () => {
  const given = fresh()
  assert.equal((await installationKeys(folder, given))[0].id, readKeys(given, 'the test')[0].id)
  await assert.rejects(installationKeys(folder, 'too-short'), /SECRET_KEY/)
  const place = join(folder, 'secret.key')
  const before = await readFile(place, 'utf8')
  await writeFile(place, 'broken')
  await assert.rejects(installationKeys(folder, undefined), /secret\.key/)
  await writeFile(place, before)
})
