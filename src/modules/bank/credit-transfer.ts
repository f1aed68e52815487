/** A file of SEPA credit transfers (pain.001, versions 03 and 09): money back to customers, a batch per day. Pure. */
import type { Day } from '../../base/day.ts'
import type { Cents } from '../../base/money.ts'
import { branch, leaf } from '../../base/xml.ts'
import { batchId } from './direct-debit.ts'
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

export type Transfer = {
  readonly endToEnd: string
  readonly amount: Cents
  readonly day: Day
  readonly creditor: SepaParty
  readonly text: string
}

export type Transfers = {
  readonly messageId: string
  /** Local time of the business without a zone, '2026-11-22T10:00:00'. */
  readonly createdAt: string
  readonly debtor: SepaParty
  readonly transfers: readonly Transfer[]
}

export type TransferVersion = '03' | '09'

export function writeTransfers(file: Transfers, version: TransferVersion): string {
  const batches = grouped(file.transfers, ({ day }) => day)
  return documentOf(
    `pain.001.001.${version}`,
    branch('CstmrCdtTrfInitn', [
      branch('GrpHdr', [
        leaf('MsgId', sepaReference(file.messageId)),
        leaf('CreDtTm', file.createdAt),
        control(file.transfers.map(({ amount }) => amount)),
        branch('InitgPty', [leaf('Nm', sepaText(file.debtor.name, 70))]),
      ]),
      ...batches.map(([day, transfers], i) =>
        batchOf(file, day, transfers, batchId(file.messageId, i), version),
      ),
    ]),
  )
}

function batchOf(
  file: Transfers,
  day: Day,
  transfers: readonly Transfer[],
  id: string,
  version: TransferVersion,
): string {
  const bic = version === '03' ? 'BIC' : 'BICFI'
  return branch('PmtInf', [
    leaf('PmtInfId', id),
    leaf('PmtMtd', 'TRF'),
    leaf('BtchBookg', 'true'),
    control(transfers.map(({ amount }) => amount)),
    branch('PmtTpInf', [branch('SvcLvl', [leaf('Cd', 'SEPA')])]),
    version === '03' ? leaf('ReqdExctnDt', day) : branch('ReqdExctnDt', [leaf('Dt', day)]),
    partyOf('Dbtr', file.debtor),
    accountOf('DbtrAcct', file.debtor),
    agentOf('DbtrAgt', file.debtor, bic),
    leaf('ChrgBr', 'SLEV'),
    ...transfers.map((one) =>
      branch('CdtTrfTxInf', [
        branch('PmtId', [leaf('EndToEndId', sepaReference(one.endToEnd))]),
        branch('Amt', [leaf('InstdAmt', sepaAmount(one.amount, one.creditor.name), { Ccy: 'EUR' })]),
        one.creditor.bic ? agentOf('CdtrAgt', one.creditor, bic) : '',
        partyOf('Cdtr', one.creditor),
        accountOf('CdtrAcct', one.creditor),
        branch('RmtInf', [leaf('Ustrd', sepaText(one.text, 140))]),
      ]),
    ),
  ])
}
