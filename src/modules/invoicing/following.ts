/** Invoices go along when their customer or organisation is merged, and back when that is undone. */
import type { Ctx } from '../../platform/context.ts'
import { moveInvoices } from './writes.ts'

/** Moves the working rows, or some of them back; answers which. */
export async function followInvoices(
  ctx: Ctx,
  kind: 'organisation' | 'contact',
  from: string,
  to: string,
  only: readonly string[] | null = null,
): Promise<string[]> {
  return (await moveInvoices(ctx, kind, from, to, only)).map(({ id }) => id)
}
