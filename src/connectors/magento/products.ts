/** Reading what the shop sells, page by page along the id. */
import { ConnectorFault } from '../../contracts/connector.ts'
import type { ShopProduct } from '../../contracts/shop.ts'
import { isObject, type Client } from './client.ts'
import { listOf, text, type Fields } from './fields.ts'
import { productFrom } from './map.ts'

type Page = { items: readonly ShopProduct[]; cursor: string; hasMore: boolean }

/** The cursor is the last id; a number of a page would repeat the last page for ever. */
export async function readProducts(
  client: Client,
  url: string,
  cursor: string | null,
  limit: number,
): Promise<Page> {
  const answer = await client.get('products', {
    groups: [
      [{ field: 'entity_id', is: 'gt', value: cursor ?? '0' }],
      // Shells around variants have a sku that nothing on a shelf has.
      [{ field: 'type_id', is: 'nin', value: 'configurable,grouped' }],
    ],
    sort: [['entity_id', 'ASC']],
    pageSize: limit,
  })
  if (answer.kind === 'no')
    throw new ConnectorFault(answer.status >= 500 ? 'transient' : 'config', answer.text)
  const rows = listOf(answer.json as Fields, 'items').filter(isObject)
  const last = rows.at(-1)
  return {
    items: rows.map((row) => productFrom(row, `${url.replace(/\/+$/, '')}/media/`)),
    cursor: (last && text(last, 'id')) ?? cursor ?? '0',
    hasMore: Number(text(answer.json as Fields, 'total_count') ?? 0) > rows.length && rows.length > 0,
  }
}
