/** The sentence to show for anything that a call can throw. */
import type { Words } from '../../base/words.ts'
import { ApiRefusal, Unreachable } from '../api.ts'
import { ui } from './words.ts'

export function refusalText(
  error: unknown,
  say: (text: Words, params?: Record<string, unknown>) => string,
): string {
  if (error instanceof ApiRefusal) return error.message
  if (error instanceof Unreachable) return say(ui.unreachable)
  return say(ui.faultWhy, { reference: error instanceof Error ? error.name : 'fault' })
}
