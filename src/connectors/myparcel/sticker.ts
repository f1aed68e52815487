/** The stickers that the simulator prints: a PDF written by hand, with an address and a barcode that scans. */
import { code128 } from '../../base/code128.ts'

type Sticker = {
  /** From, to, and what the merchant wrote on it; the first line of `to` is printed large. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly description: string
  readonly service: string
  readonly barcode: string
}

/** Points of an A6 and an A4 sheet, standing. */
const a6 = { width: 297.64, height: 419.53 }
const a4 = { width: 595.28, height: 841.89 }

/** One sticker per page on A6; on A4 four to a page, on the positions given first. */
export function stickersPdf(
  stickers: readonly Sticker[],
  format: 'A6' | 'A4',
  positions: readonly number[],
): Buffer {
  if (format === 'A6') return pdfOf(stickers.map(drawn), a6)
  const places = [...positions, ...[1, 2, 3, 4].slice(positions.length ? 4 : 0)]
  const pages: string[] = []
  stickers.forEach((sticker, index) => {
    const isFirstPage = index < places.length
    const place = isFirstPage ? (places[index] ?? 1) : ((index - places.length) % 4) + 1
    const page = isFirstPage ? 0 : 1 + Math.floor((index - places.length) / 4)
    const x = place % 2 === 1 ? 0 : a6.width
    const y = place <= 2 ? a4.height - a6.height : 0
    pages[page] = `${pages[page] ?? ''}q 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} cm ${drawn(sticker)} Q\n`
  })
  return pdfOf(pages, a4)
}

function drawn({ from, to, description, service, barcode }: Sticker): string {
  return [
    '0.8 w 10 10 277.64 399.53 re S 10 352 m 287.64 352 l S 10 152 m 287.64 152 l S',
    text('F2', 20, 20, 372, service),
    ...from.map((line, row) => text('F1', 8, 20, 336 - row * 10, line)),
    ...to.map((line, row) => text(row === 0 ? 'F2' : 'F1', row === 0 ? 15 : 13, 60, 268 - row * 18, line)),
    bars(barcode),
    text('F2', 12, 86, 52, barcode),
    text('F1', 9, 20, 24, description),
  ].join('\n')
}

const text = (font: string, size: number, x: number, y: number, line: string): string =>
  `BT /${font} ${size} Tf ${x} ${y} Td (${plain(line)}) Tj ET`

/** Letters of the standard fonts only: others lose their marks, and what then remains unknown becomes a question mark. */
const plain = (line: string): string =>
  [...line.normalize('NFC').replaceAll('Ł', 'L').replaceAll('ł', 'l')]
    .map((letter) =>
      letter <= '\u00ff' ? letter : letter.normalize('NFD').replace(/[^\u0020-\u00ff]/g, '') || '?',
    )
    .join('')
    .replace(/[\\()]/g, '\\$&')
    .replace(/\p{Cc}/gu, ' ')

/** Code 128, widths of bars and spaces in turn, over the width of the sticker. */
function bars(barcode: string): string {
  const widths = code128(barcode)
  const unit = 240 / widths.reduce((sum, width) => sum + width, 0)
  let x = 28
  const strokes = widths.map((width, index) => {
    const stroke = index % 2 === 0 ? `${x.toFixed(3)} 70 ${(width * unit).toFixed(3)} 68 re` : ''
    x += width * unit
    return stroke
  })
  return `${strokes.filter(Boolean).join(' ')} f`
}

function pdfOf(pages: readonly string[], sheet: { width: number; height: number }): Buffer {
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${sheet.width} ${sheet.height}] ` +
        `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
