/** Starts the PostgreSQL of this machine's tests and goes when nobody has used it for ten minutes. */
import { rm, writeFile } from 'node:fs/promises'
import pg from 'pg'
import { startEmbedded } from '../../src/platform/embedded.ts'

const home = new URL('../../.cache/', import.meta.url).pathname
const file = `${home}test-server.json`

await rm(file, { force: true })
const server = await startEmbedded(`${home}test-postgres`, { isDurable: false })
await writeFile(file, JSON.stringify(server.address('postgres')))
await writeFile(`${home}test-server.pid`, String(process.pid))

let idleSince = Date.now()
const watch = setInterval(async () => {
  const client = new pg.Client({ connectionString: server.address('postgres').owner })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ busy: number }>(
      "select count(*)::int as busy from pg_stat_activity where datname like 't\\_%' or datname like 'template%'",
    )
    await client.end()
    if (rows[0]!.busy > 0) idleSince = Date.now()
  } catch {
    idleSince = 0
  }
  if (Date.now() - idleSince > 600_000) await leave()
}, 10_000)

async function leave() {
  clearInterval(watch)
  await rm(file, { force: true })
  await server.stop()
  process.exit(0)
}
process.on('SIGTERM', () => void leave())
process.on('SIGINT', () => void leave())
