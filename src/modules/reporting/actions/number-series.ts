/** The number series of issued documents: no gap and no double, as the law asks and an inspector checks first. */
import { z } from 'zod'
import { action } from '../../../platform/action.ts'
import { seriesGaps, seriesOf } from '../number-series.ts'

export const checkNumberSeries = action({
  http: 'GET /reports/number-series',
  right: 'reports.see',
  stepUp: true,
  says: 'Each number series of issued documents with its first and last number, and every gap or double in it; also at the command line.',
  input: z.object({ business: z.uuid().optional() }),
  async run(ctx, { business }) {
    const series = await seriesOf(ctx, business ?? null)
    const gaps = await seriesGaps(ctx, business ?? null)
    const rows = series.map((one) => {
      const own = gaps.filter(
        (gap) => gap.business === one.business && gap.kind === one.kind && gap.year === one.year,
      )
      const isWhole =
        own.length === 0 &&
        one.count === one.distinct &&
        one.first === one.begins &&
        one.numbers === one.count
      return {
        ...one,
        doubles: Math.max(one.count - one.distinct, one.count - one.numbers),
        gaps: own.map(({ after, before }) => ({ after, before })),
        isWhole,
      }
    })
    return { rows, isSound: rows.every((row) => row.isWhole) }
  },
})
