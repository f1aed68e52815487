/** Asking the browser for a passkey, and what to say when it gives none. */
import type { Words } from '../../base/words.ts'
import { ApiRefusal, Unreachable } from '../api.ts'
import { refusalText } from '../ui/refusal-text.ts'
import { door } from './words.ts'

/** Only pages on https or of this machine itself have them. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window

export async function makePasskey(question: unknown) {
  const { startRegistration } = await import('@simplewebauthn/browser')
  return (await startRegistration({ optionsJSON: question as never })) as never
}

export async function givePasskey(question: unknown) {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return (await startAuthentication({ optionsJSON: question as never })) as never
}

/** The names are those of WebAuthn; whoever waits too long or says no is told as one, by design of the standard. */
const browserSays: Readonly<Record<string, Words>> = {
  SecurityError: door.passkeyElsewhere,
  InvalidStateError: door.passkeyThere,
}

export function passkeyRefusal(error: unknown, say: (text: Words) => string): string {
  if (error instanceof ApiRefusal || error instanceof Unreachable) return refusalText(error, say)
  return say((error instanceof Error && browserSays[error.name]) || door.passkeyFailed)
}
