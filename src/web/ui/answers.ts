/** Whether a thing on the screen answers what somebody typed to find it. Pure. */
import type { Words } from '../../base/words.ts'

/** Both languages are searched: who learned a program in the one looks for its words in the other. */
export function answers(texts: readonly Words[], search: string): boolean {
  const all = texts
    .map(({ nl, en }) => `${nl} ${en}`)
    .join(' ')
    .toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
