/** Which file the tax authority of a country takes for a report. */
import type { FilingKind } from '../schema/filing.ts'

const kinds: Readonly<Record<string, Readonly<Record<string, FilingKind>>>> = {
  NL: { 'vat-return': 'dutch-return', icp: 'dutch-listing' },
  BE: { 'vat-return': 'intervat-return', icp: 'intervat-listing' },
  // The German return itself goes only through ERiC, a library of the tax office that none but its licensees may ship.
  DE: { icp: 'german-listing', oss: 'german-oss' },
}

export const filingOf = (country: string, report: 'vat-return' | 'icp' | 'oss'): FilingKind | null =>
  kinds[country]?.[report] ?? null
