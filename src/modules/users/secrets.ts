/** Secrets of chance and the hashes that we keep of them and of passwords. */
import { argon2, createHash, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { promisify } from 'node:util'

/** 256 bits of chance, as text for a cookie, a link or a key. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret of chance: a guess costs too much for a slow hash to add anything. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Sixteen signs of 32 each, so 80 bits, in fours that are easy to copy from paper. */
export function newRecoveryCode(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz234567890'
  const code = [...randomBytes(16)].map((byte) => letters[byte % 32]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

export const hashOfCode = (login: string, code: string): string =>
  hashOf(`${login}:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)

/** OWASP's password storage sheet, 2025: argon2id with 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const form = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`
const run = promisify(argon2)

/** A password as it is kept: the algorithm, its cost and the salt in front of the hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, { ...cost, tagLength: 32 })
  return `${form}${plain64(salt)}$${plain64(hash)}`
}

/** Takes the same time when there is no such user, so that nobody learns who has an account. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(kept ?? nobodysPassword)
  if (!read) throw new Error('a kept password has an unknown form')
  const [, memory, passes, parallelism, salt, hash] = read
  const expected = Buffer.from(hash!, 'base64')
  const found = await derive(password, Buffer.from(salt!, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected) && kept !== null
}

/** Kept under an older cost than today's: it is hashed anew when its owner signs in. */
export const isOutdated = (kept: string): boolean => !kept.startsWith(form)

const nobodysPassword = `${form}${plain64(randomBytes(16))}$${plain64(randomBytes(32))}`

const derive = (
  password: string,
  nonce: Buffer,
  more: Omit<Argon2Parameters, 'message' | 'nonce'>,
): Promise<Buffer> =>
  // The same word typed on two systems may come composed or decomposed; NFC makes them one.
  run('argon2id', { message: password.normalize('NFC'), nonce, ...more })

function plain64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
