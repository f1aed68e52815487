/** The way to PostgreSQL: transactions bound to one tenant, retried whole when the database asks for it. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { camel } from '../base/record.ts'

/** The open transaction of one tenant. `$1` of every statement is the tenant; given values start at `$2`. */
export type Db = {
  rows<T>(statement: string, values?: readonly unknown[]): Promise<T[]>
  one<T>(statement: string, values?: readonly unknown[]): Promise<T | undefined>
  /** The number of rows touched. */
  run(statement: string, values?: readonly unknown[]): Promise<number>
  readonly tenant: string
  /** Goes on as a tenant, once, in a transaction that began as nobody's: how somebody gets in. */
  enter(tenant: string): Promise<void>
}

/** The tenant of who has not come in yet; it owns no row. */
export const nobodys = '00000000-0000-0000-0000-000000000000'

export type Database = {
  /**
   * Runs `work` in one transaction of the tenant, and again from the start: on serialisation errors at most eight
   * times, and while the database cannot be reached for at most twenty seconds. `work` must do database work only. After a connection lost at commit, `wasKept` is asked
   * whether that attempt had been kept after all; its result then stands and `work` is not run again.
   */
  transaction<T>(
    tenant: string,
    work: (db: Db) => Promise<T>,
    wasKept?: (db: Db) => Promise<boolean>,
  ): Promise<T>
  /** One statement as the owner, outside any transaction: what must be known before the tenant is. */
  look<T>(statement: string, values: readonly unknown[]): Promise<T[]>
  /** Statements of the program itself, on tables that belong to no tenant, as the owner. */
  owner: pg.Pool
  /** Whether statements may be prepared under a name; a pooler may give the next one another connection. */
  readonly namesStatements: boolean
  /** How many statements ran since the start; tests assert the cost of hot paths with it. */
  statements(): number
  close(): Promise<void>
}

export type DatabaseAddress = {
  /** Of a role that owns the tables. */
  readonly owner: string
  /** Of the application role, or null when the owner steps down to it in each transaction. */
  readonly app: string | null
  readonly poolSize?: number
  /** Off for a pooler that does not carry prepared statements. */
  readonly namesStatements?: boolean
}

export const appRole = 'pakhuis_app'

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint is larger than we can hold: ${text}`)
  return value
})
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** SQLSTATEs after which the whole transaction is worth another try. */
const passing = new Set(['40001', '40P01', '55P03', '57P01', '57P02', '57P03', '53300'])
const lostWords =
  /Connection terminated|postmaster was shut down|Client has encountered a connection error|timeout exceeded when trying to connect|terminating connection|the database system is (starting up|shutting down|in recovery mode|not yet accepting)|connect E(CONNRE|NOENT|PIPE)/

export function openDatabase(address: DatabaseAddress): Database {
  const settings = {
    max: address.poolSize ?? 12,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
  const owner = new pg.Pool({
    ...settings,
    connectionString: address.owner,
    max: address.app ? 6 : settings.max,
  })
  const app = address.app ? new pg.Pool({ ...settings, connectionString: address.app }) : owner
  for (const pool of new Set([owner, app])) {
    pool.on('error', () => undefined)
    pool.on('connect', (client) => void client.on('error', () => undefined))
  }
  const stepDown = address.app ? '' : `set local role ${appRole};`
  // A process that was cut off keeps its locks no longer than this: others wait for an invoice number.
  const patience = "set local idle_in_transaction_session_timeout = '60s';"
  const isNamed = address.namesStatements ?? true
  let count = 0

  async function attempt<T>(tenant: string, work: (db: Db) => Promise<T>): Promise<T> {
    const client = await app.connect()
    let broken: Error | undefined
    const onError = (error: Error) => (broken = error)
    client.on('error', onError)
    let result: { value: T } | undefined
    try {
      await client.query(`begin; ${stepDown} ${patience} set local app.tenant_id = '${uuidOnly(tenant)}'`)
      result = { value: await work(dbOf(client, tenant, isNamed, () => count++)) }
      await client.query('commit')
      return result.value
    } catch (error) {
      if (isLost(error)) broken ??= error as Error
      else await client.query('rollback').catch((e: Error) => (broken = e))
      if (result !== undefined && isLost(error)) throw new LostCommit(error, result.value)
      throw error
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }

  return {
    owner,
    namesStatements: isNamed,
    async look(statement, values) {
      count++
      const name = isNamed ? nameOf(statement) : undefined
      return camelRows(
        await owner.query<unknown[]>({
          text: statement,
          values: [...values],
          rowMode: 'array',
          ...(name ? { name } : {}),
        }),
      )
    },
    statements: () => count,
    async transaction(tenant, work, wasKept) {
      let doubtful: LostCommit | undefined
      const from = performance.now()
      for (let round = 1; ; round++) {
        // The answer to the question may be lost as well: the doubt about the work then stays.
        let isAsking = false
        try {
          isAsking = doubtful !== undefined && wasKept !== undefined
          if (doubtful && wasKept && (await attempt(tenant, wasKept))) return doubtful.result as never
          isAsking = false
          doubtful = undefined
          return await attempt(tenant, work)
        } catch (error) {
          if (error instanceof LostCommit && !isAsking) doubtful = error
          const cause = error instanceof LostCommit ? error.cause : error
          const isOver = isLost(cause) ? performance.now() - from > longestWait : round >= 8
          if (isOver || !isWorthRetrying(cause)) throw cause
          await sleep(Math.min(isLost(cause) ? 1000 : 5000, 20 * 2 ** round) * (0.5 + jitter()))
        }
      }
    },
    async close() {
      const ended = Promise.all([...new Set([owner, app])].map((pool) => pool.end()))
      // A pool counts a connection that went away while it was lent out for ever.
      await within(5000, ended)
    },
  }
}

/** Waits for something, but no longer than this many milliseconds. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  await Promise.race([work, sleep(milliseconds, undefined, { signal: over.signal })]).finally(() =>
    over.abort(),
  )
}

/** The connection went away while committing: the work may stand or not. */
class LostCommit extends Error {
  readonly result: unknown

  constructor(cause: unknown, result: unknown) {
    super('the connection was lost at commit', { cause })
    this.result = result
  }
}

/** Milliseconds that a caller waits for a database that restarts. */
const longestWait = 20_000

const jitter = () => (performance.now() * 1000) % 1

/** The SQLSTATE or system code of a failed statement, '' when it has none. */
export const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')

/** The constraint that a failed statement broke, '' when it broke none. */
export const constraintOf = (error: unknown): string =>
  String((error as { constraint?: unknown } | null)?.constraint ?? '')

/** The connection is gone, or there was none to be had. */
export function isLost(error: unknown): boolean {
  // The queue tells several faults as one.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isLost)
  const code = codeOf(error)
  return (
    code.startsWith('08') ||
    code.startsWith('57P') ||
    /^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH)/.test(code) ||
    isNoSocket(error) ||
    lostWords.test(String(error))
  )
}

/** A unix socket goes away with its server and comes back with it. */
const isNoSocket = (error: unknown): boolean =>
  codeOf(error) === 'ENOENT' && (error as { syscall?: unknown }).syscall === 'connect'

/** Somebody else took the same thing of the outside in at the same moment: the next look finds it. */
const isTakenMeanwhile = (error: unknown) =>
  codeOf(error) === '23505' && constraintOf(error).endsWith('_external')

export const isWorthRetrying = (error: unknown): boolean =>
  passing.has(codeOf(error)) || isLost(error) || isTakenMeanwhile(error)

function uuidOnly(tenant: string): string {
  if (!/^[0-9a-f-]{36}$/.test(tenant)) throw new Error('a tenant is a uuid')
  return tenant
}

const names = new Map<string, string>()

function nameOf(statement: string): string {
  let name = names.get(statement)
  if (!name)
    names.set(
      statement,
      (name = `p_${createHash('sha1').update(statement).digest('base64url').slice(0, 16)}`),
    )
  return name
}

/** Statements beyond this many differing texts go unnamed, so that free filters do not fill the server's memory. */
const mostNamed = 2000

function dbOf(client: pg.PoolClient, opened: string, isNamed: boolean, counted: () => void): Db {
  let tenant = opened
  async function query(statement: string, values: readonly unknown[] = []) {
    counted()
    const name = isNamed && (names.has(statement) || names.size < mostNamed) ? nameOf(statement) : undefined
    const bound = statement.includes('$1') ? [tenant, ...values] : [...values]
    return client.query<unknown[]>({
      text: statement,
      values: bound,
      rowMode: 'array',
      ...(name ? { name } : {}),
    })
  }
  return {
    rows: async <T>(statement: string, values?: readonly unknown[]) =>
      camelRows<T>(await query(statement, values)),
    one: async <T>(statement: string, values?: readonly unknown[]) =>
      camelRows<T>(await query(statement, values))[0],
    run: async (statement, values) => (await query(statement, values)).rowCount ?? 0,
    get tenant() {
      return tenant
    },
    async enter(next) {
      if (tenant !== nobodys) throw new Error('a tenant is entered once')
      await client.query(`set local app.tenant_id = '${uuidOnly(next)}'`)
      tenant = next
    },
  }
}

/**
 * Rows with their columns named as fields are: `placed_at` becomes `placedAt`. Built once, from values in a row: renaming
 * the fields of an object that is there already makes it slow to read and to write out for the rest of its life.
 */
function camelRows<T>(result: pg.QueryArrayResult<unknown[]>): T[] {
  const names = result.fields.map((field) => camel(field.name))
  return result.rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let i = 0; i < names.length; i++) row[names[i]!] = values[i]
    return row as T
  })
}
