/** Whether a thing on the screen answers what somebody typed to find it. Pure. */
import type { Words } from '../../base/words.ts'

/**
 * Both languages are searched: who learned a program in the one looks for its words in the other. `isWhole` asks for words
 * that begin so: `vat` is not what `activate` is about.
 */
export function answers(texts: readonly Words[], search: string, isWhole = false): boolean {
  const all = texts
    .map(({ nl, en }) => `${nl} ${en}`)
    .join(' ')
    .toLowerCase()
  const parts = all.split(/[^\p{L}\p{N}]+/u)
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => (isWhole ? parts.some((part) => part.startsWith(word)) : all.includes(word)))
}
