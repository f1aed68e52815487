/** The shop inside the simulator: its catalogue, its orders with VAT as Magento computes it, and its stock. */

export type SimulatedProduct = {
  readonly sku: string
  readonly name: string
  /** In cents, with VAT or without as the shop's catalogue has it. */
  readonly cents: number
  readonly vat: 'standard' | 'reduced' | 'none'
  readonly type?: 'simple' | 'virtual' | 'configurable' | 'bundle'
  /** What a configurable article is bought as, or what a set holds; a set without a price of its own costs its parts. */
  readonly parts?: readonly { readonly sku: string; readonly pieces: number }[]
  /** A set whose parts may leave one by one; else it ships as a whole. */
  readonly shipsInParts?: boolean
  readonly grams?: number
  readonly barcode?: string
  readonly stock?: number
}

export type SimulatedAddress = {
  readonly firstname: string
  readonly lastname: string
  readonly company?: string
  readonly vatId?: string
  readonly street: readonly string[]
  readonly postcode: string
  readonly city: string
  readonly country: string
  readonly telephone?: string
}

/** What a shopper does; everything but the lines has a default. */
export type Purchase = {
  readonly lines: readonly { readonly sku: string; readonly pieces: number; readonly typed?: string }[]
  readonly email?: string
  readonly billing?: SimulatedAddress
  readonly shipTo?: SimulatedAddress
  readonly isGuest?: boolean
  readonly coupon?: { readonly code: string; readonly percent: number }
  readonly shippingCents?: number
  readonly shipping?: { readonly method: string; readonly title: string }
  readonly payment?: { readonly method: string; readonly title: string }
  /** A fee of a third-party module: it stands in the grand total and in no field of its own. */
  readonly feeCents?: number
  readonly isPaid?: boolean
  readonly note?: string
  readonly poNumber?: string
  /** 1 is the Dutch view, 2 the German one. */
  readonly storeId?: 1 | 2
  readonly deliveryDate?: string
  readonly secondsAgo?: number
  /** The order that the shop's staff edited: it is cancelled and this one comes in its place. */
  readonly replaces?: number
}

export type SimulatedItem = {
  readonly id: number
  readonly parentId: number | null
  readonly product: SimulatedProduct
  readonly typed: string | null
  readonly quantity: number
  canceled: number
  shipped: number
  invoiced: number
  readonly percent: number
  /** All in cents but the unit prices, which are in ten-thousandths. */
  readonly price: number
  readonly priceInclTax: number
  readonly rowTotal: number
  readonly rowTotalInclTax: number
  readonly discount: number
  readonly tax: number
  readonly compensation: number
}

export type SimulatedShipment = {
  readonly id: number
  readonly orderId: number
  readonly createdAt: Date
  readonly items: readonly { readonly itemId: number; readonly quantity: number }[]
  readonly tracks: readonly { readonly number: string; readonly title: string; readonly carrier: string }[]
  readonly comment: string | null
}

export type SimulatedOrder = {
  readonly id: number
  readonly number: string
  readonly purchase: Purchase
  readonly createdAt: Date
  updatedAt: Date
  state: 'new' | 'processing' | 'complete' | 'closed' | 'canceled' | 'holded'
  readonly items: readonly SimulatedItem[]
  readonly shipping: { readonly net: number; readonly tax: number; readonly percent: number }
  readonly grandTotal: number
  readonly tax: number
  paid: number
  readonly comments: {
    readonly id: number
    readonly at: Date
    readonly text: string
    readonly isVisible: boolean
  }[]
  readonly shipments: SimulatedShipment[]
  readonly replaces: SimulatedOrder | null
  isPoisoned: boolean
}

/** A refusal in their words, with the status that Magento gives it. */
export class ShopRefusal extends Error {
  readonly status: number

  constructor(status: number, text: string) {
    super(text)
    this.status = status
  }
}

/** A small bicycle shop; prices with VAT. */
export const bicycleShop: readonly SimulatedProduct[] = [
  {
    sku: 'BEL-KOPER',
    name: 'Fietsbel koper',
    cents: 1495,
    vat: 'standard',
    grams: 120,
    barcode: '8712345000013',
  },
  { sku: 'SLOT-RING', name: 'Ringslot met insteekketting', cents: 4995, vat: 'standard', grams: 1450 },
  {
    sku: 'GIDS-NH',
    name: 'Routegids Noord-Holland',
    cents: 2495,
    vat: 'reduced',
    grams: 310,
    barcode: '9789012345678',
  },
  { sku: 'KETTINGOLIE', name: 'Kettingolie 100 ml', cents: 895, vat: 'standard', grams: 140 },
  { sku: 'POETSDOEK', name: 'Poetsdoek', cents: 395, vat: 'standard', grams: 60 },
  { sku: 'LAMP-VOOR', name: 'Koplamp 40 lux', cents: 2999, vat: 'standard', grams: 180 },
  { sku: 'TAS-DUBBEL', name: 'Dubbele fietstas 38 liter', cents: 6950, vat: 'standard', grams: 1300 },
  { sku: 'BAND-28', name: 'Buitenband 28 inch', cents: 2789, vat: 'standard', grams: 780 },
  { sku: 'REP-BEURT', name: 'Onderhoudsbeurt', cents: 5900, vat: 'reduced', type: 'virtual' },
  { sku: 'HELM-M', name: 'Fietshelm City-M-Zwart', cents: 7995, vat: 'standard', grams: 350 },
  { sku: 'HELM-L', name: 'Fietshelm City-L-Zwart', cents: 7995, vat: 'standard', grams: 370 },
  {
    sku: 'HELM',
    name: 'Fietshelm City',
    cents: 7995,
    vat: 'standard',
    type: 'configurable',
    parts: [
      { sku: 'HELM-M', pieces: 1 },
      { sku: 'HELM-L', pieces: 1 },
    ],
  },
  {
    sku: 'SET-ONDERHOUD',
    name: 'Onderhoudsset',
    cents: 1595,
    vat: 'standard',
    type: 'bundle',
    parts: [
      { sku: 'KETTINGOLIE', pieces: 1 },
      { sku: 'POETSDOEK', pieces: 2 },
    ],
  },
  {
    sku: 'SET-TOCHT',
    name: 'Tochtpakket',
    cents: 0,
    vat: 'standard',
    type: 'bundle',
    parts: [
      { sku: 'GIDS-NH', pieces: 1 },
      { sku: 'LAMP-VOOR', pieces: 2 },
    ],
  },
]

const rates: Readonly<Record<string, { standard: number; reduced: number }>> = {
  NL: { standard: 21, reduced: 9 },
  BE: { standard: 21, reduced: 6 },
  DE: { standard: 19, reduced: 7 },
}

export type SimulatedShop = ReturnType<typeof shopOf>

export function shopOf(
  products: readonly SimulatedProduct[],
  pricesIncludeVat: boolean,
  now: () => Date,
  lastOrder = 1186,
) {
  const bySku = new Map(products.map((product) => [product.sku, product]))
  const orders = new Map<number, SimulatedOrder>()
  const sources = new Map<string, Map<string, { quantity: number; isIn: boolean }>>([
    ['default', new Map()],
    ['winkel', new Map()],
  ])
  for (const product of products)
    if (isStocked(product))
      sources.get('default')?.set(product.sku, { quantity: product.stock ?? 500, isIn: true })
  const reserved = new Map<string, number>()
  const ids = { order: lastOrder, item: lastOrder * 4, shipment: lastOrder, comment: lastOrder * 8 }

  const orderOf = (id: number): SimulatedOrder => {
    const order = orders.get(id)
    if (!order)
      throw new ShopRefusal(
        404,
        "The entity that was requested doesn't exist. Verify the entity and try again.",
      )
    return order
  }
  const touch = (order: SimulatedOrder) => void (order.updatedAt = now())
  const reserve = (sku: string, pieces: number) => void reserved.set(sku, (reserved.get(sku) ?? 0) + pieces)

  function place(purchase: Purchase): SimulatedOrder {
    const at = new Date(now().getTime() - (purchase.secondsAgo ?? 0) * 1000)
    const country = (purchase.shipTo ?? purchase.billing ?? someone).country
    const percentOf = (product: SimulatedProduct) =>
      product.vat === 'none' ? 0 : (rates[country]?.[product.vat] ?? 0)
    const items: SimulatedItem[] = []
    const add = (product: SimulatedProduct, pieces: number, parentId: number | null, isCharged: boolean) => {
      const id = ++ids.item
      const row = priced(
        isCharged ? product.cents : 0,
        pieces,
        percentOf(product),
        purchase.coupon?.percent ?? 0,
      )
      items.push({
        id,
        parentId,
        product,
        typed: null,
        quantity: pieces,
        canceled: 0,
        shipped: 0,
        invoiced: 0,
        ...row,
      })
      return id
    }
    for (const line of purchase.lines) {
      const product = bySku.get(line.sku)
      if (!product) throw new ShopRefusal(404, `The product that was requested doesn't exist: ${line.sku}`)
      const shell = products.find(
        (p) => p.type === 'configurable' && p.parts?.some((part) => part.sku === line.sku),
      )
      if (shell) {
        // The parent takes the variant's number and the price; the variant itself stands below it for nothing.
        const parentId = add({ ...shell, sku: product.sku, cents: product.cents }, line.pieces, null, true)
        add(product, line.pieces, parentId, false)
      } else if (product.type === 'bundle') {
        const isPricedByParts = product.cents === 0
        const parentId = add(product, line.pieces, null, !isPricedByParts)
        for (const part of product.parts ?? []) {
          const content = bySku.get(part.sku)
          if (content) add(content, part.pieces * line.pieces, parentId, isPricedByParts)
        }
      } else add(product, line.pieces, null, true)
      const last = items.find((item) => item.id === ids.item)
      if (last && line.typed) items[items.indexOf(last)] = { ...last, typed: line.typed }
    }
    const shipping = priced(purchase.shippingCents ?? 595, 1, rates[country]?.standard ?? 0, 0)
    const charged = items.reduce((sum, i) => sum + i.rowTotal - i.discount + i.compensation + i.tax, 0)
    const replaced = purchase.replaces === undefined ? null : orderOf(purchase.replaces)
    const id = ++ids.order
    const order: SimulatedOrder = {
      id,
      number: replaced ? `${replaced.number}-1` : `NL${String(id).padStart(9, '0')}`,
      purchase,
      createdAt: at,
      updatedAt: at,
      state: 'new',
      items,
      shipping: { net: shipping.rowTotal, tax: shipping.tax, percent: shipping.percent },
      grandTotal: charged + shipping.rowTotal + shipping.tax + (purchase.feeCents ?? 0),
      tax: items.reduce((sum, i) => sum + i.tax, 0) + shipping.tax,
      paid: 0,
      comments: [],
      shipments: [],
      replaces: replaced,
      isPoisoned: false,
    }
    orders.set(id, order)
    for (const item of items)
      if (isStocked(item.product) && !isShell(item, items)) reserve(item.product.sku, item.quantity)
    if (purchase.note) comment(order, purchase.note, true)
    if (purchase.isPaid) invoice(order)
    order.updatedAt = at
    if (replaced) cancel(replaced)
    return order
  }

  /** One row as Magento computes it; with VAT in the price, the discount is taken from the price with VAT. */
  function priced(cents: number, pieces: number, percent: number, discountPercent: number) {
    const factor = 100 + percent
    if (pricesIncludeVat) {
      const rowTotalInclTax = cents * pieces
      const full = Math.round((rowTotalInclTax * percent) / factor)
      const discount = Math.round((rowTotalInclTax * discountPercent) / 100)
      const tax = Math.round(((rowTotalInclTax - discount) * percent) / factor)
      const price = Math.round((cents * 10_000) / factor)
      const row = {
        rowTotal: rowTotalInclTax - full,
        rowTotalInclTax,
        discount,
        tax,
        compensation: full - tax,
      }
      return { percent, price, priceInclTax: cents * 100, ...row }
    }
    const rowTotal = cents * pieces
    const discount = Math.round((rowTotal * discountPercent) / 100)
    const tax = Math.round(((rowTotal - discount) * percent) / 100)
    const rowTotalInclTax = rowTotal + Math.round((rowTotal * percent) / 100)
    const priceInclTax = Math.round((cents * factor) / 100) * 100
    return {
      percent,
      price: cents * 100,
      priceInclTax,
      rowTotal,
      rowTotalInclTax,
      discount,
      tax,
      compensation: 0,
    }
  }

  function invoice(order: SimulatedOrder): number {
    if (order.paid > 0 || ['canceled', 'closed', 'holded'].includes(order.state))
      throw new ShopRefusal(
        400,
        'Invoice Document Validation Error(s): The order does not allow an invoice to be created.',
      )
    for (const item of order.items) item.invoiced = item.quantity - item.canceled
    order.paid = order.grandTotal
    settle(order)
    return order.id + 5000
  }

  /** Answers false, as Magento does, when the order can no longer be cancelled. */
  function cancel(order: SimulatedOrder): boolean {
    if (order.state !== 'new' && order.state !== 'processing') return false
    if (order.items.every((item) => item.invoiced >= item.quantity)) return false
    for (const item of order.items) {
      const open = item.quantity - item.shipped - item.canceled
      if (isStocked(item.product) && !isShell(item, order.items)) reserve(item.product.sku, -open)
      item.canceled += open
    }
    order.state = 'canceled'
    touch(order)
    return true
  }

  function comment(order: SimulatedOrder, text: string, isVisible: boolean): void {
    order.comments.push({ id: ++ids.comment, at: now(), text, isVisible })
    touch(order)
  }

  /** Without `asked`, all that is left; asked of the parts, of the whole, or of both, as order lines have them. */
  function ship(order: SimulatedOrder, asked: ReadonlyMap<number, number>, made: Made): SimulatedShipment {
    if (['canceled', 'closed', 'holded', 'complete'].includes(order.state))
      throw new ShopRefusal(
        400,
        'Shipment Document Validation Error(s):\nA shipment cannot be created when an order has a status of %1',
      )
    const source = sources.get(made.source)
    if (!source) throw new ShopRefusal(400, `Source with code "${made.source}" does not exist.`)
    const items = order.items.flatMap((item) => shippedWith(order, item, asked))
    if (items.length === 0)
      throw new ShopRefusal(
        400,
        "Shipment Document Validation Error(s):\nYou can't create a shipment without products.",
      )
    for (const { item, quantity } of items) {
      item.shipped += quantity
      // Of a configurable article the parent ships, under the number of its variant.
      if (item.product.type !== 'bundle') takeFrom(source, item.product.sku, quantity)
    }
    const shipment: SimulatedShipment = {
      id: ++ids.shipment,
      orderId: order.id,
      createdAt: now(),
      items: items.map(({ item, quantity }) => ({ itemId: item.id, quantity })),
      tracks: made.tracks,
      comment: made.comment,
    }
    order.shipments.push(shipment)
    settle(order)
    return shipment
  }

  /** What asking for `item` brings into the parcel: itself, and the contents of a set that ships as a whole. */
  function shippedWith(order: SimulatedOrder, item: SimulatedItem, asked: ReadonlyMap<number, number>) {
    const parent = order.items.find((other) => other.id === item.parentId)
    const isNothing = item.product.type === 'virtual' || (item.product.shipsInParts ?? false)
    if (isNothing || (parent && !parent.product.shipsInParts)) return []
    const left = item.quantity - item.shipped - item.canceled
    // Asking for more than is left ships what is left, without a word.
    const quantity = Math.min(asked.size === 0 ? left : (asked.get(item.id) ?? 0), left)
    if (quantity <= 0) return []
    const contents =
      item.product.type === 'bundle' ? order.items.filter((part) => part.parentId === item.id) : []
    return [
      { item, quantity },
      ...contents.map((part) => ({ item: part, quantity: (part.quantity / item.quantity) * quantity })),
    ]
  }

  function takeFrom(
    source: Map<string, { quantity: number; isIn: boolean }>,
    sku: string,
    pieces: number,
  ): void {
    const row = source.get(sku) ?? { quantity: 0, isIn: false }
    source.set(sku, { ...row, quantity: row.quantity - pieces })
    reserve(sku, -pieces)
  }

  function settle(order: SimulatedOrder): void {
    const goods = order.items.filter((item) => leavesTheHouse(item, order.items))
    const isOut = goods.every((item) => item.shipped >= item.quantity - item.canceled)
    order.state = isOut && order.paid > 0 ? 'complete' : 'processing'
    touch(order)
  }

  /** Null for what the shop does not sell. */
  function salable(sku: string): number | null {
    const product = bySku.get(sku)
    if (!product || !isStocked(product)) return null
    const row = sources.get('default')?.get(sku)
    return (row?.isIn ? row.quantity : 0) - (reserved.get(sku) ?? 0)
  }

  return {
    products,
    pricesIncludeVat,
    orders,
    orderOf,
    sources,
    place,
    invoice,
    cancel,
    comment,
    ship,
    touch,
    salable,
  }
}

type Made = { source: string; tracks: SimulatedShipment['tracks']; comment: string | null }

const isStocked = (product: SimulatedProduct) => (product.type ?? 'simple') === 'simple'

/** A parent that stands for its parts: stock is kept of the parts. */
const isShell = (item: SimulatedItem, items: readonly SimulatedItem[]) =>
  items.some((part) => part.parentId === item.id)

/** What shipping counts: of a configurable article the parent, of a set the parts. */
const leavesTheHouse = ({ parentId, product }: SimulatedItem, items: readonly SimulatedItem[]) =>
  product.type === 'configurable' ||
  (isStocked(product) && items.find((item) => item.id === parentId)?.product.type !== 'configurable')

/** Who buys when nobody is named. */
export const someone: SimulatedAddress = {
  firstname: 'Jan',
  lastname: 'de Vries',
  street: ['Gildenweg', '6', 'a'],
  postcode: '1695 GD',
  city: 'Blokker',
  country: 'NL',
  telephone: '+31201234567',
}
