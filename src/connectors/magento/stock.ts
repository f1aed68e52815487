/** What can be sold, set batch by batch; which way depends on whether the shop keeps its stock per source. */
import { ConnectorFault } from '../../contracts/connector.ts'
import type { Client } from './client.ts'
import type { Answered, Level } from './outcomes.ts'
import { setPlain } from './plain-stock.ts'
import { sourceSetter } from './source-stock.ts'

const batch = 20

/** `source` is empty for a shop without multi-source inventory. */
export async function setLevels(
  client: Client,
  source: string,
  levels: readonly Level[],
): Promise<readonly Answered[]> {
  if (levels.length === 0) return []
  const set = source ? await sourceSetter(client, source) : (some: readonly Level[]) => setPlain(client, some)
  const answered: Answered[] = []
  for (let at = 0; at < levels.length; at += batch) {
    try {
      answered.push(...(await set(levels.slice(at, at + batch))))
    } catch (error) {
      // What was done before stays said; the caller repeats the rest.
      if (answered.length === 0 || !(error instanceof ConnectorFault)) throw error
      const text = error.message
      answered.push(
        ...levels.slice(at).map(({ sku }): Answered => ({ sku, outcome: { kind: 'unknown', text } })),
      )
      break
    }
  }
  return answered
}
