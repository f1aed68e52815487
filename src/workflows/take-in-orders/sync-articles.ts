/** Takes over the articles of a webshop that we do not have yet, so that a newcomer need not type in a catalogue. */
import type { Shop, ShopProduct } from '../../contracts/shop.ts'
import { makeMissing } from '../../modules/catalog/actions.ts'
import { work } from '../../platform/workflow.ts'
import { exchange } from './sync-orders.ts'

const page = 100
/** The longest name that we keep; shops allow more. */
const longestName = 300
const longestSku = 100

/** What we know of an article stays as it is: here is where it is kept from then on. */
export const syncArticles = work({
  name: 'sync-articles',
  run: (tools, payload) =>
    exchange(tools, String(payload.about), 'articles', async (_, shop: Shop, counts) => {
      let cursor: string | null = null
      for (let hasMore = true; hasMore && !tools.isStopping();) {
        const read = await shop.products(cursor, page)
        const articles = read.items.filter(isKeepable).map(ours)
        counts.read += read.items.length
        counts.refused += read.items.length - articles.length
        if (articles.length > 0) counts.new += await tools.act((ctx) => makeMissing(ctx, articles))
        ;({ cursor, hasMore } = read)
      }
    }),
})

const isKeepable = ({ sku }: ShopProduct) => sku.trim() !== '' && sku.length <= longestSku

const ours = ({ sku, name, price, barcode }: ShopProduct) => ({
  sku,
  name: (name || sku).slice(0, longestName),
  price,
  barcode,
})
