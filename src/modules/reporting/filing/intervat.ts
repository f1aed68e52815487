/** Files for Intervat, the Belgian portal: the periodic return (NewTVA-in 0.9) and the intra-Community listing (NewICO-in 0.9). Pure. */
import { decimalText, sum, type Cents } from '../../../base/money.ts'
import { splitVatNumber } from '../../../base/vat-number.ts'
import { branch, leaf } from '../../../base/xml.ts'
import type { GridLine } from '../belgian-return.ts'
import type { FilingPeriod } from './period.ts'

export type Declarant = {
  /** Ten digits, without the letters of the country. */
  readonly number: string
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly email: string | null
  readonly phone: string | null
}

export type ReturnAsked = {
  /** What 72 says is paid back, instead of kept for the next return. */
  readonly restitution: boolean
  /** No customer stands in the yearly listing; asked with the last return of the year. */
  readonly noCustomers: boolean
}

const common = 'http://www.minfin.fgov.be/InputCommon'

/** The grids that hold something; a return of nothing says that nothing is owed. */
export function intervatReturn(
  declarant: Declarant,
  period: FilingPeriod,
  lines: readonly GridLine[],
  asked: ReturnAsked,
): string {
  const amounts = lines
    .map(({ box, base, vat }) => ({ grid: Number(box), amount: base ?? vat ?? 0 }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => a.grid - b.grid)
  const owed = amounts.length > 0 ? amounts : [{ grid: 71, amount: 0 }]
  return file(
    'VATConsignment',
    'VATDeclarationsNbr',
    branch(
      'VATDeclaration',
      [
        declarantOf(declarant),
        periodOf(period),
        branch(
          'Data',
          owed.map(({ grid, amount }) =>
            leaf('Amount', decimalText(amount, 2), { GridNumber: String(grid) }),
          ),
        ),
        leaf('ClientListingNihil', yesNo(asked.noCustomers)),
        `<Ask Restitution="${yesNo(asked.restitution)}" Payment="NO"/>`,
      ],
      { SequenceNumber: '1' },
    ),
  )
}

export type ListedSupply = { readonly number: string; readonly code: 'L' | 'S'; readonly amount: Cents }

export function intervatListing(
  declarant: Declarant,
  period: FilingPeriod,
  supplies: readonly ListedSupply[],
): string {
  return file(
    'IntraConsignment',
    'IntraListingsNbr',
    branch(
      'IntraListing',
      [
        declarantOf(declarant),
        periodOf(period),
        ...supplies.map((supply, at) => clientOf(supply, String(at + 1))),
      ],
      {
        SequenceNumber: '1',
        ClientsNbr: String(supplies.length),
        AmountSum: decimalText(sum(supplies.map(({ amount }) => amount)), 2),
      },
    ),
  )
}

const file = (root: string, counter: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${branch(root, [content], {
    xmlns: `http://www.minfin.fgov.be/${root}`,
    'xmlns:common': common,
    [counter]: '1',
  })}\n`

const yesNo = (is: boolean): string => (is ? 'YES' : 'NO')

/** An address or telephone number that the schema would not take is left out: both are optional. */
const declarantOf = ({ number, name, street, postcode, city, email, phone }: Declarant): string =>
  branch('Declarant', [
    leaf('common:VATNumber', number),
    leaf('common:Name', name.slice(0, 200)),
    leaf('common:Street', street.slice(0, 200)),
    leaf('common:PostCode', postcode.slice(0, 15)),
    leaf('common:City', city.slice(0, 184)),
    leaf('common:CountryCode', 'BE'),
    leaf(
      'common:EmailAddress',
      email && /^[a-zA-Z0-9_.-]+@[a-zA-Z0-9_.-]+\.[a-zA-Z]{2,5}$/.test(email) ? email : null,
    ),
    leaf('common:Phone', phone && /^\+?[0-9 -]{1,20}$/.test(phone) ? phone : null),
  ])

const periodOf = ({ year, month, quarter }: FilingPeriod): string =>
  branch('Period', [
    leaf('Month', month === null ? null : String(month)),
    leaf('Quarter', quarter === null ? null : String(quarter)),
    leaf('Year', String(year)),
  ])

function clientOf({ number, code, amount }: ListedSupply, sequence: string): string {
  const buyer = splitVatNumber(number)!
  return branch(
    'IntraClient',
    [
      leaf('CompanyVATNumber', buyer.number, { issuedBy: buyer.country }),
      leaf('Code', code),
      leaf('Amount', decimalText(amount, 2)),
    ],
    { SequenceNumber: sequence },
  )
}
