/** An order with everything that its page shows. */
import type { Answered } from '../calls.ts'

export type WholeOrder = Answered<'GET /orders/:order'>
