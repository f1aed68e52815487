/** Barcodes as SVG pictures: Code 128 and EAN-13 for the scanner on the table, QR and DataMatrix for the rest. */
import { onDemand } from '../../base/on-demand.ts'

type Barcode = 'code128' | 'ean13' | 'qrcode' | 'datamatrix'

/**
 * The picture as UTF-8 SVG bytes, ready to be a picture in a document. Linear codes stretch to the size that the
 * template gives them, with the quiet zone of ten modules that scanners need. Only ASCII: scanners act as
 * keyboards and know no other. A QR code has error level M, as EPC069-12 asks.
 */
export function barcode(kind: Barcode, text: string): Uint8Array {
  if (!/^[\x20-\x7e\n]+$/.test(text))
    throw new Error(`a barcode holds ASCII only, not ${JSON.stringify(text)}`)
  // Readers take any of the eight masks; weighing them all would double the time that a QR code takes.
  const bwip = onDemand<typeof import('bwip-js/node')>('bwip-js/node')
  const [symbol] = bwip.raw({ bcid: kind, text, ...(kind === 'qrcode' ? { eclevel: 'M', mask: 4 } : {}) })
  if (symbol && 'pixs' in symbol) return matrix(symbol.pixs, symbol.pixx, symbol.pixy)
  if (symbol && 'sbs' in symbol) return bars(symbol.sbs)
  throw new Error(`a ${kind} barcode came without a picture`)
}

/** Whether a text can stand in a barcode that a scanner types back. */
export const isScannable = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)

const quiet = 10

/** Widths in turn of bar and space, from left to right. The library's own drawing takes ten times as long. */
function bars(widths: readonly number[]): Uint8Array {
  let at = quiet
  let path = ''
  for (const [i, width] of widths.entries()) {
    if (i % 2 === 0) path += `M${at} 0h${width}v20h-${width}z`
    at += width
  }
  return svg(at + quiet, 20, path)
}

/** Dark and light squares, row by row; neighbours in a row become one bar. */
function matrix(squares: readonly number[], across: number, down: number): Uint8Array {
  let path = ''
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const from = x
      while (x < across && squares[y * across + x]) x++
      if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`
    }
  }
  return svg(across, down, path)
}

// Stretching is the template's choice, so the picture keeps no proportion of its own.
const svg = (width: number, height: number, path: string): Uint8Array =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">` +
      `<path d="${path}" shape-rendering="crispEdges"/></svg>`,
  )
