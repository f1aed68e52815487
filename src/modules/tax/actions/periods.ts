/** What holds from one day on: each day has one value, a new one ends the one before, and what held is never rewritten. */
import { addDays, dayOf, type Day } from '../../../base/day.ts'
import { refuseField } from '../../../base/refusal.ts'
import type { Ctx } from '../../../platform/context.ts'

type Period = { readonly id: string; readonly validFrom: Day; readonly validTo: Day | null }
type Given = { readonly validFrom?: Day | undefined; readonly validTo?: Day | null | undefined }

/** What already held stays as it was: documents were made of it. A new value is a new row. */
export function keepPast(
  ctx: Ctx,
  { validFrom, validTo }: Period,
  newTo: Day | null,
  changed: Readonly<Record<string, readonly [unknown, unknown]>>,
): void {
  const today = dayOf(ctx.now)
  if (validFrom > today) return
  for (const [field, [before, after]] of Object.entries(changed))
    if (before !== after) refuseField(field, 'tax.value-in-force', { from: validFrom })
  const wasOver = validTo !== null && validTo < today
  if (newTo !== validTo && (wasOver || (newTo !== null && newTo < today)))
    refuseField('validTo', 'tax.value-in-force', { from: validFrom })
}

/**
 * On each day one value holds: a period that another one reaches into is refused.
 * Answers the open row before a new one, which ends when the new one begins.
 */
export function checkPeriod(row: Given, others: readonly Period[], before: Period | null): Period | null {
  const from = row.validFrom ?? ''
  const to = row.validTo ?? null
  if (to !== null && to < from) refuseField('validTo', 'tax.period-turned')
  const [other, ...more] = others.filter(
    (one) =>
      one.id !== before?.id &&
      (to === null || one.validFrom <= to) &&
      (one.validTo === null || one.validTo >= from),
  )
  if (!other) return null
  if (!before && more.length === 0 && other.validTo === null && other.validFrom < from && to === null)
    return other
  return refuseField('validFrom', 'tax.period-overlaps', { from: other.validFrom })
}

/** Ends the open row on the day before the new one. */
export async function ended(
  row: Given,
  open: Period,
  end: (id: string, validTo: Day) => Promise<unknown>,
): Promise<{ validTo: [null, Day] }> {
  const last = addDays(row.validFrom!, -1)
  await end(open.id, last)
  return { validTo: [null, last] }
}
