/** Money that came in for orders, by provider or by hand. */
import { choice, day, link, money, text } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

export const paymentStates = {
  pending: words('In afwachting', 'Pending'),
  authorized: words('Toegezegd', 'Authorised'),
  captured: words('Ontvangen', 'Received'),
  failed: words('Mislukt', 'Failed'),
  cancelled: words('Vervallen', 'Cancelled'),
}

/** One attempt at paying, or one amount received; an order's money is the sum of all of them. */
export const Payment = record('payments', 'Betaling', 'Payment', {
  orderId: link('Bestelling', 'Order', 'orders', { fixed: true }),
  externalId: text('Kenmerk van de betaling', 'Reference of the payment').nullable(),
  method: text('Betaalwijze', 'Payment method'),
  methodTitle: text('Betaalwijze', 'Payment method'),
  captured: money('Ontvangen', 'Received').default(0),
  refunded: money('Terugbetaald', 'Refunded').default(0),
  state: choice('Status', 'Status', paymentStates),
  receivedDay: day('Ontvangen op', 'Received on').nullable(),
  source: choice('Bron', 'Source', {
    shop: words('Webshop', 'Webshop'),
    hand: words('Met de hand', 'By hand'),
    bank: words('Bank', 'Bank'),
  }),
  reference: text('Omschrijving', 'Description').nullable(),
})
export type Payment = Row<typeof Payment>

export const rights: Record<string, Words> = {
  'payments.see': words('Betalingen bekijken', 'View payments'),
  'payments.record': words('Betalingen vastleggen', 'Record payments'),
}

export const events: Record<string, Words> = {
  'payment.received': words('Betaling vastgelegd', 'Payment recorded'),
  'payment.changed': words('Betaling gewijzigd', 'Payment changed'),
}

export const refusals: Record<string, Words> = {
  'payment.already-paid': words(
    'Bestelling {number} is al betaald: er staat niets meer open. Er is niets vastgelegd.',
    'Order {number} has been paid already: nothing is due. Nothing was recorded.',
  ),
  'payment.day-to-come': words(
    'Deze dag moet nog komen. Kies de dag waarop het geld binnenkwam.',
    'This day has yet to come. Choose the day on which the money came in.',
  ),
  'payment.amount-wrong': words(
    'Een betaling is meer dan nul en hooguit {most, money}.',
    'A payment is more than zero and at most {most, money}.',
  ),
}
