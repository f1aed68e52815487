/**
 * A stand-in for a Magento 2.4 shop: its REST addresses with searchCriteria, OAuth 1.0a really checked, multi-source
 * stock, and its own faults. A bearer token is refused unless switched on; a page past the end repeats the last one.
 */
import {
  jsonAnswer,
  startSimulator,
  type SimulatedAnswer,
  type SimulatedRequest,
  type Simulator,
} from '../../contracts/simulator.ts'
import { signatureBase, signatureOf } from './client.ts'
import { commentSent, orderHead, orderSent, productSent, shipmentSent } from './simulated-answers.ts'
import {
  bicycleShop,
  shopOf,
  ShopRefusal,
  type Purchase,
  type SimulatedOrder,
  type SimulatedProduct,
  type SimulatedShop,
} from './simulated-shop.ts'

/** What the shop's own people and its customers do, beside the REST service. */
type Shopper = {
  place(purchase: Purchase): SimulatedOrder
  pay(id: number): void
  cancel(id: number): void
  comment(id: number, text: string): void
  /** From now on every answer that would hold this order is a 500. */
  poison(id: number): void
}

export type MagentoSimulator = Simulator & {
  readonly shop: SimulatedShop
  readonly shopper: Shopper
  /** The settings with which a coupling signs in here. */
  readonly settings: Readonly<Record<string, string>>
  now(): Date
  advanceClock(seconds: number): void
  allowBearer(isAllowed: boolean): void
}

type Options = {
  readonly port?: number
  readonly products?: readonly SimulatedProduct[]
  readonly pricesIncludeVat?: boolean
  /** Whether the modules of multi-source inventory are installed; they are, when left out. */
  readonly hasSources?: boolean
  /** The entity id before the first order's: a shop that starts anew beside old books needs other numbers. */
  readonly lastOrder?: number
  /** A clock that only moves when told; the machine's own when left out. */
  readonly from?: Date
}

const secrets = {
  consumerKey: 'k7v2simulatedconsumerkey00000000',
  consumerSecret: 's3simulatedconsumersecret0000000',
  accessToken: 't9simulatedaccesstoken0000000000',
  accessTokenSecret: 'z1simulatedaccesssecret000000000',
}

export async function startMagento(options: Options = {}): Promise<MagentoSimulator> {
  let skipped = 0
  const now = () => new Date((options.from?.getTime() ?? Date.now()) + skipped)
  const shop = shopOf(
    options.products ?? bicycleShop,
    options.pricesIncludeVat ?? true,
    now,
    options.lastOrder,
  )
  const hasSources = options.hasSources ?? true
  const door: Door = { nonces: new Set(), now, isBearerAllowed: false }
  const simulator = await startSimulator((request, own): SimulatedAnswer => {
    if (own('maintenance'))
      return { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>maintenance</html>' }
    const { status, headers, body } = answered(shop, door, request, hasSources)
    return { status, headers: { ...headers, date: now().toUTCString() }, body: body ?? '' }
  }, options.port)
  return {
    ...simulator,
    shop,
    shopper: {
      place: shop.place,
      pay: (id) => void shop.invoice(shop.orderOf(id)),
      cancel: (id) => void shop.cancel(shop.orderOf(id)),
      comment: (id, text) => shop.comment(shop.orderOf(id), text, true),
      poison: (id) => void (shop.orderOf(id).isPoisoned = true),
    },
    settings: {
      url: simulator.address,
      storeCode: 'all',
      auth: 'oauth1',
      ...secrets,
      source: 'default',
      notify: 'no',
    },
    now,
    advanceClock: (seconds) => void (skipped += seconds * 1000),
    allowBearer: (isAllowed) => void (door.isBearerAllowed = isAllowed),
  }
}

function answered(
  shop: SimulatedShop,
  door: Door,
  request: SimulatedRequest,
  hasSources: boolean,
): SimulatedAnswer {
  const found = /^\/rest(?:\/([\w-]+))?\/V1\/(.+?)\/?$/.exec(request.url.pathname)
  if (!found) return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404</html>' }
  if (!['all', 'default', 'nl', 'de', undefined].includes(found[1]))
    return refused(404, 'Requested store is not found')
  const reason = refusedAtTheDoor(door, request)
  if (reason) return refused(401, reason.text, reason.parameters)
  try {
    const path = (found[2] ?? '').split('/').map(decodeURIComponent)
    for (const [method, pattern, work] of routes) {
      const parts = pattern.split('/')
      const fits = parts.length === path.length && parts.every((part, i) => part === ':' || part === path[i])
      if (!fits || method !== request.method || (!hasSources && path[0] === 'inventory')) continue
      const own = path.filter((_, i) => parts[i] === ':')
      const body = request.body === '' ? {} : (JSON.parse(request.body) as Sent)
      return jsonAnswer(
        200,
        trimmed(work({ shop, url: request.url, own, body, now: door.now, hasSources }), request.url),
      )
    }
    return refused(404, 'Request does not match any route.')
  } catch (error) {
    if (error instanceof ShopRefusal) return refused(error.status, error.message, ['complete'])
    if (error instanceof SyntaxError) return refused(400, 'Decoding error.')
    throw error
  }
}

const refused = (status: number, message: string, parameters?: unknown) =>
  jsonAnswer(status, { message, ...(parameters && message.includes('%') ? { parameters } : {}) })

type Sent = Record<string, unknown>
type Asked = {
  shop: SimulatedShop
  url: URL
  own: readonly string[]
  body: Sent
  now: () => Date
  hasSources: boolean
}
type Route = readonly [method: string, pattern: string, work: (asked: Asked) => unknown]

const orderIn = ({ shop, own }: Asked) => {
  const order = shop.orderOf(Number(own[0]))
  if (order.isPoisoned) throw poisoned(order)
  return order
}

/** The store views: id, code, locale and name. */
const views = [
  [1, 'nl', 'nl_NL', 'Nederlands'],
  [2, 'de', 'de_DE', 'Deutsch'],
] as const

const routes: readonly Route[] = [
  ['GET', 'orders', listOrders],
  ['GET', 'orders/:', (asked) => orderSent(orderIn(asked), asked.shop.pricesIncludeVat)],
  ['GET', 'orders/:/statuses', (asked) => orderHead(orderIn(asked))['status']],
  ['GET', 'orders/:/comments', listComments],
  ['POST', 'orders/:/comments', addComment],
  ['POST', 'orders/:/cancel', (asked) => asked.shop.cancel(orderIn(asked))],
  ['POST', 'orders/:/hold', (asked) => hold(asked, true)],
  ['POST', 'orders/:/unhold', (asked) => hold(asked, false)],
  ['POST', 'order/:/ship', ship],
  ['POST', 'order/:/invoice', (asked) => String(asked.shop.invoice(orderIn(asked)))],
  ['GET', 'shipments', listShipments],
  [
    'GET',
    'products',
    (asked) =>
      listed(
        asked.url,
        productRows(asked).map((row) => [row, () => shownProduct(row)]),
      ),
  ],
  ['GET', 'products/:', oneProduct],
  ['PUT', 'products/:/stockItems/:', setStockItem],
  [
    'GET',
    'inventory/source-items',
    (asked) =>
      listed(
        asked.url,
        sourceItems(asked).map((row) => [row, () => row]),
      ),
  ],
  ['POST', 'inventory/source-items', setSourceItems],
  [
    'GET',
    'inventory/sources',
    (asked) =>
      listed(
        asked.url,
        sourcesOf(asked).map((row) => [row, () => row]),
      ),
  ],
  ['GET', 'inventory/sources/:', oneSource],
  ['GET', 'inventory/stock-source-links', listLinks],
  ['GET', 'inventory/get-product-salable-quantity/:/:', salable],
  ['GET', 'modules', () => ['Magento_Store', 'Magento_Sales', 'Magento_Inventory', 'Magento_InventoryApi']],
  ['GET', 'store/storeConfigs', storeConfigs],
  ['GET', 'store/storeViews', () => storeViews()],
]

function listOrders({ shop, url }: Asked): Sent {
  const rows = [...shop.orders.values()].map((order): Listed => [
    orderHead(order),
    () => {
      if (order.isPoisoned) throw poisoned(order)
      return orderSent(order, shop.pricesIncludeVat)
    },
  ])
  return listed(url, rows)
}

const poisoned = (order: SimulatedOrder) =>
  new ShopRefusal(
    500,
    `Item (Magento\\Sales\\Model\\Order\\Item) with the same ID "${order.items[0]?.id}" already exists.`,
  )

function listComments(asked: Asked): Sent {
  const order = orderIn(asked)
  const items = order.comments.map((comment) => commentSent(order, comment))
  return { items, search_criteria: { filter_groups: [] }, total_count: items.length }
}

function addComment(asked: Asked): boolean {
  const given = asked.body['statusHistory'] as { comment?: string; is_visible_on_front?: number } | undefined
  if (!given?.comment) throw new ShopRefusal(400, '"comment" is required. Enter and try again.')
  asked.shop.comment(orderIn(asked), given.comment, given.is_visible_on_front === 1)
  return true
}

function hold(asked: Asked, isHeld: boolean): boolean {
  const order = orderIn(asked)
  if (isHeld ? order.state !== 'new' && order.state !== 'processing' : order.state !== 'holded')
    throw new ShopRefusal(400, `${isHeld ? 'A hold' : 'An unhold'} action is not available.`)
  order.state = isHeld ? 'holded' : order.paid > 0 ? 'processing' : 'new'
  asked.shop.touch(order)
  return true
}

function ship(asked: Asked): string {
  const body = asked.body as {
    items?: { order_item_id: number; qty: number }[]
    tracks?: { track_number: string; title: string; carrier_code: string }[]
    comment?: { comment: string }
    arguments?: { extension_attributes?: { source_code?: string } }
  }
  if (body.arguments?.extension_attributes?.source_code && !asked.hasSources)
    throw new ShopRefusal(400, 'Property "SourceCode" does not have accessor method "getSourceCode".')
  const shipment = asked.shop.ship(
    orderIn(asked),
    new Map((body.items ?? []).map((item) => [item.order_item_id, item.qty])),
    {
      source: body.arguments?.extension_attributes?.source_code ?? 'default',
      tracks: (body.tracks ?? []).map((t) => ({
        number: t.track_number,
        title: t.title,
        carrier: t.carrier_code,
      })),
      comment: body.comment?.comment ?? null,
    },
  )
  return String(shipment.id)
}

function listShipments({ shop, url }: Asked): Sent {
  const rows = [...shop.orders.values()].flatMap((order) =>
    order.shipments.map((shipment): Listed => {
      const sent = shipmentSent(shipment, order)
      return [sent, () => sent]
    }),
  )
  return listed(url, rows)
}

const productRows = ({ shop, now }: Asked): Sent[] =>
  shop.products.map((product, index) => ({
    ...productSent(product, 1700 + index, now()),
    entity_id: 1700 + index,
  }))

/** A product is filtered by entity_id and shown with id. */
const shownProduct = ({ entity_id: _id, ...shown }: Sent) => shown

function oneProduct(asked: Asked): Sent {
  const row = productRows(asked).find((product: Sent) => product['sku'] === asked.own[0])
  if (!row)
    throw new ShopRefusal(
      404,
      "The product that was requested doesn't exist. Verify the product and try again.",
    )
  const qty = asked.shop.salable(String(row['sku'])) ?? 0
  const stock_item = {
    item_id: Number(row['id']) - 1000,
    product_id: row['id'],
    stock_id: 1,
    qty,
    is_in_stock: qty > 0,
  }
  return { ...shownProduct(row), extension_attributes: { stock_item } }
}

/** The one quantity of a shop without sources is what it can sell: orders were taken off when they were placed. */
function setStockItem({ shop, own, body }: Asked): string {
  const { qty } = body['stockItem'] as { qty: number }
  const [sku = '', item = ''] = own
  const row = shop.sources.get('default')?.get(sku)
  if (!row)
    throw new ShopRefusal(
      404,
      "The product that was requested doesn't exist. Verify the product and try again.",
    )
  row.quantity += qty - (shop.salable(sku) ?? 0)
  return item
}

const sourceItems = ({ shop }: Asked): Sent[] =>
  [...shop.sources].flatMap(([source_code, rows]) =>
    [...rows].map(([sku, row]) => ({ sku, source_code, quantity: row.quantity, status: row.isIn ? 1 : 0 })),
  )

/** Magento does not ask whether the sku exists; one bad source refuses them all. */
function setSourceItems({ shop, body }: Asked): unknown[] {
  const items = (body['sourceItems'] ?? []) as {
    sku: string
    source_code: string
    quantity: number
    status: number
  }[]
  const strange = items.find(
    (item) => !shop.sources.has(item.source_code) || typeof item.quantity !== 'number',
  )
  if (strange) throw new ShopRefusal(400, 'Validation Failed')
  for (const item of items)
    shop.sources.get(item.source_code)?.set(item.sku, { quantity: item.quantity, isIn: item.status === 1 })
  return []
}

const sourcesOf = ({ shop }: Asked): Sent[] =>
  [...shop.sources.keys()].map((source_code) => ({
    source_code,
    name: source_code === 'default' ? 'Default Source' : 'Winkel',
    enabled: true,
    country_id: 'NL',
    postcode: '1695 GD',
    use_default_carrier_config: true,
    carrier_links: [],
  }))

function oneSource(asked: Asked): Sent {
  const source = sourcesOf(asked).find((row) => row['source_code'] === asked.own[0])
  if (!source)
    throw new ShopRefusal(404, 'Source with code "%1" does not exist.'.replace('%1', asked.own[0] ?? ''))
  return source
}

function listLinks({ url }: Asked): Sent {
  const link = { stock_id: 1, source_code: 'default', priority: 1 }
  return listed(url, [[link, () => link]])
}

function salable({ shop, own }: Asked): number {
  const quantity = shop.salable(own[0] ?? '')
  if (quantity === null)
    throw new ShopRefusal(
      404,
      "The product that was requested doesn't exist. Verify the product and try again.",
    )
  return quantity
}

function storeConfigs({ url }: Asked): Sent[] {
  const address = `${url.origin}/`
  const media = `${address}media/`
  const own = {
    base_url: address,
    base_link_url: address,
    base_static_url: `${address}static/`,
    base_media_url: media,
  }
  const secure = Object.fromEntries(Object.entries(own).map(([name, value]) => [`secure_${name}`, value]))
  return views.map(([id, code, locale]) => ({
    id,
    code,
    website_id: 1,
    locale,
    base_currency_code: 'EUR',
    default_display_currency_code: 'EUR',
    timezone: 'Europe/Amsterdam',
    weight_unit: 'kgs',
    ...own,
    ...secure,
  }))
}

const storeViews = () =>
  views.map(([id, code, , name]) => ({ id, code, name, website_id: 1, store_group_id: 1, is_active: 1 }))

/** What is filtered and sorted by, and how it is shown once it is on the page. */
type Listed = readonly [head: Sent, show: () => Sent]

/** Filters, sorts and pages as searchCriteria asks. */
function listed(url: URL, rows: readonly Listed[]): Sent {
  const criteria = criteriaOf(url)
  const kept = rows.filter(([head]) =>
    criteria.groups.every((group) => group.some((filter) => passes(head, filter))),
  )
  const sorted = kept.toSorted(([a], [b]) => {
    for (const { field, direction } of criteria.sort) {
      const order = compared(a[field], b[field]) * (direction === 'DESC' ? -1 : 1)
      if (order !== 0) return order
    }
    return 0
  })
  const size = criteria.pageSize
  const lastPage = Math.max(1, Math.ceil(sorted.length / (size || sorted.length || 1)))
  const page = Math.min(criteria.currentPage, lastPage)
  const shown = size ? sorted.slice((page - 1) * size, page * size) : sorted
  return {
    items: shown.map(([, show]) => show()),
    search_criteria: {
      filter_groups: criteria.groups.map((filters) => ({ filters })),
      ...(criteria.sort.length > 0 ? { sort_orders: criteria.sort } : {}),
      ...(size ? { page_size: size, current_page: criteria.currentPage } : {}),
    },
    total_count: sorted.length,
  }
}

type Filter = { field: string; value: string; condition_type: string }
type Criteria = {
  groups: Filter[][]
  sort: { field: string; direction: string }[]
  pageSize: number
  currentPage: number
}

/** Both spellings are taken, filter_groups and filterGroups, as Magento does. */
function criteriaOf(url: URL): Criteria {
  const criteria: Criteria = { groups: [], sort: [], pageSize: 0, currentPage: 1 }
  for (const [name, value] of url.searchParams) {
    const keys = [...name.matchAll(/\[(\w+)\]/g)].map((key) =>
      (key[1] ?? '').replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
    )
    if (!name.startsWith('searchCriteria')) continue
    const [what, index, , inner, field] = keys
    if (what === 'filter_groups' && field) {
      const group = (criteria.groups[Number(index)] ??= [])
      const filter = (group[Number(inner)] ??= { field: '', value: '', condition_type: 'eq' })
      filter[field as keyof Filter] = value
    } else if (what === 'sort_orders' && keys[2]) {
      const sort = (criteria.sort[Number(index)] ??= { field: '', direction: 'DESC' })
      sort[keys[2] as 'field' | 'direction'] = value
    } else if (what === 'page_size') criteria.pageSize = Number(value)
    else if (what === 'current_page') criteria.currentPage = Math.max(1, Number(value))
  }
  return criteria
}

function passes(head: Sent, { field, value, condition_type: condition }: Filter): boolean {
  if (!(field in head)) throw new ShopRefusal(400, `Column not found: ${field}`)
  const order = compared(head[field], value)
  const several = () => value.split(',').some((one) => compared(head[field], one) === 0)
  const conditions: Record<string, () => boolean> = {
    eq: () => order === 0,
    neq: () => order !== 0,
    gt: () => order > 0,
    gteq: () => order >= 0,
    from: () => order >= 0,
    lt: () => order < 0,
    lteq: () => order <= 0,
    to: () => order <= 0,
    in: several,
    nin: () => !several(),
    like: () =>
      new RegExp(`^${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*')}$`, 'i').test(
        String(head[field]),
      ),
  }
  const passes = conditions[condition]
  if (!passes) throw new ShopRefusal(400, 'Invalid search criteria value.')
  return passes()
}

/** Numbers as numbers, the rest as text without regard to case, as the database does. */
function compared(a: unknown, b: unknown): number {
  if (typeof a === 'number') return a - Number(b)
  const [x, y] = [String(a).toLowerCase(), String(b).toLowerCase()]
  return x < y ? -1 : x > y ? 1 : 0
}

/** Keeps only what `fields` names, such as `items[sku,type_id],total_count`. */
function trimmed(value: unknown, url: URL): unknown {
  const fields = url.searchParams.get('fields')
  const inner = /items\[([\w,]+)\]/.exec(fields ?? '')?.[1]?.split(',')
  const list = value as { items?: Sent[]; total_count?: number }
  if (!inner || !list.items) return value
  const items = list.items.map((item) =>
    Object.fromEntries(inner.filter((f) => f in item).map((f) => [f, item[f]])),
  )
  return { items, ...(fields?.includes('total_count') ? { total_count: list.total_count } : {}) }
}

type Door = { readonly nonces: Set<string>; readonly now: () => Date; isBearerAllowed: boolean }

/** Why one may not come in; nothing when all is well. */
function refusedAtTheDoor(
  door: Door,
  request: SimulatedRequest,
): { text: string; parameters?: Sent } | undefined {
  const header = request.headers['authorization'] ?? ''
  const notAllowed = {
    text: "The consumer isn't authorized to access %resources.",
    parameters: { resources: 'Magento_Sales::actions_view' },
  }
  if (header === `Bearer ${secrets.accessToken}`) return door.isBearerAllowed ? undefined : notAllowed
  if (!header.startsWith('OAuth ')) return notAllowed
  const sent = new Map(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1] ?? '', decodeURIComponent(m[2] ?? '')]),
  )
  const signature = sent.get('oauth_signature')
  sent.delete('oauth_signature')
  if (sent.get('oauth_consumer_key') !== secrets.consumerKey)
    return { text: 'A consumer having the specified key does not exist' }
  if (sent.get('oauth_token') !== secrets.accessToken) return { text: 'Specified token does not exist' }
  if (sent.get('oauth_signature_method') !== 'HMAC-SHA256')
    return { text: 'Signature method is not supported' }
  const seconds = Number(sent.get('oauth_timestamp'))
  if (!(seconds > 0) || seconds > door.now().getTime() / 1000 + 600)
    return { text: 'The oauth_timestamp value is incorrect' }
  const nonce = `${sent.get('oauth_nonce')}:${seconds}`
  if (door.nonces.has(nonce)) return { text: 'The nonce is already being used' }
  door.nonces.add(nonce)
  if (door.nonces.size > 5000) door.nonces.delete(String(door.nonces.values().next().value))
  const base = signatureBase(request.method, request.url, [...sent])
  const isRight = signature === signatureOf(base, secrets.consumerSecret, secrets.accessTokenSecret)
  return isRight ? undefined : { text: 'The signature is invalid. Verify and try again.' }
}
