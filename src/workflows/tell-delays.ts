/** Orders that still stand here after their day are told of, so that a customer hears it from us first. */
import { tellDelayed } from '../modules/planning/actions.ts'
import { setSchedule } from '../platform/worker.ts'
import { reaction, work } from '../platform/workflow.ts'

/** Looked at every hour: a day ends at midnight in the business's own time, whenever the program was started. */
const everySeconds = 3600

export const tellDelays = work({ name: 'tell-delays', run: (tools) => tools.act(tellDelayed) })

export const tellDelaysFromTheStart = reaction({
  name: 'tell-delays-from-the-start',
  on: ['tenant.opened'],
  run: (ctx, event) => setSchedule(ctx, { name: tellDelays.name, subject: event.about, everySeconds }),
})
