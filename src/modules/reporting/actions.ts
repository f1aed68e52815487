/** What one may ask of the figures. */
import { z } from 'zod'
import { refuseField } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import { can, type Ctx } from '../../platform/context.ts'
import { all, change, insert } from '../../platform/rows.ts'
import { figuresOf } from './reads.ts'
import { Dashboard, mostWidgets, usualWidgets, widgets, type WidgetName } from './schema.ts'

const names = Object.keys(widgets) as [WidgetName, ...WidgetName[]]

export const seeDashboard = action({
  http: 'GET /dashboard',
  right: 'signed-in',
  says: 'The widgets that the user chose, with their figures and the list each leads to; and those there are to choose from.',
  input: z.object({}),
  async run(ctx) {
    const chosen = (await chosenBy(ctx)).filter((name) => can(ctx.actor, widgets[name].right))
    const figures = await figuresOf(ctx, chosen)
    return {
      widgets: chosen.map((name) => ({ name, ...figures[name]!, leadsTo: widgets[name].leadsTo })),
      choices: names.filter((name) => can(ctx.actor, widgets[name].right)),
    }
  },
})

export const arrangeDashboard = action({
  http: 'PUT /dashboard',
  right: 'signed-in',
  says: 'Chooses and orders the widgets, at most nine.',
  input: z.object({ widgets: z.array(z.enum(names)).max(50) }),
  async run(ctx, input) {
    const chosen = [...new Set(input.widgets)]
    if (chosen.length > mostWidgets) refuseField('widgets', 'dashboard.too-full')
    const before = await own(ctx)
    const row = before
      ? await change(ctx, Dashboard, before.id, { widgets: chosen })
      : await insert(ctx, Dashboard, { person: personOf(ctx), widgets: chosen })
    ctx.emit('dashboard.changed', row.id, { widgets: chosen })
    return { widgets: chosen }
  },
})

/** A key has no dashboard of its own: it shares that of nobody. */
const nobody = '00000000-0000-0000-0000-000000000000'
const personOf = (ctx: Ctx) => (ctx.actor.kind === 'user' && ctx.actor.id) || nobody

const own = async (ctx: Ctx) => (await all(ctx, Dashboard, { person: personOf(ctx) }))[0]

async function chosenBy(ctx: Ctx): Promise<WidgetName[]> {
  const row = await own(ctx)
  return ((row?.widgets ?? usualWidgets) as WidgetName[]).filter((name) => name in widgets)
}
