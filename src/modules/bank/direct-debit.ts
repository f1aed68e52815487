/** A file of SEPA direct debits (pain.008, versions 02 and 08): a batch per day, sequence and scheme. Pure. */
import type { Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import { branch, leaf } from '../../base/xml.ts'
import {
  accountOf,
  agentOf,
  control,
  documentOf,
  grouped,
  partyOf,
  sepaAmount,
  sepaReference,
  sepaText,
  type SepaParty,
} from './sepa.ts'

/** FRST the first of a mandate, RCUR a later one, OOFF of a mandate for once, FNAL the last. */
export type Sequence = 'FRST' | 'RCUR' | 'OOFF' | 'FNAL'

export type Collection = {
  readonly endToEnd: string
  readonly amount: Cents
  readonly day: Day
  readonly sequence: Sequence
  readonly mandate: string
  readonly mandateDay: Day
  readonly debtor: SepaParty
  readonly text: string
}

export type DirectDebits = {
  readonly messageId: string
  /** Local time of the business without a zone, '2026-11-22T10:00:00'. */
  readonly createdAt: string
  readonly creditor: SepaParty & { readonly creditorId: string }
  readonly scheme: 'CORE' | 'B2B'
  readonly collections: readonly Collection[]
}

export type DirectDebitVersion = '02' | '08'

export function writeDirectDebits(file: DirectDebits, version: DirectDebitVersion): string {
  const bic = version === '02' ? 'BIC' : 'BICFI'
  const batches = grouped(file.collections, ({ day, sequence }) => `${day} ${sequence}`)
  return documentOf(
    `pain.008.001.${version}`,
    branch('CstmrDrctDbtInitn', [
      branch('GrpHdr', [
        leaf('MsgId', sepaReference(file.messageId)),
        leaf('CreDtTm', file.createdAt),
        control(file.collections.map(({ amount }) => amount)),
        branch('InitgPty', [leaf('Nm', sepaText(file.creditor.name, 70))]),
      ]),
      ...batches.map(([, collections], i) => batchOf(file, collections, batchId(file.messageId, i), bic)),
    ]),
  )
}

/** What the bank names on its statement when it books a batch as one amount. */
export const batchId = (messageId: string, index: number): string =>
  `${sepaReference(messageId).slice(0, 31)}-${index + 1}`

function batchOf(
  file: DirectDebits,
  collections: readonly Collection[],
  id: string,
  bic: 'BIC' | 'BICFI',
): string {
  const { day, sequence } = collections[0]!
  return branch('PmtInf', [
    leaf('PmtInfId', id),
    leaf('PmtMtd', 'DD'),
    leaf('BtchBookg', 'true'),
    control(collections.map(({ amount }) => amount)),
    branch('PmtTpInf', [
      branch('SvcLvl', [leaf('Cd', 'SEPA')]),
      branch('LclInstrm', [leaf('Cd', file.scheme)]),
      leaf('SeqTp', sequence),
    ]),
    leaf('ReqdColltnDt', day),
    partyOf('Cdtr', file.creditor),
    accountOf('CdtrAcct', file.creditor),
    agentOf('CdtrAgt', file.creditor, bic),
    leaf('ChrgBr', 'SLEV'),
    branch('CdtrSchmeId', [
      branch('Id', [
        branch('PrvtId', [
          branch('Othr', [leaf('Id', file.creditor.creditorId), branch('SchmeNm', [leaf('Prtry', 'SEPA')])]),
        ]),
      ]),
    ]),
    ...collections.map((one) => collectionOf(one, bic)),
  ])
}

const collectionOf = (one: Collection, bic: 'BIC' | 'BICFI'): string =>
  branch('DrctDbtTxInf', [
    branch('PmtId', [leaf('EndToEndId', sepaReference(one.endToEnd))]),
    leaf('InstdAmt', sepaAmount(one.amount, one.debtor.name), { Ccy: 'EUR' }),
    branch('DrctDbtTx', [
      branch('MndtRltdInf', [leaf('MndtId', sepaReference(one.mandate)), leaf('DtOfSgntr', one.mandateDay)]),
    ]),
    agentOf('DbtrAgt', one.debtor, bic),
    partyOf('Dbtr', one.debtor),
    accountOf('DbtrAcct', one.debtor),
    branch('RmtInf', [leaf('Ustrd', sepaText(one.text, 140))]),
  ])
