/** The configuration: at most twelve environment variables, read once and checked. */
import { resolve } from 'node:path'

export type Config = {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  /** One's own PostgreSQL, or null for the one that comes with the program. */
  readonly databaseUrl: string | null
  readonly namesStatements: boolean
  readonly publicUrl: string | null
  readonly secretKey: string | undefined
  readonly smtpUrl: string | null
  readonly mailFrom: string | null
  readonly trustedProxies: readonly string[]
  readonly roles: ReadonlySet<'web' | 'worker'>
  readonly isDemo: boolean
  /** Megabytes that must stay free on the disk of the data, when they are not the usual ones. */
  readonly leastFreeMegabytes?: number | undefined
}

/** A setting that cannot work, in words for the operator. */
export class WrongSetting extends Error {}

export function readConfig(environment: NodeJS.ProcessEnv, flags: readonly string[]): Config {
  const port = Number(environment.PORT ?? 4700)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongSetting(`PORT is ${environment.PORT}: it must be a number from 1 to 65535`)
  const databaseUrl = environment.DATABASE_URL || null
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new WrongSetting('DATABASE_URL must begin with postgres://')
  const leastFree = environment.LEAST_FREE_MB ? Number(environment.LEAST_FREE_MB) : undefined
  if (leastFree !== undefined && !(leastFree >= 0))
    throw new WrongSetting(`LEAST_FREE_MB is ${environment.LEAST_FREE_MB}: it must be a number of megabytes`)
  const isDemo = flags.includes('--demo')
  return {
    port,
    host: environment.HOST ?? '127.0.0.1',
    dataFolder: resolve(environment.DATA_DIR ?? (isDemo ? 'data/demo' : 'data')),
    databaseUrl,
    namesStatements: environment.DATABASE_POOLER !== 'yes',
    publicUrl: environment.PUBLIC_URL?.replace(/\/$/, '') || null,
    secretKey: environment.SECRET_KEY,
    smtpUrl: environment.SMTP_URL || null,
    mailFrom: environment.MAIL_FROM || null,
    trustedProxies: (environment.TRUSTED_PROXIES ?? '').split(/[\s,]+/).filter(Boolean),
    roles: rolesOf(flags),
    isDemo,
    leastFreeMegabytes: leastFree,
  }
}

function rolesOf(flags: readonly string[]): Config['roles'] {
  const at = flags.findIndex((flag) => flag === '--role' || flag.startsWith('--role='))
  const given = at < 0 ? 'all' : (flags[at]!.split('=')[1] ?? flags[at + 1] ?? '')
  const asked = given === 'all' ? ['web', 'worker'] : given.split(',')
  if (asked.every((role) => role === 'web' || role === 'worker')) return new Set(asked)
  throw new WrongSetting(`--role is ${given}: it must be web, worker, both with a comma between, or all`)
}
