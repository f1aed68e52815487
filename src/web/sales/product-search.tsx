/** Finds a product by code, barcode or name and puts it on a line; a scanner's Enter takes the first that is found. */
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useQueryClient, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { saleWords } from './words.ts'

export type FoundProduct = Answered<'GET /products'>['rows'][number]

type ProductSearchProps = {
  onProduct: (product: FoundProduct) => void
  onFree: (text: string) => void
}

const free = 'free'

export function ProductSearch({ onProduct, onFree }: ProductSearchProps) {
  const say = useSay()
  const format = useFormat()
  const client = useQueryClient()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
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
    combobox.closeDropdown()
  }
  /** A scanner is faster than the list: what it typed is looked up before it is taken. */
  const takeFirst = async () => {
    if (combobox.getSelectedOptionIndex() >= 0) return combobox.clickSelectedOption()
    if (asked.length < 2) return
    const { rows: exact } = await client.fetchQuery(optionsFor(asked))
    const [first] = exact.filter((row) => row.sku === asked || row.barcode === asked)
    const only = first ?? (exact.length === 1 ? exact[0] : undefined)
    if (!only) return combobox.openDropdown()
    onProduct(only)
    setText('')
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={take} shadow="md">
      <Combobox.Target>
        <TextInput
          label={say(saleWords.addProduct)}
          description={say(saleWords.addProductWhy)}
          value={text}
          data-scan="field"
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            void takeFirst()
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked.length < 2}>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {rows.map((product) => (
            <Combobox.Option key={product.id} value={product.id}>
              {product.name} <small>{product.sku}</small>
              {product.price !== null && <small> · {format.money(Math.round(product.price / 100))}</small>}
            </Combobox.Option>
          ))}
          {isFound ? (
            <Combobox.Option value={free}>{say(saleWords.asFreeLine, { text: asked })}</Combobox.Option>
          ) : (
            <Combobox.Empty>{say(ui.loading)}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
