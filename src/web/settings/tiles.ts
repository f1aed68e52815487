/** The screens that the settings hub leads to, by group: where, what it is called, and the right it asks. */
import type { LinkProps } from '@tanstack/react-router'
import {
  BadgePercent,
  BellRing,
  Blocks,
  Building2,
  CalendarClock,
  FileInput,
  FileSignature,
  Handshake,
  History,
  KeyRound,
  ListTodo,
  Mail,
  MailOpen,
  Pilcrow,
  Percent,
  Plug,
  ShieldCheck,
  Store,
  Tag,
  Tags,
  Truck,
  UserRound,
  Users,
  UsersRound,
  Warehouse,
  type LucideIcon,
} from 'lucide-react'
import type { Words } from '../../base/words.ts'
import type { OwnApp } from '../../modules/settings/schema.ts'
import { settingsWords, tileWords } from './words.ts'

export type Tile = {
  readonly to: NonNullable<LinkProps['to']>
  readonly name: Words
  readonly why: Words
  /** Other words that people look for it with. */
  readonly also: Words
  readonly icon: LucideIcon
  readonly right: string
  /** Shown only while this app is in use (S0-2a). */
  readonly app?: OwnApp
}

const tile = (
  to: Tile['to'],
  [name, why, also]: readonly [Words, Words, Words],
  icon: LucideIcon,
  right: string,
  app?: OwnApp,
): Tile => ({ to, name, why, also, icon, right, ...(app ? { app } : {}) })

export const tileGroups: readonly { readonly name: Words; readonly tiles: readonly Tile[] }[] = [
  {
    name: settingsWords.selling,
    tiles: [
      tile('/contract', tileWords.contract, FileSignature, 'contract.see'),
      tile('/businesses', tileWords.businesses, Building2, 'businesses.see', 'orders'),
      tile('/channels', tileWords.channels, Store, 'channels.see'),
      tile('/connections', tileWords.connections, Plug, 'apps.see'),
      tile('/apps', tileWords.apps, Blocks, 'apps.see'),
      tile('/brands', tileWords.brands, Tags, 'catalog.see'),
      tile('/price-rules', tileWords.priceRules, BadgePercent, 'catalog.see'),
    ],
  },
  {
    name: settingsWords.delivering,
    tiles: [
      tile('/locations', tileWords.locations, Warehouse, 'locations.see'),
      tile('/planning-policies', tileWords.planningPolicies, CalendarClock, 'planning.see'),
      tile('/shipping-rules', tileWords.shippingRules, Truck, 'fulfilment.see'),
    ],
  },
  {
    name: settingsWords.relations,
    tiles: [
      tile('/organisations', tileWords.organisations, Handshake, 'customers.see'),
      tile('/customer-groups', tileWords.customerGroups, UsersRound, 'customers.see'),
      tile('/labels', tileWords.labels, Tag, 'labels.see'),
    ],
  },
  {
    name: settingsWords.money,
    tiles: [
      tile('/vat', tileWords.vat, Percent, 'tax.see'),
      tile('/purchase-invoices', tileWords.purchaseInvoices, FileInput, 'purchase-invoices.see'),
      tile('/reminder-settings', tileWords.reminders, BellRing, 'invoices.see'),
    ],
  },
  {
    name: settingsWords.mail,
    tiles: [
      tile('/messages', tileWords.messages, Mail, 'messages.see'),
      tile('/mail-templates', tileWords.templates, MailOpen, 'messages.see'),
      tile('/text-blocks', tileWords.textBlocks, Pilcrow, 'messages.see'),
    ],
  },
  {
    name: settingsWords.people,
    tiles: [
      tile('/users', tileWords.users, Users, 'users.see'),
      tile('/roles', tileWords.roles, ShieldCheck, 'roles.see'),
      tile('/api-keys', tileWords.apiKeys, KeyRound, 'api-keys.see'),
      tile('/account', tileWords.account, UserRound, 'signed-in'),
    ],
  },
  {
    name: settingsWords.watch,
    tiles: [
      tile('/tasks', tileWords.tasks, ListTodo, 'tasks.see'),
      tile('/activity', tileWords.activity, History, 'activity.see'),
    ],
  },
]
