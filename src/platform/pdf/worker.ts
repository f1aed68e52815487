/** The worker process that makes PDFs: one order in, one answer out, nothing kept between them but fonts. */
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { declareFacturX, type FacturXLevel } from './factur-x.ts'
import { fontFiles, printable } from './fonts.ts'
import { mergePieces, type Piece } from './merge.ts'

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
  | { task: 'merge'; pieces: readonly Piece[] }

export type Answer =
  | { ok: true; pdf: Uint8Array; unreadable: readonly number[]; megabytes: number }
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
    const made =
      order.task === 'merge' ? await mergePieces(order.pieces) : { pdf: print(order), unreadable: [] }
    process.send!({ ok: true, ...made, megabytes: megabytes() } satisfies Answer)
  } catch (error) {
    process.send!({ ok: false, error: reasonOf(error), megabytes: megabytes() } satisfies Answer)
  }
}

function print(order: RenderOrder): Uint8Array {
  for (const path of shadows) compiler.unmapShadow(path)
  shadows = []
  lay('data.json', Buffer.from(toJson(order.data)))
  const enclosed = order.attachments.map(({ bytes, ...rest }) => ({ ...rest, file: lay('', bytes) }))
  lay('attachments.json', Buffer.from(JSON.stringify(enclosed)))
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
