/** Secrets at rest: AES-256-GCM under a key of the installation that never stands in the database. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'

type Key = { readonly id: string; readonly bytes: Buffer }

/** The keys of an installation: the first seals, all of them open. */
export type Keys = readonly [Key, ...Key[]]

/** A sealed text that none of our keys opens, or that was sealed for another tenant or purpose. */
export class CannotOpen extends Error {}

/**
 * The installation's keys: from `SECRET_KEY`, else from `secret.key` in the data folder, which is made (0600) when
 * there is none. Several keys stand one per line or between commas, the newest first: that is how a key is rotated.
 */
export async function installationKeys(folder: string, given: string | undefined): Promise<Keys> {
  if (given) return readKeys(given, 'SECRET_KEY')
  const file = join(folder, 'secret.key')
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (found !== null) return readKeys(found, file)
  await makeFolder(folder)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  await handle.writeFile(`${randomBytes(32).toString('base64url')}\n`)
  await handle.sync()
  await handle.close()
  // A link is made whole or not at all: of two processes that start at once the second reads the key of the first.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return readKeys(await readFile(file, 'utf8'), file)
}

/** Keys written as base64url of 32 bytes each; `from` is named when one is not. */
export function readKeys(text: string, from: string): Keys {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => keyOf(Buffer.from(part, 'base64url')))
  const [first, ...more] = keys
  if (!first || keys.some((key) => key.bytes.length !== 32)) {
    throw new Error(`${from} must hold keys of 32 bytes each, written as base64url`)
  }
  return [first, ...more]
}

const keyOf = (bytes: Buffer): Key => ({
  id: createHash('sha256').update('key id').update(bytes).digest('base64url').slice(0, 8),
  bytes,
})

/** Seals a text; it opens again only with the same `bound`: the tenant and the purpose that it belongs to. */
export function seal(keys: Keys, bound: string, text: string): string {
  const [{ id, bytes }] = keys
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(bound))
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `s1.${id}.${sealed.toString('base64url')}`
}

export function unseal(keys: Keys, bound: string, sealed: string): string {
  const [form, id, body] = sealed.split('.')
  const key = keys.find((one) => one.id === id)
  if (form !== 's1' || !body) throw new CannotOpen('this is no sealed text')
  if (!key) throw new CannotOpen(`the key ${id} is not among the keys of this installation`)
  const bytes = Buffer.from(body, 'base64url')
  if (bytes.length < 28) throw new CannotOpen('the sealed text is cut off')
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-16))
  try {
    return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    throw new CannotOpen('the sealed text was changed, or belongs to another tenant or purpose')
  }
}
