/** Reads our own PDFs back for tests: pages with their size and text, metadata, enclosed files. */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib'

type ReadPdf = {
  readonly pages: readonly { readonly widthMm: number; readonly heightMm: number; readonly text: string }[]
  /** The XMP packet. */
  readonly metadata: string
  readonly files: readonly {
    readonly name: string
    readonly relationship: string
    readonly mime: string
    readonly text: string
  }[]
}

export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const metadata = document.catalog.lookup(PDFName.of('Metadata'))
  return {
    pages: document.getPages().map((page) => ({
      widthMm: Math.round((page.getWidth() / 72) * 25.4),
      heightMm: Math.round((page.getHeight() / 72) * 25.4),
      text: textOf(page),
    })),
    metadata: metadata instanceof PDFRawStream ? bytesOf(metadata).toString('utf8') : '',
    files: filesOf(document),
  }
}

/** Runs of text in the order drawn, one a line. */
function textOf(page: PDFPage): string {
  const fonts = fontsOf(page)
  const contents = page.node.lookup(PDFName.of('Contents'))
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((ref) => page.doc.context.lookup(ref)) : [contents]
  const drawn = streams.map((stream) => bytesOf(stream).toString('latin1')).join('\n')
  let letters: ReadonlyMap<string, string> = new Map()
  const runs: string[] = []
  const kept: ReadonlyMap<string, string>[] = []
  for (const [, font, several, single, state] of drawn.matchAll(fontOrText)) {
    if (font) letters = fonts.get(font) ?? new Map()
    else if (state === 'q') kept.push(letters)
    else if (state === 'Q') letters = kept.pop() ?? letters
    else runs.push(decoded(several ?? single ?? '', letters))
  }
  return runs.join('\n')
}

// A string between brackets may hold escaped ones and one pair that is not; between < and > it is hexadecimal.
const literal = String.raw`\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)`
const one = String.raw`(?:${literal}|<[^>]*>)`
const fontOrText = new RegExp(
  String.raw`\/(\S+) [\d.]+ Tf|\[((?:${one}|[-\d.\s]+)*)\] TJ|(${one}) Tj|(?<=^|\s)([qQ])(?=\s|$)`,
  'g',
)
const strings = new RegExp(one, 'g')

/** Two bytes a glyph, as our fonts are embedded; a carrier's label in a standard font has one byte a letter. */
function decoded(shown: string, letters: ReadonlyMap<string, string>): string {
  const parts = (shown.match(strings) ?? []).map((part) => {
    const inner = part.slice(1, -1)
    return Buffer.from((part.startsWith('<') ? PDFHexString.of(inner) : PDFString.of(inner)).asBytes())
  })
  if (letters.size === 0) return Buffer.concat(parts).toString('latin1')
  const glyphs = Buffer.concat(parts).toString('hex').toUpperCase().match(/.{4}/g) ?? []
  return glyphs.map((glyph) => letters.get(glyph) ?? '\ufffd').join('')
}

function fontsOf(page: PDFPage): Map<string, Map<string, string>> {
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict)
  const named = (fonts?.keys() ?? []).map((key) => {
    const map = fonts?.lookup(key, PDFDict).lookup(PDFName.of('ToUnicode'))
    return [key.decodeText(), lettersOf(bytesOf(map).toString('latin1'))] as const
  })
  return new Map(named)
}

/** Glyph to letters, from the pairs of the font's own map (ISO 32000-1, 9.10.3). */
function lettersOf(map: string): Map<string, string> {
  const pairs = [...map.matchAll(/<([0-9a-f]{4})>\s*<([0-9a-f]+)>/gi)]
  return new Map(
    pairs.map(([, glyph, text]) => [
      glyph!.toUpperCase(),
      Buffer.from(text!, 'hex').swap16().toString('utf16le'),
    ]),
  )
}

function filesOf(document: PDFDocument): ReadPdf['files'] {
  const names = document.catalog
    .lookupMaybe(PDFName.of('Names'), PDFDict)
    ?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict)
    ?.lookupMaybe(PDFName.of('Names'), PDFArray)
  const files = (names?.asArray() ?? []).filter((_, i) => i % 2 === 1)
  return files.map((ref) => {
    const file = document.context.lookup(ref, PDFDict)
    const stream = file.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'))
    return {
      name: file.lookup(PDFName.of('UF'), PDFString, PDFHexString).decodeText(),
      relationship: file.lookup(PDFName.of('AFRelationship'), PDFName).decodeText(),
      mime:
        stream instanceof PDFRawStream ? stream.dict.lookup(PDFName.of('Subtype'), PDFName).decodeText() : '',
      text: bytesOf(stream).toString('utf8'),
    }
  })
}

function bytesOf(stream: PDFObject | undefined): Buffer {
  if (!(stream instanceof PDFRawStream)) return Buffer.alloc(0)
  return Buffer.from(decodePDFRawStream(stream).decode())
}
