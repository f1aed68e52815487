/** What the activity log keeps in the address: who, what, when and about what. */
import { isDay } from '../../base/day.ts'
import { anId, filled, oneOf } from '../records/search.ts'
import { actorKinds } from './words.ts'

export type ActivitySearch = {
  actor?: string
  actorKind?: keyof typeof actorKinds
  about?: string
  kind?: string
  from?: string
  until?: string
}

export function activitySearch(given: Record<string, unknown>): ActivitySearch {
  const kind = given['kind']
  return filled({
    actor: anId(given['actor']),
    actorKind: oneOf(given['actorKind'], actorKinds),
    about: anId(given['about']),
    kind: typeof kind === 'string' && isKind.test(kind) ? kind : undefined,
    from: aDay(given['from']),
    until: aDay(given['until']),
  }) as ActivitySearch
}

const isKind = /^[a-z0-9-]+\.([a-z0-9.-]+|\*)$/
const aDay = (value: unknown): string | undefined =>
  typeof value === 'string' && isDay(value) ? value : undefined
