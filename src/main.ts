/** Reads the configuration, wires the house and opens it. */
import './entry/standing-place.ts'
import { magento } from './connectors/magento/index.ts'
import { myparcel } from './connectors/myparcel/index.ts'
import { peppolProvider } from './connectors/peppol-provider/index.ts'
import { vendure } from './connectors/vendure/index.ts'
import { vies } from './connectors/vies/index.ts'
import { readConfig } from './entry/config.ts'
import { refusalToStart } from './entry/refusal-to-start.ts'
import { startHouse, surviveLostConnections } from './entry/start.ts'

const config = readConfigOrLeave()
const connectors = [magento, vendure, myparcel, vies, peppolProvider]

surviveLostConnections()

try {
  const byHand = process.argv.indexOf('--call')
  if (byHand > 0) {
    const { CannotCall, callByHand } = await import('./entry/cli.ts')
    const answer = await callByHand(config, ...(process.argv.slice(byHand + 1) as [string?, string?])).catch(
      (error: unknown) => {
        if (!(error instanceof CannotCall)) throw error
        process.stderr.write(`${error.message}\n`)
        process.exit(1)
      },
    )
    process.stdout.write(`${answer.text}\n`)
    // A check that found a fault is told to the script that asked for it.
    process.exit(answer.isSound ? 0 : 2)
  }
  const house = config.isDemo
    ? await (await import('./demo.ts')).startDemoHouse(config, connectors)
    : await startHouse(config, connectors)
  if (house.address && !config.isDemo)
    process.stdout.write(
      `Pakhuis: ${house.publicUrl}${house.firstRunLink ? `  first run: ${house.firstRunLink}` : ''}\n`,
    )
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      void house.stop().then(() => process.exit(0))
    })
  }
} catch (error) {
  leave(error)
}

function readConfigOrLeave() {
  try {
    return readConfig(process.env, process.argv.slice(2))
  } catch (error) {
    return leave(error)
  }
}

function leave(error: unknown): never {
  process.stderr.write(`${refusalToStart(error)}\n`)
  process.exit(1)
}
