/** The words of every area in both languages, for screens that show whatever there is: the log, roles, tasks. */
import { z } from 'zod'
import type { Words } from '../base/words.ts'
import { action } from '../platform/action.ts'

export type ToldWords = Readonly<
  Record<'rights' | 'events' | 'tasks' | 'records', Readonly<Record<string, Words>>>
>

let told: ToldWords = { rights: {}, events: {}, tasks: {}, records: {} }

/** Once, at the start: the register knows this action, so this action cannot know the register. */
export const tellWords = (all: ToldWords): void => void (told = all)

export const listWords = action({
  http: 'GET /words',
  right: 'signed-in',
  says: 'What rights, events, tasks and fields are called, in Dutch and English.',
  input: z.object({}),
  run: async () => told,
})
