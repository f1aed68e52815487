/** What the simulator sends has the field names and JSON types of Magento's published schema. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { orderSent, productSent, shipmentSent } from './simulated-answers.ts'
import { bicycleShop, shopOf } from './simulated-shop.ts'
import { startMagento } from './simulator.ts'

const file = new URL('../../../../shared/reference/magento/admin-schema-2.4.9.swagger.yaml', import.meta.url)

type Kind = { type?: string; ref?: string; items?: Kind }
type Definitions = ReadonlyMap<string, { own: Kind; fields: Map<string, Kind> }>

/** The definitions of the swagger file, by the indentation that it is written with. */
function definitionsOf(yaml: string): Definitions {
  const found = new Map<string, { own: Kind; fields: Map<string, Kind> }>()
  let current = { own: {} as Kind, fields: new Map<string, Kind>() }
  let kind: Kind = {}
  for (const line of yaml.slice(yaml.indexOf('\ndefinitions:')).split('\n')) {
    const [, indent = '', name = '', value = ''] = /^( *)"?([\w$-]+)"?:\s*(.*)$/.exec(line) ?? []
    const depth = indent.length
    if (depth === 2 && value === '') found.set(name, (current = { own: {}, fields: new Map() }))
    if (depth === 4) kind = current.own
    if (depth === 6 && value === '') current.fields.set(name, (kind = {}))
    const isOfItems = kind.items !== undefined && (depth === 10 || (kind === current.own && depth === 6))
    const target = isOfItems ? (kind.items ?? kind) : kind
    if (name === 'items' && value === '') kind.items = {}
    else if (name === 'type' && depth >= 4) target.type = value
    else if (name === '$ref') target.ref = value.replaceAll('"', '').replace('#/definitions/', '')
  }
  return found
}

function check(definitions: Definitions, value: unknown, kind: Kind, where: string): void {
  if (value === null) return
  const definition = kind.ref ? definitions.get(kind.ref) : undefined
  if (kind.ref) assert.ok(definition, `${where}: ${kind.ref} is not in the schema`)
  const own = definition ? { ...definition.own } : kind
  if (own.type === 'array') {
    assert.ok(Array.isArray(value), `${where} is a list`)
    for (const [index, item] of value.entries())
      check(definitions, item, own.items ?? {}, `${where}[${index}]`)
  } else if (definition) {
    assert.equal(typeof value, 'object', `${where} is an object`)
    for (const [name, field] of Object.entries(value as object)) {
      const known = definition.fields.get(name)
      assert.ok(known, `${where}.${name} is not in the schema`)
      check(definitions, field, known, `${where}.${name}`)
    }
  } else {
    const type = own.type === 'integer' ? 'number' : own.type
    assert.equal(typeof value, type, `${where} is ${own.type}`)
    if (own.type === 'integer') assert.ok(Number.isInteger(value), `${where} is a whole number`)
  }
}

describe(
  'the schema of Magento 2.4.9',
  { skip: existsSync(file) ? false : 'the schema file is not on this machine' },
  () => {
    const definitions = existsSync(file) ? definitionsOf(readFileSync(file, 'utf8')) : new Map<never, never>()
    const shop = shopOf(bicycleShop, true, () => new Date('2026-11-20T13:05:00Z'))
    const old = shop.place({ lines: [{ sku: 'BEL-KOPER', pieces: 1 }] })
    const order = shop.place({
      lines: bicycleShop
        .filter((p) => p.type !== 'configurable')
        .map(({ sku }) => ({ sku, pieces: 2, typed: 'Sanne' })),
      coupon: { code: 'NAJAAR10', percent: 10 },
      isPaid: true,
      note: 'Achterom leveren',
      poNumber: '118',
      replaces: old.id,
    })
    const shipment = shop.ship(order, new Map(), {
      source: 'default',
      tracks: [{ number: '3STEST1', title: 'PostNL', carrier: 'custom' }],
      comment: 'Pakhuis 1',
    })

    test('orders', () => {
      for (const sent of [old, order])
        check(definitions, orderSent(sent, true), { ref: 'sales-data-order-interface' }, sent.number)
    })
    test('a wrong type, a strange field and a list for a text are noticed', () => {
      for (const wrong of [
        { entity_id: '1187' },
        { ordernummer: 1 },
        { items: [{ sku: ['A'] }] },
        { store_id: 1.5 },
      ])
        assert.throws(() => check(definitions, wrong, { ref: 'sales-data-order-interface' }, 'order'))
    })
    test('shipments', () =>
      check(definitions, shipmentSent(shipment, order), { ref: 'sales-data-shipment-interface' }, 'shipment'))
    test('products', () => {
      for (const product of bicycleShop)
        check(
          definitions,
          productSent(product, 5, new Date()),
          { ref: 'catalog-data-product-interface' },
          product.sku,
        )
    })
    test('stores, sources and their stock', async (t) => {
      const simulator = await startMagento()
      t.after(simulator.close)
      simulator.allowBearer(true)
      const ask = async (path: string) => {
        const headers = { authorization: `Bearer ${simulator.settings['accessToken']}` }
        return (await fetch(`${simulator.address}/rest/all/V1/${path}`, { headers })).json()
      }
      const lists: [path: string, list: string][] = [
        ['inventory/source-items', 'inventory-api-data-source-item-search-results-interface'],
        ['inventory/sources', 'inventory-api-data-source-search-results-interface'],
        ['inventory/stock-source-links', 'inventory-api-data-stock-source-link-search-results-interface'],
      ]
      check(
        definitions,
        await ask('products/BEL-KOPER'),
        { ref: 'catalog-data-product-interface' },
        'product',
      )
      for (const [path, ref] of lists) check(definitions, await ask(path), { ref }, path)
      for (const config of (await ask('store/storeConfigs')) as unknown[])
        check(definitions, config, { ref: 'store-data-store-config-interface' }, 'store')
      for (const view of (await ask('store/storeViews')) as unknown[])
        check(definitions, view, { ref: 'store-data-store-interface' }, 'view')
    })
  },
)
