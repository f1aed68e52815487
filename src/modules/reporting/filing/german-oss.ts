/** The return of the OSS EU-Regelung as Mein ELSTER and the portal of the BZSt import it: CSV version 2.0, UTF-8. Pure. */
import { decimalText } from '../../../base/money.ts'
import type { OssLine } from '../oss.ts'

/** A line of sales, and whether its rate is the standard one of the state of consumption. */
export type GermanOssLine = Pick<OssLine, 'country' | 'rate' | 'base' | 'vat'> & {
  readonly isStandard: boolean
}

/**
 * Record 1 names a state of consumption; record 3 holds what was dispatched from Germany to it. The portal takes no
 * amounts of nothing, and calls Greece EL.
 */
export function germanOss(lines: readonly GermanOssLine[]): string {
  const told = lines.filter(({ base, vat }) => base !== 0 && vat !== 0)
  const states = [...new Set(told.map(({ country }) => nameOf(country)))]
  return [
    '#v2.0',
    ...states.map((state) => `1,${state}`),
    ...told.map(({ country, rate, base, vat, isStandard }) =>
      [
        '3',
        nameOf(country),
        isStandard ? 'STANDARD' : 'REDUCED',
        ...[rate, base, vat].map((amount) => decimalText(amount, 2)),
      ].join(','),
    ),
    '',
  ].join('\r\n')
}

const nameOf = (country: string): string => (country === 'GR' ? 'EL' : country)
