/** What a customer still owes of a document, written off or not, and when it may be written off. Pure. */
import type { Cents } from '../../../base/money.ts'
import { divide } from '../../../base/money.ts'
import type { Invoice } from '../schema.ts'

/** A claim that was written off is still a claim: who pays after all pays this. */
export const owed = ({ state, due, writtenOff }: Pick<Invoice, 'state' | 'due' | 'writtenOff'>): Cents =>
  state === 'written-off' ? writtenOff : due

/** The VAT in a part of an invoice's amount. */
export const vatIn = (part: Cents, { total, totalVat }: Pick<Invoice, 'total' | 'totalVat'>): Cents =>
  total === 0 ? 0 : Number(divide(BigInt(totalVat) * BigInt(Math.min(part, total)), BigInt(total)))

/** What the button asks before the server is asked; null is yes, a refusal's code is why not. */
export const can = {
  writeOff: ({
    kind,
    number,
    due,
    state,
  }: Pick<Invoice, 'kind' | 'number' | 'due' | 'state'>): string | null =>
    !number
      ? 'invoice.not-final-yet'
      : kind !== 'invoice' || due <= 0 || state === 'written-off'
        ? 'invoice.not-open'
        : null,
}
