/** What a plain list keeps in the address: what was searched for; anything else falls away silently. */

export type TextSearch = { search?: string }

export function textSearch({ search }: Record<string, unknown>): TextSearch {
  if (typeof search === 'number') return { search: String(search) }
  return typeof search === 'string' && search.trim() ? { search: search.slice(0, 200) } : {}
}

/** The value when it is one of the choices, and nothing otherwise. */
export const oneOf = <T extends object>(value: unknown, choices: T): (keyof T & string) | undefined =>
  typeof value === 'string' && Object.hasOwn(choices, value) ? (value as keyof T & string) : undefined

export const anId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined

/** What is not filled in counts as not said and leaves the address; left out altogether, the router keeps what stood there. */
export const filled = <T extends object>(search: T): T =>
  Object.fromEntries(
    Object.entries(search).map(([name, value]) => [name, value === '' ? undefined : value]),
  ) as T

/** A screen's reading of its address, without what it did not read: the router would give it the unread value as well. */
export const known =
  <T extends object>(read: (given: Record<string, unknown>) => T) =>
  (given: Record<string, unknown>): T => ({
    ...Object.fromEntries(Object.keys(given).map((name) => [name, undefined])),
    ...read(given),
  })
