/** What is left to pay: after what was paid before, and rounded when it is paid in cash. */
import { divide, sum } from '../../../base/money.ts'
import type { Cents } from '../../../base/money.ts'
import type { Totals, VatGroup } from './decision.ts'
import type { Sale } from './sale.ts'

export function totalsOf(sale: Sale, vat: readonly VatGroup[]): Totals {
  const net = sum(vat.map((group) => group.base))
  const tax = sum(vat.map((group) => group.vat))
  const gross = net + tax
  const prepaid = sum(sale.prepaid ?? [])
  const open = gross - prepaid
  const payable = sale.cashStep === undefined ? open : toStep(open, sale.cashStep)
  return { net, vat: tax, gross, prepaid, rounding: payable - open, payable }
}

const toStep = (amount: Cents, step: Cents): Cents => Number(divide(BigInt(amount), BigInt(step))) * step
