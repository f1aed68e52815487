/** Brings a database to this version: plain SQL files in one line of time, forward only, and the walls around tenants. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { appRole } from './database.ts'

const folder = new URL('../../migrations/', import.meta.url)

/** The database was made by a newer version than this one. */
export class NewerDatabase extends Error {
  readonly found: string

  constructor(found: string) {
    super(
      `the data was written by a newer version of Pakhuis (${found}); start that version or restore a backup`,
    )
    this.found = found
  }
}

/** PostgreSQL of one's own that cannot do what the program asks of it. */
export class OlderServer extends Error {}

export type Migration = { readonly name: string; readonly sql: string; readonly hash: string }

export async function migrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex').slice(0, 16) }
    }),
  )
}

/** Runs what is new, one process at a time. Answers the names of the migrations that ran. */
export async function migrate(owner: pg.Pool): Promise<string[]> {
  const known = await migrations()
  const client = await owner.connect()
  try {
    await client.query('select pg_advisory_lock(72001)')
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    const server = majorOf(rows[0]!.server_version)
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, at timestamptz not null)',
    )
    const done = (await client.query<{ name: string }>('select name from migrations order by name')).rows.map(
      (r) => r.name,
    )
    const newer = done.find((name) => !known.some((m) => m.name === name))
    if (newer) throw new NewerDatabase(newer)
    const fresh = known.filter((m) => !done.includes(m.name))
    if (fresh.length === 0) return []
    await ensureRole(client)
    if (server < 18) await client.query(makeUuidv7)
    await runMigrations({ pgPool: owner })
    for (const migration of fresh) await runOne(client, migration)
    await raiseWalls(client)
    return fresh.map((m) => m.name)
  } finally {
    await client.query('select pg_advisory_unlock(72001)').catch(() => undefined)
    client.release()
  }
}

/** What counts of a version such as `16.14 (Debian)`; refused when it is too old. */
export function majorOf(version: string): number {
  const major = Number.parseInt(version, 10)
  if (major < 16)
    throw new OlderServer(
      `the PostgreSQL at the DATABASE_URL is version ${version.split(' ')[0]}, and Pakhuis needs 16 or newer: upgrade it, or leave DATABASE_URL out to use the built-in one`,
    )
  return major
}

/** Migrations use it, and PostgreSQL has it of its own since version 18: 48 bits of time, then chance (RFC 9562, 5.7). */
export const makeUuidv7 = `
create or replace function public.uuidv7() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$`

async function runOne(client: pg.PoolClient, migration: Migration) {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migrations values ($1, $2, clock_timestamp())', [
      migration.name,
      migration.hash,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name} failed: ${String(error)}`, { cause: error })
  }
}

/** The role that the program works as: it owns nothing, so that row-level security binds it. */
async function ensureRole(client: pg.PoolClient) {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [appRole])
  if (!rowCount) await client.query(`create role ${appRole} nologin`).catch(ignoreTaken)
  await client.query(`grant ${appRole} to current_user`)
}

/** Two processes on two databases of one server may make the role at once. */
function ignoreTaken(error: { code?: string }) {
  if (error.code !== '42710' && error.code !== '23505') throw error
}

/**
 * Rights and row-level security follow from the tables themselves, so that no migration can forget them:
 * a table with `tenant_id` shows its tenant's rows only; a comment says 'append-only', 'owner-only', or which column
 * alone may change ('changes: credited').
 */
async function raiseWalls(client: pg.PoolClient) {
  await client.query(`grant usage on schema public to ${appRole}`)
  await client.query(addJobs)
  const { rows } = await client.query<{ name: string; note: string | null; has_tenant: boolean }>(`
    select c.relname as name, obj_description(c.oid) as note,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as has_tenant
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migrations'`)
  for (const { name, note, has_tenant } of rows) {
    const rights = rightsBy(note)
    await client.query(`revoke all on ${name} from ${appRole}`)
    if (rights) await client.query(`grant ${rights} on ${name} to ${appRole}`)
    if (!has_tenant) continue
    await client.query(`alter table ${name} enable row level security`)
    await client.query(`drop policy if exists tenant on ${name}`)
    // nullif: a connection that once had the setting later holds '', and the cast of '' fails.
    await client.query(
      `create policy tenant on ${name} using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    )
  }
}

function rightsBy(note: string | null): string | null {
  if (note === 'owner-only') return null
  if (note === 'append-only') return 'select, insert'
  const [, column] = /^changes: (\w+)$/.exec(note ?? '') ?? []
  return column ? `select, insert, update (${column}, version, updated_at)` : 'select, insert, update, delete'
}

/**
 * The queue's own tables are out of the application role's reach; this is its one way in. A job without key or queue
 * goes straight into its table: the queue's own verb tells the workers inside the transaction, and whoever tells waits
 * at commit for everybody else who does (a lock on all notifications), so that commits would go one by one. The machine
 * wakes the workers after the commit; see docs/decisions/0070.
 */
const addJobs = `
insert into graphile_worker._private_tasks (identifier) values ('subscriber'), ('work') on conflict do nothing;
create or replace function add_jobs(tenant uuid, jobs jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare keyed graphile_worker.job_spec[];
begin
  if exists (select 1 from jsonb_array_elements(jobs) j where (j->'payload'->>'tenant')::uuid is distinct from tenant) then
    raise exception 'a job of another tenant';
  end if;
  insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, priority)
  select t.id, (j->'payload')::json, coalesce((j->>'runAt')::timestamptz, now()), (j->>'maxAttempts')::smallint, (j->>'priority')::smallint
  from jsonb_array_elements(jobs) j join graphile_worker._private_tasks t on t.identifier = j->>'identifier'
  where j->>'jobKey' is null and j->>'queueName' is null;
  keyed := array(
    select (j->>'identifier', (j->'payload')::json, j->>'queueName', (j->>'runAt')::timestamptz, (j->>'maxAttempts')::smallint,
      j->>'jobKey', (j->>'priority')::smallint, null)::graphile_worker.job_spec
    from jsonb_array_elements(jobs) j
    where (j->>'jobKey' is not null or j->>'queueName' is not null) and not (coalesce((j->>'isHint')::boolean, false) and exists (
      select 1 from graphile_worker._private_jobs w
      where w.key = j->>'jobKey' and w.locked_at is null and w.run_at <= now() and w.attempts < w.max_attempts)));
  if cardinality(keyed) > 0 then
    perform graphile_worker.add_jobs(keyed);
  end if;
end $$;
revoke all on function add_jobs(uuid, jsonb) from public;
grant execute on function add_jobs(uuid, jsonb) to ${appRole};`
