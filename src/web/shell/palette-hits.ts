/** What the palette offers for what is typed: the records that the server finds, then the screens and actions. */
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate, type LinkProps } from '@tanstack/react-router'
import { FilePen, FileText, Handshake, Package, Tag, UserRound, type LucideIcon } from 'lucide-react'
import type { Words } from '../../base/words.ts'
import { useRead } from '../queries.ts'
import { useCan, useMayOpen } from '../session.ts'
import { tileGroups } from '../settings/tiles.ts'
import { tileWords } from '../settings/words.ts'
import { answers } from '../ui/answers.ts'
import { useShortcuts } from '../ui/keys.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { menu, starts } from './menu.ts'
import { screens } from './words.ts'

export type Hit = {
  readonly id: string
  readonly label: string
  readonly aside?: string
  readonly icon: LucideIcon
  readonly run: () => void
}

export type HitGroup = { readonly id: string; readonly name: string; readonly hits: readonly Hit[] }

/** Fewer characters find too much; the server says the same. */
const least = 2
const most = 5

/** A request for what is no longer typed is broken off by the cache, since nobody looks at its answer. */
export function useFound(text: string, close: () => void): { groups: HitGroup[]; isBusy: boolean } {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const navigate = useNavigate()
  const typed = text.trim()
  const [search] = useDebouncedValue(typed, 120)
  const isAsked = search.length >= least
  const asked = { search, limit: most }
  const may = (right: string) => ({ isEnabled: isAsked && can(right) })
  const reads = {
    orders: useRead('GET /orders', { view: 'all', ...asked }, may('orders.see')),
    quotes: useRead('GET /quotes', { view: 'all', ...asked }, may('quotes.see')),
    customers: useRead('GET /customers', asked, may('customers.see')),
    organisations: useRead('GET /organisations', asked, may('customers.see')),
    products: useRead('GET /products', asked, may('catalog.see')),
    invoices: useRead('GET /invoices', asked, may('invoices.see')),
  }
  const go = (link: LinkProps) => () => void navigate(link).then(close)
  const group = <R extends { id: string }>(
    name: Words,
    right: string,
    read: { data: { rows: readonly R[] } | undefined },
    hit: (row: R) => Omit<Hit, 'id'>,
  ): HitGroup => {
    const rows = may(right).isEnabled ? (read.data?.rows ?? []).slice(0, most) : []
    return { id: name.en, name: say(name), hits: rows.map((row) => ({ id: row.id, ...hit(row) })) }
  }
  const groups = [
    group(screens.orders, 'orders.see', reads.orders, (row) => ({
      label: `${row.number} ${row.customerName}`,
      aside: format.moment(row.placedAt),
      icon: Package,
      run: go({ to: '/orders/$order', params: { order: row.id } }),
    })),
    group(screens.quotes, 'quotes.see', reads.quotes, (row) => ({
      label: `${row.number} ${row.customerName}`,
      aside: format.day(row.validUntil),
      icon: FilePen,
      run: go({ to: '/quotes/$quote', params: { quote: row.id } }),
    })),
    group(screens.customers, 'customers.see', reads.customers, (row) => ({
      label: row.name || row.email || '–',
      aside: row.city ?? '',
      icon: UserRound,
      run: go({ to: '/customers/$customer', params: { customer: row.id } }),
    })),
    group(tileWords.organisations[0], 'customers.see', reads.organisations, (row) => ({
      label: row.name,
      aside: row.code ?? '',
      icon: Handshake,
      run: go({ to: '/organisations/$id', params: { id: row.id } }),
    })),
    group(screens.products, 'catalog.see', reads.products, (row) => ({
      label: row.name,
      aside: row.sku,
      icon: Tag,
      run: go({ to: '/products/$product', params: { product: row.id } }),
    })),
    group(screens.invoices, 'invoices.see', reads.invoices, (row) => ({
      label: `${row.number ?? ''} ${row.customerName}`.trim(),
      aside: row.day ? format.day(row.day) : '',
      icon: FileText,
      run: go({ to: '/invoices/$invoice', params: { invoice: row.id } }),
    })),
  ]
  const isFetching = Object.values(reads).some((read) => read.isFetching)
  return { groups, isBusy: typed.length >= least && (search !== typed || isFetching) }
}

/** Those whose name holds what is typed stand before those that only go with it. */
export function useOffered(text: string, close: () => void): HitGroup[] {
  const say = useSay()
  const can = useCan()
  const mayOpen = useMayOpen()
  const navigate = useNavigate()
  const shortcuts = useShortcuts()
  const typed = text.trim()
  const go = (link: LinkProps) => () => void navigate(link).then(close)
  const tiles = tileGroups.flatMap((one) => one.tiles)
  const alsoOf = (to: string) => tiles.filter((tile) => tile.to === to).map(({ also }) => also)
  const places = [
    ...menu,
    ...tiles
      .filter(({ to }) => !menu.some((item) => item.to === to))
      .map((tile) => ({ ...tile, words: tile.name })),
  ]
    .filter((place) => mayOpen(place) && answers([place.words, ...alsoOf(place.to)], typed))
    .toSorted((one, other) => Number(answers([other.words], typed)) - Number(answers([one.words], typed)))
    .map((item) => ({
      id: item.to.slice(1),
      label: say(item.words),
      icon: item.icon,
      run: go({ to: item.to }),
    }))
  const begun = starts
    .filter(({ right, words }) => can(right) && answers([words], typed))
    .map(({ id, words, icon, link }) => ({ id, label: say(words), icon, run: go(link) }))
  const acts = shortcuts
    .filter(({ keys, says }) => keys.startsWith('mod+') && keys !== 'mod+k' && answers([says], typed))
    .map(({ keys, says, run }) => ({
      id: keys.replace('+', '-'),
      label: say(says),
      icon: Package,
      run: () => (close(), run()),
    }))
  return [
    { id: 'acts', name: say(ui.acts), hits: [...begun, ...acts] },
    { id: 'pages', name: say(ui.pages), hits: places },
  ]
}
