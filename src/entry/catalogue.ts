/** What the register holds, looked up: actions by name, and the words of refusals, rights, events and tasks. */
import type { Record_ } from '../base/record.ts'
import type { Words } from '../base/words.ts'
import { isAction, type Action } from '../platform/action.ts'
import { register, schemas } from './register.ts'
import type { ToldWords } from './words.ts'

export type NamedAction = { readonly name: string; readonly action: Action }

let actions: NamedAction[] | undefined

/** Every action with its name: `orders.planOrder`. */
export function actionsOf(): readonly NamedAction[] {
  if (actions) return actions
  actions = []
  for (const [area, exported] of Object.entries(register)) {
    for (const [name, value] of Object.entries(exported)) {
      if (isAction(value)) actions.push({ name: `${area}.${name}`, action: value as Action })
    }
  }
  const taken = new Map<string, string>()
  for (const { name, action } of actions) {
    const address = action.http.replace(/:[a-zA-Z]+/g, ':')
    const other = taken.get(address)
    if (other) throw new Error(`${name} and ${other} have the same address ${action.http}`)
    if (!action.right) throw new Error(`${name} has no right`)
    taken.set(address, name)
  }
  return actions
}

type WordList = 'refusals' | 'rights' | 'events' | 'tasks'

function collected(list: WordList): Map<string, Words> {
  const found = new Map<string, Words>()
  for (const schema of schemas) {
    const given = (schema as Partial<Record<WordList, Record<string, Words>>>)[list]
    for (const [code, text] of Object.entries(given ?? {})) found.set(code, text)
  }
  return found
}

const kept = new Map<WordList, Map<string, Words>>()

function wordsFor(list: WordList): Map<string, Words> {
  let found = kept.get(list)
  if (!found) kept.set(list, (found = collected(list)))
  return found
}

export const refusalWords = () => wordsFor('refusals')
export const rightWords = () => wordsFor('rights')
export const eventWords = () => wordsFor('events')
export const taskWords = () => wordsFor('tasks')

/** All that a screen may have to name: rights, events, tasks, and the fields of every record by `table.field`. */
export function allWords(): ToldWords {
  const fields = schemas.flatMap((schema) =>
    Object.values(schema)
      .filter(isRecord)
      .flatMap((record) => [
        [record.table, record.words] as const,
        ...Object.entries(record.fields).map(
          ([name, field]) => [`${record.table}.${name}`, field.words] as const,
        ),
      ]),
  )
  return {
    rights: Object.fromEntries(rightWords()),
    events: Object.fromEntries(eventWords()),
    tasks: Object.fromEntries(taskWords()),
    records: Object.fromEntries(fields),
  }
}

const isRecord = (value: unknown): value is Record_ =>
  typeof value === 'object' && value !== null && 'table' in value && 'fields' in value
