/** Writing XML without empty elements, and reading XML from strangers without trusting it. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

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
export const plainText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .trim()

const attributeText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${escape(plainText(value))}"`)
    .join('')

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

/** Why a file was not read. */
export type XmlFault = 'too-large' | 'declares-entities' | 'too-many-elements' | 'too-deep' | 'unreadable'

class XmlStop extends Error {
  readonly fault: XmlFault

  constructor(fault: XmlFault) {
    super(fault)
    this.fault = fault
  }
}

export type XmlLimits = { readonly bytes: number; readonly depth: number; readonly tags: number }

const tagLengthLimit = 16_384

/** The root element of a file, or why it was not read; entities are never expanded and nothing is fetched. */
export function readXml(input: Uint8Array | string, limits: XmlLimits): Node | XmlFault {
  try {
    // Text that was decoded already is UTF-8 by now, whatever it declares: the mark says so.
    return rootOf(typeof input === 'string' ? Buffer.from(`\ufeff${input}`) : input, limits)
  } catch (error) {
    if (error instanceof XmlStop) return error.fault
    throw error
  }
}

function rootOf(input: Uint8Array, limits: XmlLimits): Node {
  if (input.byteLength > limits.bytes) throw new XmlStop('too-large')
  const text = decode(input)
  // Entity expansion and outside files are the two ways in which XML harms its reader.
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text)) throw new XmlStop('declares-entities')
  boundTags(text, limits)
  if (text.includes('\u0000') || XMLValidator.validate(text) !== true) throw new XmlStop('unreadable')
  const root = parse(text, limits).filter((one) => tagOf(one) !== null)
  if (root.length !== 1) throw new XmlStop('unreadable')
  return nodeOf(root[0]!, new Map())
}

/** Stops a flood of tags, or a depth on which a parser would run out of stack, before the parser begins. */
function boundTags(text: string, limits: XmlLimits): void {
  let count = 0
  let depth = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (++count > limits.tags) throw new XmlStop('too-many-elements')
    if (text[at + 1] === '!' || text[at + 1] === '?') continue
    const end = text.indexOf('>', at)
    if (end < 0 || end - at > tagLengthLimit) throw new XmlStop('unreadable')
    if (text[at + 1] === '/') depth -= 1
    else if (text[end - 1] !== '/' && ++depth > limits.depth) throw new XmlStop('too-deep')
  }
}

const marks = [
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
  ['\xef\xbb\xbf', 'utf-8'],
] as const

/** The bytes as text in the encoding that they declare; only those that banks and invoices are seen in. */
function decode(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 250)).toString('latin1')
  const declared = /^[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(start)?.[1]
  const mark = marks.find(([sign]) => start.startsWith(sign))?.[1] ?? null
  const encoding = mark ?? (declared ?? 'utf-8').toLowerCase()
  if (!readable.has(encoding)) throw new XmlStop('unreadable')
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw new XmlStop('unreadable')
    throw error
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

function parse(text: string, limits: XmlLimits): Parsed[] {
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
    maxNestedTags: limits.depth + 1,
    cdataPropName: '#cdata',
  })
  try {
    return parser.parse(text) as Parsed[]
  } catch (error) {
    if (error instanceof Error) throw new XmlStop('unreadable')
    throw error
  }
}

const tagOf = (parsed: Parsed): string | null =>
  Object.keys(parsed).find((key) => key !== ':@' && key !== '#text' && key !== '#cdata') ?? null

function nodeOf(parsed: Parsed, outer: ReadonlyMap<string, string>): Node {
  const tag = tagOf(parsed) ?? ''
  const given = Object.entries((parsed[':@'] ?? {}) as Record<string, string>)
  const own = given.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  const namespaces =
    own.length === 0
      ? outer
      : new Map([...outer, ...own.map(([name, value]): [string, string] => [name.slice(6), value])])
  const colon = tag.indexOf(':')
  const inner = (parsed[tag] ?? []) as Parsed[]
  return {
    name: tag.slice(colon + 1),
    namespace: namespaces.get(colon < 0 ? '' : tag.slice(0, colon)) ?? null,
    attributes: Object.fromEntries(
      given.filter(([name]) => !name.startsWith('xmlns')).map(([name, value]) => [name, unescape(value)]),
    ),
    children: inner.filter((one) => tagOf(one) !== null).map((one) => nodeOf(one, namespaces)),
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
    if (name.startsWith('#'))
      return signOf(name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)))
    const sign = named[name]
    if (sign === undefined) throw new XmlStop('unreadable')
    return sign
  })
}

/** Text between tags as it was meant; an entity that XML does not know stands as it is. */
export const textOfXml = (text: string): string => {
  try {
    return unescape(text)
  } catch (error) {
    if (error instanceof XmlStop) return text
    throw error
  }
}

function signOf(code: number): string {
  if (code === 0 || code > 0x10ffff) throw new XmlStop('unreadable')
  return String.fromCodePoint(code)
}

/** All elements at a path below an element, such as `Refs/EndToEndId`. */
export function all(node: Node | null, path: string): readonly Node[] {
  let found: readonly Node[] = node ? [node] : []
  for (const name of path.split('/'))
    found = found.flatMap((one) => one.children.filter((child) => child.name === name))
  return found
}

export const first = (node: Node | null, path: string): Node | null => all(node, path)[0] ?? null
/** The text at a path; null when there is none. */
export const textAt = (node: Node | null, path: string): string | null => first(node, path)?.text || null
/** The text at a path, where it matters that an element is there and empty: '' then, null when it is absent. */
export const textGivenAt = (node: Node | null, path: string): string | null => first(node, path)?.text ?? null

/** The element and everything below it. */
export function* everything(node: Node): Generator<Node> {
  yield node
  for (const child of node.children) yield* everything(child)
}
