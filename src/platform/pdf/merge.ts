/** Joins PDFs: the day's invoices, the carriers' labels along the walk. Runs in the worker process. */
import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib'
import { code128 } from '../../base/code128.ts'

/** A PDF to be joined with others; all of its pages unless some are named, counted from 0. */
export type Piece = {
  readonly pdf: Uint8Array
  readonly pages?: readonly number[]
  /** Stands as a barcode in the top margin of its first page: what is joined is a copy to work with, never the document itself. */
  readonly barcode?: string
}

/** Pages in the order of the pieces; a piece that cannot be read is named and leaves the others alone. */
export async function mergePieces(
  pieces: readonly Piece[],
): Promise<{ pdf: Uint8Array; unreadable: number[] }> {
  const joined = await PDFDocument.create({ updateMetadata: false })
  const pages: PDFPage[][] = pieces.map(() => [])
  const unreadable: number[] = []
  for (const [pdf, places] of placesByFile(pieces)) {
    const from = await open(pdf)
    if (!from) unreadable.push(...places)
    else {
      const wanted = places.map((place) => [...(pieces[place]!.pages ?? from.getPageIndices())])
      for (const [i, copies] of (await copied(joined, from, wanted)).entries()) pages[places[i]!] = copies
    }
  }
  for (const page of pages.flat()) joined.addPage(page)
  if (pieces.some(({ barcode }) => barcode)) {
    const font = await joined.embedFont(StandardFonts.Helvetica)
    for (const [i, { barcode }] of pieces.entries())
      if (barcode && pages[i]![0]) drawBarcode(pages[i]![0], barcode, font)
  }
  const pdf = await joined.save({ addDefaultPage: false, objectsPerTick: Infinity })
  return { pdf, unreadable: unreadable.sort((a, b) => a - b) }
}

function placesByFile(pieces: readonly Piece[]): Map<Uint8Array, number[]> {
  const found = new Map<Uint8Array, number[]>()
  for (const [place, { pdf }] of pieces.entries()) found.set(pdf, [...(found.get(pdf) ?? []), place])
  return found
}

/** Null for what is no PDF, is broken, is locked with a password or has no page. */
async function open(pdf: Uint8Array): Promise<PDFDocument | null> {
  try {
    const document = await PDFDocument.load(pdf, {
      updateMetadata: false,
      parseSpeed: Infinity,
      throwOnInvalidObject: true,
    })
    return document.getPageCount() > 0 ? document : null
  } catch {
    return null
  }
}

/** All that is wanted of a file in one copy, for each copy brings the file's fonts along. */
async function copied(
  joined: PDFDocument,
  from: PDFDocument,
  wanted: readonly number[][],
): Promise<PDFPage[][]> {
  const copies = await joined.copyPages(from, wanted.flat())
  return wanted.map(({ length }) => copies.splice(0, length))
}

/** In points: within the margin of 20 mm that our papers keep, with bars of 0.28 mm and the text that they say. */
const bars = { module: 0.8, widest: 190, height: 20, fromRight: 56, fromTop: 18, textSize: 7 }

function drawBarcode(page: PDFPage, text: string, font: PDFFont): void {
  const widths = code128(text)
  const modules = widths.reduce((sum, width) => sum + width, 0)
  const module = Math.min(bars.module, bars.widest / modules)
  const { width, height } = page.getSize()
  const y = height - bars.fromTop - bars.height
  let x = width - bars.fromRight - modules * module
  page.drawText(text, { x, y: y - bars.textSize - 1, size: bars.textSize, font })
  for (const [i, each] of widths.entries()) {
    if (i % 2 === 0) page.drawRectangle({ x, y, width: each * module, height: bars.height })
    x += each * module
  }
}
