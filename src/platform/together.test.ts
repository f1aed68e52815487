/** Turns: who asks during one shares the next, and nobody is answered by work that began before he asked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takingTurns } from './together.ts'

/** Work that ends when it is let go, and tells how often it began. */
function slowWork() {
  const ends: ((error?: Error) => void)[] = []
  return {
    begun: () => ends.length,
    letGo: (error?: Error) => ends.at(-1)!(error),
    run: () => {
      const turn = ends.length + 1
      return new Promise<number>((done, fail) => ends.push((error) => (error ? fail(error) : done(turn))))
    },
  }
}

const soon = () => new Promise((go) => setImmediate(go))

test('a thousand who ask during a turn are answered by one more, begun after they asked', async () => {
  const together = takingTurns()
  const work = slowWork()
  const first = together('shop', work.run)
  const others = Array.from({ length: 1000 }, () => together('shop', work.run))
  assert.equal(work.begun(), 1)
  work.letGo()
  assert.equal(await first, 1)
  await soon()
  work.letGo()
  assert.deepEqual(new Set(await Promise.all(others)), new Set([2]))
  assert.equal(work.begun(), 2)
})

test('who asks later begins anew, and other keys wait for nobody', async () => {
  const together = takingTurns()
  const work = slowWork()
  const first = together('shop', work.run)
  const other = slowWork()
  const elsewhere = together('other shop', other.run)
  other.letGo()
  assert.equal(await elsewhere, 1)
  work.letGo()
  await first
  await soon()
  const later = together('shop', work.run)
  assert.equal(work.begun(), 2)
  work.letGo()
  assert.equal(await later, 2)
})

test('a turn that fails is told to those who share it, and the next ones still get theirs', async () => {
  const together = takingTurns()
  const work = slowWork()
  const first = together('shop', work.run)
  const second = together('shop', work.run)
  work.letGo(new Error('weg'))
  await assert.rejects(first, /weg/)
  await soon()
  const third = together('shop', work.run)
  work.letGo()
  assert.equal(await second, 2)
  await soon()
  work.letGo()
  assert.equal(await third, 3)
})
