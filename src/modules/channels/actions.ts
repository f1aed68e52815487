/** What one may ask of sales channels and the locations that they sell from. */
import { z } from 'zod'
import { action } from '../../platform/action.ts'
import type { Ctx } from '../../platform/context.ts'
import { all, find, get, remove } from '../../platform/rows.ts'
import { standard } from '../../platform/standard.ts'
import { Business } from '../organisations/schema.ts'
import { Channel, ChannelLocation } from './schema.ts'

export const {
  list: listChannels,
  get: getChannel,
  create: createChannel,
  change: changeChannel,
} = standard(Channel, '/channels', {
  noun: 'channel',
  area: 'channels',
  search: ['name'],
  sort: 'name',
  filters: ['business', 'type'],
  // Customers without a language of their own are written to in that of the channel.
  async check(ctx, changes, before) {
    const business = before || !changes.business ? null : await find(ctx, Business, changes.business)
    return { ...changes, language: changes.language ?? business?.language }
  },
})

export const {
  list: listChannelLocations,
  get: getChannelLocation,
  create: linkLocation,
  change: changeChannelLocation,
} = standard(ChannelLocation, '/channel-locations', {
  noun: 'channel-location',
  area: 'channels',
  sort: 'priority',
  filters: ['channel', 'location'],
})

/** Stops new reservations at a location; what is reserved there stays. */
export const unlinkLocation = action({
  http: 'DELETE /channel-locations/:link',
  right: 'channels.manage',
  input: z.object({ link: z.uuid() }),
  async run(ctx, input) {
    const link = await get(ctx, ChannelLocation, input.link)
    await remove(ctx, ChannelLocation, link.id)
    ctx.emit('channel-location.removed', link.channel, { location: link.location })
    return { ok: true }
  },
})

/** The locations that a channel sells from, first choice first. */
export const locationsOf = (ctx: Ctx, channel: string): Promise<ChannelLocation[]> =>
  all(ctx, ChannelLocation, { channel }, 'priority')

/** The prefixes of order numbers that channels have, those that are off too. */
export const prefixesInUse = async (ctx: Ctx): Promise<ReadonlySet<string>> =>
  new Set((await all(ctx, Channel, {})).map(({ orderPrefix }) => orderPrefix))
