/** The Liquid tags inside a text: told apart from the words around them, and put aside while those are worked on. */
const tag = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!)

/** Words made safe for HTML; the Liquid between them stays as it is, for what it fills in is escaped when it is filled in. */
export function escapeWords(text: string): string {
  let made = ''
  let at = 0
  for (const found of text.matchAll(tag)) {
    made += escaped(text.slice(at, found.index)) + found[0]
    at = found.index + found[0].length
  }
  return made + escaped(text.slice(at))
}

/** Works on a text with its Liquid out of the way, so that no parser of markup mistakes `a < b` or a quote for its own. */
export async function aroundTags(
  text: string,
  work: (parked: string) => string | Promise<string>,
): Promise<string> {
  let mark = 'liquidtag'
  while (text.includes(mark)) mark += 'x'
  const tags: string[] = []
  const parked = text.replace(tag, (found) => `${mark}${tags.push(found) - 1}z`)
  const worked = await work(parked)
  return worked.replace(new RegExp(`${mark}(\\d+)z`, 'g'), (_, at: string) => tags[Number(at)] ?? '')
}
