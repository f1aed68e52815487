/** Barcodes as SVG pictures: Code 128 for the scanner on the table, QR for banking apps. */
import { encodeQR } from 'qr'
import { code128 } from '../../base/code128.ts'

type Barcode = 'code128' | 'qrcode'

/**
 * The picture as UTF-8 SVG bytes, ready to be a picture in a document. Linear codes stretch to the size that the
 * template gives them, with the quiet zone of ten modules that scanners need. Only ASCII: scanners act as
 * keyboards and know no other. A QR code has error level M, as EPC069-12 asks.
 */
export function barcode(kind: Barcode, text: string): Uint8Array {
  if (!/^[\x20-\x7e\n]+$/.test(text))
    throw new Error(`a barcode holds ASCII only, not ${JSON.stringify(text)}`)
  return kind === 'qrcode' ? matrix(squares(text)) : bars(code128(text))
}

/** A QR code row by row, true is dark; the library draws its quiet zone too, which the template leaves free itself. */
function squares(text: string): boolean[][] {
  const framed = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
  return framed.slice(1, -1).map((row) => row.slice(1, -1))
}

/** Whether a text can stand in a barcode that a scanner types back. */
export const isScannable = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)

const quiet = 10

/** Widths in turn of bar and space, from left to right. */
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
function matrix(rows: readonly (readonly boolean[])[]): Uint8Array {
  let path = ''
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      const from = x
      while (row[x]) x++
      if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`
    }
  }
  return svg(rows.length, rows.length, path)
}

// Stretching is the template's choice, so the picture keeps no proportion of its own.
const svg = (width: number, height: number, path: string): Uint8Array =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">` +
      `<path d="${path}" shape-rendering="crispEdges"/></svg>`,
  )
