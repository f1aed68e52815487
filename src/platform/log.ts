/** Structured lines on standard output, with secrets masked. */

export type LogFields = Readonly<Record<string, unknown>>

export type Log = {
  info(fields: LogFields, text: string): void
  warn(fields: LogFields, text: string): void
  error(fields: LogFields, text: string): void
}

const secretName = /pass|secret|token|authorization|cookie|api-?key|iban/i
const secretValue =
  /(pk[ha]_[A-Za-z0-9_-]{8})[A-Za-z0-9._-]+|(bearer|basic)\s+[A-Za-z0-9+/=._-]{8,}|:\/\/([^:/\s]+):[^@\s]+@/gi

/** The same value with everything that looks like a secret masked. */
export function masked(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return value.replace(secretValue, (_, key?: string, scheme?: string, user?: string) =>
      key ? `${key}…` : scheme ? `${scheme} …` : `://${user}:…@`,
    )
  }
  if (value === null || typeof value !== 'object' || depth > 5) return value
  if (value instanceof Date) return value
  if (value instanceof Error)
    return { name: value.name, message: masked(value.message), stack: masked(value.stack) }
  if (Array.isArray(value)) return value.map((item) => masked(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) && item ? '…' : masked(item, depth + 1),
    ]),
  )
}

export function openLog(write: (line: string) => void, now = () => new Date()): Log {
  const line = (level: string) => (fields: LogFields, text: string) =>
    write(JSON.stringify({ at: now().toISOString(), level, text, ...(masked(fields) as LogFields) }))
  return { info: line('info'), warn: line('warn'), error: line('error') }
}
