/** The test of a coupling with Magento, as traffic lights; what could not be asked any more is not shown. */
import { words } from '../../base/words.ts'
import { ConnectorFault, type ConnectorContext, type Health } from '../../contracts/connector.ts'
import { isObject, type Client, type MagentoSettings } from './client.ts'
import { text, type Fields } from './fields.ts'

type Check = Health['checks'][number]

const lights = {
  reachable: words('Webshop bereikbaar', 'Webshop reachable'),
  signedIn: words('Aangemeld', 'Signed in'),
  store: words('Winkelcode bestaat', 'Store view code exists'),
  orders: words('Bestellingen leesbaar', 'Orders readable'),
  source: words('Voorraadbron bestaat', 'Stock source exists'),
  clock: words('Klok loopt gelijk', 'Clock is in sync'),
}

/** OAuth signs with the time; beyond ten minutes Magento refuses, and long before that moments of change mislead. */
const allowedSkewSeconds = 120

export async function healthOf(client: Client, context: ConnectorContext<MagentoSettings>): Promise<Health> {
  const { settings } = context
  const checks: Check[] = []
  let account = settings.url
  const light = (name: keyof typeof lights, isGood: boolean, detail: string) =>
    void checks.push({ words: lights[name], isGood, detail })
  try {
    const stores = await client.get('store/storeConfigs')
    light('reachable', true, settings.url)
    light('signedIn', true, settings.auth)
    const names = stores.kind === 'ok' && Array.isArray(stores.json) ? stores.json.filter(isObject) : []
    const codes = names.map((store) => text(store, 'code') ?? '')
    const isThere =
      stores.kind === 'ok' && (settings.storeCode === 'all' || codes.includes(settings.storeCode))
    light('store', isThere, stores.kind === 'no' ? stores.text : codes.join(', '))
    const main = names.find((store) => text(store, 'code') === settings.storeCode) ?? names[0]
    account = (main && text(main, 'base_url')) ?? account

    const orders = await client.get('orders', { pageSize: 1, fields: 'items[entity_id],total_count' })
    const count = orders.kind === 'ok' ? text(orders.json as Fields, 'total_count') : null
    light('orders', count !== null, count ?? (orders.kind === 'no' ? orders.text : ''))

    if (settings.source) {
      const source = await client.get(`inventory/sources/${encodeURIComponent(settings.source)}`)
      const isEnabled = source.kind === 'ok' && isObject(source.json) && source.json['enabled'] === true
      light('source', isEnabled, source.kind === 'ok' ? settings.source : source.text)
    }

    if (stores.kind === 'ok' && stores.at) {
      const skew = Math.round((stores.at.getTime() - context.now().getTime()) / 1000)
      light('clock', Math.abs(skew) <= allowedSkewSeconds, `${skew} s`)
    }
  } catch (error) {
    if (!(error instanceof ConnectorFault)) throw error
    const isReached = error.kind === 'auth'
    if (checks.length === 0) light('reachable', isReached, isReached ? settings.url : error.message)
    if (isReached) light(checks.length > 1 ? 'orders' : 'signedIn', false, error.message)
    else if (checks.every((check) => check.isGood)) light('orders', false, error.message)
  }
  return { isHealthy: checks.every((check) => check.isGood), account, checks }
}
