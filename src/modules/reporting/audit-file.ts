/** XML Auditfile Financieel 4.0: sales, purchase, bank and memorial journals of a business and a year, in pieces so that none must be held whole. Pure. */
import type { Day } from '../../base/day.ts'
import { decimalText, sum, type Cents } from '../../base/money.ts'
import { branch, leaf } from '../../base/xml.ts'

export type AuditCompany = {
  readonly name: string
  readonly cocNumber: string | null
  readonly vatNumber: string | null
  readonly country: string
  readonly currency: string
  readonly street: string
  readonly houseNumber: string
  readonly postcode: string
  readonly city: string
}

/** A debit is positive and a credit negative; the lines of a transaction are nothing together. */
export type AuditLine = {
  readonly account: AccountId
  readonly amount: Cents
  readonly document: string
  readonly day: Day
  readonly text: string
  readonly party?: string | null
  readonly invoice?: string | null
  readonly bankAccount?: string | null
  readonly offsetAccount?: string | null
  readonly vat?: readonly { readonly id: string; readonly rate: number; readonly amount: Cents }[]
  /** What it was on paper, where that has another currency than the file; its side is that of the amount. */
  readonly foreign?: { readonly currency: string; readonly amount: Cents }
}
export type AuditTransaction = {
  readonly number: string
  readonly day: Day
  readonly text: string
  readonly lines: readonly AuditLine[]
}
export type AuditJournal = {
  readonly id: string
  readonly name: string
  readonly kind: 'S' | 'P' | 'B' | 'M'
  readonly offset: AccountId
}
export type AuditParty = {
  readonly id: string
  /** A customer, a supplier, or both at once. */
  readonly kind: 'C' | 'S' | 'B'
  readonly name: string
  readonly vatNumber: string | null
  readonly country: string | null
}

/** What VAT is called in the file, and whether it is owed, claimed back, or both as where it is reversed. */
export type VatCode = {
  readonly id: string
  readonly text: string
  readonly isOwed: boolean
  readonly isClaimed: boolean
}

/**
 * The accounts that our journals need; the merchant's own ledger may have others for them.
 * Name, kind, and code of the national reference chart (RGS); none where our account is no single one of that chart.
 */
const accounts = {
  '1100': ['Bank', 'B', 'BLimBanRba'],
  '1250': ['Kruisposten: vooruitbetaald, en ontvangen buiten de bank', 'B', 'BLimKru'],
  '1300': ['Debiteuren', 'B', 'BVorDebHad'],
  '1510': ['Af te dragen btw', 'B', 'BSchBepBtw'],
  '1520': ['Terug te vorderen btw', 'B', 'BSchBepBtw'],
  '1600': ['Crediteuren', 'B', 'BSchCreHac'],
  '2000': ['Vraagposten bank', 'B', null],
  '4900': ['Afgeschreven vorderingen', 'P', null],
  '7000': ['Inkopen en kosten', 'P', null],
  '8000': ['Omzet goederen en diensten', 'P', 'WOmz'],
  '8010': ['Verzend- en overige kosten in rekening gebracht', 'P', 'WOmz'],
  '8020': ['Kortingen', 'P', 'WOmz'],
} as const
export type AccountId = keyof typeof accounts

const namespace = 'http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0'

/** Adds up while transactions are written, for the totals stand before them in the file. */
export class AuditTotals {
  lines = 0
  debit: Cents = 0
  credit: Cents = 0
  readonly parties = new Map<string, AuditParty>()
  readonly vatCodes = new Map<string, VatCode>()

  /** Notes who is named in the file; who buys from us and sells to us is both. */
  meet(party: AuditParty): void {
    const known = this.parties.get(party.id)
    const kind = known && known.kind !== party.kind ? 'B' : party.kind
    this.parties.set(party.id, { ...(known?.country ? known : party), kind })
  }

  /** One transaction as XML; one that is not in balance is a fault of ours, never a file. */
  add(transaction: AuditTransaction): string {
    if (sum(transaction.lines.map(({ amount }) => amount)) !== 0)
      throw new Error(`transaction ${transaction.number} is not in balance`)
    const lines = transaction.lines.filter(({ amount }) => amount !== 0)
    for (const { amount } of lines) {
      this.lines += 1
      if (amount > 0) this.debit += amount
      else this.credit -= amount
    }
    return branch('transaction', [
      leaf('nr', transaction.number.slice(0, 35)),
      leaf('desc', transaction.text),
      leaf('periodNumber', String(Number(transaction.day.slice(5, 7)))),
      leaf('trDt', transaction.day),
      ...lines.map(lineOf),
    ])
  }
}

function lineOf(line: AuditLine, index: number): string {
  return branch('trLine', [
    leaf('nr', String(index + 1)),
    leaf('accID', line.account),
    leaf('docRef', line.document.slice(0, 255)),
    leaf('effDate', line.day),
    leaf('desc', line.text),
    ...signed('amnt', line.amount),
    leaf('custSupID', line.party ?? null),
    leaf('invRef', line.invoice ?? null),
    leaf('bankAccNr', line.bankAccount?.slice(0, 35) ?? null),
    leaf('offsetBankAccNr', line.offsetAccount?.slice(0, 35) ?? null),
    ...(line.vat ?? []).map(({ id, rate, amount }) =>
      branch('vat', [leaf('vatID', id), leaf('vatPerc', decimalText(rate, 2)), ...signed('vatAmnt', amount)]),
    ),
    line.foreign
      ? branch('currency', [
          leaf('curCode', line.foreign.currency),
          leaf('curAmnt', decimalText(Math.abs(line.foreign.amount), 2)),
        ])
      : '',
  ])
}

/** An amount without sign, and on which side it stands; nothing is a credit, as VAT of nothing is. */
const signed = (name: string, amount: Cents): string[] => [
  leaf(name, decimalText(Math.abs(amount), 2)),
  leaf(`${name}Tp`, amount > 0 ? 'D' : 'C'),
]

export const journalStart = ({ id, name, kind, offset }: AuditJournal): string =>
  `<journal>${leaf('jrnID', id)}${leaf('desc', name)}${leaf('jrnTp', kind)}${leaf('offsetAccID', offset)}`
export const journalEnd = '</journal>'

export type AuditHead = {
  readonly company: AuditCompany
  readonly year: number
  readonly created: Day
  readonly version: string
}

/** Everything before the first journal; written last, when the totals are known. */
export function auditStart({ company, year, created, version }: AuditHead, totals: AuditTotals): string {
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="${namespace}">`,
    branch('header', [
      leaf('fiscalYear', String(year)),
      leaf('startDate', `${year}-01-01`),
      leaf('endDate', `${year}-12-31`),
      leaf('curCode', company.currency),
      leaf('dateCreated', created),
      leaf('softwareDesc', 'Pakhuis'),
      leaf('softwareVersion', version.slice(0, 20)),
    ]),
    '<company>',
    leaf('Commercenr', company.cocNumber),
    leaf('companyName', company.name.slice(0, 255)),
    leaf('taxRegistrationCountry', company.country),
    leaf('taxRegIdent', company.vatNumber?.slice(0, 30) ?? 'ONBEKEND'),
    addressOf(company),
    branch('customersSuppliers', [...totals.parties.values()].map(partyOf)),
    branch(
      'generalLedger',
      Object.entries(accounts).map(([id, [name, kind, rgs]]) =>
        branch('ledgerAccount', [
          leaf('accID', id),
          leaf('accDesc', name),
          leaf('accTp', kind),
          leaf('RGScode', rgs),
        ]),
      ),
    ),
    branch(
      'vatCodes',
      [...totals.vatCodes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, { text, isOwed, isClaimed }]) =>
          branch('vatCode', [
            leaf('vatID', id),
            leaf('vatDesc', text),
            leaf('vatToPayAccID', isOwed ? '1510' : null),
            leaf('vatToClaimAccID', isClaimed ? '1520' : null),
          ]),
        ),
    ),
    branch(
      'periods',
      Array.from({ length: 12 }, (_, i) => periodOf(year, i + 1)),
    ),
    '<transactions>',
    leaf('linesCount', String(totals.lines)),
    leaf('totalDebit', decimalText(totals.debit, 2)),
    leaf('totalCredit', decimalText(totals.credit, 2)),
  ].join('')
}

export const auditEnd = '</transactions></company></auditfile>'

const addressOf = ({ street, houseNumber, city, postcode, country }: AuditCompany): string =>
  branch('streetAddress', [
    leaf('streetname', street.slice(0, 100)),
    leaf('number', houseNumber.slice(0, 15)),
    leaf('city', city.slice(0, 50)),
    leaf('postalCode', postcode.slice(0, 10)),
    leaf('country', country),
  ])

const partyOf = ({ id, kind, name, vatNumber, country }: AuditParty): string =>
  branch('customerSupplier', [
    leaf('custSupID', id),
    leaf('custSupName', name.slice(0, 50)),
    leaf('taxRegistrationCountry', country),
    leaf('taxRegIdent', vatNumber?.slice(0, 30) ?? null),
    leaf('custSupTp', kind),
  ])

function periodOf(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const start = `${year}-${String(month).padStart(2, '0')}`
  return branch('period', [
    leaf('periodNumber', String(month)),
    leaf('startDatePeriod', `${start}-01`),
    leaf('endDatePeriod', `${start}-${last}`),
  ])
}
