/** An order that is complete, paid or free again gets a day: proposed or planned, as its business wants it (S4-3). */
import { proposeFor } from '../modules/planning/actions.ts'
import { reaction } from '../platform/workflow.ts'

export const proposeADay = reaction({
  name: 'propose-a-day',
  on: ['order.available', 'order.paid', 'order.released'],
  run: (ctx, event) => proposeFor(ctx, event.about),
})
