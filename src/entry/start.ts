/** Starts the house: database, migrations, worker and web, and stops them in the other order. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { offerConnectors } from '../modules/apps/available.ts'
import { makeFirstRunLink, setPublicUrl } from '../modules/users/actions/first-run.ts'
import { system } from '../platform/context.ts'
import { isLost, nobodys, openDatabase, type Database } from '../platform/database.ts'
import { watchDisk, type Disk } from '../platform/disk.ts'
import { startEmbedded, type EmbeddedServer } from '../platform/embedded.ts'
import { diskFiles, useFiles } from '../platform/files.ts'
import { openLog, type Log } from '../platform/log.ts'
import { openMachine, type Machine, type Subscriber } from '../platform/machine.ts'
import { makeFolder } from '../platform/make-folder.ts'
import { migrate } from '../platform/migrate.ts'
import { patienceOf, type Patience } from '../platform/patience.ts'
import { stopPdf } from '../platform/pdf/render.ts'
import { installationKeys } from '../platform/sealed.ts'
import { startWorker, type Worker } from '../platform/worker.ts'
import { allWords, rightWords } from './catalogue.ts'
import { WrongSetting, type Config } from './config.ts'
import { openHttp } from './http.ts'
import { metricsOf } from './metrics.ts'
import { openOutside, type OpenableConnector } from './outside.ts'
import { openPorts } from './ports.ts'
import { noSuchHost } from './refusal-to-start.ts'
import { workflows } from './register.ts'
import { authenticate } from './sign-in.ts'
import { tellWords } from './words.ts'

export type House = {
  readonly machine: Machine
  readonly database: Database
  readonly address: string | null
  /** Where people open it. */
  readonly publicUrl: string | null
  /** Where the first user makes the business; null once somebody can sign in. */
  readonly firstRunLink: string | null
  stop(): Promise<void>
}

/** `beforeOpening` runs on the migrated database, before anybody or any job comes in. */
export async function startHouse(
  config: Config,
  connectors: readonly OpenableConnector[],
  log: Log = openLog((line) => process.stdout.write(`${line}\n`)),
  beforeOpening?: (machine: Machine) => Promise<void>,
): Promise<House> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    if (config.roles.has('web')) await tryPort(config)
    await makeFolder(config.dataFolder)
    const patience = patienceOf(log)
    const database = await openOwnDatabase(config, stops, patience)
    const disk = await openDisk(config, log, stops)
    await patience(
      'the tables to be brought up to date, or another program that is doing so',
      migrate(database.owner),
    )
    useFiles(diskFiles(join(config.dataFolder, 'files')))
    const keys = await installationKeys(config.dataFolder, config.secretKey)
    const subscribers = workflows.filter(
      (workflow): workflow is typeof workflow & Subscriber => 'on' in workflow,
    )
    const machine = openMachine(database, subscribers, { keys })
    offerConnectors(connectors)
    tellWords(allWords())
    await beforeOpening?.(machine)
    const ports = await openPorts(config, machine, stops)
    let worker: Worker | null = null
    if (config.roles.has('worker')) {
      worker = await patience(
        'the queue to start',
        startWorker(machine, workflows, openOutside(machine, connectors, ports), log, {
          isHeld: disk.isFull,
        }),
      )
      stops.push(stopPdf, worker.stop)
    }
    const address = config.roles.has('web')
      ? await listen(config, { machine, worker, log, disk }, stops)
      : null
    // A browser gives passkeys to names only, and the number of one's own machine is none.
    const publicUrl = config.publicUrl ?? address?.replace('//127.0.0.1:', '//localhost:') ?? null
    const asNobody = { tenant: nobodys, actor: system }
    if (publicUrl) await machine.act(asNobody, (ctx) => setPublicUrl(ctx, publicUrl))
    const secret = await machine.act(asNobody, (ctx) => makeFirstRunLink(ctx))
    return {
      machine,
      database,
      address,
      publicUrl,
      firstRunLink: secret && publicUrl ? `${publicUrl}/first-run#${secret}` : null,
      stop,
    }
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
}

/** For a start whose screen is for people: what goes wrong is told, what goes well is not. */
export const openQuietLog = (): Log => ({
  ...openLog((line) => process.stderr.write(`${line}\n`)),
  info: () => undefined,
})

/** Asked first: nobody waits for a database, let alone for a year of demo orders, to hear that the port is taken. */
async function tryPort({ port, host }: Config): Promise<void> {
  const server = createServer()
  await once(server.listen({ port, host }), 'listening').catch((error: { syscall?: string }) => {
    throw error.syscall === 'getaddrinfo' ? new WrongSetting(noSuchHost) : error
  })
  await once(server.close(), 'close')
}

async function openOwnDatabase(
  config: Config,
  stops: (() => Promise<void>)[],
  patience: Patience,
): Promise<Database> {
  let server: EmbeddedServer | null = null
  if (!config.databaseUrl) {
    server = await startEmbedded(config.dataFolder, { patience })
    stops.push(server.stop)
  }
  const address = server?.address('pakhuis') ?? {
    owner: config.databaseUrl!,
    app: null,
    namesStatements: config.namesStatements,
  }
  const database = openDatabase(address)
  stops.push(database.close)
  return database
}

async function openDisk(config: Config, log: Log, stops: (() => Promise<void>)[]): Promise<Disk> {
  const { dataFolder, leastFreeMegabytes } = config
  const least = leastFreeMegabytes === undefined ? undefined : leastFreeMegabytes * 2 ** 20
  const disk = await watchDisk(dataFolder, log, { least, keepsBallast: !config.databaseUrl })
  stops.push(disk.stop)
  return disk
}

type Opened = {
  readonly machine: Machine
  readonly worker: Worker | null
  readonly log: Log
  readonly disk: Disk
}

async function listen(
  config: Config,
  { machine, worker, log, disk }: Opened,
  stops: (() => Promise<void>)[],
): Promise<string> {
  const rights = new Set(rightWords().keys())
  const app: FastifyInstance = await openHttp({
    machine,
    log,
    authenticate: (asked) => authenticate(machine, asked, rights),
    isReady: async () => (await machine.database.owner.query('select 1')).rowCount === 1,
    metrics: () => metricsOf(machine, worker),
    isFull: disk.isFull,
    webFolder: new URL('../../dist/web', import.meta.url).pathname,
    trustedProxies: config.trustedProxies,
  })
  stops.push(async () => app.close())
  return app.listen({ port: config.port, host: config.host })
}

/**
 * A connection that breaks where nobody waits for it, such as in the middle of the queue, is told of and survived;
 * any other fault that nobody waits for ends the program.
 */
export function surviveLostConnections(
  log: Log = openLog((line) => process.stdout.write(`${line}\n`)),
): void {
  process.on('unhandledRejection', (error) => {
    if (!isLost(error)) throw error
    log.warn({ error: String(error) }, 'a connection to the database was lost')
  })
}
