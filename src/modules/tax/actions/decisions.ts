/** Keeps what was decided about a document, with the version of the rules and all that it was decided from. */
import type { Day } from '../../../base/day.ts'
import { sum, type Cents } from '../../../base/money.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Decision, ReturnEntry, Treatment } from '../rules/decision.ts'
import type { Sale } from '../rules/sale.ts'
import type { TaxDecision } from '../schema/records.ts'
import { insertDecision } from '../writes.ts'

/** Goes up when the rules decide something differently. */
const engine = '2'

/** What counts towards the threshold of sales to consumers elsewhere: rows 8 to 13 of the table. */
const crossBorder: ReadonlySet<Treatment> = new Set<Treatment>([
  'distance-sale-oss',
  'distance-sale-local',
  'distance-sale-origin',
  'distance-sale-unregistered',
])

export const isCrossBorder = (treatment: Treatment): boolean => crossBorder.has(treatment)

export type Decided = {
  readonly about: string
  readonly aboutKind: 'orders' | 'invoices'
  readonly business: string
  readonly day: Day
  readonly sale: Sale
  readonly decision: Decision
  /** Of the document itself, where it holds a part of what was decided; a credit note's are negative. */
  readonly reporting?: readonly ReturnEntry[]
  readonly crossBorderNet?: Cents
}

export function keepDecision(ctx: Ctx, { sale, decision, ...decided }: Decided): Promise<TaxDecision> {
  return insertDecision(ctx, {
    about: decided.about,
    aboutKind: decided.aboutKind,
    business: decided.business,
    day: decided.day,
    engine,
    buyerNumber: sale.customer.vatNumber?.number ?? null,
    crossBorderNet:
      decided.crossBorderNet ??
      sum(decision.lines.filter(({ treatment }) => isCrossBorder(treatment)).map(({ net }) => net)),
    reporting: decided.reporting ?? decision.reporting,
    input: sale,
    result: decision,
  })
}
