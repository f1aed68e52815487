/** What Peppol says of a number that cannot stand in its register. */
import { isNumberRight } from '../../../base/peppol-number.ts'
import { fault, warning, type Finding } from './finding.ts'
import type { ReadCode } from './incoming.ts'

type Check = { readonly rule: string; readonly level: 'error' | 'warning'; readonly name: string }

/** By ISO 6523 number. Peppol only warns about the Italian ones. */
const checks: Readonly<Record<string, Check>> = {
  '0106': { rule: 'PEPPOL-COMMON-R054', level: 'error', name: 'KvK' },
  '0190': { rule: 'PEPPOL-COMMON-R055', level: 'error', name: 'OIN' },
  '9944': { rule: 'PEPPOL-COMMON-R056-1', level: 'error', name: 'btw' },
  '0217': { rule: 'PEPPOL-COMMON-R057', level: 'error', name: 'KvK-vestiging' },
  '0096': { rule: 'PEPPOL-COMMON-R052', level: 'error', name: 'Danish P' },
  '0198': { rule: 'PEPPOL-COMMON-R053', level: 'error', name: 'Danish SE' },
  '0088': { rule: 'PEPPOL-COMMON-R040', level: 'error', name: 'GLN' },
  '0192': { rule: 'PEPPOL-COMMON-R041', level: 'error', name: 'Norwegian organisation' },
  '0184': { rule: 'PEPPOL-COMMON-R042', level: 'error', name: 'CVR' },
  '0208': { rule: 'PEPPOL-COMMON-R043', level: 'error', name: 'KBO' },
  '0201': { rule: 'PEPPOL-COMMON-R044', level: 'warning', name: 'IPA' },
  '0210': { rule: 'PEPPOL-COMMON-R045', level: 'warning', name: 'Codice fiscale' },
  '0211': { rule: 'PEPPOL-COMMON-R047', level: 'warning', name: 'Partita IVA' },
  '0007': { rule: 'PEPPOL-COMMON-R049', level: 'error', name: 'Swedish organisation' },
  '0151': { rule: 'PEPPOL-COMMON-R050', level: 'error', name: 'ABN' },
}

export function* checkNumber(number: ReadCode, path: string): Generator<Finding> {
  const check = checks[number.scheme ?? '']
  if (!check || number.text === '' || isNumberRight({ scheme: number.scheme!, id: number.text })) return
  const say = check.level === 'error' ? fault : warning
  yield say(
    check.rule,
    path,
    `${number.text} is geen geldig ${check.name}-nummer; controleer het.`,
    `${number.text} is not a valid ${check.name} number; check it.`,
  )
}
