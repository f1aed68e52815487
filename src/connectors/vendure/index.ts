/** The connection to a Vendure 3 webshop, over its Admin API. */
import { words } from '../../base/words.ts'
import { ConnectorFault, type ConnectorContext, type Health } from '../../contracts/connector.ts'
import type { Shop, ShopConnector } from '../../contracts/shop.ts'
import { openClient, readJson, type VendureClient, type VendureSettings } from './client.ts'
import { productOf } from './map.ts'
import { mostPerList, orderReader } from './orders.ts'
import {
  Account,
  accountDocument,
  KeyAccount,
  keyAccountDocument,
  Variants,
  variantsDocument,
} from './wire.ts'
import { writer } from './writing.ts'

export const vendure: ShopConnector<VendureSettings> = {
  kind: 'shop',
  name: 'vendure',
  title: 'Vendure',
  words: words('Webshop op Vendure 3', 'Webshop on Vendure 3'),
  settings: [
    {
      name: 'address',
      kind: 'url',
      isRequired: true,
      words: words('Adres van de Admin API', 'Admin API address'),
      help: words(
        'Het adres van de winkel met /admin-api erachter.',
        'The shop’s address followed by /admin-api.',
      ),
    },
    {
      name: 'username',
      kind: 'text',
      words: words('Gebruikersnaam', 'User name'),
      help: words(
        'Een beheerder van de winkel, alleen voor deze koppeling. Leeg bij een API-sleutel.',
        'An administrator of the shop, for this connection only. Leave empty if you use an API key.',
      ),
    },
    { name: 'password', kind: 'secret', words: words('Wachtwoord', 'Password') },
    {
      name: 'apiKey',
      kind: 'secret',
      words: words('API-sleutel', 'API key'),
      help: words(
        'In plaats van gebruikersnaam en wachtwoord, vanaf Vendure 3.6.',
        'Instead of user name and password, from Vendure 3.6.',
      ),
    },
    {
      name: 'channelToken',
      kind: 'secret',
      words: words('Kanaaltoken', 'Channel token'),
      help: words('Nodig als de winkel meer kanalen heeft.', 'Needed when the shop has several channels.'),
    },
    {
      name: 'stockLocation',
      kind: 'text',
      words: words('Voorraadlocatie in de winkel', 'Stock location in the shop'),
      help: words(
        'De naam ervan. Leeg als de winkel er maar één heeft.',
        'Its name. Leave empty if the shop has only one.',
      ),
    },
    {
      name: 'pickupMethods',
      kind: 'text',
      words: words('Verzendmethoden voor afhalen', 'Shipping methods for collection'),
      help: words('De codes, met komma’s ertussen.', 'Their codes, separated by commas.'),
    },
    {
      name: 'serviceFacet',
      kind: 'text',
      words: words('Facetwaarde voor diensten', 'Facet value for services'),
      help: words(
        'Artikelen met deze facetcode zijn werk of verzekering en gaan niet in een doos.',
        'Products with this facet code are labour or insurance and are not packed.',
      ),
    },
  ],
  limits: { perSecond: 10, parallel: 2 },
  open: openVendure,
}

function openVendure(context: ConnectorContext<VendureSettings>): Shop {
  const client = openClient(context)
  const { settings } = context
  const reading = {
    pickupMethods: new Set((settings.pickupMethods ?? '').split(',').map((code) => code.trim())),
    serviceFacet: settings.serviceFacet ?? '',
  }
  return {
    test: () => health(client, settings),
    products: (cursor, limit) => products(client, cursor, limit),
    ...orderReader(client, reading, context.now),
    ...writer(client, settings.stockLocation ?? ''),
  }
}

/** Any one of the rights of a row will do; Vendure has broad and narrow ones. */
const rights = [
  { words: words('Bestellingen lezen', 'Read orders'), anyOf: ['ReadOrder'] },
  { words: words('Bestellingen wijzigen', 'Change orders'), anyOf: ['UpdateOrder'] },
  { words: words('Artikelen lezen', 'Read products'), anyOf: ['ReadCatalog', 'ReadProduct'] },
  { words: words('Voorraad wijzigen', 'Change stock'), anyOf: ['UpdateCatalog', 'UpdateProduct'] },
]

async function health(client: VendureClient, settings: VendureSettings): Promise<Health> {
  const signedIn = words('Aangemeld', 'Signed in')
  try {
    if (settings.apiKey) return await keyHealth(client, settings)
    const { me, activeChannel } = await client.read(Account, accountDocument, {})
    const channel = me?.channels.find((one) => one.token === activeChannel.token)
    const checks = [
      { words: signedIn, isGood: me !== null, detail: me?.identifier ?? '' },
      channelCheck(settings, activeChannel),
      ...rights.map(({ words: text, anyOf }) => ({
        words: text,
        isGood: anyOf.some((right) => channel?.permissions.includes(right)),
        detail: anyOf.join(' / '),
      })),
    ]
    return { isHealthy: checks.every((check) => check.isGood), account: me?.identifier ?? '', checks }
  } catch (error) {
    if (!(error instanceof ConnectorFault)) throw error
    return {
      isHealthy: false,
      account: '',
      checks: [{ words: signedIn, isGood: false, detail: error.message }],
    }
  }
}

async function keyHealth(client: VendureClient, settings: VendureSettings): Promise<Health> {
  const { activeChannel } = await client.read(KeyAccount, keyAccountDocument, {})
  const read = words('Bestellingen en artikelen lezen', 'Read orders and products')
  const checks = [channelCheck(settings, activeChannel), { words: read, isGood: true, detail: '' }]
  return { isHealthy: checks.every((check) => check.isGood), account: activeChannel.code, checks }
}

/** Vendure with one channel takes any token for it, also a mistyped one. */
const channelCheck = (settings: VendureSettings, channel: { code: string; token: string }) => ({
  words: words('Kanaal', 'Channel'),
  isGood: !settings.channelToken || settings.channelToken === channel.token,
  detail: channel.code,
})

/** All variants in the order in which they were made; at the end the cursor starts anew. */
async function products(client: VendureClient, cursor: string | null, limit: number) {
  const skip = Number(readJson(cursor ?? '') ?? 0) || 0
  const take = Math.min(limit, mostPerList)
  const options = { sort: { id: 'ASC' }, skip, take }
  const { productVariants, activeChannel } = await client.read(Variants, variantsDocument, { options })
  const items = productVariants.items.map((variant) => productOf(variant, activeChannel.pricesIncludeTax))
  const hasMore = items.length >= take
  return { items, cursor: String(hasMore ? skip + items.length : 0), hasMore }
}
