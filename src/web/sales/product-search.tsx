/** Finds a product by code, barcode or name and puts it on a line; a scanner's Enter takes the first that is found. */
import { useQueryClient, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { ListField } from '../ui/list-field.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { ui } from '../ui/words.ts'
import { saleWords } from './words.ts'

export type FoundProduct = Answered<'GET /products'>['rows'][number]

type ProductSearchProps = {
  onProduct: (product: FoundProduct) => void
  onFree: (text: string) => void
}

const free = 'free'
/** What could not be looked up: the list below the field says why. */
const nothing: { readonly rows: readonly FoundProduct[] } = { rows: [] }

export function ProductSearch({ onProduct, onFree }: ProductSearchProps) {
  const say = useSay()
  const format = useFormat()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const asked = text.trim()
  const optionsFor = (search: string) => ({
    queryKey: ['/products', { search, limit: 12 }],
    queryFn: () => call('GET /products', { search, limit: 12 }),
    staleTime: 10_000,
  })
  const found = useQuery({
    ...optionsFor(asked),
    enabled: asked.length >= 2,
    placeholderData: (before) => before,
  })
  const rows = asked.length >= 2 ? (found.data?.rows ?? []) : []
  // A free line is offered once it is known that the product is not there.
  const isFound = found.isSuccess && !found.isPlaceholderData
  const take = (id: string) => {
    const product = rows.find((row) => row.id === id)
    if (product) onProduct(product)
    else onFree(asked)
    setText('')
  }
  /** A scanner is faster than the list: what it typed is looked up before it is taken. */
  const takeFirst = async () => {
    if (asked.length < 2) return
    const { rows: exact } = await client.fetchQuery(optionsFor(asked)).catch(() => nothing)
    const [first] = exact.filter((row) => row.sku === asked || row.barcode === asked)
    const only = first ?? (exact.length === 1 ? exact[0] : undefined)
    if (!only) return
    onProduct(only)
    // What was typed meanwhile is the next one.
    setText((now) => (now.trim() === asked ? '' : now))
  }
  const choices = rows.map((product) => ({
    id: product.id,
    label: (
      <>
        {product.name} <small>{product.sku}</small>
        {product.price !== null && <small> · {format.money(Math.round(product.price / 100))}</small>}
      </>
    ),
  }))
  return (
    <div>
      <ListField
        label={say(saleWords.addProduct)}
        description={say(saleWords.addProductWhy)}
        text={text}
        onText={setText}
        choices={
          isFound ? [...choices, { id: free, label: say(saleWords.asFreeLine, { text: asked }) }] : choices
        }
        {...(isFound ? {} : { note: found.isError ? refusalText(found.error, say) : say(ui.loading) })}
        isQuiet={asked.length < 2}
        isScanned
        onChoose={take}
        onEnter={() => void takeFirst()}
      />
    </div>
  )
}
