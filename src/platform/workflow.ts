/** How workflows are written: reactions inside, outbound calls outside, and longer work in steps. */
import type { Actor, Ctx } from './context.ts'

/** An event as a subscriber reads it. */
export type Told = {
  readonly id: string
  readonly kind: string
  readonly about: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: Date
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
}

export type Reaction = {
  readonly type: 'reaction'
  readonly name: string
  readonly on: readonly string[]
  /** Asked in the transaction of the event, of what it tells alone; left out, each event of its kinds is wanted. */
  readonly wants?: (event: Pick<Told, 'kind' | 'detail'>) => boolean
  /** One transaction, run once per event. */
  run(ctx: Ctx, event: Told): Promise<unknown>
}

/** How a call ended, in the shape of the contracts' Outcome. */
export type CallOutcome<A> =
  | { readonly kind: 'ok'; readonly value: A }
  | { readonly kind: 'refused'; readonly code: string; readonly text: string; readonly field?: string }
  | { readonly kind: 'unknown'; readonly text: string }

export type Outbound<P = unknown, Q = unknown, A = unknown> = {
  readonly type: 'outbound'
  readonly name: string
  readonly on: readonly string[]
  /** A port of the program such as 'mail', or 'connection' for the one that `prepare` names. */
  readonly to: string
  /** In a transaction: what to ask, or null when there is nothing to do. */
  prepare(ctx: Ctx, event: Told): Promise<{ connection?: string; ask: Q } | null>
  /** Outside, with no transaction open; repeatable under one key. */
  call(port: P, ask: Q, key: string): Promise<CallOutcome<A>>
  /** In a transaction: keeps the answer. */
  settle(ctx: Ctx, answer: A, event: Told, ask: Q): Promise<unknown>
  /** In a transaction: a refusal beside the task that a person gets. */
  refused?(
    ctx: Ctx,
    refusal: { code: string; text: string; field?: string },
    event: Told,
    ask: Q,
  ): Promise<unknown>
}

/** What work in steps may use: transactions of its tenant, the outside, and a sign that the program is stopping. */
export type Tools = {
  readonly tenant: string
  /** `by` is whom the log names as the one who did it: without one it is the program itself. */
  act<T>(work: (ctx: Ctx) => Promise<T>, by?: Actor): Promise<T>
  /** Opens a connection of the tenant, or a port of the program by name. */
  open<P>(place: { connection: string } | { port: string }): Promise<P>
  readonly isStopping: () => boolean
}

export type Work = {
  readonly type: 'work'
  readonly name: string
  /** Steps of its own; it may be cut off between any two and is then run again from the start. */
  run(tools: Tools, payload: Readonly<Record<string, unknown>>): Promise<unknown>
  /** Tells of the last failed try; without it a task for a person is made. */
  gaveUp?(ctx: Ctx, payload: Readonly<Record<string, unknown>>, error: string): Promise<unknown>
}

export type Workflow = Reaction | Outbound<never, unknown, unknown> | Work

export const reaction = (definition: Omit<Reaction, 'type'>): Reaction => ({
  type: 'reaction',
  ...definition,
})

export const outbound = <P, Q, A>(definition: Omit<Outbound<P, Q, A>, 'type'>): Outbound<P, Q, A> => ({
  type: 'outbound',
  ...definition,
})

export const work = (definition: Omit<Work, 'type'>): Work => ({ type: 'work', ...definition })
