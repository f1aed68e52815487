/** By which routes a document goes to its customer, and what may be done with a delivery. Pure. */
import type { Invoice } from '../schema.ts'
import type { DeliveryState, InvoiceDelivery, InvoiceRoute } from '../schema/deliveries.ts'

/** What was agreed with an organisation; anybody else gets the PDF by e-mail. */
export const routesOf = (
  organisation: { readonly invoiceRoutes: readonly string[] } | null,
): InvoiceRoute[] => (organisation ? (organisation.invoiceRoutes as InvoiceRoute[]) : ['email-pdf'])

export const isByMail = (route: InvoiceRoute): boolean => route === 'email-pdf' || route === 'email-ubl'

/** The mail that a document travels with. */
export const mailOf = (
  invoice: Pick<Invoice, 'kind' | 'isDeposit'>,
): 'invoice.sent' | 'invoice.credited' | 'invoice.deposit' =>
  invoice.kind === 'credit-note' ? 'invoice.credited' : invoice.isDeposit ? 'invoice.deposit' : 'invoice.sent'

/** Where a delivery can come from each state; what arrived stays arrived. */
const next: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  queued: ['sending', 'sent', 'delivered', 'refused', 'unknown', 'cancelled', 'kept'],
  sending: ['queued', 'sent', 'delivered', 'refused', 'unknown', 'cancelled', 'kept'],
  unknown: ['queued', 'sending', 'sent', 'delivered', 'refused'],
  // A network can still give back what it took.
  sent: ['delivered', 'refused'],
  refused: ['queued', 'sending', 'sent', 'delivered'],
  cancelled: ['queued', 'sending', 'sent'],
  kept: ['queued', 'sending', 'sent', 'refused', 'cancelled'],
  delivered: [],
}

export const mayBecome = (from: DeliveryState, to: DeliveryState): boolean => next[from].includes(to)

/** What the buttons ask before the server is asked; null is yes, a refusal's code is why not. */
export const can = {
  retry: ({ state }: Pick<InvoiceDelivery, 'state'>): string | null =>
    ['refused', 'unknown', 'cancelled', 'kept'].includes(state) ? null : 'delivery.not-refused',
  send: (
    invoice: Pick<Invoice, 'number'>,
    deliveries: readonly Pick<InvoiceDelivery, 'route' | 'state'>[],
    route: InvoiceRoute,
  ): string | null =>
    !invoice.number
      ? 'invoice.not-final-yet'
      : deliveries.some((one) => one.route === route && ['queued', 'sending', 'unknown'].includes(one.state))
        ? 'delivery.under-way'
        : null,
}

/** Whose field a finding is about, by the beginning of its path. */
export const sideOf = (path: string): 'buyer' | 'seller' | 'document' =>
  path.startsWith('buyer') ? 'buyer' : path.startsWith('seller') ? 'seller' : 'document'
