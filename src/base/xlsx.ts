/** The first sheet of a workbook (XLSX, ECMA-376) as rows of text, from a stranger's file without trusting it. */
import { inflateRawSync } from 'node:zlib'
import { all, readXml, textOfXml, type Node } from './xml.ts'

/** A part of a workbook that unpacks to more than this is no list of relations. */
const mostBytes = 100_000_000
const limits = { bytes: mostBytes, depth: 30, tags: 200_000 }
const widest = 200

export const isXlsx = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/** Dates come as yyyy-mm-dd. Empty rows are left out, as in a CSV file; null when this is no workbook that we can read. */
export function readXlsx(bytes: Uint8Array): string[][] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const parts = partsOf(file)
    const sheet = parts.get(sheetName(parts) ?? '')
    if (!sheet) return null
    const strings = stringsOf(parts.get('xl/sharedStrings.xml')?.() ?? '')
    return rowsOf(sheet(), strings, dateStyles(parts.get('xl/styles.xml')?.() ?? ''))
  } catch (error) {
    // Node throws RangeError for a read behind the end and its own codes for what does not unpack.
    if (error instanceof RangeError || (error as { code?: string }).code?.startsWith('Z_')) return null
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return null
    throw error
  }
}

type Parts = ReadonlyMap<string, () => string>

/** The files in the ZIP by their name, unpacked when they are asked for (APPNOTE 4.3.12 and 4.3.16). */
function partsOf(file: Buffer): Parts {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0) return new Map()
  const parts = new Map<string, () => string>()
  let at = file.readUInt32LE(end + 16)
  for (let i = 0; i < Math.min(file.readUInt16LE(end + 10), 1000); i++) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset))
    const name = file.toString('utf8', at + 46, at + 46 + nameLength!)
    const entry = {
      method: file.readUInt16LE(at + 10),
      size: file.readUInt32LE(at + 20),
      from: file.readUInt32LE(at + 42),
    }
    parts.set(name.replace(/^\//, ''), () => unpacked(file, entry))
    at += 46 + nameLength! + extra! + comment!
  }
  return parts
}

function unpacked(file: Buffer, entry: { method: number; size: number; from: number }): string {
  const start = entry.from + 30 + file.readUInt16LE(entry.from + 26) + file.readUInt16LE(entry.from + 28)
  const packed = file.subarray(start, start + entry.size)
  if (entry.method === 0) return packed.toString('utf8')
  return inflateRawSync(packed, { maxOutputLength: mostBytes }).toString('utf8')
}

/** Where the first sheet of the workbook lies. */
function sheetName(parts: Parts): string | null {
  const book = rootOf(parts.get('xl/workbook.xml')?.() ?? '')
  const links = rootOf(parts.get('xl/_rels/workbook.xml.rels')?.() ?? '')
  const [first] = all(book, 'sheets/sheet')
  const id = first && Object.entries(first.attributes).find(([name]) => /(^|:)id$/.test(name))?.[1]
  const target = all(links, 'Relationship').find((link) => link.attributes['Id'] === id)?.attributes['Target']
  if (!target) return parts.has('xl/worksheets/sheet1.xml') ? 'xl/worksheets/sheet1.xml' : null
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function rootOf(text: string): Node | null {
  const read = text ? readXml(text, limits) : null
  return typeof read === 'string' ? null : read
}

const tag = (name: string) => `(?:[A-Za-z0-9]+:)?${name}`
const texts = new RegExp(`<${tag('t')}(?: [^>]*)?>([\\s\\S]*?)</${tag('t')}>`, 'g')
const phonetic = new RegExp(`<${tag('rPh')}\\b[\\s\\S]*?</${tag('rPh')}>`, 'g')
const textIn = (xml: string): string =>
  [...xml.replace(phonetic, '').matchAll(texts)].map((found) => textOfXml(found[1]!)).join('')

/** Sheets hold millions of tags, so they are walked as text instead of being made into a tree. */
const stringsOf = (xml: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag('si')}(?: [^>]*)?(?:/>|>([\\s\\S]*?)</${tag('si')}>)`, 'g'))].map(
    (found) => textIn(found[1] ?? ''),
  )

function rowsOf(xml: string, strings: readonly string[], dates: ReadonlySet<string>): string[][] {
  const rows: string[][] = []
  for (const [, inside] of xml.matchAll(
    new RegExp(`<${tag('row')}\\b[^>]*>([\\s\\S]*?)</${tag('row')}>`, 'g'),
  )) {
    const row: string[] = []
    for (const [, attributes, content] of inside!.matchAll(
      new RegExp(`<${tag('c')}\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${tag('c')}>)`, 'g'),
    )) {
      const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes!)?.[1]
      const at = of('r') ? columnOf(of('r')!) : row.length
      if (at < widest) row[at] = cellOf(content ?? '', of('t') ?? 'n', strings, dates.has(of('s') ?? ''))
    }
    const cells = Array.from(row, (cell) => cell ?? '')
    if (cells.some((cell) => cell !== '')) rows.push(cells)
  }
  return rows
}

function cellOf(content: string, type: string, strings: readonly string[], isDate: boolean): string {
  if (type === 'inlineStr') return textIn(content)
  const value = textOfXml(
    new RegExp(`<${tag('v')}(?: [^>]*)?>([\\s\\S]*?)</${tag('v')}>`).exec(content)?.[1] ?? '',
  )
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'e' || value === '') return ''
  if (type !== 'n') return value
  if (isDate) return dayOf(Number(value))
  // A sheet keeps doubles; what it shows of them are fifteen digits.
  return /^-?\d+$/.test(value) ? value : String(Number(Number(value).toPrecision(15)))
}

/** 'B12' is column 1. */
const columnOf = (place: string): number =>
  [...(/^[A-Z]+/.exec(place)?.[0] ?? 'A')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) -
  1

/** Days since the last day of 1899; the calendar of spreadsheets has a 29 February 1900 that never was. */
function dayOf(serial: number): string {
  const moment = new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + Math.floor(serial) * 86_400_000)
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString().slice(0, 10)
}

/** The styles that show a number as a day (ECMA-376, 18.8.30: 14 to 22 are built in). */
function dateStyles(xml: string): Set<string> {
  const root = rootOf(xml)
  const own = new Map(
    all(root, 'numFmts/numFmt').map((one) => [
      one.attributes['numFmtId'],
      one.attributes['formatCode'] ?? '',
    ]),
  )
  const isDate = (id: string) =>
    (Number(id) >= 14 && Number(id) <= 22) ||
    /[dy]/i.test((own.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, ''))
  return new Set(
    all(root, 'cellXfs/xf').flatMap((xf, index) =>
      isDate(xf.attributes['numFmtId'] ?? '0') ? [String(index)] : [],
    ),
  )
}
