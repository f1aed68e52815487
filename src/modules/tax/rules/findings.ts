/** Collects, while a sale is judged, the steps of "why this VAT" and what the user is warned about. */
import type { TraceRule, TraceStep, Warning } from './decision.ts'

export type Findings = {
  readonly trace: TraceStep[]
  readonly warnings: Set<Warning>
  tell(rule: TraceRule, params?: TraceStep['params'], line?: string): void
  /** For what is the same for the whole document: told the first time only. */
  tellOnce(rule: TraceRule, params?: TraceStep['params']): void
  warn(warning: Warning): void
}

export function newFindings(): Findings {
  const trace: TraceStep[] = []
  const told = new Set<TraceRule>()
  const warnings = new Set<Warning>()
  const tell: Findings['tell'] = (rule, params = {}, line) =>
    void trace.push({ rule, line: line ?? null, params })
  return {
    trace,
    warnings,
    tell,
    tellOnce(rule, params) {
      if (told.has(rule)) return
      told.add(rule)
      tell(rule, params)
    },
    warn: (warning) => void warnings.add(warning),
  }
}
