/** A real mail server to deliver to: keeps what it takes, refuses who it is told to refuse, and can be down. */
import { after } from 'node:test'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Delivered = {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the line. */
  readonly raw: string
  /** One header, unfolded; undefined when it is not there. */
  header(name: string): string | undefined
  /** Every readable part, decoded. */
  readonly text: string
}

type Refusal = { readonly code: number; readonly text: string; times?: number }

export type MailServer = {
  readonly url: string
  readonly mails: Delivered[]
  /** What it says to a recipient, that many times or always. */
  readonly refusals: Map<string, Refusal>
  /** Takes the next mail and then breaks the line instead of saying so. */
  cutsAfterNext: boolean
  stop(): Promise<void>
  /** Comes back at the same address. */
  start(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const mails: Delivered[] = []
  const refusals = new Map<string, Refusal>()
  let port = 0
  let server: SMTPServer | null = null
  const mailServer: MailServer = {
    get url() {
      return `smtp://127.0.0.1:${port}`
    },
    mails,
    refusals,
    cutsAfterNext: false,
    async start() {
      server = new SMTPServer({
        authOptional: true,
        closeTimeout: 100,
        disabledCommands: ['STARTTLS', 'AUTH'],
        onRcptTo({ address }, _session, said) {
          const refusal = refusals.get(address)
          if (!refusal || refusal.times === 0) return said()
          if (refusal.times !== undefined) refusal.times--
          said(Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
        },
        onData(stream, session, said) {
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('end', () => {
            const { mailFrom, rcptTo } = session.envelope
            mails.push(
              delivered(
                mailFrom ? mailFrom.address : '',
                rcptTo.map(({ address }) => address),
                Buffer.concat(parts).toString(),
              ),
            )
            if (!mailServer.cutsAfterNext) return said()
            mailServer.cutsAfterNext = false
            said(Object.assign(new Error('try again'), { responseCode: 421 }))
          })
        },
      })
      server.on('error', () => undefined)
      const opened = server
      await new Promise<void>((done) => opened.listen(port, '127.0.0.1', () => done()))
      port = (opened.server.address() as AddressInfo).port
    },
    async stop() {
      const closing = server
      server = null
      if (closing) await new Promise<void>((done) => closing.close(() => done()))
    },
  }
  await mailServer.start()
  after(() => mailServer.stop())
  return mailServer
}

function delivered(from: string, to: readonly string[], raw: string): Delivered {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
  return {
    from,
    to,
    raw,
    header: (name) => (header(name) === undefined ? undefined : decodedWords(header(name)!)),
    text: decodedParts(raw),
  }
}

/** RFC 2047 words of a header. */
const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, words: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(words, 'base64').toString()
        : quoted(words.replaceAll('_', ' ')),
    )

function decodedParts(raw: string): string {
  const parts = raw.split(/(?<!=)\r\n--[^\r\n]+\r\n/)
  return parts
    .map((part) => {
      const at = part.indexOf('\r\n\r\n')
      const [head, body] = [part.slice(0, at), part.slice(at + 4)]
      if (!/content-type: text\//i.test(head)) return ''
      if (/encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString()
      return /encoding: quoted-printable/i.test(head) ? quoted(body.replace(/=\r\n/g, '')) : body
    })
    .join('\n')
}

const quoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()
