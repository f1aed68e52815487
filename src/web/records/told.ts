/** The words of every area as the server tells them, for screens that show whatever there is. */
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'

const nothing: Answered<'GET /words'> = { rights: {}, events: {}, tasks: {}, records: {} }

/** Empty until they have come; they change only with a new version of the program. */
export const useTold = (): Answered<'GET /words'> =>
  useRead('GET /words', {}, { staleMs: Infinity }).data ?? nothing
