/** The two files of a print run: invoices on A4 and stickers for the label printer, page by page in the same order. */
import type { Lang } from '../../base/words.ts'
import { printStickerRun, type ParcelSticker } from '../../modules/fulfilment/documents/sticker-document.ts'
import { stickersOf, type StickerFacts } from '../../modules/fulfilment/reads.ts'
import { stickerOf } from '../../modules/fulfilment/documents/own-sticker.ts'
import { invoicesOfOrder } from '../../modules/invoicing/reads.ts'
import type { Ctx } from '../../platform/context.ts'
import {
  filesOf,
  keepFile,
  readBytes,
  storeBytes,
  type Stored,
  type StoredFile,
} from '../../platform/files.ts'
import { isScannable } from '../../platform/pdf/barcode.ts'
import { merge } from '../../platform/pdf/render.ts'
import { itemsOf, settleItem, type Run, type RunFile, type RunItem } from '../../platform/runs.ts'
import type { Tools } from '../../platform/workflow.ts'

/** What came of an item that is done: its papers. */
export type Printed = { readonly shipments: readonly string[]; readonly invoices: readonly string[] }

type Piece = { readonly item: RunItem; readonly sticker: StickerFacts; readonly label: StoredFile | null }
/** An invoice with what the sticker of its parcel says to a scanner, so that the two find each other on the table. */
type Paper = { readonly item: RunItem; readonly file: StoredFile; readonly barcode: string | null }

/** What to print, in walking order; a broken PDF fails its own item and leaves the others alone. */
export async function makeStreams(
  tools: Tools,
  run: Run,
  lang: Lang,
): Promise<{ items: RunItem[]; files(ctx: Ctx): Promise<RunFile[]> }> {
  let { items, pieces, papers } = await tools.act((ctx) => gathered(ctx, run.id))
  const at = run.createdAt
  for (;;) {
    if (items.length === 0) return { items, files: async () => [] }
    const bare = pieces
      .filter(({ sticker, label }) => sticker.needsLabel && !label)
      .map(({ item }) => item.id)
    const stickers = await printStickerRun(
      await Promise.all(pieces.map((piece) => parcelSticker(piece))),
      lang,
      { at },
    )
    const invoices = await merge(
      await Promise.all(
        papers.map(async ({ file, barcode }) => ({
          pdf: await readBytes(file),
          ...(barcode ? { barcode } : {}),
        })),
      ),
    )
    const broken = new Set([
      ...bare,
      ...stickers.unreadable.map((i) => pieces[i]!.item.id),
      ...invoices.unreadable.map((i) => papers[i]!.item.id),
    ])
    if (broken.size === 0) {
      const stored = {
        // Of a day on which nothing is invoiced yet there is no page to open.
        ...(papers.length > 0 && { invoices: await storeBytes(invoices.pdf) }),
        stickers: await storeBytes(stickers.pdf),
      }
      return { items, files: (ctx) => keptFiles(ctx, run, stored) }
    }
    await tools.act((ctx) => failBroken(ctx, items, broken))
    const isWhole = ({ id }: RunItem) => !broken.has(id)
    items = items.filter(isWhole)
    pieces = pieces.filter(({ item }) => isWhole(item))
    papers = papers.filter(({ item }) => isWhole(item))
  }
}

async function gathered(
  ctx: Ctx,
  run: string,
): Promise<{ items: RunItem[]; pieces: Piece[]; papers: Paper[] }> {
  const done = await itemsOf(ctx, run, { state: 'done' })
  const itemOf = new Map(
    done.flatMap((item) => (item.detail as Printed).shipments.map((id): [string, RunItem] => [id, item])),
  )
  const stickers = await stickersOf(ctx, [...itemOf.keys()])
  const invoices = new Map<string, string>()
  for (const item of done)
    for (const invoice of await invoicesOfOrder(ctx, item.about))
      if (invoice.pdf) invoices.set(invoice.id, invoice.pdf)
  const wanted = [...invoices.values(), ...stickers.flatMap(({ labelFile }) => labelFile ?? [])]
  const files = new Map((await filesOf(ctx, wanted)).map((file) => [file.id, file]))
  const pieces = stickers.map((sticker) => ({
    item: itemOf.get(sticker.id)!,
    sticker,
    label: files.get(sticker.labelFile ?? '') ?? null,
  }))
  const items = [...new Set(pieces.map(({ item }) => item))]
  const papers = items.flatMap((item) => {
    const barcode = scanned(pieces.find((piece) => piece.item === item)!)
    return (item.detail as Printed).invoices.map((invoice) => ({
      item,
      file: files.get(invoices.get(invoice) ?? '')!,
      barcode,
    }))
  })
  return { items, pieces, papers }
}

/** What stands in the bars of its sticker: the carrier's code, or our own number. */
function scanned({ sticker, label }: Piece): string | null {
  const code = (label && sticker.trackingCode) || sticker.number
  return isScannable(code) ? code : null
}

const parcelSticker = async ({ sticker, label }: Piece): Promise<ParcelSticker> =>
  label ? { label: await readBytes(label) } : { sticker: stickerOf(sticker) }

async function failBroken(ctx: Ctx, items: readonly RunItem[], broken: ReadonlySet<string>): Promise<void> {
  for (const item of items) {
    if (broken.has(item.id))
      await settleItem(ctx, item, {
        state: 'failed',
        code: 'print.unreadable',
        params: { number: item.name },
      })
  }
}

async function keptFiles(
  ctx: Ctx,
  run: Run,
  stored: { invoices?: Stored; stickers: Stored },
): Promise<RunFile[]> {
  const day = String(run.input.day)
  const files: RunFile[] = []
  for (const kind of ['invoices', 'stickers'] as const) {
    const bytes = stored[kind]
    if (!bytes) continue
    const name = `${kind === 'invoices' ? 'facturen' : 'stickers'}-${day}.pdf`
    const file = await keepFile(ctx, {
      stored: bytes,
      name,
      type: 'application/pdf',
      about: run.id,
      kind,
    })
    files.push({ file, kind, name })
  }
  return files
}
