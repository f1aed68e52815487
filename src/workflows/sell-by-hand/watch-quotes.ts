/** Quotes are looked after by the clock: reminded of before their last day, over after it. */
import { expireQuote, remindOfQuote, sweepLinks } from '../../modules/quotes/actions.ts'
import { overdueQuotes, quotesToRemind } from '../../modules/quotes/reads.ts'
import { setSchedule } from '../../platform/worker.ts'
import { reaction, work } from '../../platform/workflow.ts'

const batch = 100

export const watchQuotes = work({
  name: 'watch-quotes',
  async run(tools) {
    const steps = [
      [overdueQuotes, expireQuote],
      [quotesToRemind, remindOfQuote],
    ] as const
    for (const [find, settle] of steps) {
      for (let isDone = false; !isDone && !tools.isStopping();) {
        isDone = await tools.act(async (ctx) => {
          const found = await find(ctx, batch)
          for (const { id } of found) await settle(ctx, id)
          return found.length < batch
        })
      }
    }
    await tools.act(sweepLinks)
  },
})

export const watchQuotesFromTheStart = reaction({
  name: 'watch-quotes-from-the-start',
  on: ['tenant.opened'],
  run: (ctx, event) => setSchedule(ctx, { name: watchQuotes.name, subject: event.about, everySeconds: 3600 }),
})
