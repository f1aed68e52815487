/** The GraphQL documents that we send to Vendure's Admin API, and the shapes of what comes back. */
import { z } from 'zod'

const addressFields =
  'fullName company streetLine1 streetLine2 city province postalCode country countryCode phoneNumber'

const orderFields = `fragment OrderFields on Order {
  id code type state active createdAt updatedAt orderPlacedAt currencyCode couponCodes
  subTotal subTotalWithTax shipping shippingWithTax total totalWithTax
  channels { id code pricesIncludeTax }
  customer { id firstName lastName emailAddress phoneNumber user { id } }
  shippingAddress { ${addressFields} }
  billingAddress { ${addressFields} }
  taxSummary { description taxRate taxBase taxTotal }
  discounts { description amount amountWithTax type adjustmentSource }
  surcharges { id description sku price priceWithTax taxRate }
  shippingLines { id shippingMethod { id code name } price priceWithTax discountedPrice discountedPriceWithTax }
  lines {
    id quantity orderPlacedQuantity unitPrice unitPriceWithTax
    proratedLinePrice proratedLinePriceWithTax taxRate
    productVariant { id sku name facetValues { code } product { id name facetValues { code } } }
  }
  payments { id createdAt transactionId amount method state errorMessage refunds { id state total reason } }
  fulfillments { id state method trackingCode lines { orderLineId quantity } }
  history(options: { filter: { type: { eq: "ORDER_NOTE" } }, sort: { createdAt: ASC }, take: 20 }) {
    items { createdAt data }
  }
}`

export const loginDocument = `mutation SignIn($username: String!, $password: String!) {
  login(username: $username, password: $password) {
    __typename
    ... on CurrentUser { id identifier }
    ... on ErrorResult { errorCode message }
  }
}`

export const accountDocument = `query Account {
  me { id identifier channels { code token permissions } }
  activeChannel { id code token currencyCode pricesIncludeTax }
}`

/** With an API key `me` is forbidden, for no administrator stands behind it (seen on 3.7.1): what it may read tells. */
export const keyAccountDocument = `query KeyAccount {
  activeChannel { id code token currencyCode pricesIncludeTax }
  orders(options: { take: 1 }) { totalItems }
  productVariants(options: { take: 1 }) { totalItems }
}`

export const ordersDocument = `query Orders($options: OrderListOptions) {
  orders(options: $options) { totalItems items { ...OrderFields } }
}
${orderFields}`

/** The same list without its contents: what can still be read when one order in it cannot. */
export const orderKeysDocument = `query OrderKeys($options: OrderListOptions) {
  orders(options: $options) { items { id updatedAt orderPlacedAt } }
}`

/** Orders one by one in one request: `order` may be null, so that a broken one spoils only itself. */
export const ordersApartDocument = (count: number): string => {
  const numbers = Array.from({ length: count }, (_, i) => i)
  return `query OrdersApart(${numbers.map((i) => `$id${i}: ID!`).join(', ')}) {
  ${numbers.map((i) => `order${i}: order(id: $id${i}) { ...OrderFields }`).join('\n  ')}
}
${orderFields}`
}

/** What must be known of an order before it is written to. */
export const orderStandDocument = `query OrderStand($id: ID!) {
  order(id: $id) { id state fulfillments { id state method trackingCode lines { orderLineId quantity } } }
}`

export const fulfilDocument = `mutation Fulfil($input: FulfillOrderInput!) {
  addFulfillmentToOrder(input: $input) {
    __typename
    ... on Fulfillment { id state method trackingCode }
    ... on ErrorResult { errorCode message }
  }
}`

export const moveFulfilmentDocument = `mutation MoveFulfilment($id: ID!, $state: String!) {
  transitionFulfillmentToState(id: $id, state: $state) {
    __typename
    ... on Fulfillment { id state method trackingCode }
    ... on ErrorResult { errorCode message }
    ... on FulfillmentStateTransitionError { transitionError }
  }
}`

export const cancelDocument = `mutation Cancel($input: CancelOrderInput!) {
  cancelOrder(input: $input) {
    __typename
    ... on Order { id state }
    ... on ErrorResult { errorCode message }
    ... on OrderStateTransitionError { transitionError }
  }
}`

export const variantsDocument = `query Variants($options: ProductVariantListOptions) {
  activeChannel { id pricesIncludeTax }
  productVariants(options: $options) {
    totalItems
    items {
      id sku name enabled updatedAt currencyCode price priceWithTax
      featuredAsset { preview }
      product { id name enabled featuredAsset { preview } }
    }
  }
}`

export const stockDocument = `query Stock($options: ProductVariantListOptions) {
  productVariants(options: $options) {
    items { id sku stockLevels { stockOnHand stockAllocated stockLocation { id name } } }
  }
}`

export const setStockDocument = `mutation SetStock($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) { id sku }
}`

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const minor = z.int()
/** A percentage; a fraction comes as its source text (see `readJson` in client.ts). */
const percentage = z.union([z.number(), z.string()]).transform(String)

const Address = z.object({
  fullName: z.string().nullish(),
  company: z.string().nullish(),
  streetLine1: z.string().nullish(),
  streetLine2: z.string().nullish(),
  city: z.string().nullish(),
  province: z.string().nullish(),
  postalCode: z.string().nullish(),
  country: z.string().nullish(),
  countryCode: z.string().nullish(),
  phoneNumber: z.string().nullish(),
})
export type WireAddress = z.infer<typeof Address>

const Fulfilment = z.object({
  id: z.string(),
  state: z.string(),
  method: z.string(),
  trackingCode: z.string().nullable(),
  lines: z.array(z.object({ orderLineId: z.string(), quantity: z.int() })),
})
export type WireFulfilment = z.infer<typeof Fulfilment>

const Coded = z.array(z.object({ code: z.string() }))

const Line = z.object({
  id: z.string(),
  quantity: z.int(),
  orderPlacedQuantity: z.int(),
  unitPrice: minor,
  unitPriceWithTax: minor,
  proratedLinePrice: minor,
  proratedLinePriceWithTax: minor,
  taxRate: percentage,
  productVariant: z.object({
    sku: z.string(),
    name: z.string(),
    facetValues: Coded,
    product: z.object({ name: z.string(), facetValues: Coded }),
  }),
})
export type WireLine = z.infer<typeof Line>

const Payment = z.object({
  id: z.string(),
  transactionId: z.string().nullable(),
  amount: minor,
  method: z.string(),
  state: z.string(),
  refunds: z.array(z.object({ state: z.string(), total: minor })),
})
export type WirePayment = z.infer<typeof Payment>

/** An order as Vendure 3 gives it; money is whole cents, `…WithTax` beside the net. */
export const WireOrder = z.object({
  id: z.string(),
  code: z.string(),
  state: z.string(),
  updatedAt: moment,
  orderPlacedAt: moment,
  currencyCode: z.string(),
  shipping: minor,
  shippingWithTax: minor,
  total: minor,
  totalWithTax: minor,
  channels: z.array(z.object({ code: z.string(), pricesIncludeTax: z.boolean() })),
  customer: z
    .object({
      firstName: z.string(),
      lastName: z.string(),
      emailAddress: z.string(),
      phoneNumber: z.string().nullish(),
      user: z.object({ id: z.string() }).nullable(),
    })
    .nullable(),
  shippingAddress: Address.nullable(),
  billingAddress: Address.nullable(),
  taxSummary: z.array(z.object({ taxRate: percentage })),
  discounts: z.array(z.object({ amount: minor, amountWithTax: minor, adjustmentSource: z.string() })),
  surcharges: z.array(
    z.object({ description: z.string(), price: minor, priceWithTax: minor, taxRate: percentage }),
  ),
  shippingLines: z.array(z.object({ shippingMethod: z.object({ code: z.string(), name: z.string() }) })),
  lines: z.array(Line),
  payments: z.array(Payment).nullable(),
  fulfillments: z.array(Fulfilment).nullable(),
  history: z.object({ items: z.array(z.object({ data: z.looseObject({ note: z.string().optional() }) })) }),
})
export type WireOrder = z.infer<typeof WireOrder>

export const OrderList = z.object({ orders: z.object({ items: z.array(z.unknown()) }) })
export const OrderKeys = z.object({
  orders: z.object({
    items: z.array(z.object({ id: z.string(), updatedAt: moment, orderPlacedAt: moment })),
  }),
})
export type WireOrderKey = z.infer<typeof OrderKeys>['orders']['items'][number]

export const OrderStand = z.object({
  order: z
    .object({ id: z.string(), state: z.string(), fulfillments: z.array(Fulfilment).nullable() })
    .nullable(),
})

export const Account = z.object({
  me: z
    .object({
      identifier: z.string(),
      channels: z.array(z.object({ token: z.string(), permissions: z.array(z.string()) })),
    })
    .nullable(),
  activeChannel: z.object({ code: z.string(), token: z.string() }),
})

export const KeyAccount = z.object({ activeChannel: z.object({ code: z.string(), token: z.string() }) })

/** One member of a union result: what was asked for, or an error that names itself. */
const Member = z.looseObject({
  __typename: z.string(),
  id: z.string().optional(),
  errorCode: z.string().optional(),
  message: z.string().optional(),
  transitionError: z.string().nullish(),
})
export type WireMember = z.infer<typeof Member>

export const SignedIn = z.object({ login: Member })
export const Fulfilled = z.object({ addFulfillmentToOrder: Member })
export const FulfilmentMoved = z.object({ transitionFulfillmentToState: Member })
export const Cancelled = z.object({ cancelOrder: Member })
export const StockSet = z.object({ updateProductVariants: z.array(z.unknown()) })

const Asset = z.object({ preview: z.string() }).nullable()

export const Variants = z.object({
  activeChannel: z.object({ pricesIncludeTax: z.boolean() }),
  productVariants: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        sku: z.string(),
        name: z.string(),
        enabled: z.boolean(),
        price: minor,
        priceWithTax: minor,
        featuredAsset: Asset,
        product: z.object({ enabled: z.boolean(), featuredAsset: Asset }),
      }),
    ),
  }),
})
export type WireVariant = z.infer<typeof Variants>['productVariants']['items'][number]

export const StockLevels = z.object({
  productVariants: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        sku: z.string(),
        stockLevels: z.array(
          z.object({
            stockOnHand: z.int(),
            stockAllocated: z.int(),
            stockLocation: z.object({ id: z.string(), name: z.string() }),
          }),
        ),
      }),
    ),
  }),
})
export type WireStock = z.infer<typeof StockLevels>['productVariants']['items'][number]
