/** What one may ask of the views that people keep of a list. */
import { z } from 'zod'
import { refuse, refuseField } from '../../../base/refusal.ts'
import { action } from '../../../platform/action.ts'
import { can, type Ctx } from '../../../platform/context.ts'
import { all, get } from '../../../platform/rows.ts'
import { SavedView } from '../schema.ts'
import { changeView, insertView, removeView } from '../writes.ts'

const shape = {
  name: z.string().trim().min(1).max(60),
  filters: z.record(z.string().max(40), z.string().max(200)).default({}),
  columns: z
    .object({ order: z.array(z.string().max(40)).max(60), hidden: z.array(z.string().max(40)).max(60) })
    .nullable()
    .default(null),
  isShared: z.boolean().default(false),
}

export const listViews = action({
  http: 'GET /saved-views',
  right: 'orders.see',
  says: 'The views of a list that are the user’s own or shared by others.',
  input: z.object({ list: z.enum(['orders']).default('orders') }),
  async run(ctx, input) {
    const views = await all(ctx, SavedView, { list: input.list }, 'name')
    const mine = personOf(ctx)
    return {
      rows: views
        .filter((view) => view.isShared || view.person === mine)
        .map((view) => ({ ...view, isMine: view.person === mine })),
    }
  },
})

export const saveView = action({
  http: 'POST /saved-views',
  right: 'orders.see',
  says: 'Keeps a view of a list; one of the same name that is one’s own is replaced when `view` names it.',
  input: z.strictObject({ view: z.uuid().optional(), list: z.enum(['orders']).default('orders'), ...shape }),
  async run(ctx, { view: id, list, ...values }) {
    if (values.isShared) mayShare(ctx)
    const person = personOf(ctx)
    const before = id ? await own(ctx, id) : null
    const same = (await all(ctx, SavedView, { list, person, name: values.name })).some((one) => one.id !== id)
    if (same) refuseField('name', 'saved-view.name-taken')
    const after = before
      ? await changeView(ctx, before.id, values)
      : await insertView(ctx, { ...values, list, person })
    ctx.emit(before ? 'saved-view.changed' : 'saved-view.created', after.id, { name: after.name })
    return after
  },
})

export const dropView = action({
  http: 'DELETE /saved-views/:view',
  right: 'orders.see',
  input: z.object({ view: z.uuid() }),
  async run(ctx, input) {
    const view = await own(ctx, input.view)
    await removeView(ctx, view.id)
    ctx.emit('saved-view.removed', view.id, { name: view.name })
    return { removed: true }
  },
})

/** One's own, or a shared one for who may share. */
async function own(ctx: Ctx, id: string): Promise<SavedView> {
  const view = await get(ctx, SavedView, id)
  const isMine = view.person === personOf(ctx)
  if (!isMine && !(view.isShared && can(ctx.actor, 'orders.share-views'))) refuse('saved-view.not-yours')
  return view
}

function mayShare(ctx: Ctx): void {
  if (!can(ctx.actor, 'orders.share-views')) refuse('saved-view.sharing-not-allowed')
}

/** A key keeps no views of its own: it shares those of nobody. */
const nobody = '00000000-0000-0000-0000-000000000000'
const personOf = (ctx: Ctx) => (ctx.actor.kind === 'user' && ctx.actor.id) || nobody
