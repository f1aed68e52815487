/** Looks up which parts of the program are in use. */
import { refuse } from '../../base/refusal.ts'
import type { Ctx } from '../../platform/context.ts'
import { all } from '../../platform/rows.ts'
import { AppSwitch, ownApps, type OwnApp } from './schema.ts'

/** What nobody switched off is in use: a new tenant begins with everything. */
export async function activeApps(ctx: Ctx): Promise<OwnApp[]> {
  const off = await all(ctx, AppSwitch, { isActive: false })
  return (Object.keys(ownApps) as OwnApp[]).filter((app) => !off.some((one) => one.app === app))
}

/** Refuses what belongs to an app while it is off; what it kept can be read all the same (docs/decisions/0090). */
export async function needApp(ctx: Ctx, app: OwnApp): Promise<void> {
  if (!(await activeApps(ctx)).includes(app)) refuse('app.not-active', { app: ownApps[app] })
}
