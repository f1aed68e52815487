/** A stand-in for a Vendure server: its Admin API over http, with sessions that end, answering what the connector asks. */
import { jsonAnswer, startSimulator, type Simulator } from '../../contracts/simulator.ts'
import { execute, GraphqlRefusal, type Resolver } from './graphql.ts'
import { openShop, type SimulatedShop } from './simulated-shop.ts'

type VendureSimulator = Simulator & {
  readonly shop: SimulatedShop
  /** What to fill in to connect to it. */
  readonly settings: { readonly address: string; readonly username: string; readonly password: string }
}

type Seed = Parameters<typeof openShop>[1]
type Args = Parameters<Resolver>[0]

const username = 'pakhuis'
const password = 'simulator'
const apiKey = 'simulated:key'
const sessionSeconds = 86_400

/**
 * Starts the shop. Faults of its own: `session-ended` forgets all sessions, `forbidden` refuses the right, both by
 * FORBIDDEN in status 200 as Vendure does.
 */
export async function startVendureSimulator(
  options: { now?: () => Date; port?: number } & Seed = {},
): Promise<VendureSimulator> {
  const now = options.now ?? (() => new Date())
  const shop = openShop(now, options)
  const sessions = new Map<string, number>()

  const simulator = await startSimulator((request, own) => {
    if (request.url.pathname !== '/admin-api') return jsonAnswer(404, { message: 'Cannot find this address' })
    if (own('session-ended')) sessions.clear()
    const asked = JSON.parse(request.body) as { query: string; variables?: Record<string, unknown> }
    const bearer = (request.headers['authorization'] ?? '').replace(/^Bearer /, '')
    const hasKey = request.headers['vendure-api-key'] === apiKey
    const isSignedIn = (hasKey || (sessions.get(bearer) ?? 0) > now().getTime()) && !own('forbidden')
    let given: string | null = null
    const login: Resolver = (args) => {
      if (args['username'] !== username || args['password'] !== password) return wrongPassword
      given = `session-${sessions.size}-${now().getTime()}`
      sessions.set(given, now().getTime() + sessionSeconds * 1000)
      return { __typename: 'CurrentUser', ...user(shop) }
    }
    const resolvers = {
      ...(isSignedIn ? resolversOf(shop) : locked),
      // No administrator stands behind a key.
      ...(hasKey && { me: forbidden }),
      login,
    }
    const { status, body } = execute(resolvers, nullable, asked.query, asked.variables ?? {})
    return jsonAnswer(status, body, given === null ? {} : { 'vendure-auth-token': given })
  }, options.port)
  return { ...simulator, shop, settings: { address: `${simulator.address}/admin-api`, username, password } }
}

const wrongPassword = {
  __typename: 'InvalidCredentialsError',
  errorCode: 'INVALID_CREDENTIALS_ERROR',
  message: 'The provided credentials are invalid',
}

const user = (shop: SimulatedShop) => ({
  id: '1',
  identifier: username,
  channels: [{ ...shop.channel, permissions: ['ReadOrder', 'UpdateOrder', 'ReadCatalog', 'UpdateCatalog'] }],
})

const nullable = new Set(['order', 'me'])

/** The root of the Admin API, as far as the connector uses it. */
function resolversOf(shop: SimulatedShop): Record<string, Resolver> {
  return {
    me: () => user(shop),
    activeChannel: () => ({ ...shop.channel, currencyCode: 'EUR' }),
    orders: (args) => listOf(shop.orders(), args),
    order: (args) => shop.orders().find((order) => order.id === args['id']) ?? null,
    productVariants: (args) => listOf(shop.variants.map(variantView), args),
    addFulfillmentToOrder: ({ input }) => {
      const { lines, handler } = input as FulfilInput
      const text = (name: string) => handler.arguments.find((one) => one.name === name)?.value ?? ''
      return shop.fulfil({ lines, method: text('method'), trackingCode: text('trackingCode') })
    },
    transitionFulfillmentToState: (args) => shop.move(String(args['id']), String(args['state'])),
    cancelOrder: ({ input }) => {
      const { orderId, lines } = input as { orderId: string; lines?: Parameters<typeof shop.cancel>[1] }
      return shop.cancel(orderId, lines)
    },
    updateProductVariants: ({ input }) => (input as StockInput[]).map((one) => setStock(shop, one)),
  }
}

type FulfilInput = {
  readonly lines: Parameters<SimulatedShop['fulfil']>[0]['lines']
  readonly handler: { readonly arguments: readonly { readonly name: string; readonly value: string }[] }
}
type StockInput = {
  readonly id: string
  readonly stockOnHand?: number
  readonly stockLevels?: readonly { readonly stockOnHand: number }[]
}

const forbidden: Resolver = () => {
  throw new GraphqlRefusal('FORBIDDEN', 'You are not currently authorized to perform this action')
}
/** The same root for one who is not signed in. */
const locked = Object.fromEntries(
  [
    'me',
    'activeChannel',
    'orders',
    'order',
    'productVariants',
    'addFulfillmentToOrder',
    'transitionFulfillmentToState',
    'cancelOrder',
    'updateProductVariants',
  ].map((name) => [name, forbidden]),
)

function variantView(variant: SimulatedShop['variants'][number]) {
  const { vatRate, price } = variant
  return {
    id: variant.id,
    sku: variant.sku,
    name: variant.name,
    enabled: true,
    updatedAt: '2026-01-01T00:00:00.000Z',
    currencyCode: 'EUR',
    price: Math.round((price * 10_000) / (10_000 + vatRate)),
    priceWithTax: price,
    featuredAsset: null,
    product: { ...variant.product, enabled: true, featuredAsset: null },
    stockLevels: [
      {
        stockOnHand: variant.onHand,
        stockAllocated: variant.allocated,
        stockLocation: { id: '1', name: 'Default Stock Location' },
      },
    ],
  }
}

function setStock(shop: SimulatedShop, { id, stockOnHand, stockLevels }: StockInput) {
  const variant = shop.variants.find((one) => one.id === id)
  if (!variant)
    throw new GraphqlRefusal('ENTITY_NOT_FOUND', `No ProductVariant with the id "${id}" could be found`)
  const level = stockLevels?.[0]?.stockOnHand ?? stockOnHand ?? variant.onHand
  if (level < 0) throw new GraphqlRefusal('USER_INPUT_ERROR', 'stockOnHand cannot be a negative value')
  variant.onHand = level
  return variantView(variant)
}

type Row = Readonly<Record<string, unknown>>
type Options = { filter?: Row; sort?: Readonly<Record<string, 'ASC' | 'DESC'>>; skip?: number; take?: number }

/** A list as Vendure filters, sorts and pages it. */
function listOf<T extends Row>(rows: readonly T[], args: Args) {
  const { filter = {}, sort = {}, skip = 0, take = 100 } = (args['options'] ?? {}) as Options
  if (take > 1000)
    throw new GraphqlRefusal('USER_INPUT_ERROR', 'Cannot take more than 1000 results from a list query')
  const found = rows.filter((row) => matches(row, filter)).toSorted((a, b) => order(a, b, sort))
  return { totalItems: found.length, items: found.slice(skip, skip + take) }
}

function matches(row: Row, filter: Row): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    if (field === '_and') return (wanted as Row[]).every((one) => matches(row, one))
    return Object.entries(wanted as Row).every(([operator, value]) => compare(row[field], operator, value))
  })
}

function compare(held: unknown, operator: string, value: unknown): boolean {
  if (operator === 'in') return (value as unknown[]).includes(held)
  if (operator === 'isNull') return (held === null) === value
  if (operator === 'after') return Date.parse(String(held)) > Date.parse(String(value))
  if (operator === 'before') return Date.parse(String(held)) < Date.parse(String(value))
  throw new GraphqlRefusal('GRAPHQL_VALIDATION_FAILED', `Field "${operator}" is not defined by this type.`)
}

function order(a: Row, b: Row, sort: NonNullable<Options['sort']>): number {
  for (const [field, direction] of Object.entries(sort)) {
    const [one, two] = [a[field], b[field]].map((value) => (field === 'id' ? Number(value) : String(value)))
    if (one === two || one === undefined || two === undefined) continue
    return (one < two ? -1 : 1) * (direction === 'ASC' ? 1 : -1)
  }
  return 0
}
