/** Organisations as rows of a spreadsheet: which columns there are, and how a row is read and written. Pure. */
import { checkOf } from '../../base/check.ts'
import { decimalText, typedAmount } from '../../base/money.ts'
import { refuse, type RefusalCode } from '../../base/refusal.ts'
import { say, words, type Lang, type Words } from '../../base/words.ts'
import { Address, invoiceRoutes, Organisation, organisationRoles } from './schema.ts'

export type Column = {
  readonly key: string
  readonly words: Words
  /** The field of the organisation, or of its first address. */
  readonly of: 'organisation' | 'address' | 'own'
}

const own = (key: string, text: Words): Column => ({ key, words: text, of: 'own' })
const field = (key: keyof typeof Organisation.fields): Column => ({
  key,
  words: Organisation.fields[key].words,
  of: 'organisation',
})
const place = (key: keyof typeof Address.fields): Column => ({
  key,
  words: Address.fields[key].words,
  of: 'address',
})

export const columns: readonly Column[] = [
  own('id', words('Id', 'Id')),
  ...(['name', 'code', 'roles', 'cocNumber', 'vatNumber'] as const).map(field),
  own('country', words('Land van vestiging', 'Country of establishment')),
  ...(
    [
      'email',
      'phone',
      'website',
      'language',
      'currency',
      'paymentTermDays',
      'creditLimit',
      'creditPolicy',
      'countsOpenOrders',
    ] as const
  ).map(field),
  own('accountManager', words('Accountmanager', 'Account manager')),
  ...(
    [
      'billingEmails',
      'invoiceRoutes',
      'peppolScheme',
      'peppolId',
      'iban',
      'ibanHolder',
      'mandateReference',
      'mandateDay',
      'sharesAccount',
    ] as const
  ).map(field),
  own('customerGroup', words('Klantgroep', 'Customer group')),
  field('isArchived'),
  ...(['street', 'houseNumber', 'houseNumberSuffix', 'postcode', 'city'] as const).map(place),
  own('addressCountry', words('Land van het adres', 'Country of the address')),
]

/** Columns that only those may read and write who may see money. */
export const moneyColumns: ReadonlySet<string> = new Set(
  Object.entries(Organisation.fields).flatMap(([name, one]) => (one.options.right ? [name] : [])),
)

/** Which column of the file is which; the heading is in Dutch or English, capitals and spaces aside. */
export function readHeading(heading: readonly string[]): Column[] {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()
  const found = heading.map((title) => {
    const column = columns.find((one) =>
      [one.words.nl, one.words.en, one.key].some((name) => plain(name) === plain(title)),
    )
    return column ?? refuse('import.unknown-column', { column: title.slice(0, 60) })
  })
  const twice = found.find((column, i) => found.indexOf(column) !== i)
  if (twice) refuse('import.twice-column', { column: twice.words })
  if (!found.some((column) => column.key === 'name')) refuse('import.no-name-column')
  return found
}

export type RowProblem = {
  readonly column: Words
  readonly code: RefusalCode
  readonly params: Readonly<Record<string, unknown>>
}
export type ReadRow = {
  readonly organisation: Record<string, unknown>
  readonly address: Record<string, unknown> | null
  readonly id: string | null
  readonly accountManager: string | null
  readonly customerGroup: string | null
  readonly problems: readonly RowProblem[]
}

/** A row of the file as the input of making or changing an organisation, with what is wrong with each cell. */
export function readRow(heading: readonly Column[], cells: readonly string[]): ReadRow {
  const organisation: Record<string, unknown> = {}
  const address: Record<string, unknown> = {}
  const named: Record<string, string | null> = {}
  const problems: RowProblem[] = []
  for (const [i, column] of heading.entries()) {
    const text = (cells[i] ?? '').trim()
    const into = column.of === 'address' || column.key === 'addressCountry' ? address : organisation
    if (['id', 'accountManager', 'customerGroup'].includes(column.key)) named[column.key] = text || null
    else {
      const name = column.key === 'addressCountry' ? 'country' : column.key
      const read = readCell(
        into === address ? Address.fields[name as 'street'] : Organisation.fields[name as 'name'],
        text,
      )
      if (column.key === 'name' && text === '') problems.push(lacking(column.words))
      else if ('code' in read) problems.push({ column: column.words, code: read.code, params: read.params })
      else if (read.value !== undefined) into[name] = read.value
    }
  }
  const hasPlace = Boolean(address.street && address.city)
  const isHalf = !hasPlace && Boolean(address.street || address.city)
  if (isHalf) problems.push(lacking(Address.fields[address.street ? 'city' : 'street'].words))
  return {
    organisation,
    address: hasPlace ? { country: organisation.country ?? 'NL', ...address } : null,
    id: named.id ?? null,
    accountManager: named.accountManager ?? null,
    customerGroup: named.customerGroup ?? null,
    problems,
  }
}

const lacking = (column: Words): RowProblem => ({
  column,
  code: 'import.row-wrong',
  params: { column, reason: words('vul dit veld in', 'fill in this field') },
})

type Read =
  | { readonly value: unknown }
  | { readonly code: RefusalCode; readonly params: Record<string, unknown> }
type AnyField = (typeof Organisation.fields)[keyof typeof Organisation.fields]

/** An empty cell says nothing, but for what may be empty: there it empties. */
function readCell(given: { readonly kind: string; readonly isNullable: boolean }, text: string): Read {
  const one = given as AnyField
  if (text === '') return { value: one.isNullable ? null : undefined }
  const value = typedValue(one, text)
  if (value === undefined) return { code: noteFor(one), params: choicesIn(one) }
  const checked = checkOf(one as never).safeParse(value)
  return checked.success
    ? { value: checked.data }
    : { code: 'import.row-wrong', params: { column: one.words, reason: reasonFor(checked.error.issues[0]) } }
}

function typedValue(one: AnyField, text: string): unknown {
  switch (one.kind) {
    case 'money':
      return typedAmount(text) ?? undefined
    case 'integer':
      return /^\d{1,9}$/.test(text) ? Number(text) : undefined
    case 'yes-no':
      return yesNo[text.toLowerCase()]
    case 'choice':
      return chosen(one.choices ?? {}, text)
    case 'text-list':
      return listed(
        one,
        text
          .split(/[,|]/)
          .map((part) => part.trim())
          .filter(Boolean),
      )
    case 'country':
    case 'currency':
      return text.toUpperCase()
    case 'language':
      return text.toLowerCase()
    default:
      return text
  }
}

type Choices = Readonly<Record<string, Words>>

/** By its own name or as it is called in either language. */
const chosen = (choices: Choices, text: string): string | undefined =>
  Object.entries(choices).find(([key, choice]) =>
    [key, choice.nl, choice.en].some((name) => name.toLowerCase() === text.toLowerCase()),
  )?.[0]

/** The parts of a list; undefined when one of them is none of the words that it may hold. */
function listed(one: AnyField, parts: readonly string[]): readonly string[] | undefined {
  const choices = choicesOf(one)
  if (!choices) return parts
  const found = parts.flatMap((part) => chosen(choices, part) ?? [])
  return found.length === parts.length ? found : undefined
}

function choicesOf(one: AnyField): Choices | null {
  if (one === (Organisation.fields.roles as AnyField)) return organisationRoles
  if (one === (Organisation.fields.invoiceRoutes as AnyField)) return invoiceRoutes
  return one.choices
}

const yesNo: Readonly<Record<string, boolean>> = {
  ja: true,
  yes: true,
  true: true,
  '1': true,
  nee: false,
  no: false,
  false: false,
  '0': false,
}

const noteFor = (one: AnyField): RefusalCode =>
  one.kind === 'money'
    ? 'import.wrong-amount'
    : one.kind === 'integer'
      ? 'import.wrong-number'
      : one.kind === 'yes-no'
        ? 'import.wrong-yes-no'
        : 'import.wrong-choice'

function choicesIn(one: AnyField) {
  const names = Object.values(choicesOf(one) ?? {})
  return { values: words(names.map(({ nl }) => nl).join(', '), names.map(({ en }) => en).join(', ')) }
}

/** What zod found, in words for somebody with a spreadsheet open. */
function reasonFor(
  issue: { code?: string; maximum?: unknown; minimum?: unknown; format?: unknown } | undefined,
): Words {
  if (issue?.code === 'too_big')
    return words(
      `te lang of te groot: hooguit ${String(issue.maximum)}`,
      `too long or too large: at most ${String(issue.maximum)}`,
    )
  if (issue?.code === 'too_small')
    return words(
      `te kort of te klein: minstens ${String(issue.minimum)}`,
      `too short or too small: at least ${String(issue.minimum)}`,
    )
  if (issue?.format === 'email')
    return words(
      'dit is geen e-mailadres, zoals naam@voorbeeld.nl',
      'this is no e-mail address, such as name@example.com',
    )
  if (issue?.format === 'url')
    return words('dit is geen webadres; begin met https://', 'this is no web address; start with https://')
  return words('dit heeft niet de juiste vorm', 'this does not have the right form')
}

/** Values of one organisation in the order of the columns. */
export function writeRow(
  chosen: readonly Column[],
  row: Organisation & {
    managerEmail: string | null
    groupName: string | null
    address: Readonly<Record<string, string | null>> | null
  },
  lang: Lang,
): string[] {
  return chosen.map(({ key, of }) => {
    if (key === 'accountManager') return row.managerEmail ?? ''
    if (key === 'customerGroup') return row.groupName ?? ''
    if (key === 'addressCountry') return row.address?.country ?? ''
    if (of === 'address')
      return row.address?.[key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)] ?? ''
    return writeCell(key, row[key as keyof Organisation], lang)
  })
}

function writeCell(key: string, value: unknown, lang: Lang): string {
  if (value === null || value === undefined) return ''
  if (key === 'creditLimit') return decimalText(Number(value), 2).replace('.', lang === 'nl' ? ',' : '.')
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return say(value ? words('ja', 'yes') : words('nee', 'no'), lang)
  return String(value)
}
