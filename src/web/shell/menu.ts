/** The screens of the menu, in order: where, what it is called, its key after `g`, and the right it asks. */
import type { LinkProps } from '@tanstack/react-router'
import { CalendarDays, Package, Warehouse, type LucideIcon } from 'lucide-react'
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
}

export const menu: readonly MenuItem[] = [
  { to: '/orders', words: screens.orders, icon: Package, key: 'o', right: 'orders.see' },
  { to: '/planning', words: screens.planning, icon: CalendarDays, key: 'p', right: 'planning.see' },
  { to: '/locations', words: screens.locations, icon: Warehouse, key: 'l', right: 'locations.see' },
]
