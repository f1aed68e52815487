/**
 * Stock of a shop without multi-source inventory: one quantity per product, which an order lowers when it is placed.
 * What can be sold is therefore that quantity itself.
 */
import { ConnectorFault, type Outcome } from '../../contracts/connector.ts'
import { askBySku, isObject, type Client } from './client.ts'
import { objectIn, text } from './fields.ts'
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

/** Sets levels one by one: there is no list to write. */
export async function setPlain(client: Client, levels: readonly Level[]): Promise<Answered[]> {
  const answered: Answered[] = []
  for (const level of levels) answered.push({ sku: level.sku, outcome: await setOne(client, level) })
  return answered
}

async function setOne(client: Client, { sku, available }: Level): Promise<Outcome<null>> {
  const path = `products/${encodeURIComponent(sku)}`
  const answer = await askBySku(client, path, sku)
  if (answer === null) return refusal('sku-in-address', addressWords)
  if (answer.kind === 'no') {
    if (answer.status >= 500) throw new ConnectorFault('transient', answer.text)
    return answer.status === 404 ? refusal('unknown-sku', unknownWords) : refusedBy(answer)
  }
  const product = isObject(answer.json) ? answer.json : {}
  if (isComposite(text(product, 'type_id'))) return refusal('composite', compositeWords)
  const item = text(objectIn(objectIn(product, 'extension_attributes'), 'stock_item'), 'item_id')
  if (!item)
    throw new ConnectorFault('unreadable', 'The shop does not say where the stock of a product is kept')
  const stockItem = { qty: available, is_in_stock: available > 0 }
  return doneBy(await client.write('PUT', `${path}/stockItems/${item}`, { stockItem }))
}
