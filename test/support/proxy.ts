/** A TCP proxy with faults, put before the database or before a simulator: slow, cut, silent, or gone to another place. */
import { createServer, connect, type AddressInfo, type NetConnectOpts, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type ProxyFaults = {
  /** Milliseconds that every piece is held back, on the way there and on the way back. */
  latencyUp?: number
  latencyDown?: number
  /** At most this many milliseconds more, by chance. */
  jitter?: number
  /** Cuts a connection once this many bytes came back. */
  cutAfterBytes?: number
  /** Lets half of the next answer through, then cuts. */
  halvesAnswer?: boolean
  refuses?: boolean
  /** Takes everything and passes nothing on. */
  isBlackHole?: boolean
  /** Asked at each `commit` on its way to PostgreSQL: done and its answer lost, lost before it arrived, or neither. */
  atCommit?: () => 'answer-lost' | 'request-lost' | null
}

export type Proxy = {
  readonly port: number
  /** Change what is wrong at any time; new pieces of open connections follow. */
  readonly faults: ProxyFaults
  /** How many connections were cut on purpose. */
  cuts(): number
  /** Sends new connections elsewhere, and cuts the open ones. */
  moveTo(target: NetConnectOpts): void
  close(): Promise<void>
}

// A simple Query message of the protocol: 'Q', its length, and the text with a zero byte.
const commit = Buffer.from([0x51, 0, 0, 0, 11, ...Buffer.from('commit\0')])

export async function startProxy(
  target: NetConnectOpts,
  faults: ProxyFaults = {},
  chance: () => number = Math.random,
): Promise<Proxy> {
  let to = target
  let cuts = 0
  const open = new Set<Socket>()

  const server = createServer((near) => {
    if (faults.refuses) return void near.resetAndDestroy()
    const far = connect(to)
    let cutsAtAnswer = false
    let back = 0
    const cut = () => {
      cuts++
      near.destroy()
      far.destroy()
    }
    const wait = (milliseconds = 0) => {
      const total = milliseconds + (faults.jitter ?? 0) * chance()
      return total > 0 ? sleep(total) : null
    }
    pipe(near, far, async (piece) => {
      const fault = piece.includes(commit) ? faults.atCommit?.() : null
      if (fault === 'request-lost') return cut()
      if (fault === 'answer-lost') cutsAtAnswer = true
      await wait(faults.latencyUp)
      if (!faults.isBlackHole) far.write(piece)
    })
    pipe(far, near, async (piece) => {
      if (cutsAtAnswer) return cut()
      await wait(faults.latencyDown)
      if (faults.isBlackHole) return
      back += piece.length
      const isHalved = faults.halvesAnswer === true
      if (isHalved) faults.halvesAnswer = false
      near.write(isHalved ? piece.subarray(0, piece.length >> 1) : piece)
      if (isHalved || (faults.cutAfterBytes !== undefined && back >= faults.cutAfterBytes)) cut()
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const cutAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    faults,
    cuts: () => cuts,
    moveTo(next) {
      to = next
      cutAll()
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        cutAll()
      }),
  }
}

/** Passes pieces on one after another, in order, however long each is held back. */
function pipe(from: Socket, to: Socket, pass: (piece: Buffer) => Promise<void> | void) {
  let last: Promise<void> = Promise.resolve()
  from.on('data', (piece: Buffer) => {
    last = last.then(() => (to.destroyed ? undefined : pass(piece)))
  })
  from.on('end', () => void last.then(() => to.end()))
}
