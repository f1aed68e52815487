/** A passkey device in software, for tests: makes an ES256 key and answers WebAuthn questions as a phone would. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

type Device = {
  /** The answer to a question for a new passkey. */
  make(question: { challenge: string }): NewPasskeyAnswer
  /** The answer to a question for a known one; each answer counts one up. */
  answer(question: { challenge: string }): PasskeyAnswer
}

type NewPasskeyAnswer = {
  id: string
  rawId: string
  type: 'public-key'
  clientExtensionResults: Record<string, unknown>
  response: { clientDataJSON: string; attestationObject: string; transports: string[] }
}

type PasskeyAnswer = {
  id: string
  rawId: string
  type: 'public-key'
  clientExtensionResults: Record<string, unknown>
  response: { clientDataJSON: string; authenticatorData: string; signature: string }
}

export function softDevice(origin: string): Device {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(16)
  const id = credential.toString('base64url')
  const host = new URL(origin).hostname
  let count = 0
  const common = { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} }
  return {
    make({ challenge }) {
      const length = Buffer.from([0, credential.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, credential, coseKey(publicKey)])
      const data = Buffer.concat([authenticatorData(host, 0x45, ++count), attested])
      const object = cborMap([
        [cborText('fmt'), cborText('none')],
        [cborText('attStmt'), cborMap([])],
        [cborText('authData'), cborBytes(data)],
      ])
      const clientDataJSON = clientData('webauthn.create', challenge, origin).toString('base64url')
      return {
        ...common,
        response: {
          clientDataJSON,
          attestationObject: object.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    answer({ challenge }) {
      const data = authenticatorData(host, 0x05, ++count)
      const client = clientData('webauthn.get', challenge, origin)
      const signature = sign(
        'sha256',
        Buffer.concat([data, createHash('sha256').update(client).digest()]),
        privateKey,
      )
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      }
      return { ...common, response }
    },
  }
}

const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

/** Flags: 1 user present, 4 user verified, 64 a credential follows (WebAuthn, section 6.1). */
function authenticatorData(host: string, flags: number, count: number): Buffer {
  const counter = Buffer.alloc(4)
  counter.writeUInt32BE(count)
  return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), counter])
}

/** COSE, RFC 9053: key type EC2, algorithm ES256, curve P-256, x and y. */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' })
  const at = (part: unknown) => cborBytes(Buffer.from(String(part), 'base64url'))
  return cborMap([
    [cborInt(1), cborInt(2)],
    [cborInt(3), cborInt(-7)],
    [cborInt(-1), cborInt(1)],
    [cborInt(-2), at(x)],
    [cborInt(-3), at(y)],
  ])
}

function cborHead(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size])
  if (size < 256) return Buffer.from([(major << 5) | 24, size])
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255])
}

const cborInt = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value))
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes])
const cborText = (text: string) => Buffer.concat([cborHead(3, text.length), Buffer.from(text)])
const cborMap = (pairs: [Buffer, Buffer][]) => Buffer.concat([cborHead(5, pairs.length), ...pairs.flat()])
