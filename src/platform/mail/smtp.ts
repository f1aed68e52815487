/** Hands mails to a mail server over SMTP, and tells whether it took them, will never take them, or may later. */
import { onDemand } from '../../base/on-demand.ts'

export type MailAddress = { readonly name: string; readonly address: string }

export type Mail = {
  /** Our own key of the mail: the same one on a repeat, so that a receiver recognises it. */
  readonly key: string
  readonly senderName: string
  /** Null for the address of this installation. */
  readonly from: string | null
  readonly to: MailAddress
  readonly replyTo: string | null
  readonly cc: readonly string[]
  readonly bcc: string | null
  readonly subject: string
  readonly html: string
  readonly plain: string
  readonly attachments: readonly {
    readonly name: string
    readonly type: string
    readonly bytes: Uint8Array
    /** A picture that the mail itself shows, by the name it has there. */
    readonly cid?: string
  }[]
}

export type MailOutcome =
  | { readonly kind: 'taken'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'later'; readonly text: string }
  /** There is no mail server: it stays with us. */
  | { readonly kind: 'kept' }

export type MailPort = { send(mail: Mail): Promise<MailOutcome>; close(): void }

type Sent = {
  readonly messageId: string
  readonly rejectedErrors?: readonly { readonly recipient?: string }[]
}

let isThere = false

/** Told once at the start: a screen that offers to mail something knows by it whether that would leave the house. */
export const tellMailServer = (isGiven: boolean): void => void (isThere = isGiven)
export const hasMailServer = (): boolean => isThere

/** What the mail port does without a mail server. */
export const noMailServer: MailPort = { send: async () => ({ kind: 'kept' }), close: () => undefined }

/** A mail server of `smtp://user:secret@host:587`; `sender` is who mails come from when nobody else is named. */
export function openSmtp(url: string, sender: string | null): MailPort {
  const { createTransport } = onDemand<typeof import('nodemailer')>('nodemailer')
  const transport = createTransport({
    ...optionsOf(url),
    pool: true,
    maxConnections: 3,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      const from = mail.from ?? sender
      if (!from) return { kind: 'refused', text: 'no sender address is set' }
      try {
        const sent: Sent = await transport.sendMail(messageOf(mail, { name: mail.senderName, address: from }))
        const refusal = sent.rejectedErrors?.find(({ recipient }) => recipient === mail.to.address)
        return refusal ? outcomeOf(refusal) : { kind: 'taken', messageId: sent.messageId }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    close: () => transport.close(),
  }
}

function optionsOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  const auth = username
    ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
    : {}
  return { host: hostname, port: Number(port) || (isSecure ? 465 : 587), secure: isSecure, ...auth }
}

/** Addresses go in as objects, one each: a list in a text would be read as several recipients (S21). */
function messageOf(mail: Mail, from: MailAddress) {
  const address = (given: MailAddress) => ({ name: oneLine(given.name), address: oneLine(given.address) })
  return {
    from: address(from),
    to: address(mail.to),
    ...(mail.replyTo ? { replyTo: address({ name: '', address: mail.replyTo }) } : {}),
    ...(mail.cc.length > 0 ? { cc: mail.cc.map((one) => address({ name: '', address: one })) } : {}),
    ...(mail.bcc ? { bcc: address({ name: '', address: mail.bcc }) } : {}),
    subject: oneLine(mail.subject),
    html: mail.html,
    text: mail.plain,
    messageId: `<${mail.key}@${from.address.split('@').at(-1)}>`,
    // RFC 3834: nobody's out-of-office answers a mail that a program made.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.attachments.map(({ name, type, bytes, cid }) => ({
      filename: oneLine(name),
      contentType: type,
      content: Buffer.from(bytes),
      ...(cid ? { cid, contentDisposition: 'inline' as const } : {}),
    })),
  }
}

// eslint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()

/** RFC 5321 4.2.1: 5yz is for good and 4yz for now. 503 is about the conversation, and a refused sign-in about us: neither is about this mail. */
function outcomeOf(error: unknown): MailOutcome {
  const {
    responseCode: code = 0,
    code: kind = '',
    message = String(error),
    // What the server said itself, without the sentence that the client puts before it.
    response = message,
  } = error as { responseCode?: number; code?: string; message?: string; response?: string }
  const isAboutMail = kind === 'EENVELOPE' || kind === 'EMESSAGE'
  const isForGood = code === 0 || (code >= 500 && code !== 503)
  return { kind: isAboutMail && isForGood ? 'refused' : 'later', text: response.slice(0, 500) }
}
