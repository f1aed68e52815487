/** CSV as spreadsheets write and read it, with nothing in it that they would take for a formula. */

/** A line with its end; columns are divided by semicolons, as Excel in Dutch expects. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cellOf).join(';')}\r\n`

/** Excel takes a file for UTF-8 only when it begins with this mark. */
export const csvMark = '\uFEFF'

function cellOf(value: string | number | null): string {
  const text = guarded(String(value ?? ''))
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** OWASP, CSV injection: a text that begins like a formula gets an apostrophe, unless it is a plain number. */
const guarded = (text: string): string =>
  /^'?[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text

/** OWASP's apostrophe is ours: a text that had it gets its own back, so that an export comes in again as it was. */
const unguarded = (text: string): string => (/^'[=+\-@\t\r']/.test(text) ? text.slice(1) : text)

/** The rows of a CSV file, as text: semicolons, commas or tabs by what its first line has most of. Empty rows are left out. */
export function readCsv(file: string): string[][] {
  const text = file.startsWith(csvMark) ? file.slice(1) : file
  const first = text.slice(0, Math.max(0, text.search(/[\r\n]/)) || text.length).replace(/"[^"]*"/g, '')
  const divider = [';', ',', '\t']
    .map((mark) => [mark, first.split(mark).length] as const)
    .sort((a, b) => b[1] - a[1])[0]![0]
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, divider)
    row.push(unguarded(cell.text))
    at = cell.end
    if (text[at] === divider) {
      at += 1
      continue
    }
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return rows
}

function plainCell(text: string, from: number, divider: string): { text: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== divider && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { text: text.slice(from, end), end }
}

/** From an opening quote to its closing one; a quote that is never closed takes the rest, as spreadsheets do. */
function quotedCell(text: string, from: number): { text: string; end: number } {
  let at = from + 1
  let cell = ''
  while (at < text.length) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return { text: cell + text.slice(at), end: text.length }
    cell += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { text: cell, end: quote + 1 }
    cell += '"'
    at = quote + 2
  }
  return { text: cell, end: text.length }
}
