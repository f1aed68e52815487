/** What one may ask of the figures. */
import { z } from 'zod'
import { refuseField } from '../../base/refusal.ts'
import { action } from '../../platform/action.ts'
import { can, type Ctx } from '../../platform/context.ts'
import { all, change, insert } from '../../platform/rows.ts'
import { bestSellers, figuresOf, revenueDays } from './reads.ts'
import { Dashboard, mostWidgets, usuallyWide, usualWidgets, widgets, type WidgetName } from './schema.ts'

const names = Object.keys(widgets) as [WidgetName, ...WidgetName[]]

export const seeDashboard = action({
  http: 'GET /dashboard',
  right: 'signed-in',
  says: 'The widgets that the user chose, with their figures, how wide each is and the list it leads to; and those there are to choose from.',
  input: z.object({}),
  async run(ctx) {
    const { chosen, wide } = await arrangement(ctx)
    const figures = await figuresOf(ctx, chosen)
    return {
      widgets: chosen.map((name) => ({
        name,
        ...figures[name]!,
        isWide: wide.includes(name),
        leadsTo: widgets[name].leadsTo,
      })),
      choices: names.filter((name) => can(ctx.actor, widgets[name].right)),
    }
  },
})

export const arrangeDashboard = action({
  http: 'PUT /dashboard',
  right: 'signed-in',
  says: 'Chooses and orders the widgets, at most nine, and which of them are wide.',
  input: z.object({
    widgets: z.array(z.enum(names)).max(50),
    wide: z.array(z.enum(names)).max(50).optional(),
  }),
  async run(ctx, input) {
    const chosen = [...new Set(input.widgets)]
    if (chosen.length > mostWidgets) refuseField('widgets', 'dashboard.too-full')
    const arranged = { widgets: chosen, wide: chosen.filter((name) => input.wide?.includes(name)) }
    const before = await own(ctx)
    const row = before
      ? await change(ctx, Dashboard, before.id, arranged)
      : await insert(ctx, Dashboard, { person: personOf(ctx), ...arranged })
    ctx.emit('dashboard.changed', row.id, arranged)
    return arranged
  },
})

export const seeRevenueDays = action({
  http: 'GET /dashboard/revenue-days',
  right: 'orders.totals',
  says: 'Revenue without VAT of each of the last seven days, beside the same day a week before.',
  input: z.object({}),
  run: async (ctx) => ({ days: await revenueDays(ctx) }),
})

export const seeBestSellers = action({
  http: 'GET /dashboard/best-sellers',
  right: 'orders.see',
  says: 'The five products ordered most in the last seven days.',
  input: z.object({}),
  run: async (ctx) => ({ products: await bestSellers(ctx, 5) }),
})

/** A key has no dashboard of its own: it shares that of nobody. */
const nobody = '00000000-0000-0000-0000-000000000000'
const personOf = (ctx: Ctx) => (ctx.actor.kind === 'user' && ctx.actor.id) || nobody

const own = async (ctx: Ctx) => (await all(ctx, Dashboard, { person: personOf(ctx) }))[0]

/** What the user arranged, or else the usual, as far as the user may see it. */
async function arrangement(ctx: Ctx): Promise<{ chosen: WidgetName[]; wide: readonly string[] }> {
  const row = await own(ctx)
  const seen = (row?.widgets ?? usualWidgets).filter(
    (name): name is WidgetName => name in widgets && can(ctx.actor, widgets[name as WidgetName].right),
  )
  return { chosen: seen.slice(0, mostWidgets), wide: row ? row.wide : usuallyWide }
}
