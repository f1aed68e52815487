/** What one may ask of the parts of the program: which are in use, and switching them. */
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import type { Ctx } from '../../../platform/context.ts'
import { activeApps } from '../reads.ts'
import { ownApps, type OwnApp } from '../schema.ts'
import { keepSwitch } from '../writes.ts'

export const listApps = action({
  http: 'GET /apps',
  right: 'apps.see',
  says: 'The parts of the program that can be switched off, and which are in use.',
  input: z.object({}),
  run: async (ctx) => ({ rows: await appsNow(ctx) }),
})

export const switchApp = action({
  http: 'PUT /apps/:app',
  right: 'apps.manage',
  says: 'Switches a part of the program on or off. Off, its screens are gone and its changes refused; nothing is deleted.',
  input: z.strictObject({
    app: z.enum(Object.keys(ownApps) as [OwnApp, ...OwnApp[]]),
    isActive: z.boolean(),
  }),
  async run(ctx, { app, isActive }) {
    const wasActive = (await activeApps(ctx)).includes(app)
    if (wasActive !== isActive) {
      await keepSwitch(ctx, app, isActive)
      ctx.emit('app.switched', ctx.tenant, {
        name: ownApps[app][ctx.lang],
        changes: { isActive: [wasActive, isActive] },
      })
    }
    return { app, isActive }
  },
})

async function appsNow(ctx: Ctx): Promise<{ app: OwnApp; isActive: boolean }[]> {
  const active = await activeApps(ctx)
  return (Object.keys(ownApps) as OwnApp[]).map((app) => ({ app, isActive: active.includes(app) }))
}
