/** What the bank screen keeps in the address: which list. */

export const bankViews = ['open', 'matched', 'ignored', 'statements', 'refunds', 'files'] as const
export type BankView = (typeof bankViews)[number]
export type BankSearch = { view?: Exclude<BankView, 'open'> }

export function bankSearch({ view }: Record<string, unknown>): BankSearch {
  const known = bankViews.find((one) => one === view)
  return known && known !== 'open' ? { view: known } : {}
}
