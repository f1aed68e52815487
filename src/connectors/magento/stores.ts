/**
 * The store views of a shop: which one an order was placed in, and so in which language.
 * The code in the address limits no list of orders, so a coupling with one view filters on its id itself.
 */
import { ConnectorFault } from '../../contracts/connector.ts'
import { isObject, type Client } from './client.ts'
import { text } from './fields.ts'

export type Stores = {
  /** The id to filter on; null for all views. */
  readonly only: string | null
  /** Two letters, by the id of the view. */
  readonly languages: ReadonlyMap<string, string>
}

/** Asked once for as long as the coupling is open. */
export function storesOf(client: Client, storeCode: string): () => Promise<Stores> {
  let known: Stores | undefined
  return async () => (known ??= await readStores(client, storeCode || 'all'))
}

async function readStores(client: Client, storeCode: string): Promise<Stores> {
  const answer = await client.get('store/storeConfigs').catch((error: unknown) => {
    // An integration may have the right to orders and not to stores; then only the language stays empty.
    if (error instanceof ConnectorFault && error.kind === 'auth' && storeCode === 'all') return null
    throw error
  })
  const rows = answer?.kind === 'ok' && Array.isArray(answer.json) ? answer.json.filter(isObject) : []
  const own = rows.find((row) => text(row, 'code') === storeCode)
  const only = own ? text(own, 'id') : null
  if (storeCode !== 'all' && only === null)
    throw new ConnectorFault('config', `The shop has no store view "${storeCode}"`)
  const languages = rows.flatMap((row): [string, string][] => {
    const [id, locale] = [text(row, 'id'), text(row, 'locale')]
    return id && locale ? [[id, locale.slice(0, 2).toLowerCase()]] : []
  })
  return { only, languages: new Map(languages) }
}
