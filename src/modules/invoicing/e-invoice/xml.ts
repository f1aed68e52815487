/** Writing XML without empty elements, and reading XML from strangers without trusting it. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { refuse } from '../../../base/refusal.ts'

export type Attributes = Readonly<Record<string, string | null>>

/** An element with text; nothing at all when the text is empty. */
export function leaf(name: string, text: string | null, attributes: Attributes = {}): string {
  const content = plainText(text ?? '')
  return content === '' ? '' : `<${name}${attributeText(attributes)}>${escape(content)}</${name}>`
}

/** An element with elements; nothing at all when none of them has content. */
export function branch(name: string, children: readonly string[], attributes: Attributes = {}): string {
  const content = children.join('')
  return content === '' ? '' : `<${name}${attributeText(attributes)}>${content}</${name}>`
}

/** Text with what XML 1.0 cannot hold taken out (control characters, half emoji), line ends made equal, trimmed. */
export function plainText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .trim()
  )
}

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${escape(plainText(value))}"`)
    .join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)

/** An element as it was read: local names only, text unescaped. */
export type Node = {
  readonly name: string
  readonly namespace: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  readonly text: string
}

export const sizeLimit = 10 * 1024 * 1024
const depthLimit = 64
/** Opening and closing ones together; an invoice of five thousand lines has about 400,000. */
const tagLimit = 600_000
const tagLengthLimit = 16_384

/** The root element of a document; refuses what is too large, too deep, not well-formed, or declares entities. */
export function readXml(input: Uint8Array | string): Node {
  if (input.length > sizeLimit) refuse('e-invoice.too-large', { limit: 10 })
  const text = typeof input === 'string' ? input.replace(/^\ufeff/, '') : decode(input)
  // Entity expansion and outside files are the two ways in which XML harms its reader; no invoice needs either.
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text)) refuse('e-invoice.doctype')
  boundTags(text)
  if (text.includes('\u0000') || XMLValidator.validate(text) !== true) refuse('e-invoice.unreadable')
  const root = parse(text).filter((one) => tagOf(one) !== null)
  if (root.length !== 1) refuse('e-invoice.unreadable')
  return nodeOf(root[0]!, new Map(), 1)
}

/** Refuses a flood of tags or attributes, on which the parser would spend minutes, before it begins. */
function boundTags(text: string): void {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (++count > tagLimit) refuse('e-invoice.too-long')
    if (text[at + 1] === '!') continue
    const end = text.indexOf('>', at)
    if (end < 0 || end - at > tagLengthLimit) refuse('e-invoice.unreadable')
  }
}

/** The bytes as text in the encoding that they declare; only those that invoices are seen in. */
function decode(bytes: Uint8Array): string {
  const declared = /^[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(
    Buffer.from(bytes.subarray(0, 250)).toString('latin1'),
  )?.[1]
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const encoding = isUtf16
    ? bytes[0] === 0xff
      ? 'utf-16le'
      : 'utf-16be'
    : (declared ?? 'utf-8').toLowerCase()
  if (!readable.has(encoding)) refuse('e-invoice.unreadable')
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (fault) {
    if (fault instanceof TypeError) refuse('e-invoice.unreadable')
    throw fault
  }
}

const readable = new Set([
  'utf-8',
  'utf8',
  'us-ascii',
  'ascii',
  'iso-8859-1',
  'iso-8859-15',
  'latin1',
  'windows-1252',
  'utf-16le',
  'utf-16be',
])

type Parsed = Record<string, unknown>

function parse(text: string): Parsed[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: depthLimit,
    cdataPropName: '#cdata',
  })
  try {
    return parser.parse(text) as Parsed[]
  } catch (fault) {
    if (fault instanceof Error && /nested tags/i.test(fault.message)) refuse('e-invoice.too-deep')
    if (fault instanceof Error) refuse('e-invoice.unreadable')
    throw fault
  }
}

const tagOf = (parsed: Parsed): string | null =>
  Object.keys(parsed).find((key) => key !== ':@' && key !== '#text' && key !== '#cdata') ?? null

function nodeOf(parsed: Parsed, outer: ReadonlyMap<string, string>, depth: number): Node {
  if (depth > depthLimit) refuse('e-invoice.too-deep')
  const tag = tagOf(parsed) ?? ''
  const given = Object.entries((parsed[':@'] ?? {}) as Record<string, string>)
  const namespaces = new Map(outer)
  for (const [name, value] of given) {
    if (name === 'xmlns') namespaces.set('', value)
    else if (name.startsWith('xmlns:')) namespaces.set(name.slice(6), value)
  }
  const colon = tag.indexOf(':')
  const inner = (parsed[tag] ?? []) as Parsed[]
  return {
    name: tag.slice(colon + 1),
    namespace: namespaces.get(colon < 0 ? '' : tag.slice(0, colon)) ?? null,
    attributes: Object.fromEntries(
      given.filter(([name]) => !name.startsWith('xmlns')).map(([name, value]) => [name, unescape(value)]),
    ),
    children: inner.filter((one) => tagOf(one) !== null).map((one) => nodeOf(one, namespaces, depth + 1)),
    text: inner.map(textOf).join('').trim(),
  }
}

function textOf(parsed: Parsed): string {
  if ('#text' in parsed) return unescape(String(parsed['#text']))
  if ('#cdata' in parsed)
    return ((parsed['#cdata'] ?? []) as Parsed[]).map((one) => String(one['#text'] ?? '')).join('')
  return ''
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five entities that XML itself knows and character numbers; any other was never declared. */
function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]*);/g, (_, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? refuse('e-invoice.unreadable')
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    if (code === 0 || code > 0x10ffff) refuse('e-invoice.unreadable')
    return String.fromCodePoint(code)
  })
}

/** All elements at a path below an element, such as `Party/PostalAddress`. */
export function all(node: Node | null, path: string): readonly Node[] {
  let found: readonly Node[] = node ? [node] : []
  for (const name of path.split('/')) {
    found = found.flatMap((one) => one.children.filter((child) => child.name === name))
  }
  return found
}

export const first = (node: Node | null, path: string): Node | null => all(node, path)[0] ?? null
/** The text at a path; null when the element is absent, '' when it is there and empty. */
export const textAt = (node: Node | null, path: string): string | null => first(node, path)?.text ?? null

/** The element and everything below it. */
export function* everything(node: Node): Generator<Node> {
  yield node
  for (const child of node.children) yield* everything(child)
}
