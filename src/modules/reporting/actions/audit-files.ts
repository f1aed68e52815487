/** What one may ask of audit files: to have one made of a business and a year, and to take it. */
import { z } from 'zod'
import { dayOf } from '../../../base/day.ts'
import { refuse } from '../../../base/refusal.ts'
import { action, FileAnswer } from '../../../platform/action.ts'
import { fileOf, readBytes } from '../../../platform/files.ts'
import { get } from '../../../platform/rows.ts'
import { findRun, startRun, unfinishedRun } from '../../../platform/runs.ts'
import { Business } from '../../organisations/schema.ts'
import { withoutRate } from '../facts.ts'

const kind = 'audit-file'

export const makeAuditFile = action({
  http: 'POST /reports/audit-files',
  right: 'reports.see',
  stepUp: true,
  says: 'Starts making the XML Auditfile Financieel 4.0 of a business and a year; follow the answered run.',
  input: z.strictObject({ business: z.uuid(), year: z.int().min(2000).max(2200) }),
  async run(ctx, input) {
    const { timeZone } = await get(ctx, Business, input.business)
    if (input.year > Number(dayOf(ctx.now, timeZone).slice(0, 4)))
      refuse('audit-file.year-to-come', { year: String(input.year) })
    const [number] = await withoutRate(ctx, {
      business: input.business,
      from: `${input.year}-01-01`,
      to: `${input.year}-12-31`,
    })
    if (number) refuse('audit-file.no-exchange-rate', { number })
    return (await unfinishedRun(ctx, kind, input)) ?? startRun(ctx, { kind, work: 'write-audit-file', input })
  },
})

export const getAuditFile = action({
  http: 'GET /reports/audit-files/:run',
  right: 'reports.see',
  stepUp: true,
  input: z.object({ run: z.uuid() }),
  async run(ctx, input) {
    const run = await findRun(ctx, input.run)
    return run.kind === kind ? run : refuse('record.not-found', { what: 'runs' })
  },
})

export const downloadAuditFile = action({
  http: 'GET /reports/audit-files/:run/content',
  right: 'reports.see',
  stepUp: true,
  says: 'The audit file itself.',
  input: z.object({ run: z.uuid() }),
  async run(ctx, input) {
    const run = await findRun(ctx, input.run)
    const made = run.kind === kind ? run.files[0] : undefined
    if (!made) return refuse('audit-file.not-ready')
    return new FileAnswer(await readBytes(await fileOf(ctx, made.file)), 'application/xml', made.name)
  },
})
