/** Two webshops may both number from one: the second gets a prefix of its own, and its orders come in by themselves. */
import { changeChannel, getChannel, prefixesInUse } from '../../modules/channels/actions.ts'
import type { Ctx } from '../../platform/context.ts'
import { constraintOf } from '../../platform/database.ts'
import { raiseTask } from '../../platform/tasks.ts'
import type { Tools } from '../../platform/workflow.ts'

/** The most that a prefix may be long. */
const longest = 10

/** Does the work of a channel, once more with a prefix of its own when another channel had its numbers before. */
export async function toldApart<T>(tools: Tools, channel: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (constraintOf(error) !== 'orders_number') throw error
    if (!(await tools.act((ctx) => givePrefix(ctx, channel)))) throw error
    return work()
  }
}

/** The first of `2-`, `3-` … that no channel uses; false when there is no room for one. */
async function givePrefix(ctx: Ctx, id: string): Promise<boolean> {
  const channel = await getChannel(ctx, { id })
  const used = await prefixesInUse(ctx)
  let number = 2
  while (used.has(`${channel.orderPrefix}${number}-`)) number++
  const prefix = `${channel.orderPrefix}${number}-`
  if (prefix.length > longest) return false
  await changeChannel(ctx, { id, orderPrefix: prefix })
  await raiseTask(ctx, {
    kind: 'channel.prefix-given',
    about: id,
    aboutKind: 'channels',
    detail: { channel: channel.name, prefix },
    dedupe: `prefix:${id}`,
  })
  return true
}
