/** Turns away a sale that no invoice can be made of, before anything is decided about it. */
import { isDay } from '../../../base/day.ts'
import { refuseField } from '../../../base/refusal.ts'
import type { Sale, SaleLine } from './sale.ts'

export function checkSale(sale: Sale): void {
  if (!isDay(sale.day)) refuseField('day', 'tax.unreadable-day', { day: sale.day })
  if (sale.lines.length === 0) refuseField('lines', 'tax.no-lines')
  sale.lines.forEach(checkLine)
  notNegative('orderDiscount', sale.orderDiscount)
  notNegative('shipping', sale.shipping)
  sale.prepaid?.forEach((amount, i) => notNegative(`prepaid.${i}`, amount))
  if (sale.cashStep !== undefined && sale.cashStep < 1) refuseField('cashStep', 'tax.bad-cash-step')
}

function checkLine(line: SaleLine, i: number): void {
  if (line.quantity < 0) refuseField(`lines.${i}.quantity`, 'tax.negative-quantity', { line: line.id })
  notNegative(`lines.${i}.unitPrice`, line.unitPrice)
  notNegative(`lines.${i}.margin.purchasePrice`, line.margin?.purchasePrice)
  const { discount } = line
  if (!discount) return
  if ('amount' in discount) notNegative(`lines.${i}.discount.amount`, discount.amount)
  else if (discount.percent < 0 || discount.percent > 10_000)
    refuseField(`lines.${i}.discount.percent`, 'tax.discount-out-of-range', { line: line.id })
}

function notNegative(field: string, amount: number | undefined): void {
  if (amount !== undefined && amount < 0) refuseField(field, 'tax.negative-amount')
}
