/** An invoice with its document, as its page shows it. */
import type { Answered } from '../calls.ts'

export type WholeInvoice = Answered<'GET /invoices/:invoice'>
