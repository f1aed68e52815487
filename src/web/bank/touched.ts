/** What is no longer true once a bank line was matched or taken back. */
export const touchedByMatch = [
  '/bank-lines',
  '/invoices',
  '/orders',
  '/payments',
  '/tasks',
  '/refunds',
  '/bank-files',
]
