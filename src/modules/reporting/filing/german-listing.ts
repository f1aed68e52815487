/** The Zusammenfassende Meldung as Mein ELSTER and the portal of the BZSt import it: CSV version 3.0, UTF-8. Pure. */
import { divide } from '../../../base/money.ts'
import type { ListedSupply } from './intervat.ts'

/** What the portal takes in one file. */
export const mostGermanLines = 1500

/** Whole euros, rounded commercially; L is a supply of goods and S a service. */
export const germanListing = (supplies: readonly ListedSupply[]): string =>
  ['#v3.0', 'USt-IdNr.,Betrag (Euro),Art der Leistung', ...germanLines(supplies), ''].join('\r\n')

export const germanLines = (supplies: readonly ListedSupply[]): string[] =>
  supplies
    .map(({ number, code, amount }) => ({ number, code, euros: Number(divide(BigInt(amount), 100n)) }))
    .filter(({ euros }) => euros !== 0)
    .map(({ number, code, euros }) => `${number},${euros},${code}`)
