/** Which part of a business's settings is open, kept in the address. */
import { oneOf } from '../records/search.ts'

/** In the order of the tabs. */
export const businessParts = {
  general: true,
  contact: true,
  invoice: true,
  company: true,
  papers: true,
  numbers: true,
  terms: true,
  senders: true,
} as const
export type BusinessPart = keyof typeof businessParts

export function businessSearch(given: Record<string, unknown>): { part?: BusinessPart } {
  const part = oneOf(given['part'], businessParts)
  return part && part !== 'general' ? { part } : {}
}
