/** The screens of the menu, in order: where, what it is called, its key after `g`, and the right it asks. */
import type { LinkProps } from '@tanstack/react-router'
import {
  Building2,
  CalendarDays,
  FilePen,
  ChartColumn,
  FileText,
  Landmark,
  LayoutDashboard,
  ListTodo,
  Package,
  PackagePlus,
  Settings,
  Tag,
  Truck,
  UserPlus,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { Words } from '../../base/words.ts'
import { screens } from './words.ts'

export type MenuItem = {
  readonly to: NonNullable<LinkProps['to']>
  readonly words: Words
  readonly icon: LucideIcon
  /** Pressed after `g`. */
  readonly key?: string
  /** Without it the item is not there. */
  readonly right: string
  /** Other screens that belong to it, by the beginning of their address. */
  readonly covers?: readonly string[]
  /** Shows how many wait. */
  readonly counts?: 'tasks'
}

/** Led to by the settings; in the menu they would push the day's work off the screen. */
const settingsScreens = [
  '/connections',
  '/apps',
  '/contract',
  '/channels',
  '/locations',
  '/businesses',
  '/organisations',
  '/labels',
  '/customer-groups',
  '/brands',
  '/price-rules',
  '/shipping-rules',
  '/planning-policies',
  '/vat',
  '/purchase-invoices',
  '/reminder-settings',
  '/messages',
  '/mail-templates',
  '/text-blocks',
  '/users',
  '/roles',
  '/api-keys',
  '/activity',
]

/** What is begun from anywhere, through the palette. */
export const starts = [
  {
    id: 'new-order',
    words: screens.newOrder,
    icon: PackagePlus,
    right: 'orders.create',
    link: { to: '/orders/new' },
  },
  {
    id: 'new-quote',
    words: screens.newQuote,
    icon: FilePen,
    right: 'quotes.manage',
    link: { to: '/quotes/$quote', params: { quote: 'new' } },
  },
  {
    id: 'new-customer',
    words: screens.newCustomer,
    icon: UserPlus,
    right: 'customers.manage',
    link: { to: '/customers/new' },
  },
  {
    id: 'new-organisation',
    words: screens.newOrganisation,
    icon: Building2,
    right: 'customers.manage',
    link: { to: '/organisations/$id', params: { id: 'new' } },
  },
  {
    id: 'new-product',
    words: screens.newProduct,
    icon: Tag,
    right: 'catalog.manage',
    link: { to: '/products/new' },
  },
] as const

export const menu: readonly MenuItem[] = [
  { to: '/dashboard', words: screens.dashboard, icon: LayoutDashboard, key: 'd', right: 'signed-in' },
  { to: '/orders', words: screens.orders, icon: Package, key: 'o', right: 'orders.see' },
  { to: '/planning', words: screens.planning, icon: CalendarDays, key: 'p', right: 'planning.see' },
  { to: '/shipments', words: screens.shipments, icon: Truck, key: 'z', right: 'fulfilment.see' },
  { to: '/products', words: screens.products, icon: Tag, key: 'a', right: 'catalog.see' },
  { to: '/customers', words: screens.customers, icon: Users, key: 'k', right: 'customers.see' },
  { to: '/quotes', words: screens.quotes, icon: FilePen, key: 'q', right: 'quotes.see' },
  {
    to: '/invoices',
    words: screens.invoices,
    icon: FileText,
    key: 'f',
    right: 'invoices.see',
    covers: ['/late-invoices', '/print-queue'],
  },
  { to: '/bank', words: screens.bank, icon: Landmark, key: 'b', right: 'bank.see' },
  { to: '/reports', words: screens.reports, icon: ChartColumn, key: 'r', right: 'reports.see' },
  { to: '/tasks', words: screens.tasks, icon: ListTodo, key: 't', right: 'tasks.see', counts: 'tasks' },
  {
    to: '/settings',
    words: screens.settings,
    icon: Settings,
    key: 'i',
    right: 'signed-in',
    covers: settingsScreens,
  },
]
