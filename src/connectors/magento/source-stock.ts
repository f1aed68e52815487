/**
 * Stock of a shop with multi-source inventory. Magento counts down reservations of open orders from the sources; what
 * we set is therefore the source's quantity moved by the difference between what should be for sale and what is. A
 * shipment lowers source and reservation together, so that nothing changes for who looks in the shop.
 */
import { decimal } from '../../base/money.ts'
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import { askBySku, isObject, type Client } from './client.ts'
import { listOf, text, type Fields } from './fields.ts'
import {
  addressWords,
  compositeWords,
  doneBy,
  isComposite,
  refusal,
  refusedBy,
  unknownWords,
  type Answered,
  type Level,
} from './outcomes.ts'

/** Sets levels of one source. */
export async function sourceSetter(client: Client, source: string) {
  const stock = await stockOfSource(client, source)
  return (levels: readonly Level[]) => setChunk(client, source, stock, levels)
}

async function stockOfSource(client: Client, source: string): Promise<string> {
  const links = await list(client, 'inventory/stock-source-links', [[eq('source_code', source)]])
  const stock = links.map((link) => text(link, 'stock_id')).find(Boolean)
  if (!stock)
    throw new ConnectorFault('config', `The source "${source}" is not linked to a stock in the shop`)
  return stock
}

type Move = { readonly sku: string; readonly quantity: number }

async function setChunk(
  client: Client,
  source: string,
  stock: string,
  levels: readonly Level[],
): Promise<Answered[]> {
  const skus = [levels.map((level) => eq('sku', level.sku))]
  const known = await list(client, 'products', skus, 'items[sku,type_id],total_count')
  const rows = await list(client, 'inventory/source-items', [...skus, [eq('source_code', source)]])
  const answers = new Map<string, Outcome<null>>()
  const moves: Move[] = []
  for (const { sku, available } of levels) {
    const product = found(known, sku)
    if (!product) answers.set(sku, refusal('unknown-sku', unknownWords))
    else if (isComposite(text(product, 'type_id'))) answers.set(sku, refusal('composite', compositeWords))
    else {
      const salable = await salableOf(client, sku, stock)
      if (typeof salable !== 'number') answers.set(sku, salable)
      else moves.push({ sku, quantity: Math.max(0, countedIn(found(rows, sku)) + available - salable) })
    }
  }
  for (const [sku, outcome] of await write(client, source, moves)) answers.set(sku, outcome)
  return levels.map(({ sku }) => ({ sku, outcome: answers.get(sku) ?? { kind: 'unknown', text: '' } }))
}

async function salableOf(client: Client, sku: string, stock: string): Promise<number | Outcome<null>> {
  const path = `inventory/get-product-salable-quantity/${encodeURIComponent(sku)}/${stock}`
  const answer = await askBySku(client, path, sku)
  if (answer === null) return refusal('sku-in-address', addressWords)
  if (answer.kind === 'no') {
    if (answer.status >= 500) throw new ConnectorFault('transient', answer.text)
    return refusedBy(answer)
  }
  const salable = typeof answer.json === 'string' ? decimal(answer.json, 0) : null
  if (salable === null) throw new ConnectorFault('unreadable', 'The shop does not say what it can sell')
  return salable
}

/** A source that is marked as out of stock counts for nothing, whatever its quantity. */
const countedIn = (row: Fields | undefined) =>
  row && text(row, 'status') === '1' ? (decimal(text(row, 'quantity') ?? '0', 0) ?? 0) : 0

/** One bad item refuses all: then each is asked alone. */
async function write(
  client: Client,
  source: string,
  moves: readonly Move[],
): Promise<[string, Outcome<null>][]> {
  if (moves.length === 0) return []
  const written = await client.write('POST', 'inventory/source-items', {
    sourceItems: moves.map(({ sku, quantity }) => ({
      sku,
      source_code: source,
      quantity,
      status: quantity > 0 ? 1 : 0,
    })),
  })
  if (written.kind === 'no' && moves.length > 1) {
    const alone: [string, Outcome<null>][] = []
    for (const move of moves) alone.push(...(await write(client, source, [move])))
    return alone
  }
  const outcome = doneBy(written)
  return moves.map(({ sku }) => [sku, outcome])
}

async function list(
  client: Client,
  path: string,
  groups: Parameters<typeof eqGroups>[0],
  fields?: string,
): Promise<Fields[]> {
  const answer = await client.get(path, {
    groups: eqGroups(groups),
    pageSize: 100,
    ...(fields ? { fields } : {}),
  })
  if (answer.kind === 'no')
    throw new ConnectorFault(answer.status >= 500 ? 'transient' : 'config', `${path}: ${answer.text}`)
  return listOf(answer.json as Fields, 'items').filter(isObject)
}

const eqGroups = (groups: readonly (readonly ReturnType<typeof eq>[])[]) => groups
const eq = (field: string, value: string) => ({ field, is: 'eq', value })

/** Magento looks skus up without regard to case. */
const found = (rows: readonly Fields[], sku: string) =>
  rows.find((row) => text(row, 'sku') === sku) ??
  rows.find((row) => text(row, 'sku')?.toLowerCase() === sku.toLowerCase())
