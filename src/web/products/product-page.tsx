/** One product: what it is, what it costs, where it lies and how it came there. */
import { useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Product } from '../../modules/catalog/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { useRead } from '../queries.ts'
import { brands } from '../records/sources.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { MovementsPanel } from './movements-panel.tsx'
import { SellingPanel } from './selling-panel.tsx'
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
          <SellingPanel product={product} />
          <MovementsPanel product={product} />
        </>
      )}
    </ProductForm>
  )
}

export function NewProductPage() {
  const found = useRead('GET /businesses', { limit: 50 })
  // The form begins once it is known with which VAT category; without the right to see that it begins as usual.
  if (found.isPending) return null
  const [business] = (found.data?.rows ?? []).filter(({ isActive }) => isActive).toSorted(byAge)
  return (
    <ProductForm id="new" given={business ? { taxCategory: business.defaultTaxCategory } : {}}>
      {null}
    </ProductForm>
  )
}

const byAge = (a: { createdAt: string }, b: { createdAt: string }) => (a.createdAt < b.createdAt ? -1 : 1)

type ProductFormProps = { id: string; given?: Readonly<Record<string, unknown>>; children: ReactNode }

function ProductForm({ id, given, children }: ProductFormProps) {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <PlainForm
      record={Product}
      path="/products"
      id={id}
      {...(given ? { given } : {})}
      name="name"
      groups={[
        {
          title: say(productWords.identity),
          fields: ['name', 'sku', 'barcode', 'brand', 'kind', 'isActive'],
        },
        { title: say(productWords.prices), fields: ['price', 'costPrice', 'taxCategory', 'isMargin'] },
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
