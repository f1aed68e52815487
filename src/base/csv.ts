/** One line of a CSV file as spreadsheets read it, with nothing in it that they would take for a formula. */

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
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
