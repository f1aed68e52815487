/** What a bank line probably pays, and whether that is certain enough to book without a person. Pure. */
import type { Cents } from '../../base/money.ts'
import { sum } from '../../base/money.ts'

/** What may be paid: an open invoice, a credit note to be paid back, or an order that has no invoice yet. */
export type Payable = {
  readonly id: string
  readonly kind: 'invoice' | 'credit-note' | 'order'
  readonly number: string
  /** Every number that people know it by: of the invoice, the order and the webshop's order. */
  readonly numbers: readonly string[]
  readonly due: Cents
  readonly currency: string
  readonly names: readonly string[]
  readonly contact: string | null
  readonly organisation: string | null
  /** The account that the organisation gave us itself. */
  readonly iban: string | null
}

export type Received = {
  readonly amount: Cents
  readonly currency: string
  readonly name: string | null
  readonly iban: string | null
  readonly endToEnd: string | null
  readonly structured: readonly string[]
  readonly text: string
}

/** Whose an account is, as earlier matches taught. */
export type Payer = { readonly contact: string | null; readonly organisation: string | null }

export type Why = 'reference' | 'number' | 'amount' | 'iban' | 'name'

export type Proposal = {
  readonly parts: readonly { readonly payable: Payable; readonly amount: Cents }[]
  readonly why: readonly Why[]
  readonly isCertain: boolean
}

/**
 * The best proposals first, one of them certain at most. Certain is:
 * - what the payer names, when it adds up to the amount to the cent
 * - a part of the one thing that a reference with check digits names
 * - the one open amount of the customer whose account we know, when nothing else is named
 */
export function propose(line: Received, payables: readonly Payable[], payers: readonly Payer[]): Proposal[] {
  const size = Math.abs(line.amount)
  const fitting = payables.filter(
    (one) =>
      one.currency === line.currency && one.due > 0 && (one.kind === 'credit-note') === line.amount < 0,
  )
  const facts = fitting.map((payable) => ({ payable, ...factsOf(line, payable, payers) }))
  const named = facts.filter(({ why }) => why.includes('reference') || why.includes('number'))
  const own = facts.filter(({ why }) => why.includes('iban'))
  const whole =
    named.length > 0 &&
    named.length <= 50 &&
    sum(named.map(({ payable }) => payable.due)) === size &&
    !isAmbiguous(named)
  const [byReference] = named.filter(({ why }) => why.includes('reference'))
  const part = !whole && named.length === 1 && byReference !== undefined && size < byReference.payable.due
  const ownExact = own.filter(({ payable }) => payable.due === size)
  const known = named.length === 0 && ownExact.length === 1 && line.structured.length === 0

  const together: Proposal[] = whole
    ? [
        {
          parts: named.map(({ payable }) => ({ payable, amount: payable.due })),
          why: [...new Set([...named.flatMap(({ why }) => why), 'amount' as const])],
          isCertain: true,
        },
      ]
    : []
  const single = facts
    .filter(({ why }) => why.length > 0)
    .map(({ payable, why }): Proposal => ({
      parts: [{ payable, amount: Math.min(size, payable.due) }],
      why,
      isCertain: (part && payable === byReference?.payable) || (known && payable === ownExact[0]?.payable),
    }))
    .sort((a, b) => Number(b.isCertain) - Number(a.isCertain) || weightOf(b.why) - weightOf(a.why))
  return [
    ...together,
    ...single.filter(
      ({ parts }) => !(whole && named.length === 1 && parts[0]!.payable === named[0]!.payable),
    ),
  ].slice(0, 10)
}

type Fact = { readonly payable: Payable; readonly why: Why[]; readonly by: readonly string[] }

function factsOf(line: Received, payable: Payable, payers: readonly Payer[]): Pick<Fact, 'why' | 'by'> {
  const why: Why[] = []
  const references = line.structured.concat(line.endToEnd ?? []).flatMap(bodyOf)
  const words = wordsIn(line.text)
  const keys = [...new Set(payable.numbers.map(keyOf))].filter((key) => key.length >= 4)
  const byReference = keys.filter((key) => references.some((one) => one === key || sameDigits(one, key)))
  const byNumber = keys.filter((key) => words.has(key))
  if (byReference.length > 0) why.push('reference')
  if (byNumber.length > 0) why.push('number')
  if (payable.due === Math.abs(line.amount)) why.push('amount')
  if (isOwn(line, payable, payers)) why.push('iban')
  if (line.name && payable.names.some((name) => isAlike(name, line.name!))) why.push('name')
  return { why, by: [...byReference, ...byNumber] }
}

/** One number that names two things, such as an order of ours and one of a webshop, names neither. */
function isAmbiguous(named: readonly Fact[]): boolean {
  const keys = named.flatMap(({ by }) => [...new Set(by)])
  return new Set(keys).size < keys.length
}

const weights: Readonly<Record<Why, number>> = { reference: 16, number: 8, iban: 5, amount: 4, name: 2 }
const weightOf = (why: readonly Why[]): number => sum(why.map((one) => weights[one]))

const isOwn = (line: Received, payable: Payable, payers: readonly Payer[]): boolean =>
  (line.iban !== null && line.iban === payable.iban) ||
  payers.some(
    (payer) =>
      (payer.organisation !== null && payer.organisation === payable.organisation) ||
      (payer.contact !== null && payer.contact === payable.contact),
  )

/** Letters and digits in capitals: how a number is compared, however it was written. */
export const keyOf = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The number inside a reference: RF and its check digits go, a Belgian one loses the two at its end. */
export function bodyOf(reference: string): string[] {
  const key = keyOf(reference)
  if (/^RF\d{2}/.test(key)) return [key.slice(4)]
  return /^\d{12}$/.test(key) ? [key, key.slice(0, 10).replace(/^0+/, '')] : [key]
}

const sameDigits = (digits: string, key: string): boolean =>
  /^\d{4,}$/.test(digits) && key.replace(/\D/g, '').replace(/^0+/, '') === digits && digits.length >= 6

/** The words of a text as keys, and each two neighbours as one, for '2026 00017' is a number too. */
export function wordsIn(text: string): Set<string> {
  const parts = text
    .split(/[\s,;:()+*]+/)
    .map(keyOf)
    .filter(Boolean)
    .slice(0, 200)
  return new Set(
    [
      ...parts,
      ...parts.slice(1).map((part, i) => parts[i]! + part),
      ...text
        .split(/[\s,;:()+*/]+/)
        .map(keyOf)
        .filter(Boolean)
        .slice(0, 200),
    ].flatMap((part) => [part, ...bodyOf(part)]),
  )
}

/** Two words in common, or the only word of the shorter name; initials and forms of address do not count. */
function isAlike(a: string, b: string): boolean {
  const [x, y] = [nameWords(a), nameWords(b)]
  const common = [...x].filter((word) => y.has(word)).length
  return common > 0 && (common >= 2 || common === Math.min(x.size, y.size))
}

const forms = new Set([
  'DE',
  'HR',
  'MW',
  'DHR',
  'MEVR',
  'BV',
  'NV',
  'VOF',
  'GMBH',
  'VAN',
  'DER',
  'DEN',
  'EO',
  'CJ',
])
const nameWords = (name: string): Set<string> =>
  new Set(
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toUpperCase()
      .split(/[^A-Z0-9]+/)
      .filter((word) => word.length > 1 && !forms.has(word)),
  )
