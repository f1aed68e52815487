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

export type Calls = Registered

export type Answered<A extends keyof Calls> = Calls[A]['answer']

export type Me = Answered<'GET /session'>
export type OrderRow = Answered<'GET /orders'>['rows'][number]

export type PlanWeek = Answered<'GET /planning/week'>
export type PlanCard = PlanWeek['unplanned'][number]
