/** What the activity log keeps in the address: who, what, when and about what. */
import { anId, oneOf } from '../records/search.ts'
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
  const actor = anId(given['actor'])
  const about = anId(given['about'])
  const actorKind = oneOf(given['actorKind'], actorKinds)
  const kind = typeof given['kind'] === 'string' && isKind.test(given['kind']) ? given['kind'] : undefined
  const from = aDay(given['from'])
  const until = aDay(given['until'])
  return {
    ...(actor ? { actor } : {}),
    ...(about ? { about } : {}),
    ...(actorKind ? { actorKind } : {}),
    ...(kind ? { kind } : {}),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
  }
}

const isKind = /^[a-z0-9-]+\.([a-z0-9.-]+|\*)$/
const aDay = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined
