/** The activity log is sealed every minute and verified every night; what is over at the door is swept away. */
import { sealEvents, verifyChain } from '../modules/activity/actions.ts'
import { sweepSignIns } from '../modules/users/actions/sweep.ts'
import { setSchedule } from '../platform/worker.ts'
import { reaction, work } from '../platform/workflow.ts'

export const sealActivityLog = work({
  name: 'seal-activity-log',
  async run(tools) {
    for (let isDone = false; !isDone && !tools.isStopping();) {
      isDone = (await tools.act((ctx) => sealEvents(ctx, {}))).isDone
    }
  },
})

export const verifyActivityLog = work({
  name: 'verify-activity-log',
  run: (tools) => tools.act((ctx) => verifyChain(ctx, {})),
})

export const sweepTheDoor = work({
  name: 'sweep-the-door',
  run: (tools) => tools.act(sweepSignIns),
})

export const guardFromTheStart = reaction({
  name: 'guard-from-the-start',
  on: ['tenant.opened'],
  async run(ctx, event) {
    const subject = event.about
    await setSchedule(ctx, { name: sealActivityLog.name, subject, everySeconds: 60 })
    await setSchedule(ctx, { name: verifyActivityLog.name, subject, everySeconds: 86_400 })
    await setSchedule(ctx, { name: sweepTheDoor.name, subject, everySeconds: 86_400 })
  },
})
