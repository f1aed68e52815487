/** Joins PDFs: the day's invoices, the carriers' labels along the walk. Runs in the worker process. */
import { PDFDocument, type PDFPage } from 'pdf-lib'

/** A PDF to be joined with others; all of its pages unless some are named, counted from 0. */
export type Piece = { readonly pdf: Uint8Array; readonly pages?: readonly number[] }

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
