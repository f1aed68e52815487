/** The stream of news to an open screen: everything that happened, each thing once, however much comes at a time. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { system } from '../../src/platform/context.ts'
import { runHouse } from '../support/running.ts'

const { house, address, cookie } = await runHouse([])
const { rows } = await house.database.owner.query<{ id: string }>('select id from tenants')
const tenant = rows[0]!.id
const happened = Array.from({ length: 1800 }, () => randomUUID())

test(
  'of a catch-up of many orders the screen hears of each of them, and of each once',
  { timeout: 60_000 },
  async () => {
    const stream = await fetch(`${address}/api/live`, { headers: { cookie: cookie() } })
    await house.machine.act({ tenant, actor: system }, async (ctx) => {
      for (const about of happened) ctx.emit('order.placed', about)
    })
    const heardOf: string[] = []
    let rest = ''
    for await (const piece of stream.body!) {
      rest += Buffer.from(piece).toString()
      const lines = rest.split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        const told = /^data: (.*)$/.exec(line)?.[1]
        const events = told ? (JSON.parse(told) as { kind: string; about: string }[]) : []
        heardOf.push(...events.filter(({ kind }) => kind === 'order.placed').map(({ about }) => about))
      }
      if (heardOf.length >= happened.length) break
    }
    assert.deepEqual(heardOf.sort(), [...happened].sort())
  },
)

test(
  'a screen that says how old it is hears what happened since, and is told which of it may be older',
  { timeout: 60_000 },
  async () => {
    const [earlier, since] = [randomUUID(), randomUUID()]
    const emit = (about: string) =>
      house.machine.act({ tenant, actor: system }, async (ctx) => ctx.emit('brand.changed', about))
    await emit(earlier)
    await sleep(1100)
    await emit(since)
    const stream = await fetch(`${address}/api/live?age=1000`, { headers: { cookie: cookie() } })
    const heard = new Map<string, boolean>()
    let text = ''
    for await (const piece of stream.body!) {
      text += Buffer.from(piece).toString()
      for (const [, line = ''] of text.matchAll(/^data: (.*)\n/gm)) {
        const events = JSON.parse(line) as { kind: string; about: string; isEarlier?: boolean }[]
        for (const { kind, about, isEarlier = false } of events)
          if (kind === 'brand.changed') heard.set(about, isEarlier)
      }
      if (heard.size === 2) break
    }
    assert.deepEqual(Object.fromEntries(heard), { [earlier]: true, [since]: false })
  },
)
