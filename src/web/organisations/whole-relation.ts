/** An organisation or a customer with everything around it, as the server answers it. */
import type { Answered } from '../calls.ts'

export type WholeOrganisation = Answered<'GET /organisations/:id'>
type WholeCustomer = Answered<'GET /customers/:id'>
/** What both have around them. */
export type Around = Pick<
  WholeOrganisation & WholeCustomer,
  'orders' | 'invoices' | 'mails' | 'totals' | 'merges'
>
