/** A new or changed connection is tested before it is used, and whenever somebody asks. */
import type { Health } from '../contracts/connector.ts'
import { keepHealth } from '../modules/apps/actions.ts'
import { settleTask } from '../platform/tasks.ts'
import { reaction, work } from '../platform/workflow.ts'

export const testConnection = work({
  name: 'test-connection',
  async run(tools, payload) {
    const id = String(payload.about)
    let health: Health | null = null
    let error: string | null = null
    try {
      health = await (await tools.open<{ test(): Promise<Health> }>({ connection: id })).test()
      error = health.checks.find((check) => !check.isGood)?.detail ?? null
    } catch (fault) {
      error = fault instanceof Error ? fault.message : String(fault)
    }
    await tools.act(async (ctx) => {
      const connection = await keepHealth(ctx, id, health, error)
      if (connection.state === 'active') await settleTask(ctx, `sync:${id}`)
    })
  },
})

export const testWhenAsked = reaction({
  name: 'test-when-asked',
  on: ['connection.made', 'connection.test-asked'],
  run: async (ctx, event) =>
    ctx.later({
      task: 'work',
      payload: { work: 'test-connection', about: event.about },
      key: `test:${event.about}`,
      attempts: 2,
    }),
})
