/** Every address of the program with what is sent to it and what comes back, for the typed client. */
import type { Lang } from '../base/words.ts'
import type {
  AddressSnapshot,
  deliveries,
  Order,
  OrderLine,
  paymentStates,
  phases,
  supplyStates,
} from '../modules/orders/schema.ts'

export type { AddressSnapshot }

/** What a value looks like after a trip through JSON: moments have become text. */
export type Json<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Date
    ? string
    : T extends readonly (infer U)[]
      ? Json<U>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T

export type Rights = string[] | 'all'

type Call<G, A> = { given: G; answer: A }
type None = Record<string, never>
export type OrderRow = {
  id: string
  version: number
  number: string
  externalNumber: string | null
  channelName: string
  placedAt: string
  customerName: string
  company: string | null
  city: string
  delivery: keyof typeof deliveries
  payment: keyof typeof paymentStates
  supply: keyof typeof supplyStates
  phase: keyof typeof phases
  holds: string[]
  shippingMethod: string
  paymentMethod: string
  reference: string | null
  wishedDay: string | null
  plannedDay: string | null
  total: number
  due: number
  currency: string
  lineCount: number
}
type Delivery = OrderRow['delivery']
type Payment = OrderRow['payment']
type Supply = OrderRow['supply']
/** An order with everything that its page shows. */
export type WholeOrder = Json<Omit<Order, 'holds'>> & {
  holds: string[]
  channelName: string
  businessName: string
  lines: Json<OrderLine>[]
  payments: { id: string; amount: number; createdAt: string; method?: string | null; kind?: string }[]
  events: { id: string; kind: string; at: string; actorName: string }[]
}

export type PlanCard = {
  id: string
  number: string
  customerName: string
  city: string
  delivery: Delivery
  payment: Payment
  supply: Supply
  isInsured: boolean
  wishedDay: string | null
  lines: { name: string; quantity: number }[]
}

export type Me = {
  kind: string
  tenant: { id: string; name: string; zone?: string; isTest?: boolean }
  rights: Rights
  user: {
    id: string
    version: number
    name: string
    email: string
    role: string
    language: string
    theme: 'system' | 'light' | 'dark'
  } | null
  provedAt?: string | null
  secondFactor?: { isSet: boolean; isRequired: boolean }
}
type SignedIn = { state: 'signed-in' }
export type Halfway = {
  state: 'second-factor' | 'second-factor-setup'
  ticket: string
  ways: ('code' | 'passkey')[]
}

export type Calls = {
  'GET /session': Call<None, Me>
  'PATCH /session': Call<{ name?: string; theme?: 'system' | 'light' | 'dark'; language?: Lang }, None>
  'POST /session': Call<{ email: string; password: string }, SignedIn | Halfway>
  'POST /session/second-factor': Call<{ ticket: string; code: string }, SignedIn>
  'POST /session/password': Call<{ current: string; next: string }, SignedIn>
  'GET /sessions': Call<
    None,
    {
      rows: {
        id: string
        startedAt: string
        usedAt: string
        expiresAt: string
        address: string | null
        isThisOne: boolean
      }[]
    }
  >
  'DELETE /sessions/:session': Call<{ session: string }, None>
  'POST /sessions/end-others': Call<None, { ended: number }>
  'GET /first-run': Call<None, { isWaiting: boolean }>
  'POST /first-run': Call<
    { token: string; business: string; name: string; email: string; password: string; language: Lang },
    SignedIn
  >
  'POST /session/proof': Call<{ password: string }, None>
  'DELETE /session': Call<None, None>
  'GET /orders': Call<
    {
      view?: string
      search?: string
      channel?: string
      delivery?: Delivery
      payment?: Payment
      after?: string
      limit?: number
    },
    { rows: OrderRow[]; next: string | null }
  >
  'GET /orders/views': Call<None, { counts: Record<string, number | null> }>
  'GET /orders/:order': Call<{ order: string }, WholeOrder>
  'DELETE /orders/:order/holds/:kind': Call<{ order: string; kind: string }, unknown>
  'POST /orders/:order/plan': Call<{ order: string; day: string | null }, None>
  'GET /planning/week': Call<
    { from: string },
    { unplanned: PlanCard[]; days: { day: string; cards: PlanCard[] }[] }
  >
}
