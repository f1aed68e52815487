/** Files that the program keeps: bytes by their own hash in a store, and one row per file in the database. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refuse } from '../base/refusal.ts'
import type { Ctx } from './context.ts'

/** Where bytes are; another one, such as object storage, can stand in the place of the disk. */
export type FileStore = {
  /** Keeps bytes for good and answers their place; the same bytes have the same place, written once. */
  put(bytes: Uint8Array): Promise<string>
  get(place: string): Promise<Uint8Array>
}

/** Bytes that are safe, before the row that makes them a file. */
export type Stored = { readonly place: string; readonly sha256: string; readonly size: number }

export type NewFile = {
  readonly stored: Stored
  readonly name: string
  readonly type: string
  /** What the file is of, such as a shipment or an invoice. */
  readonly about: string | null
  /** What the file is, such as 'label' or 'invoice'. */
  readonly kind: string
}

export type StoredFile = Stored & Omit<NewFile, 'stored'> & { readonly id: string; readonly createdAt: Date }

let store: FileStore | null = null

/** Says where this program keeps its files; once, at the start. */
export function useFiles(chosen: FileStore): void {
  store = chosen
}

/** Writes bytes away before the transaction that tells of them: a file may be without a row, a row never without its file. */
export async function storeBytes(bytes: Uint8Array): Promise<Stored> {
  const place = await inUse().put(bytes)
  return { place, sha256: hashOf(bytes), size: bytes.byteLength }
}

/** The bytes as they were written; others than that are a fault, not an answer. */
export async function readBytes(file: Stored): Promise<Uint8Array> {
  const bytes = await inUse().get(file.place)
  if (hashOf(bytes) !== file.sha256) throw new Error(`the file at ${file.place} is not what was written`)
  return bytes
}

/** Makes stored bytes a file of this tenant; answers its id. */
export async function keepFile(ctx: Ctx, file: NewFile): Promise<string> {
  const id = ctx.newId()
  await ctx.db.run(
    `insert into files (tenant_id, id, created_at, name, type, size, sha256, place, about, kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      ctx.now,
      file.name,
      file.type,
      file.stored.size,
      file.stored.sha256,
      file.stored.place,
      file.about,
      file.kind,
    ],
  )
  return id
}

/** A file of this tenant, or the refusal `file.not-found`. */
export async function fileOf(ctx: Ctx, id: string): Promise<StoredFile> {
  const [file] = await filesOf(ctx, [id])
  return file ?? refuse('file.not-found')
}

export const filesOf = (ctx: Ctx, ids: readonly string[]): Promise<StoredFile[]> =>
  ctx.db.rows(
    'select id, created_at, name, type, size, sha256, place, about, kind from files where tenant_id = $1 and id = any($2::uuid[])',
    [ids],
  )

function inUse(): FileStore {
  if (!store) throw new Error('this program was started without a place for its files')
  return store
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Files on the disk of this machine, under their hash: `ab/abcdef…`. */
export function diskFiles(folder: string): FileStore {
  const pathOf = (place: string) => {
    if (!/^[0-9a-f]{64}$/.test(place)) throw new Error(`${place} is no place of a file`)
    return join(folder, place.slice(0, 2), place)
  }
  return {
    async put(bytes) {
      const place = hashOf(bytes)
      const path = pathOf(place)
      const there = await stat(path).catch(() => null)
      if (there?.size === bytes.byteLength) return place
      await mkdir(dirname(path), { recursive: true })
      await writeWhole(path, bytes)
      return place
    },
    get: (place) => readFile(pathOf(place)),
  }
}

/** On the disk before it has its name, and its name before we say so: a power cut leaves no half file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  await syncFolder(dirname(path))
}

/** Windows knows no sync of a folder. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null)
  await opened?.sync().catch(() => undefined)
  await opened?.close()
}
