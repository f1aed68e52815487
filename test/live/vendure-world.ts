/** A real Vendure as the shop suite wants it: shoppers buy in its shop, staff work in its back office. */
import { openClient, readJson } from '../../src/connectors/vendure/client.ts'
import { vendure } from '../../src/connectors/vendure/index.ts'
import { vendureFault } from '../../src/connectors/vendure/troubles.ts'
import type { OpenVendure, VendureWorld } from '../../src/connectors/vendure/vendure.suite.ts'
import type { Shop } from '../../src/contracts/shop.ts'
import type { OrderWish } from '../../src/contracts/shop.suite.ts'
import { startSimulator, type SimulatedRequest } from '../../src/contracts/simulator.ts'
import { contextFor } from '../support/connector-context.ts'
import type { Server } from './vendure-install.ts'

type Answer = Record<string, never>
/** Sends a document and gives its data; an error of any kind throws. */
type Ask = <T = Answer>(document: string, variables?: object) => Promise<T>

export const skus = ['L2201308', 'L2201508', 'IHD455T4'] as const
const credentials = { username: 'superadmin', password: 'superadmin' }
const daysApart = 100

/** Makes it a Dutch shop, and gives a way of opening it: each time a hundred days later, so that no test sees another's. */
export async function dutchShop(
  server: Server,
): Promise<{ open: OpenVendure; withApiKey: () => Promise<Shop> }> {
  let clock = Date.parse('2026-11-02T09:00:00Z')
  const setClock = (seconds: number) => server.setClock(new Date((clock += seconds * 1000)))
  await setClock(0)
  const staff = () => signIn(server)
  const variants = await furnish(await staff())

  const open: OpenVendure = async () => {
    await setClock(daysApart * 86_400)
    const ask = await staff()
    await ask(stockUp, { input: variants.map(({ id }) => ({ id, stockOnHand: 100_000 })) })
    const proxy = await startSimulator((request) => forward(server, request))
    const now = () => new Date(clock)
    const settings = { address: `${proxy.address}/admin-api`, ...credentials }
    const place = async (wish: OrderWish = {}) => {
      await setClock(-(wish.secondsAgo ?? 0))
      const id = await buy(server, variants, wish)
      if (wish.isPaid) await settle(ask, id)
      await setClock(wish.secondsAgo ?? 0)
      return id
    }
    const world: VendureWorld = {
      skus,
      now,
      advanceClock: (seconds) => setClock(seconds),
      placeOrder: place,
      cancelOrder: async (orderId) =>
        void (await ask(cancelOrder, { input: { orderId, cancelShipping: true } })),
      pay: (id) => settle(ask, id),
      changeNote: async (id, note) => void (await ask(addNote, { input: { id, note, isPublic: false } })),
      // As when somebody deletes a shipping method from the database.
      poison: async (id) => {
        await server.sql('pragma foreign_keys = off')
        await server.sql(`update shipping_line set shippingMethodId = 999999 where orderId = ${Number(id)}`)
        await server.sql('pragma foreign_keys = on')
      },
      shipments: async (id) =>
        (await fulfilmentsOf(ask, id)).map(({ pieces, trackingCode }) => ({ pieces, trackingCode })),
      stockOf: (sku) => saleable(ask, sku),
      trouble: (call, trouble, times) => void proxy.faults.push(vendureFault(call, trouble, times)),
      client: openClient(contextFor({ address: `${server.address}/admin-api`, ...credentials }, { now })),
      placeFromOldCart: async (seconds) => {
        await setClock(-seconds)
        return buy(server, variants, {}, () => setClock(seconds))
      },
      endSessions: () => setClock(400 * 86_400),
      cancelPieces: async (orderId, orderLineId, quantity) =>
        void (await ask(cancelOrder, { input: { orderId, lines: [{ orderLineId, quantity }] } })),
      refund: async (id, amount) => {
        for (const { id: paymentId } of await payments(ask, id))
          await ask(refundOrder, {
            input: { paymentId, amount, reason: 'niet leverbaar', lines: [], shipping: 0, adjustment: 0 },
          })
      },
      settleRefunds: async (id) => {
        for (const { refunds } of await payments(ask, id))
          for (const refund of refunds)
            await ask(settleRefund, { input: { id: refund.id, transactionId: 'terug' } })
      },
      calm: () => void proxy.faults.splice(0),
    }
    return { shop: vendure.open(contextFor(settings, { now })), world, close: proxy.close }
  }
  const withApiKey = async () => {
    await setClock(daysApart * 86_400)
    const { createApiKey } = await (await staff())<{ createApiKey: { apiKey: string } }>(newApiKey)
    return vendure.open(contextFor({ address: `${server.address}/admin-api`, apiKey: createApiKey.apiKey }))
  }
  return { open, withApiKey }
}

/** Euros with VAT, 21 and 9 per cent, on shipping too, and a coupon of ten per cent. */
async function furnish(ask: Ask): Promise<Variants> {
  const { channels, taxRates, taxCategories } = await ask<Furniture>(furniture)
  const id = channels.items[0]?.id
  await ask(
    'mutation($input: UpdateChannelInput!) { updateChannel(input: $input) { __typename ... on ErrorResult { message } } }',
    { input: { id, pricesIncludeTax: true, defaultCurrencyCode: 'EUR', availableCurrencyCodes: ['EUR'] } },
  )
  for (const [name, value] of [
    ['Standard Tax Europe', 21],
    ['Reduced Tax Europe', 9],
  ] as const)
    await ask('mutation($input: UpdateTaxRateInput!) { updateTaxRate(input: $input) { id } }', {
      input: { id: taxRates.items.find((one) => one.name === name)?.id, value, name: `BTW ${value}%` },
    })
  await ask('mutation($input: UpdateShippingMethodInput!) { updateShippingMethod(input: $input) { id } }', {
    input: { id: '1', translations: [], calculator: shippingCalculator },
  })
  await ask(
    'mutation($input: CreatePromotionInput!) { createPromotion(input: $input) { __typename ... on ErrorResult { message } } }',
    { input: coupon },
  )
  const { productVariants } = await ask<{ productVariants: { items: Variants } }>(
    '{ productVariants(options: { take: 1000, sort: { id: ASC } }) { items { id sku } } }',
  )
  const all = productVariants.items
  // Vendure lets two articles bear one sku, and its demo articles do; the suite wants each listed once.
  const doubles = all.filter((one, index) => all.findIndex((other) => other.sku === one.sku) < index)
  await ask(stockUp, {
    input: doubles.map(({ id: variant, sku }) => ({ id: variant, sku: `${sku}-${variant}` })),
  })
  const sold = all.filter((one) => skus.some((sku) => sku === one.sku) && !doubles.includes(one))
  const reduced = taxCategories.items.find((one) => one.name === 'Reduced Tax')?.id
  const prices: Readonly<Record<string, object>> = {
    L2201308: { price: 129_900 },
    L2201508: { price: 139_900 },
    IHD455T4: { price: 2495, taxCategoryId: reduced },
  }
  await ask(stockUp, { input: sold.map(({ id: variant, sku }) => ({ id: variant, ...prices[sku] })) })
  return sold
}

type Variants = readonly { readonly id: string; readonly sku: string }[]
type Named = { items: { id: string; name: string }[] }
type Furniture = { channels: { items: { id: string }[] }; taxRates: Named; taxCategories: Named }
const furniture =
  '{ channels { items { id } } taxRates(options: { take: 100 }) { items { id name } } taxCategories { items { id name } } }'
const shippingCalculator = {
  code: 'default-shipping-calculator',
  arguments: [
    { name: 'rate', value: '500' },
    { name: 'includesTax', value: 'include' },
    { name: 'taxRate', value: '21' },
  ],
}
const coupon = {
  enabled: true,
  couponCode: 'ZOMER10',
  translations: [{ languageCode: 'en', name: 'Zomer 10%' }],
  conditions: [],
  actions: [{ code: 'order_percentage_discount', arguments: [{ name: 'discount', value: '10' }] }],
}
const stockUp =
  'mutation($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }'
const newApiKey =
  'mutation { createApiKey(input: { roleIds: ["1"], translations: [{ languageCode: en, name: "Pakhuis" }] }) { apiKey } }'
const cancelOrder =
  'mutation($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on ErrorResult { errorCode message } } }'
const refundOrder =
  'mutation($input: RefundOrderInput!) { refundOrder(input: $input) { __typename ... on ErrorResult { errorCode message } } }'
const settleRefund =
  'mutation($input: SettleRefundInput!) { settleRefund(input: $input) { __typename ... on ErrorResult { errorCode message } } }'
const paymentsOf = 'query($id: ID!) { order(id: $id) { payments { id refunds { id } } } }'
type Payment = { id: string; refunds: { id: string }[] }
const payments = async (ask: Ask, id: string) =>
  (await ask<{ order: { payments: Payment[] } }>(paymentsOf, { id })).order.payments

const settlePayment =
  'mutation($id: ID!) { settlePayment(id: $id) { __typename ... on ErrorResult { errorCode message } } }'
const addNote = 'mutation($input: AddNoteToOrderInput!) { addNoteToOrder(input: $input) { id } }'

async function settle(ask: Ask, id: string): Promise<void> {
  for (const payment of await payments(ask, id)) await ask(settlePayment, { id: payment.id })
}

/** A shopper's way through the shop, up to and including payment; gives the order's id. */
async function buy(
  server: Server,
  variants: Variants,
  wish: OrderWish,
  beforePaying?: () => Promise<void>,
): Promise<string> {
  const ask = conversation(`${server.address}/shop-api`)
  const lines = wish.lines ?? [
    { sku: skus[0], pieces: 1 },
    { sku: skus[1], pieces: 1 },
  ]
  for (const { sku, pieces } of lines) {
    const variant = variants.find((one) => one.sku === sku)?.id
    await ask(
      step('addItemToOrder(productVariantId: $variant, quantity: $pieces)', '$variant: ID!, $pieces: Int!'),
      {
        variant,
        pieces,
      },
    )
  }
  if (wish.hasDiscount) await ask(step('applyCouponCode(couponCode: "ZOMER10")'))
  await ask(step('setCustomerForOrder(input: $input)', '$input: CreateCustomerInput!'), {
    input: {
      firstName: 'Sanne',
      lastName: 'Bakker',
      emailAddress: 'sanne@klant.example',
      phoneNumber: '+31229000000',
    },
  })
  await ask(step('setOrderShippingAddress(input: $input)', '$input: CreateAddressInput!'), { input: home })
  await ask(step('setOrderShippingMethod(shippingMethodId: ["1"])'))
  await ask(step('transitionOrderToState(state: "ArrangingPayment")'))
  await beforePaying?.()
  const paid = await ask<{ answer: { id: string } }>(
    step('addPaymentToOrder(input: { method: "standard-payment", metadata: $metadata })', '$metadata: JSON!'),
    { metadata: {} },
  )
  return paid.answer.id
}

const home = {
  fullName: 'Sanne Bakker',
  company: 'Voorbeeld Fietsen B.V.',
  streetLine1: 'Dorpsstraat 12',
  streetLine2: 'bis',
  city: 'Hoorn',
  province: 'Noord-Holland',
  postalCode: '1621 AB',
  countryCode: 'NL',
  phoneNumber: '+31229000000',
}

const step = (call: string, variables = '') =>
  `mutation${variables && `(${variables})`} { answer: ${call} { __typename ... on Order { id } ... on ErrorResult { errorCode message } } }`

type Fulfilment = { id: string; state: string; trackingCode: string; lines: { quantity: number }[] }

async function fulfilmentsOf(ask: Ask, id: string) {
  const { order } = await ask<{ order: { fulfillments: Fulfilment[] } }>(
    'query($id: ID!) { order(id: $id) { fulfillments { id state trackingCode lines { quantity } } } }',
    { id },
  )
  return order.fulfillments.map((one) => ({
    pieces: one.lines.reduce((total, line) => total + line.quantity, 0),
    trackingCode: one.trackingCode || null,
  }))
}

async function saleable(ask: Ask, sku: string): Promise<number | null> {
  type Level = { stockOnHand: number; stockAllocated: number }
  const { productVariants } = await ask<{ productVariants: { items: { stockLevels: Level[] }[] } }>(
    'query($options: ProductVariantListOptions) { productVariants(options: $options) { items { stockLevels { stockOnHand stockAllocated } } } }',
    { options: { filter: { sku: { eq: sku } } } },
  )
  const [variant] = productVariants.items
  return variant?.stockLevels.reduce((total, one) => total + one.stockOnHand - one.stockAllocated, 0) ?? null
}

async function signIn(server: Server): Promise<Ask> {
  const ask = conversation(`${server.address}/admin-api`)
  await ask(
    'mutation($username: String!, $password: String!) { login(username: $username, password: $password) { __typename } }',
    credentials,
  )
  return ask
}

/** Keeps the session that the server hands out. */
function conversation(address: string): Ask {
  let session = ''
  return async <T>(query: string, variables: object = {}) => {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(session && { authorization: `Bearer ${session}` }) },
      body: JSON.stringify({ query, variables }),
    })
    session = answer.headers.get('vendure-auth-token') ?? session
    const { data, errors } = readJson(await answer.text()) as {
      data: Record<string, unknown>
      errors?: unknown
    }
    const refused =
      errors ??
      Object.values(data).find((one) => one !== null && typeof one === 'object' && 'errorCode' in one)
    if (refused) throw new Error(`${query}: ${JSON.stringify(refused)}`)
    return data as T
  }
}

/** The proxy's way through to the server, when no fault strikes. */
async function forward(server: Server, request: SimulatedRequest) {
  const {
    'content-type': type = '',
    authorization,
    'vendure-token': channel,
    'vendure-api-key': key,
  } = request.headers
  const answer = await fetch(`${server.address}${request.url.pathname}`, {
    method: request.method,
    headers: {
      'content-type': type,
      ...(authorization && { authorization }),
      ...(channel && { 'vendure-token': channel }),
      ...(key && { 'vendure-api-key': key }),
    },
    body: request.body,
  })
  const session = answer.headers.get('vendure-auth-token')
  return {
    status: answer.status,
    headers: {
      'content-type': answer.headers.get('content-type') ?? '',
      ...(session && { 'vendure-auth-token': session }),
    },
    body: new Uint8Array(await answer.arrayBuffer()),
  }
}
