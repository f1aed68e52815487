/** Why the program does not start, in words for whoever started it, with the way out. */
import { CannotStart } from '../platform/embedded.ts'
import { NewerDatabase, OlderServer } from '../platform/migrate.ts'
import { WrongSetting } from './config.ts'

export const noSuchHost =
  'this machine has no such address: HOST is one of its own, such as 127.0.0.1, or 0.0.0.0 for all'

/** Faults that say themselves what to do. */
const sentences = [CannotStart, NewerDatabase, OlderServer, WrongSetting]

const ways: Record<string, string> = {
  EADDRNOTAVAIL: noSuchHost,
  EACCES: 'that port needs more rights than this user has: choose one above 1023 with PORT',
  ECONNREFUSED: 'nothing answers at the DATABASE_URL: is PostgreSQL running there, and is the port right?',
  ENOTFOUND: 'the host in DATABASE_URL does not exist',
  ETIMEDOUT: 'the host in DATABASE_URL does not answer: is a firewall in between?',
  '28P01': 'the password in DATABASE_URL is wrong',
  '28000': 'the user in DATABASE_URL may not sign in',
  '3D000': 'the database in DATABASE_URL does not exist: make it first with createdb',
  '42501':
    'the user in DATABASE_URL may not make roles and tables: give it the rights of the guide page on your own PostgreSQL',
  ENOSPC: 'the disk is full: nothing was lost; free some space and start again',
  '53100': 'the disk is full: nothing was lost; free some space and start again',
}

export function refusalToStart(error: unknown): string {
  const reason = reasonOf(error)
  return `Pakhuis cannot start: ${reason}${/[?\n]/.test(reason.slice(-1)) ? '' : '.'}`
}

function reasonOf(error: unknown): string {
  if (sentences.some((kind) => error instanceof kind)) return (error as Error).message
  const { code: given, syscall, path, port } = error as Partial<Record<string, unknown>>
  const code = String(given ?? '')
  if (code === 'EADDRINUSE')
    return `port ${port} is taken by another program: stop that one, or start with PORT=${Number(port) + 1}`
  if (/^(EACCES|EPERM|EROFS)$/.test(code) && syscall !== 'listen' && typeof path === 'string')
    return `this user may not write ${path}: give that folder to the user that starts Pakhuis, or choose another DATA_DIR`
  if (/^(EEXIST|ENOTDIR)$/.test(code) && typeof path === 'string')
    return `${path} is no folder: choose another DATA_DIR`
  if (code === 'ENOENT' && syscall === 'mkdir' && typeof path === 'string')
    return `the folder ${path} cannot be made: choose another DATA_DIR`
  return ways[code] ?? (error instanceof Error ? `${error.stack ?? error.message}\n` : String(error))
}
