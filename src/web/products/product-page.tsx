/** One product: what it is, what it costs, where it lies and how it came there. */
import { useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Product } from '../../modules/catalog/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { brands } from '../records/sources.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { MovementsPanel } from './movements-panel.tsx'
import { StockPanel } from './stock-panel.tsx'
import { productWords } from './words.ts'

const sources = { brand: brands }

export function ProductPage() {
  const { product } = useParams({ from: '/inside/products/$product' })
  const can = useCan()
  return (
    <ProductForm id={product}>
      {can('stock.see') && (
        <>
          <StockPanel product={product} />
          <MovementsPanel product={product} />
        </>
      )}
    </ProductForm>
  )
}

export function NewProductPage() {
  return <ProductForm id="new">{null}</ProductForm>
}

function ProductForm({ id, children }: { id: string; children: ReactNode }) {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <PlainForm
      record={Product}
      path="/products"
      id={id}
      name="name"
      groups={[
        {
          title: say(productWords.identity),
          fields: ['name', 'sku', 'barcode', 'brand', 'kind', 'isActive'],
        },
        { title: say(productWords.prices), fields: ['price', 'costPrice', 'taxCategory'] },
        {
          title: say(productWords.ordering),
          fields: ['stockMin', 'stockMax', 'leadTimeDays', 'sellsWithoutStock'],
        },
        { title: say(productWords.work), fields: ['weightGrams', 'needsWorkshop'] },
      ]}
      sources={sources}
      manage="catalog.manage"
      back={{ label: say(productWords.title), link: { to: '/products' } }}
      made={(made) => navigate({ to: '/products/$product', params: { product: made }, replace: true })}
    >
      {children}
    </PlainForm>
  )
}
