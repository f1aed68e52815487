/**
 * A real Vendure as a process of its own, with a clock that the test sets: `node vendure-server.mjs fill|serve
 * <folder of the installation> <database> <port>`. Orders are taken in whole seconds, days apart, without waiting.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const [mode, folder, database, port] = process.argv.slice(2)
const require = createRequire(join(folder, 'package.json'))

let clock = null
const RealDate = Date
globalThis.Date = class Date extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(clock ?? RealDate.now())
    else super(...parts)
  }
  static now() {
    return clock ?? RealDate.now()
  }
  static [Symbol.hasInstance](value) {
    return value instanceof RealDate
  }
}

const core = require('@vendure/core')

const config = {
  logger: new core.DefaultLogger({ level: core.LogLevel.Warn }),
  apiOptions: {
    port: Number(port),
    hostname: '127.0.0.1',
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
  },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
    requireVerification: false,
  },
  dbConnectionOptions: {
    type: 'better-sqlite3',
    synchronize: true,
    database,
    // SQLite fills createdAt and updatedAt itself, from the machine's clock: it is given ours.
    prepareDatabase: (db) => {
      const now = () => new Date().toISOString().slice(0, 19).replace('T', ' ')
      db.pragma('trusted_schema = 1')
      db.function('datetime', { varargs: true }, (what) => (what === 'now' ? now() : what))
      db.function('current_timestamp', now)
    },
  },
  paymentOptions: { paymentMethodHandlers: [core.dummyPaymentHandler] },
  plugins: [core.DefaultJobQueuePlugin.init({}), core.DefaultSearchPlugin.init({})],
}

if (mode === 'fill') {
  const { populate } = require('@vendure/core/cli')
  const assets = join(dirname(require.resolve('@vendure/create/package.json')), 'assets')
  const data = require(join(assets, 'initial-data.json'))
  const app = await populate(() => core.bootstrap(config), data, join(assets, 'products.csv'))
  await app.close()
  process.exit(0)
}

const app = await core.bootstrap(config)
const connection = app.get(core.TransactionalConnection).rawConnection
process.on('message', async ({ id, now, sql }) => {
  if (now !== undefined) clock = now
  if (sql !== undefined) await connection.query(sql)
  process.send({ id })
})
process.on('disconnect', () => process.exit(0))
process.send({ id: 0 })
