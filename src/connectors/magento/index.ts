/** Magento 2 as a webshop: orders read by the moment of change, shipments and stock written back. */
import { words } from '../../base/words.ts'
import type { ConnectorContext } from '../../contracts/connector.ts'
import type { Shop, ShopConnector } from '../../contracts/shop.ts'
import { clientFor, type MagentoSettings } from './client.ts'
import { healthOf } from './health.ts'
import { readByIds, readSince } from './orders.ts'
import { readProducts } from './products.ts'
import { storesOf } from './stores.ts'
import { cancelOrder, shipOrder } from './ship.ts'
import { setLevels } from './stock.ts'

export const magento: ShopConnector<MagentoSettings> = {
  kind: 'shop',
  name: 'magento',
  title: 'Magento 2',
  words: words(
    'Bestellingen, verzendingen en voorraad van een Magento 2- of Adobe Commerce-webshop',
    'Orders, shipments and stock of a Magento 2 or Adobe Commerce webshop',
  ),
  settings: [
    {
      name: 'url',
      words: words('Adres van de webshop', 'Webshop address'),
      help: words(
        'Zoals https://www.voorbeeld.nl, zonder /rest',
        'For example https://www.example.com, without /rest',
      ),
      kind: 'url',
      isRequired: true,
    },
    {
      name: 'storeCode',
      words: words('Winkelcode', 'Store view code'),
      help: words(
        'Code van de winkelweergave, of all voor alle winkels',
        'Code of the store view, or “all” for every store',
      ),
      kind: 'text',
      initial: 'all',
    },
    {
      name: 'auth',
      words: words('Manier van aanmelden', 'Sign-in method'),
      help: words(
        'Een bearer-token werkt alleen als de webshop dat heeft aangezet: het staat sinds Magento 2.4.4 uit',
        'A bearer token only works if the webshop has enabled it: it is off by default since Magento 2.4.4',
      ),
      kind: 'choice',
      choices: {
        oauth1: words('Integratie met handtekening (OAuth 1.0a)', 'Integration with signature (OAuth 1.0a)'),
        bearer: words('Alleen het toegangstoken (bearer)', 'Access token only (bearer)'),
      },
      initial: 'oauth1',
      isRequired: true,
    },
    { name: 'consumerKey', words: words('Consumer key', 'Consumer key'), kind: 'secret' },
    { name: 'consumerSecret', words: words('Consumer secret', 'Consumer secret'), kind: 'secret' },
    { name: 'accessToken', words: words('Toegangstoken', 'Access token'), kind: 'secret', isRequired: true },
    {
      name: 'accessTokenSecret',
      words: words('Geheim van het toegangstoken', 'Access token secret'),
      kind: 'secret',
    },
    {
      name: 'source',
      words: words('Voorraadbron', 'Stock source'),
      help: words(
        'Code van de bron in Magento waaruit wij verzenden; leeg als de webshop geen voorraadbronnen kent',
        'Code of the Magento source you ship from; leave empty if the webshop has no stock sources',
      ),
      kind: 'text',
      initial: 'default',
    },
    {
      name: 'notify',
      words: words('Webshop mailt de klant bij verzending', 'Webshop e-mails the customer on shipment'),
      kind: 'yes-no',
      initial: 'no',
    },
  ],
  // Magento itself has no limit; a small shop's server does. Looking for one broken order takes dozens of failing requests.
  limits: { perSecond: 4, parallel: 2 },
  open: openShop,
}

function openShop(context: ConnectorContext<MagentoSettings>): Shop {
  const client = clientFor(context)
  const reading = { client, now: context.now, stores: storesOf(client, context.settings.storeCode) }
  return {
    test: () => healthOf(client, context),
    ordersSince: (cursor, since, limit) => readSince(reading, cursor, since, limit),
    ordersById: (ids) => readByIds(reading, ids),
    ship: (shipment, key) => shipOrder(client, context.settings, shipment, key),
    cancel: (id) => cancelOrder(client, id),
    products: (cursor, limit) => readProducts(client, context.settings.url, cursor, limit),
    setStock: (levels) => setLevels(client, context.settings.source, levels),
  }
}
