/** Barcodes as SVG pictures: Code 128 and EAN-13 for the scanner on the table, QR and DataMatrix for the rest. */
import { toSVG } from 'bwip-js/node'

export type Barcode = 'code128' | 'ean13' | 'qrcode' | 'datamatrix'

const isMatrix = (kind: Barcode): boolean => kind === 'qrcode' || kind === 'datamatrix'

/**
 * The picture as UTF-8 SVG bytes, ready to be a picture in a document. Linear codes are drawn 12 mm high and
 * stretch to the width that the template gives them. Only ASCII: scanners act as keyboards and know no other.
 * A QR code has error level M, as EPC069-12 asks.
 */
export function barcode(kind: Barcode, text: string): Uint8Array {
  if (!/^[\x20-\x7e\n]+$/.test(text))
    throw new Error(`a barcode holds ASCII only, not ${JSON.stringify(text)}`)
  const svg = toSVG({
    bcid: kind,
    text,
    // A height would make a matrix code oblong.
    ...(isMatrix(kind) ? {} : { height: 12 }),
    ...(kind === 'qrcode' ? { eclevel: 'M' } : {}),
  })
  return Buffer.from(svg)
}

/** Whether thirteen digits are an EAN with the right check digit; `barcode('ean13', …)` throws for others. */
export function isEan13(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false
  const sum = [...text].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
