/** Payment references with check digits: ISO 11649 (RF…) and the Belgian structured message (+++…+++). */
import type { InvoiceDocument } from './document.ts'

/**
 * The document with its own number as the reference of a transfer: typing errors then show, and our statements tell
 * what was paid. Between Belgians it is their own kind; a number that fits in neither leaves what stood there.
 */
export function withReference(document: InvoiceDocument): InvoiceDocument {
  const { payment, number, seller, buyer } = document
  if (payment?.kind !== 'transfer') return document
  const areBelgian = [seller, buyer].every(({ address }) => address.country === 'BE')
  const reference = (areBelgian ? belgianReference(number) : null) ?? creditorReference(number)
  return reference === null ? document : { ...document, payment: { ...payment, reference } }
}

/**
 * An RF reference of at most 25 signs around a document number. Signs other than letters and digits are left out;
 * null when nothing is left or it is too long.
 */
export function creditorReference(number: string): string | null {
  const body = number.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (body.length === 0 || body.length > 21) return null
  return `RF${String(98 - rest97(`${body}RF00`)).padStart(2, '0')}${body}`
}

export function isCreditorReference(reference: string): boolean {
  const bare = reference.replace(/\s/g, '').toUpperCase()
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(bare) && rest97(bare.slice(4) + bare.slice(0, 4)) === 1
}

/** The Belgian reference of up to ten digits of a document number; null when it has more, or none but zeros. */
export function belgianReference(number: string): string | null {
  const digits = number.replace(/\D/g, '').replace(/^0+/, '')
  if (digits.length === 0 || digits.length > 10) return null
  const body = digits.padStart(10, '0')
  const check = String(rest97(body) || 97).padStart(2, '0')
  return `+++${body.slice(0, 3)}/${body.slice(3, 7)}/${body.slice(7)}${check}+++`
}

export function isBelgianReference(reference: string): boolean {
  const found = /^(?:\+{3}|\*{3})?(\d{3})\/?(\d{4})\/?(\d{3})(\d{2})(?:\+{3}|\*{3})?$/.exec(reference.trim())
  if (!found) return false
  return (rest97(`${found[1]}${found[2]}${found[3]}`) || 97) === Number(found[4])
}

/** The rest modulo 97 of digits and letters, where A counts as 10 and Z as 35 (ISO 7064). */
function rest97(text: string): number {
  let rest = 0
  for (const sign of text) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}
