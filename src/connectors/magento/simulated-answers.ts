/** The simulator's answers: orders, shipments and products with the fields and JSON types that Magento sends. */
import { momentText } from './fields.ts'
import {
  someone,
  type SimulatedAddress,
  type SimulatedItem,
  type SimulatedOrder,
  type SimulatedProduct,
  type SimulatedShipment,
} from './simulated-shop.ts'

type Sent = Record<string, unknown>

const euro = (cents: number) => cents / 100
const fine = (tenThousandths: number) => tenThousandths / 10_000

/** Amounts come twice, in the shop's currency and in the order's. */
const twice = (amounts: Record<string, number>): Sent =>
  Object.fromEntries(
    Object.entries(amounts).flatMap(([name, value]) => [
      [`base_${name}`, value],
      [name, value],
    ]),
  )

/** The fields that a list can be filtered and sorted by. */
export const orderHead = (order: SimulatedOrder): Sent => ({
  entity_id: order.id,
  increment_id: order.number,
  state: order.state,
  status: order.state === 'new' ? 'pending' : order.state,
  store_id: order.purchase.storeId ?? 1,
  customer_email: order.purchase.email ?? 'jan.de.vries@example.com',
  created_at: momentText(order.createdAt),
  updated_at: momentText(order.updatedAt),
})

export function orderSent(order: SimulatedOrder, pricesIncludeVat: boolean): Sent {
  const { purchase } = order
  const billing = purchase.billing ?? someone
  const payment = purchase.payment ?? { method: 'mollie_methods_ideal', title: 'iDEAL | Wero' }
  // A set priced by its parts shows their sum on the parent too, but counts only once.
  const charged = order.items.filter((item) => item.rowTotal > 0)
  const sumOf = (field: 'rowTotal' | 'rowTotalInclTax' | 'discount' | 'compensation') =>
    charged.reduce((sum, item) => sum + item[field], 0)
  const shippingGross = order.shipping.net + order.shipping.tax
  const canceled = order.state === 'canceled' ? order.grandTotal - order.paid : 0
  return {
    ...orderHead(order),
    ...(purchase.coupon
      ? { coupon_code: purchase.coupon.code, discount_description: purchase.coupon.code }
      : {}),
    ...twice({
      discount_amount: sumOf('discount') === 0 ? 0 : -euro(sumOf('discount')),
      discount_tax_compensation_amount: euro(sumOf('compensation')),
      grand_total: euro(order.grandTotal),
      shipping_amount: euro(order.shipping.net),
      shipping_discount_amount: 0,
      shipping_incl_tax: euro(shippingGross),
      shipping_tax_amount: euro(order.shipping.tax),
      subtotal: euro(sumOf('rowTotal')),
      subtotal_incl_tax: euro(sumOf('rowTotalInclTax')),
      tax_amount: euro(order.tax),
      total_due: euro(order.grandTotal - order.paid - canceled),
      ...(order.paid > 0 ? { total_paid: euro(order.paid), total_invoiced: euro(order.paid) } : {}),
      ...(canceled > 0 ? { total_canceled: euro(canceled) } : {}),
    }),
    base_shipping_discount_tax_compensation_amnt: 0,
    shipping_discount_tax_compensation_amount: 0,
    base_currency_code: 'EUR',
    global_currency_code: 'EUR',
    order_currency_code: 'EUR',
    store_currency_code: 'EUR',
    base_to_global_rate: 1,
    base_to_order_rate: 1,
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    billing_address_id: order.id * 2,
    ...(purchase.isGuest ? {} : { customer_id: 318, customer_group_id: 1 }),
    ...(purchase.isGuest
      ? {}
      : { customer_firstname: billing.firstname, customer_lastname: billing.lastname }),
    customer_is_guest: purchase.isGuest ? 1 : 0,
    customer_note_notify: 1,
    email_sent: 1,
    is_virtual: order.items.every((item) => item.product.type === 'virtual') ? 1 : 0,
    protect_code: order.id.toString(16).padStart(8, '0'),
    quote_id: order.id + 4000,
    remote_ip: '203.0.113.20',
    shipping_description: purchase.shipping?.title ?? 'PostNL - Pakket',
    store_name: `Voorbeeld Fietsen\nVoorbeeld Fietsen\n${order.purchase.storeId === 2 ? 'Deutsch' : 'Nederlands'}`,
    total_item_count: order.items.filter((item) => item.parentId === null).length,
    total_qty_ordered: order.items
      .filter((item) => item.parentId === null)
      .reduce((sum, i) => sum + i.quantity, 0),
    weight: order.items.reduce((sum, item) => sum + ((item.product.grams ?? 0) * item.quantity) / 1000, 0),
    ...(order.replaces
      ? {
          relation_parent_id: String(order.replaces.id),
          relation_parent_real_id: order.replaces.number,
          original_increment_id: order.replaces.number,
          edit_increment: 1,
        }
      : {}),
    items: order.items.map((item) => itemSent(order, item, pricesIncludeVat)),
    billing_address: addressSent(order, billing, 'billing', order.id * 2),
    payment: {
      account_status: null,
      additional_information: [payment.title],
      amount_ordered: euro(order.grandTotal),
      base_amount_ordered: euro(order.grandTotal),
      ...(order.paid > 0 ? { amount_paid: euro(order.paid), base_amount_paid: euro(order.paid) } : {}),
      cc_last4: null,
      entity_id: order.id,
      method: payment.method,
      parent_id: order.id,
      ...(purchase.poNumber ? { po_number: purchase.poNumber } : {}),
      shipping_amount: euro(order.shipping.net),
      base_shipping_amount: euro(order.shipping.net),
    },
    status_histories: order.comments.map((comment) => commentSent(order, comment)).toReversed(),
    extension_attributes: extraSent(order, payment.title, pricesIncludeVat),
  }
}

export const commentSent = (order: SimulatedOrder, comment: SimulatedOrder['comments'][number]): Sent => ({
  comment: comment.text,
  created_at: momentText(comment.at),
  entity_id: comment.id,
  entity_name: 'order',
  is_customer_notified: 0,
  is_visible_on_front: comment.isVisible ? 1 : 0,
  parent_id: order.id,
  status: order.state === 'new' ? 'pending' : order.state,
})

function itemSent(order: SimulatedOrder, item: SimulatedItem, pricesIncludeVat: boolean): Sent {
  const parent = order.items.find((other) => other.id === item.parentId)
  const shown = summedSet(order, item)
  const price = {
    original_price: fine(pricesIncludeVat ? item.priceInclTax : item.price),
    price: fine(item.price),
  }
  return {
    ...twice({
      ...price,
      price_incl_tax: fine(item.priceInclTax),
      discount_amount: euro(shown.discount),
      discount_invoiced: 0,
      discount_tax_compensation_amount: euro(shown.compensation),
      row_invoiced: item.invoiced > 0 ? euro(shown.rowTotal) : 0,
      row_total: euro(shown.rowTotal),
      row_total_incl_tax: euro(shown.rowTotalInclTax),
      tax_amount: euro(shown.tax),
      tax_invoiced: item.invoiced > 0 ? euro(shown.tax) : 0,
      amount_refunded: 0,
    }),
    created_at: momentText(order.createdAt),
    discount_percent: item.discount > 0 ? (order.purchase.coupon?.percent ?? 0) : 0,
    free_shipping: 0,
    is_qty_decimal: 0,
    is_virtual: item.product.type === 'virtual' ? 1 : 0,
    item_id: item.id,
    name: item.product.name,
    no_discount: 0,
    order_id: order.id,
    product_id: item.id % 997,
    product_type: item.product.type ?? 'simple',
    qty_canceled: item.canceled,
    qty_invoiced: item.invoiced,
    qty_ordered: item.quantity,
    qty_refunded: 0,
    qty_shipped: item.shipped,
    quote_item_id: item.id + 3000,
    row_weight: ((item.product.grams ?? 0) * item.quantity) / 1000,
    sku: item.product.sku,
    store_id: order.purchase.storeId ?? 1,
    // Nothing is charged on a line of no amount, so Magento writes no rate there.
    tax_percent: item.rowTotal === 0 ? 0 : item.percent,
    updated_at: momentText(order.updatedAt),
    weight: (item.product.grams ?? 0) / 1000,
    ...(parent ? { parent_item_id: parent.id, parent_item: itemSent(order, parent, pricesIncludeVat) } : {}),
    ...(item.typed
      ? {
          product_option: {
            extension_attributes: { custom_options: [{ option_id: '4', option_value: item.typed }] },
          },
        }
      : {}),
  }
}

/** A set priced by its parts shows on its own line what the parts come to. */
function summedSet(order: SimulatedOrder, item: SimulatedItem): SimulatedItem {
  const parts = order.items.filter((part) => part.parentId === item.id)
  if (item.rowTotal > 0 || parts.every((part) => part.rowTotal === 0)) return item
  const sumOf = (field: 'rowTotal' | 'rowTotalInclTax' | 'tax' | 'discount' | 'compensation') =>
    parts.reduce((sum, part) => sum + part[field], 0)
  return {
    ...item,
    rowTotal: sumOf('rowTotal'),
    rowTotalInclTax: sumOf('rowTotalInclTax'),
    tax: sumOf('tax'),
    discount: sumOf('discount'),
    compensation: sumOf('compensation'),
  }
}

const addressSent = (order: SimulatedOrder, address: SimulatedAddress, type: string, id: number): Sent => ({
  address_type: type,
  city: address.city,
  ...(address.company ? { company: address.company } : {}),
  country_id: address.country,
  email: order.purchase.email ?? 'jan.de.vries@example.com',
  entity_id: id,
  firstname: address.firstname,
  lastname: address.lastname,
  parent_id: order.id,
  postcode: address.postcode,
  street: address.street,
  ...(address.telephone ? { telephone: address.telephone } : {}),
  ...(address.vatId ? { vat_id: address.vatId } : {}),
})

function extraSent(order: SimulatedOrder, paymentTitle: string, pricesIncludeVat: boolean): Sent {
  const { purchase, shipping } = order
  const groups = Map.groupBy(
    order.items.filter((item) => item.tax > 0),
    (item) => item.percent,
  )
  const applied = [...groups].map(([percent, items]) =>
    taxSent(
      percent,
      items.reduce((sum, item) => sum + item.tax, 0) + (percent === shipping.percent ? shipping.tax : 0),
    ),
  )
  return {
    shipping_assignments: [
      {
        shipping: {
          address: addressSent(
            order,
            purchase.shipTo ?? purchase.billing ?? someone,
            'shipping',
            order.id * 2 - 1,
          ),
          method: purchase.shipping?.method ?? 'flatrate_flatrate',
          total: twice({
            shipping_amount: euro(shipping.net),
            shipping_incl_tax: euro(shipping.net + shipping.tax),
            shipping_tax_amount: euro(shipping.tax),
          }),
        },
        items: order.items.map((item) => itemSent(order, item, pricesIncludeVat)),
      },
    ],
    payment_additional_info: [{ key: 'method_title', value: paymentTitle }],
    applied_taxes: applied,
    item_applied_taxes:
      shipping.tax > 0
        ? [{ type: 'shipping', applied_taxes: [taxSent(shipping.percent, shipping.tax)] }]
        : [],
    ...(purchase.coupon ? { coupon_codes: [purchase.coupon.code] } : {}),
    ...(purchase.deliveryDate ? { delivery_date: purchase.deliveryDate } : {}),
  }
}

const taxSent = (percent: number, cents: number): Sent => ({
  code: percent > 10 ? 'BTW hoog' : 'BTW laag',
  title: percent > 10 ? 'BTW hoog' : 'BTW laag',
  percent,
  amount: euro(cents),
  base_amount: euro(cents),
})

export const shipmentSent = (shipment: SimulatedShipment, order: SimulatedOrder): Sent => ({
  billing_address_id: order.id * 2,
  created_at: momentText(shipment.createdAt),
  entity_id: shipment.id,
  increment_id: String(shipment.id).padStart(9, '0'),
  order_id: order.id,
  packages: [],
  shipping_address_id: order.id * 2 - 1,
  store_id: 1,
  total_qty: shipment.items.reduce((sum, item) => sum + item.quantity, 0),
  updated_at: momentText(shipment.createdAt),
  items: shipment.items.map((line) => {
    const item = order.items.find((other) => other.id === line.itemId)
    return {
      entity_id: shipment.id * 100 + line.itemId,
      name: item?.product.name,
      order_item_id: line.itemId,
      parent_id: shipment.id,
      product_id: line.itemId % 997,
      qty: line.quantity,
      sku: item?.product.sku,
    }
  }),
  tracks: shipment.tracks.map((track, index) => ({
    carrier_code: track.carrier,
    created_at: momentText(shipment.createdAt),
    entity_id: shipment.id * 10 + index,
    order_id: order.id,
    parent_id: shipment.id,
    qty: 0,
    title: track.title,
    track_number: track.number,
    updated_at: momentText(shipment.createdAt),
    weight: 0,
  })),
  comments: shipment.comment
    ? [
        {
          comment: shipment.comment,
          created_at: momentText(shipment.createdAt),
          entity_id: shipment.id * 10,
          is_customer_notified: 0,
          is_visible_on_front: 0,
          parent_id: shipment.id,
        },
      ]
    : [],
})

export const productSent = (product: SimulatedProduct, id: number, at: Date): Sent => ({
  id,
  sku: product.sku,
  name: product.name,
  attribute_set_id: 4,
  price: euro(product.cents),
  status: 1,
  visibility: 4,
  type_id: product.type ?? 'simple',
  created_at: momentText(at),
  updated_at: momentText(at),
  weight: (product.grams ?? 0) / 1000,
  custom_attributes: [
    { attribute_code: 'tax_class_id', value: product.vat === 'reduced' ? '3' : '2' },
    ...(product.barcode ? [{ attribute_code: 'ean', value: product.barcode }] : []),
    {
      attribute_code: 'image',
      value: `/${product.sku.slice(0, 1).toLowerCase()}/${product.sku.toLowerCase()}.jpg`,
    },
  ],
})
