/** The text inside a SEPA payment QR code (EPC069-12, version 002), which banking apps fill a transfer from. */
import { isValidBIC, isValidIBAN } from 'ibantools'
import { amountText } from './price.ts'
import { isCreditorReference } from './reference.ts'
import { bareNumber } from './ubl.ts'
import { plainText } from '../../../base/xml.ts'

export type Transfer = {
  readonly name: string
  readonly iban: string
  readonly bic: string | null
  /** In euro cents; a transfer of another currency has no such code. */
  readonly cents: number
  /** An RF reference goes into its own field, anything else is free text. */
  readonly reference: string
}

const mostCents = 99_999_999_999
const mostBytes = 331

/** Null when the payment does not fit in a code: no valid IBAN, nothing to pay, or too much. */
export function epcQr(transfer: Transfer): string | null {
  const iban = bareNumber(transfer.iban) ?? ''
  const bic = bareNumber(transfer.bic) ?? ''
  if (!isValidIBAN(iban) || !Number.isSafeInteger(transfer.cents)) return null
  if (transfer.cents < 1 || transfer.cents > mostCents) return null
  const name = oneLine(transfer.name, 70)
  if (name === '') return null
  const isStructured = isCreditorReference(transfer.reference)
  const head = [
    'BCD',
    '002',
    '1',
    'SCT',
    isValidBIC(bic) ? bic : '',
    name,
    iban,
    `EUR${amountText(transfer.cents)}`,
    '',
  ]
  const structured = isStructured ? transfer.reference.replace(/\s/g, '').toUpperCase() : ''
  let text = isStructured ? '' : oneLine(transfer.reference, 140)
  const payload = () => [...head, structured, text].join('\n').trimEnd()
  // Names and texts outside plain Latin take more bytes than signs; the free text gives way.
  while (Buffer.byteLength(payload()) > mostBytes && text !== '') text = [...text].slice(0, -1).join('')
  return Buffer.byteLength(payload()) > mostBytes ? null : payload()
}

/** At most `length` signs on one line; a line end would begin the next field. */
const oneLine = (text: string, length: number): string =>
  [...plainText(text).replace(/\s+/g, ' ')].slice(0, length).join('').trim()
