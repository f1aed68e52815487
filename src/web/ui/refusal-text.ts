/** The sentence to show for anything that a call can throw. */
import type { Words } from '../../base/words.ts'
import { ApiRefusal, Unreachable } from '../api.ts'
import { ui } from './words.ts'

type Say = (text: Words, params?: Record<string, unknown>) => string

export function refusalText(error: unknown, say: Say): string {
  if (error instanceof ApiRefusal) return error.message
  if (error instanceof Unreachable) return say(ui.unreachable)
  return say(ui.faultWhy, { reference: error instanceof Error ? error.name : 'fault' })
}

/** The same where no field is marked: what is wrong with the first one, instead of where to look. */
export const unmarkedText = (error: unknown, say: Say): string =>
  error instanceof ApiRefusal && error.code === 'input.wrong' && error.errors[0]
    ? error.errors[0].detail
    : refusalText(error, say)

/** The sentence for each field that a refusal names. */
export function faultsOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiRefusal)) return {}
  const named = Object.fromEntries(error.errors.map(({ field, detail }) => [field, detail]))
  return error.field ? { [error.field]: error.message, ...named } : named
}
