/** What rights follow from a role, and which passwords will do. Pure. */
import type { RefusalCode } from '../../base/refusal.ts'
import { say, type Lang } from '../../base/words.ts'
import { commonWords, keyboardRuns } from './common-words.ts'
import { rolePresets, type Role } from './schema.ts'

/** What a role is called: one that was there from the start and not renamed since, in the reader's language. */
export function roleName({ name, preset }: Pick<Role, 'name' | 'preset'>, lang: Lang): string {
  const ours = preset ? rolePresets[preset as keyof typeof rolePresets] : undefined
  return ours && (ours.nl === name || ours.en === name) ? say(ours, lang) : name
}

/** The rights that match a role's patterns: `*` stands for any text, `!` before a pattern takes away, in any order. */
export function rightsOf(patterns: readonly string[], allRights: Iterable<string>): Set<string> {
  const given = patterns.filter((pattern) => !pattern.startsWith('!')).map(matcher)
  const withheld = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => matcher(pattern.slice(1)))
  const held = new Set<string>()
  for (const right of allRights) {
    if (given.some((matches) => matches(right)) && !withheld.some((matches) => matches(right)))
      held.add(right)
  }
  return held
}

function matcher(pattern: string): (right: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return (right) => right === pattern
  const last = rest.pop()!
  return (right) => {
    if (!right.startsWith(first) || !right.endsWith(last) || right.length < first.length + last.length)
      return false
    let at = first.length
    for (const part of rest) {
      const found = right.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= right.length - last.length
  }
}

/** A pattern is a name of a right with stars in it, and perhaps a `!` before it. */
export const isPattern = (text: string): boolean => /^!?[a-z0-9*]+([.-][a-z0-9*]+)*$/.test(text)

/** Those who can give others rights: a second factor is required of them first. */
export const isAdministrator = (rights: ReadonlySet<string> | 'all'): boolean =>
  rights === 'all' ||
  rights.has('users.manage') ||
  rights.has('roles.manage') ||
  rights.has('api-keys.manage')

export const holdsAll = (held: ReadonlySet<string> | 'all', asked: Iterable<string>): boolean =>
  held === 'all' || [...asked].every((right) => held.has(right))

const integrationNever = ['users.*', 'roles.*', 'api-keys.*']
const storefrontNever = [
  ...integrationNever,
  'settings.*',
  'businesses.*',
  'apps.*',
  'activity.*',
  'reporting.*',
  'purchasing.*',
  'costs.*',
  'tasks.*',
]

/** Rights that a key of this kind never gets, whoever makes it (OWASP API Top 10, A5). */
export function isScopeFor(kind: 'storefront' | 'integration', right: string): boolean {
  const never = kind === 'storefront' ? storefrontNever : integrationNever
  return rightsOf(never, [right]).size === 0
}

/** Failed tries per quarter of an hour before we stop listening, per account and per network. */
export const mostTries = { account: 5, network: 20 }
export const tryMinutes = 15

export const sessionDays = 7
export const inviteDays = 7
/** A first-run link and a link to a new password. */
export const linkMinutes = 30
/** Between password and second factor. */
export const ticketMinutes = 10

const shortest = 12
const longest = 128

/** Why a password will not do, or null when it will. `own` is what others know of the user: name, address, business. */
export function passwordFault(password: string, own: readonly string[]): RefusalCode | null {
  const length = [...password].length
  if (length < shortest) return 'password.too-short'
  if (length > longest) return 'password.too-long'
  const plain = plainOf(password)
  const ownWords = own
    .flatMap((text) => [plainOf(text), ...text.split(/[^\p{L}\p{N}]+/u).map(plainOf)])
    .filter((w) => w.length >= 4)
  const ours = leftover(plain, new Set(ownWords))
  if (ours.tokens > 0 && leftover(ours.rest, guessable).rest.replaceAll(' ', '').length < 6)
    return 'password.own-words'
  const { rest, tokens } = leftover(plain, guessable)
  // Four words in a row are a fine passphrase even when each of them is ordinary.
  return rest.replaceAll(' ', '').length < 4 && tokens < 4 ? 'password.common' : null
}

const written: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Lower case, letters only where a digit or sign stands for one, as in "W3lk0m". */
function plainOf(text: string): string {
  const low = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return low.replace(/(?<=\p{L})[013457@$!](?=\p{L})/gu, (sign) => written[sign] ?? sign)
}

const guessable = new Set([...commonWords, ...keyboardRuns])
const longestWord = Math.max(...[...guessable].map((word) => word.length))

/** What remains of a text when known words, years, runs and repeats are taken out, and how many different words that were. */
function leftover(text: string, known: ReadonlySet<string>): { rest: string; tokens: number } {
  const letters = [...text]
  const reach = known === guessable ? longestWord : 60
  let rest = ''
  const tokens = new Set<string>()
  for (let at = 0; at < letters.length;) {
    let taken = 0
    for (let size = Math.min(reach, letters.length - at); size >= 3 && !taken; size--) {
      if (known.has(letters.slice(at, at + size).join(''))) taken = size
    }
    if (taken) tokens.add(letters.slice(at, at + taken).join(''))
    else if (known === guessable) taken = runAt(letters, at)
    if (!taken) rest += letters[at]
    at += taken || 1
  }
  return { rest, tokens: tokens.size }
}

/** The length of a run of digits or of one repeated sign that starts here, or 0; separators count as nothing. */
function runAt(letters: readonly string[], at: number): number {
  const first = letters[at]!
  if (/[\s\-_.,!?#*+&%]/.test(first)) return 1
  let size = 1
  while (letters[at + size] === first) size++
  if (size >= 3) return size
  size = 0
  while (/\d/.test(letters[at + size] ?? '')) size++
  return size
}
