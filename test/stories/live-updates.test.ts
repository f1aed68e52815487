/** The stream of news to an open screen: everything that happened, each thing once, however much comes at a time. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
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
        const about = /"kind":"order.placed","about":"([^"]+)"/.exec(line)?.[1]
        if (about) heardOf.push(about)
      }
      if (heardOf.length >= happened.length) break
    }
    assert.deepEqual(heardOf.sort(), [...happened].sort())
  },
)
