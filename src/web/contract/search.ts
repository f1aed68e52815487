/** Which part of the contract is open, kept in the address. */
import { oneOf } from '../records/search.ts'

/** In the order of the tabs. */
export const contractParts = { party: true, payment: true, invoices: true } as const
export type ContractPart = keyof typeof contractParts

export function contractSearch(given: Record<string, unknown>): { part?: ContractPart } {
  const part = oneOf(given['part'], contractParts)
  return part && part !== 'party' ? { part } : {}
}
