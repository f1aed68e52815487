/** Who is signed in and what they may do. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { OwnApp } from '../modules/settings/schema.ts'
import type { Me } from './calls.ts'
import { readOptions } from './queries.ts'

export const sessionOptions = { ...readOptions('GET /session', {}), staleTime: 60_000, retry: false }

export const useMe = (): Me => useSuspenseQuery(sessionOptions).data

type Person = Extract<Me, { secondFactor: unknown }>

/** The signed-in person; the screens are never reached by a program with a key. */
export function usePerson(): Person {
  const me = useMe()
  if (!('secondFactor' in me)) throw new Error('the screens are for people')
  return me
}

export const useUser = (): Person['user'] => usePerson().user

/** Undefined before anyone is signed in. */
export const useMaybeMe = (): Me | undefined => useQuery({ ...sessionOptions, enabled: false }).data

/** Whether the reader holds a right; without it the button is not there. */
export function useCan(): (right: string) => boolean {
  const { rights } = useMe()
  // Who reaches the screens is signed in: what asks nothing more is open to all of them.
  return (right) => right === 'signed-in' || rights === 'all' || rights.includes(right)
}

/** Whether a screen is there for the reader: by right, and by the app that it belongs to. */
export function useMayOpen(): (screen: { readonly right: string; readonly app?: OwnApp }) => boolean {
  const can = useCan()
  const { apps } = useMe()
  return ({ right, app }) => can(right) && (!app || apps.includes(app))
}
