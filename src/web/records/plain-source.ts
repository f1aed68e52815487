/** The standard addresses of any plain area under one shape, and the choices of a link to it. */
import { call } from '../api.ts'
import type { Calls } from '../calls.ts'
import type { LinkSource } from '../ui/link-input.tsx'

type Listed = { rows: readonly { id: string }[] }

/** Areas with the standard addresses: a list to search in and a row by its id. */
export type PlainPath = {
  [A in keyof Calls & string]: A extends `GET ${infer P extends `/${string}`}`
    ? `GET ${P}/:id` extends keyof Calls
      ? Calls[A] extends { answer: Listed }
        ? P
        : never
      : never
    : never
}[keyof Calls & string]

export type PlainRow = { readonly id: string } & Readonly<Record<string, unknown>>
type Page = { readonly rows: readonly PlainRow[]; readonly next: string | null }
type Asked = { search?: string; after?: string; limit: number } & Readonly<Record<string, unknown>>

/**
 * Which area it is, is only known where it is used, and TypeScript cannot follow a template literal from there into the
 * table of addresses.
 */
export const plain = {
  list: (path: PlainPath, given: Asked) => ask<Page>(`GET ${path}`, given),
  get: (path: PlainPath, id: string) => ask<PlainRow>(`GET ${path}/:id`, { id }),
  create: (path: PlainPath, values: object) => ask<PlainRow>(`POST ${path}`, values),
  change: (path: PlainPath, id: string, version: number | undefined, changes: object) =>
    ask<PlainRow>(`PATCH ${path}/:id`, { ...changes, id, ...(version === undefined ? {} : { version }) }),
}

const ask = <T>(address: string, given: object) => call(address as never, given as never) as Promise<T>

/** `name` is the field that a row is called by; what is shorter than `shortest` is not searched for yet. */
export const plainSource = (path: PlainPath, name: string, shortest = 1): LinkSource => ({
  find: async (search) =>
    (await plain.list(path, { ...(search.trim().length >= shortest ? { search } : {}), limit: 20 })).rows.map(
      (row) => ({
        id: row.id,
        label: String(row[name] ?? row.id),
      }),
    ),
  name: async (id) => String((await plain.get(path, id))[name] ?? id),
})
