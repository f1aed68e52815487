/** The text of a payment QR code as banks read it: EPC069-12, version 002. */
import { decimalText, type Cents } from '../../../base/money.ts'

export type Transfer = {
  readonly name: string
  readonly iban: string
  readonly bic: string | null
  readonly amount: Cents
  /** What the customer is to mention: our invoice number. */
  readonly text: string
}

/** Null when nothing can be transferred: no account, nothing to pay, or more than the code can say. */
export function epcText(transfer: Transfer): string | null {
  const iban = transfer.iban.replaceAll(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return null
  if (transfer.amount < 1 || transfer.amount > 99_999_999_999) return null
  const name = plain(transfer.name, 70)
  if (name === '') return null
  const amount = `EUR${decimalText(transfer.amount, 2)}`
  const lines = [
    'BCD',
    '002',
    '1',
    'SCT',
    transfer.bic?.replaceAll(/\s/g, '') ?? '',
    name,
    iban,
    amount,
    '',
    '',
  ]
  return [...lines, plain(transfer.text, 140)].join('\n')
}

/** SEPA's own letters: accents go, what is left over becomes a space, so that every bank's app can read it. */
function plain(text: string, longest: number): string {
  const bare = text.replaceAll('ß', 'ss').replaceAll(/[øØ]/g, 'o').replaceAll(/[łŁ]/g, 'l').normalize('NFD')
  const kept = bare.replaceAll(/\p{M}/gu, '').replaceAll(/[^A-Za-z0-9/?:().,'+ -]/g, ' ')
  return kept.replaceAll(/ +/g, ' ').trim().slice(0, longest)
}
