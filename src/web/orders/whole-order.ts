/** An order with everything that its page shows. */
import type { Answered } from '../calls.ts'

export type WholeOrder = Answered<'GET /orders/:order'>

/** How many of a line the customer still has, and may bring back. */
export const mostBack = (line: WholeOrder['lines'][number]): number =>
  line.kind === 'goods' ? line.shipped - line.returned : 0

export const canReturn = (order: WholeOrder): boolean => order.lines.some((line) => mostBack(line) > 0)
