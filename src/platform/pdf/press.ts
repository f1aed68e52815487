/** Makes PDFs outside the main process: a few worker processes, a bounded queue, a limit on time and memory. */
import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { FacturXLevel } from './factur-x.ts'
import type { Piece } from './merge.ts'
import type { Answer, Attachment, Order } from './worker.ts'

/** A `.typ` file that turns one `D` into pages: `template<Invoice>(new URL('invoice.typ', import.meta.url))`. */
export type Template<D> = { readonly file: URL; readonly of?: D }
export const template = <D>(file: URL): Template<D> => ({ file })

export type RenderOptions = {
  /** The moment that the document says it was made: the same data and moment give the same bytes. */
  readonly at: Date
  /** With attachments the document is PDF/A-3b, without it is PDF/A-2b. */
  readonly attachments?: readonly Attachment[]
  /** The profile of the attached `factur-x.xml`, to be told in the document's metadata. */
  readonly facturX?: FacturXLevel
}

export type PressLimits = {
  readonly workers: number
  /** How many documents may wait; more is refused, for the caller's job to try later. */
  readonly queued: number
  readonly msPerDocument: number
  /** A worker is replaced after so many documents: the compiler keeps what it has seen. */
  readonly documentsPerWorker: number
  readonly megabytesPerWorker: number
  readonly idleMs: number
}

export type Merged = {
  readonly pdf: Uint8Array
  /** The places of the pieces that are not a readable PDF; the others are in the file. */
  readonly unreadable: readonly number[]
}

export type Press = {
  /** The document as PDF bytes. A fault in the template or its data is thrown at once, a lost worker is tried again once. */
  render<D>(template: Template<D>, data: D, options: RenderOptions): Promise<Uint8Array>
  /** The document as one SVG, for who only looks at it on a screen. */
  draw<D>(template: Template<D>, data: D): Promise<Uint8Array>
  /** One PDF with the pages of the pieces in their order, each in its own size. */
  merge(pieces: readonly Piece[]): Promise<Merged>
  /** The process ids of the workers that run now. */
  workers(): number[]
  /** Ends the workers; what waits or runs is thrown back. */
  stop(): Promise<void>
}

const usual: PressLimits = {
  workers: availableParallelism() > 2 ? 2 : 1,
  queued: 5000,
  msPerDocument: 30_000,
  documentsPerWorker: 1000,
  megabytesPerWorker: 500,
  idleMs: 30_000,
}

type Waiting = {
  readonly order: Order
  readonly took: (answer: Answer & { ok: true }) => void
  readonly failed: (error: Error) => void
  tries: number
}

type Worker = {
  readonly process: ChildProcess
  work: Waiting | null
  made: number
  clock: NodeJS.Timeout | null
}

export function openPress(bent: Partial<PressLimits> = {}): Press {
  const limits = { ...usual, ...bent }
  const queue: Waiting[] = []
  const workers = new Set<Worker>()
  let isStopped = false

  function ask(order: Order): Promise<Answer & { ok: true }> {
    if (isStopped) return Promise.reject(new Error('no document can be made: the program is stopping'))
    if (queue.length >= limits.queued)
      return Promise.reject(new Error(`no document can be made now: ${queue.length} are waiting already`))
    return new Promise((took, failed) => {
      queue.push({ order, took, failed, tries: 0 })
      next()
    })
  }

  function next(): void {
    while (queue.length > 0) {
      const worker = [...workers].find((one) => !one.work) ?? (workers.size < limits.workers ? hire() : null)
      if (!worker) return
      give(worker, queue.shift()!)
    }
  }

  function hire(): Worker {
    const child = fork(new URL('worker.ts', import.meta.url), [], {
      serialization: 'advanced',
      execArgv: [],
      env: bareEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const worker: Worker = { process: child, work: null, made: 0, clock: null }
    child.on('message', (answer: Answer) => settle(worker, answer))
    child.once('exit', (code, signal) => lose(worker, `ended by ${signal ?? `exit code ${code}`}`))
    child.once('error', (error) => lose(worker, error.message))
    workers.add(worker)
    return worker
  }

  function give(worker: Worker, work: Waiting): void {
    worker.work = work
    work.tries++
    awake(worker)
    worker.clock = setTimeout(
      () => lose(worker, 'it took too long'),
      limits.msPerDocument * sizeOf(work.order),
    )
    // A worker that dies between being chosen and being written to shows itself by its exit.
    worker.process.send(work.order, () => {})
  }

  function settle(worker: Worker, answer: Answer): void {
    const work = worker.work
    if (!work) return
    rest(worker)
    worker.made++
    if (worker.made >= limits.documentsPerWorker || answer.megabytes > limits.megabytesPerWorker)
      dismiss(worker)
    else if (queue.length === 0) doze(worker)
    if (answer.ok) work.took(answer)
    else work.failed(new Error(`a document could not be made: ${answer.error}`))
    next()
  }

  /** What a lost worker was doing goes to the front of the queue, once. */
  function lose(worker: Worker, why: string): void {
    if (!workers.has(worker)) return
    const work = worker.work
    rest(worker)
    dismiss(worker)
    if (work && work.tries < 2 && !isStopped) queue.unshift(work)
    else work?.failed(new Error(`a document could not be made: its worker was lost (${why})`))
    next()
  }

  function rest(worker: Worker): void {
    worker.work = null
    if (worker.clock) clearTimeout(worker.clock)
    worker.clock = null
  }

  /** An idle worker neither holds memory for long nor keeps the program from ending. */
  function doze(worker: Worker): void {
    worker.clock = setTimeout(() => dismiss(worker), limits.idleMs).unref()
    worker.process.unref()
    worker.process.channel?.unref()
  }

  function awake(worker: Worker): void {
    if (worker.clock) clearTimeout(worker.clock)
    worker.process.ref()
    worker.process.channel?.ref()
  }

  function dismiss(worker: Worker): void {
    rest(worker)
    workers.delete(worker)
    worker.process.kill('SIGKILL')
  }

  return {
    async render(by, data, { at, attachments = [], facturX = null }) {
      const { bytes } = await ask({
        task: 'render',
        file: by.file.href,
        data,
        at: at.getTime(),
        attachments,
        facturX,
      })
      return bytes
    },
    async draw(by, data) {
      return (await ask({ task: 'draw', file: by.file.href, data })).bytes
    },
    async merge(pieces) {
      const { bytes, unreadable } = await ask({ task: 'merge', pieces })
      return { pdf: bytes, unreadable }
    },
    workers: () => [...workers].flatMap((worker) => worker.process.pid ?? []),
    async stop() {
      isStopped = true
      for (const work of queue.splice(0))
        work.failed(new Error('no document can be made: the program is stopping'))
      const ends = [...workers].map((worker) => ended(worker.process))
      for (const worker of workers) {
        worker.process.ref()
        lose(worker, 'the program is stopping')
      }
      await Promise.all(ends)
    },
  }
}

/** A file joined of hundreds may take as many times longer than a document. */
const sizeOf = (order: Order): number => (order.task === 'merge' ? 1 + order.pieces.length / 200 : 1)

/** Workers read what strangers wrote: they get no passwords in their environment. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'LANG', 'NODE_COMPILE_CACHE']
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', done).once('error', done))
