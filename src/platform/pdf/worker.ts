/** The worker process that makes PDFs: one order in, one answer out, nothing kept between them but fonts. */
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { declareFacturX, type FacturXLevel } from './factur-x.ts'
import { fontFiles, printable } from './fonts.ts'
import type { Piece } from './merge.ts'

/** A file that travels inside a document, such as the e-invoice of which the page is the picture. */
export type Attachment = {
  readonly name: string
  readonly mime: string
  readonly relationship: 'source' | 'data' | 'alternative' | 'supplement'
  readonly description: string
  readonly bytes: Uint8Array
}

export type Order =
  | {
      task: 'render'
      file: string
      data: unknown
      at: number
      attachments: readonly Attachment[]
      facturX: FacturXLevel | null
    }
  | { task: 'draw'; file: string; data: unknown }
  | { task: 'merge'; pieces: readonly Piece[] }

export type Answer =
  | { ok: true; bytes: Uint8Array; unreadable: readonly number[]; megabytes: number }
  | { ok: false; error: string; megabytes: number }

type RenderOrder = Extract<Order, { task: 'render' }>

// Templates import from and read below src only; what they print lies in a folder that exists in memory alone.
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
const folder = '/.print'

const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fontFiles() }] })
let shadows: string[] = []

process.on('message', (order: Order) => void answer(order))
process.on('disconnect', () => process.exit(0))

async function answer(order: Order): Promise<void> {
  const megabytes = () => Math.round(process.memoryUsage.rss() / 1e6)
  try {
    tell({ ok: true, ...(await made(order)), megabytes: megabytes() })
  } catch (error) {
    tell({ ok: false, error: reasonOf(error), megabytes: megabytes() })
  }
}

/** A program that was killed meanwhile hears nothing, and nobody else has to hear of that. */
const tell = (answer: Answer): void =>
  void process.send!(answer, undefined, {}, (error) => error && process.exit(0))

async function made(order: Order): Promise<{ bytes: Uint8Array; unreadable: readonly number[] }> {
  if (order.task === 'merge') {
    // A quarter of a worker's start, for what most workers never do.
    const { mergePieces } = await import('./merge.ts')
    const { pdf, unreadable } = await mergePieces(order.pieces)
    return { bytes: pdf, unreadable }
  }
  return { bytes: order.task === 'draw' ? draw(order) : print(order), unreadable: [] }
}

function print(order: RenderOrder): Uint8Array {
  layAll(order.data, order.attachments)
  const pdf = compiler.pdf(
    { mainFilePath: fileURLToPath(order.file) },
    {
      pdfStandard: order.attachments.length > 0 ? 'a-3b' : 'a-2b',
      creationTimestamp: Math.floor(order.at / 1000),
    },
  )
  compiler.evictCache(2)
  return order.facturX ? declareFacturX(pdf, order.facturX) : pdf
}

/** All pages below each other as one picture, its letters as shapes: it needs no font where it is shown. */
function draw({ file, data }: Extract<Order, { task: 'draw' }>): Uint8Array {
  layAll(data, [])
  const svg = compiler.svg({ mainFilePath: fileURLToPath(file) }).replace(/<script[\s\S]*?<\/script>/g, '')
  compiler.evictCache(2)
  return Buffer.from(svg)
}

function layAll(data: unknown, attachments: readonly Attachment[]): void {
  for (const path of shadows) compiler.unmapShadow(path)
  shadows = []
  lay('data.json', Buffer.from(toJson(data)))
  const enclosed = attachments.map(({ bytes, ...rest }) => ({ ...rest, file: lay('', bytes) }))
  lay('attachments.json', Buffer.from(JSON.stringify(enclosed)))
}

/** Text becomes printable text; bytes become a file in memory that the template shows with `picture`. */
function toJson(data: unknown): string {
  return JSON.stringify(data, function (this: Record<string, unknown>, key, value: unknown) {
    if (typeof value === 'string') return printable(value)
    // A Buffer has turned itself into a list of numbers by now; the original stands in its holder.
    const original = this[key]
    return original instanceof Uint8Array ? { file: lay('', original) } : value
  })
}

function lay(name: string, bytes: Uint8Array): string {
  const path = `${folder}/${name || shadows.length}`
  compiler.mapShadow(root + path, Buffer.from(bytes))
  shadows.push(root + path)
  return path
}

/** The compiler's errors carry their story in `code`. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: string }
  return String(code || message || error).slice(0, 2000)
}
