/** Every address of the program with what is sent to it and what comes back, read off the server's own actions. */
import type { register } from '../entry/register.ts'

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

type Register = typeof register
type Exported = { [Area in keyof Register]: Register[Area][keyof Register[Area]] }[keyof Register]
type Actions = Extract<Exported, { readonly http: string }>
type Types<A> = A extends { readonly types?: infer T } ? NonNullable<T> : never

type Registered = {
  [A in Actions as A['http']]: { given: Types<A>['given']; answer: Json<Types<A>['answer']> }
}

/** Addresses that the screens ask and that the server tells no shape of, or not yet; a registered one wins. */
type Told = {
  'POST /orders/:order/plan': { given: { order: string; day: string | null }; answer: unknown }
  'GET /planning/week': { given: { from: string }; answer: PlanWeek }
  'GET /planning/days/:day': { given: { day: string }; answer: { cards: PlanCard[] } }
  'GET /planning/days/:day/print/:paper': { given: { day: string; paper: string }; answer: Blob }
}

export type Calls = Registered & Omit<Told, keyof Registered>

export type Answered<A extends keyof Calls> = Calls[A]['answer']

export type Me = Answered<'GET /session'>
export type OrderRow = Answered<'GET /orders'>['rows'][number]

export type PlanCard = Pick<
  OrderRow,
  'id' | 'number' | 'customerName' | 'city' | 'delivery' | 'payment' | 'supply' | 'wishedDay'
> & { isInsured: boolean; lines: { name: string; quantity: number }[] }
export type PlanWeek = { unplanned: PlanCard[]; days: { day: string; cards: PlanCard[] }[] }
