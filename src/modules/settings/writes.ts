/** Writes which parts of the program are in use. */
import type { Ctx } from '../../platform/context.ts'
import type { OwnApp } from './schema.ts'

/** In one statement, so that two who switch at the same moment do not make two rows. */
export const keepSwitch = (ctx: Ctx, app: OwnApp, isActive: boolean) =>
  ctx.db.run(
    `insert into app_switches (tenant_id, id, created_at, updated_at, app, is_active) values ($1, $2, $3, $3, $4, $5)
     on conflict (tenant_id, app) do update
       set is_active = excluded.is_active, updated_at = excluded.updated_at, version = app_switches.version + 1`,
    [ctx.newId(), ctx.now, app, isActive],
  )
