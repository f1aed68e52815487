/** The configuration: at most twelve environment variables, read once and checked. */
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { readKeys } from '../platform/sealed.ts'

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
  if (leastFree !== undefined && !(leastFree >= 0 && Number.isFinite(leastFree)))
    throw new WrongSetting(`LEAST_FREE_MB is ${environment.LEAST_FREE_MB}: it must be a number of megabytes`)
  const pooler = environment.DATABASE_POOLER || 'no'
  if (pooler !== 'yes' && pooler !== 'no')
    throw new WrongSetting(`DATABASE_POOLER is ${pooler}: it must be yes or no`)
  const mailFrom = environment.MAIL_FROM?.trim() || null
  if (mailFrom && !z.email().safeParse(mailFrom).success)
    throw new WrongSetting(
      `MAIL_FROM is ${mailFrom}: it must be an e-mail address alone, such as shop@example.nl`,
    )
  if (environment.SECRET_KEY) checkKeys(environment.SECRET_KEY)
  const isDemo = flags.includes('--demo')
  return {
    port,
    host: environment.HOST ?? '127.0.0.1',
    dataFolder: resolve(environment.DATA_DIR ?? (isDemo ? 'data/demo' : 'data')),
    databaseUrl,
    namesStatements: pooler === 'no',
    publicUrl: publicUrlOf(environment.PUBLIC_URL),
    secretKey: environment.SECRET_KEY,
    smtpUrl: smtpUrlOf(environment.SMTP_URL),
    mailFrom,
    trustedProxies: proxiesOf(environment.TRUSTED_PROXIES),
    roles: rolesOf(flags),
    isDemo,
    leastFreeMegabytes: leastFree,
  }
}

/** The key itself is never repeated in a sentence. */
function checkKeys(given: string) {
  try {
    readKeys(given, 'SECRET_KEY')
  } catch (error) {
    throw new WrongSetting((error as Error).message)
  }
}

function publicUrlOf(given: string | undefined): string | null {
  if (!given) return null
  const url = URL.parse(given)
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  )
    throw new WrongSetting(
      `PUBLIC_URL is ${given}: it must be the address that people open and nothing after it, such as https://pakhuis.example.nl`,
    )
  return url.origin
}

/** The password that may stand in it is never repeated in a sentence. */
function smtpUrlOf(given: string | undefined): string | null {
  if (!given) return null
  const url = URL.parse(given)
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol))
    throw new WrongSetting(
      'SMTP_URL must look like smtps://user:password@mail.example.nl, or smtp:// with port 587; signs such as @ and / in the password are written as %40 and %2F',
    )
  return given
}

/** Addresses and networks, and the names that the http server knows for those of this machine and of private networks. */
function proxiesOf(given = ''): string[] {
  const proxies = given.split(/[\s,]+/).filter(Boolean)
  const wrong = proxies.find((one) => !isNetwork(one) && !/^(loopback|linklocal|uniquelocal)$/.test(one))
  if (wrong !== undefined)
    throw new WrongSetting(
      `TRUSTED_PROXIES has ${wrong}: it must be addresses or networks of your reverse proxies, such as 10.0.0.7 or 10.0.0.0/24`,
    )
  return proxies
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return (
    most > 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= most))
  )
}

function rolesOf(flags: readonly string[]): Config['roles'] {
  const at = flags.findIndex((flag) => flag === '--role' || flag.startsWith('--role='))
  const given = at < 0 ? 'all' : (flags[at]!.split('=')[1] ?? flags[at + 1] ?? '')
  const asked = given === 'all' ? ['web', 'worker'] : given.split(',')
  if (asked.every((role) => role === 'web' || role === 'worker')) return new Set(asked)
  throw new WrongSetting(`--role is ${given}: it must be web, worker, both with a comma between, or all`)
}
