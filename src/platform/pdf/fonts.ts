/** The fonts that documents are set in, and text made fit to be printed with them. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Inter as on screen; DejaVu Sans for what Inter lacks: Hebrew, Arabic, Armenian, Georgian, emoticons, arrows.
const files = {
  regular: [
    '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
    'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  ],
  bold: [
    '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
    'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  ],
}

const longest = 10_000
const longestWord = 40

const require = createRequire(import.meta.url)
const read = (file: string): Buffer => readFileSync(require.resolve(file))
const regular = files.regular.map(read)
const bold = files.bold.map(read)

export const fontFiles = (): Buffer[] => [...regular, ...bold]

// PDF/A forbids a letter that no font has, so the compiler would refuse the whole document for one of them.
const inRegular = regular.map(lettersOf)
const inBold = bold.map(lettersOf)
const canPrint = (letter: number): boolean =>
  letter !== 0xfffd && inRegular.some((font) => font.has(letter)) && inBold.some((font) => font.has(letter))

/**
 * Text that prints: well-formed, without control characters and marks that turn the reading direction around,
 * of at most 10,000 characters, with a place to break in words that fit no column, and with □ for a letter
 * that none of our fonts has. Little pictures that they lack are left out, unless nothing else was typed.
 */
export function printable(text: string): string {
  const short = text.length > longest ? cut(text) : text
  if (isPlain.test(short)) return short
  let printed = ''
  let word = 0
  let isAfterPicture = false
  for (const letter of short.toWellFormed().replace(/\r\n?/g, '\n')) {
    const code = letter.codePointAt(0)!
    if (isUnseen(code)) continue
    if (isPicture.test(letter) && !canPrint(code)) {
      isAfterPicture = true
      continue
    }
    const isJoint = letter === '\u200d' || (letter === ' ' && /(?:^|\s)$/.test(printed))
    if (isAfterPicture && isJoint) continue
    isAfterPicture = false
    word = /\s/.test(letter) ? 0 : word + 1
    if (word > 0 && word % longestWord === 0) printed += '\u200b'
    printed += /[\n\t]/.test(letter) || canPrint(code) ? letter : '□'
  }
  return printed.trim() || !short.trim() ? printed : '□'
}

/** Emoji and the letters that flags are made of; a joiner after one joins nothing any more. */
const isPicture = /^[\p{Extended_Pictographic}\p{Regional_Indicator}]$/u

/** Most text by far: plain letters and no word too long. */
const isPlain = /^(?!.*[!-~]{40})[ -~\u00a0-\u00ac\u00ae-\u017f€–—’“”…]*$/

const unseen: readonly (readonly [number, number, string])[] = [
  [0x00, 0x08, 'control characters'],
  [0x0b, 0x1f, 'more of them'],
  [0x7f, 0x9f, 'and again'],
  [0xad, 0xad, 'soft hyphen'],
  [0x202a, 0x202e, 'overrides of the reading direction'],
  [0x2066, 0x2069, 'isolates of it'],
  [0xfe00, 0xfe0f, 'choice of a letter’s shape'],
  [0xfeff, 0xfeff, 'byte order mark'],
  [0x1f3fb, 0x1f3ff, 'skin tones'],
  [0xe0000, 0xe01ef, 'tags and more shapes'],
]
const isUnseen = (letter: number): boolean => unseen.some(([from, to]) => letter >= from && letter <= to)

function cut(text: string): string {
  const kept = text.slice(0, longest)
  const lastSpace = kept.search(/\s\S*$/)
  return `${lastSpace > longest - 100 ? kept.slice(0, lastSpace) : kept} […]`
}

/** The code points that a TrueType file has a glyph for: its `cmap` table in format 4 or 12 (OpenType, "cmap"). */
function lettersOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, 'cmap')
  const letters = new Set<number>()
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 8 + i * 8)
    const format = font.readUInt16BE(at)
    if (format === 4) readSegments(font, at, letters)
    if (format === 12) readGroups(font, at, letters)
  }
  return letters
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + i * 16
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`a font file has no table ${tag}`)
}

function readSegments(font: Buffer, at: number, letters: Set<number>): void {
  const double = font.readUInt16BE(at + 6)
  for (let segment = 0; segment < double; segment += 2) {
    const end = font.readUInt16BE(at + 14 + segment)
    const start = font.readUInt16BE(at + 16 + double + segment)
    const delta = font.readUInt16BE(at + 16 + double * 2 + segment)
    const rangeAt = at + 16 + double * 3 + segment
    const range = font.readUInt16BE(rangeAt)
    for (let letter = start; letter <= end && letter < 0xffff; letter++) {
      const glyph = range === 0 ? letter + delta : font.readUInt16BE(rangeAt + range + (letter - start) * 2)
      if ((glyph & 0xffff) !== 0) letters.add(letter)
    }
  }
}

function readGroups(font: Buffer, at: number, letters: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
    const entry = at + 16 + group * 12
    const end = font.readUInt32BE(entry + 4)
    for (let letter = font.readUInt32BE(entry); letter <= end; letter++) letters.add(letter)
  }
}
