/** Opens the outside for workflows: a tenant's connection with its secrets, or a port of the program. */
import { ConnectorFault, type ConnectorContext } from '../contracts/connector.ts'
import { logDetail, secretsOf } from '../modules/apps/actions.ts'
import type { OfferedConnector } from '../modules/apps/available.ts'
import { findConnection } from '../modules/apps/reads.ts'
import type { Connection } from '../modules/apps/schema.ts'
import { connectorClient, NoAnswer, type ClientNote } from '../platform/connector-http.ts'
import { system } from '../platform/context.ts'
import type { Machine } from '../platform/machine.ts'
import type { Opener } from '../platform/worker.ts'

/** A connector as main hands it over: its card, and how it is opened. */
export type OpenableConnector = OfferedConnector & { open(context: ConnectorContext<never>): unknown }

export function openOutside(
  machine: Machine,
  connectors: readonly OpenableConnector[],
  ports: Readonly<Record<string, unknown>>,
): Opener {
  const byName = new Map(connectors.map((connector) => [connector.name, connector]))
  const opened = new Map<string, { version: number; port: unknown }>()

  async function connection(tenant: string, id: string): Promise<unknown> {
    const found = await machine.act({ tenant, actor: system }, async (ctx) => {
      const row = await findConnection(ctx, id)
      if (!row) return null
      const before = opened.get(id)
      // Secrets are only opened for what is not open yet.
      return before?.version === row.version ? { port: before.port } : { row, secrets: secretsOf(ctx, row) }
    })
    if (!found) throw new Error(`connection ${id} is gone`)
    if ('port' in found) return found.port
    const connector = byName.get(found.row.connector)
    if (!connector) throw new Error(`no connector is called ${found.row.connector}`)
    const port = connector.open(contextOf(machine, tenant, found.row, found.secrets, connector) as never)
    opened.set(id, { version: found.row.version, port })
    return port
  }

  return async (tenant, place) => {
    if ('connection' in place) return connection(tenant, place.connection)
    const port = ports[place.port]
    if (!port) throw new Error(`there is no port ${place.port}`)
    return typeof port === 'function' ? (port as (tenant: string) => unknown)(tenant) : port
  }
}

function contextOf(
  machine: Machine,
  tenant: string,
  row: Connection,
  secrets: Readonly<Record<string, string>>,
  connector: OpenableConnector,
): ConnectorContext<Record<string, string>> {
  const initial = Object.fromEntries(
    connector.settings.filter((s) => s.initial !== undefined).map((s) => [s.name, s.initial!]),
  )
  // A connection stays open for days; what was asked for an hour ends after the hour.
  const isDetailed = () => row.detailUntil !== null && row.detailUntil > machine.now()
  const keep = (note: ClientNote) => {
    if (!isDetailed()) return
    void machine
      .act({ tenant, actor: system }, (ctx) => logDetail(ctx, { connection: row.id, ...note }))
      .catch(() => undefined)
  }
  const client = connectorClient({
    perSecond: connector.limits.perSecond,
    parallel: connector.limits.parallel,
    hosts: null,
    ...(isDetailed() ? { note: keep } : {}),
  })
  return {
    settings: { ...initial, ...row.settings, ...secrets },
    now: machine.now,
    async http(request) {
      try {
        return await client(request)
      } catch (error) {
        if (error instanceof NoAnswer) throw new ConnectorFault('transient', error.message)
        throw error
      }
    },
    note: () => undefined,
  }
}
