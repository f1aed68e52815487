/** Writes down what was declared of a period, and what suppliers charged. */
import type { NewRow } from '../../base/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { change, insert } from '../../platform/rows.ts'
import { ClosedPeriod } from './schema.ts'
import { FilingDetails } from './schema/filing.ts'
import { PurchaseInvoice } from './schema/purchases.ts'

export const insertClosed = (ctx: Ctx, closed: NewRow<typeof ClosedPeriod>) =>
  insert(ctx, ClosedPeriod, closed)
export const insertPurchase = (ctx: Ctx, purchase: NewRow<typeof PurchaseInvoice>) =>
  insert(ctx, PurchaseInvoice, purchase)
export const insertDetails = (ctx: Ctx, details: NewRow<typeof FilingDetails>) =>
  insert(ctx, FilingDetails, details)
export const changeDetails = (ctx: Ctx, id: string, details: Partial<NewRow<typeof FilingDetails>>) =>
  change(ctx, FilingDetails, id, details)
