/** The register of everything there is: actions, the words of every area, and the workflows. */
import * as activity from '../modules/activity/actions.ts'
import * as activitySchema from '../modules/activity/schema.ts'
import * as apps from '../modules/apps/actions.ts'
import * as appsSchema from '../modules/apps/schema.ts'
import * as bank from '../modules/bank/actions.ts'
import * as collecting from '../modules/bank/actions/collecting.ts'
import * as bankSchema from '../modules/bank/schema.ts'
import * as catalog from '../modules/catalog/actions.ts'
import * as catalogSchema from '../modules/catalog/schema.ts'
import * as channels from '../modules/channels/actions.ts'
import * as channelsSchema from '../modules/channels/schema.ts'
import * as invoicing from '../modules/invoicing/actions.ts'
import * as credits from '../modules/invoicing/actions/credits.ts'
import * as invoicePreview from '../modules/invoicing/actions/preview.ts'
import * as deliveries from '../modules/invoicing/actions/deliveries.ts'
import * as writeOffs from '../modules/invoicing/actions/write-offs.ts'
import * as reminders from '../modules/invoicing/actions/reminders.ts'
import * as eInvoices from '../modules/invoicing/actions/e-invoice.ts'
import * as vat from '../modules/invoicing/actions/vat.ts'
import * as invoicingSchema from '../modules/invoicing/schema.ts'
import * as deliverySchema from '../modules/invoicing/schema/deliveries.ts'
import * as reminderSchema from '../modules/invoicing/schema/reminders.ts'
import * as contents from '../modules/fulfilment/actions/contents.ts'
import * as labels from '../modules/fulfilment/actions/labels.ts'
import * as leaving from '../modules/fulfilment/actions/leaving.ts'
import * as manifests from '../modules/fulfilment/actions/manifests.ts'
import * as shippingSettings from '../modules/fulfilment/actions/settings.ts'
import * as shipments from '../modules/fulfilment/actions/shipments.ts'
import * as fulfilmentSchema from '../modules/fulfilment/schema.ts'
import * as locations from '../modules/locations/actions.ts'
import * as locationsSchema from '../modules/locations/schema.ts'
import * as messages from '../modules/messages/actions.ts'
import * as messagesSchema from '../modules/messages/schema.ts'
import * as orders from '../modules/orders/actions.ts'
import * as orderAddresses from '../modules/orders/actions/addresses.ts'
import * as savedViews from '../modules/orders/actions/saved-views.ts'
import * as ordersSchema from '../modules/orders/schema.ts'
import * as organisations from '../modules/organisations/actions.ts'
import * as relationAddresses from '../modules/organisations/actions/addresses.ts'
import * as ownBusinesses from '../modules/organisations/actions/businesses.ts'
import * as credit from '../modules/organisations/actions/credit.ts'
import * as contract from '../modules/organisations/actions/contract.ts'
import * as customers from '../modules/organisations/actions/customers.ts'
import * as exchange from '../modules/organisations/actions/exchange.ts'
import * as merges from '../modules/organisations/actions/merge.ts'
import * as relations from '../modules/organisations/actions/organisations.ts'
import * as relationLabels from '../modules/organisations/actions/relation-labels.ts'
import * as contractSchema from '../modules/organisations/schema/contract.ts'
import * as organisationsSchema from '../modules/organisations/schema.ts'
import * as payments from '../modules/payments/actions.ts'
import * as paymentsSchema from '../modules/payments/schema.ts'
import * as planning from '../modules/planning/actions.ts'
import * as planningSchema from '../modules/planning/schema.ts'
import * as settings from '../modules/settings/actions.ts'
import * as appSwitches from '../modules/settings/actions/apps.ts'
import * as settingsSchema from '../modules/settings/schema.ts'
import * as stock from '../modules/stock/actions.ts'
import * as stockSchema from '../modules/stock/schema.ts'
import * as exchangeRates from '../modules/tax/actions/exchange-rates.ts'
import * as taxNumbers from '../modules/tax/actions/numbers.ts'
import * as taxPolicy from '../modules/tax/actions/policy.ts'
import * as taxTables from '../modules/tax/actions/tables.ts'
import * as taxSchema from '../modules/tax/schema.ts'
import * as taxRecords from '../modules/tax/schema/records.ts'
import * as accessTokens from '../modules/users/actions/access-tokens.ts'
import * as apiKeys from '../modules/users/actions/api-keys.ts'
import * as emailChange from '../modules/users/actions/email-change.ts'
import * as passkeys from '../modules/users/actions/passkeys.ts'
import * as passwordReset from '../modules/users/actions/password-reset.ts'
import * as people from '../modules/users/actions/people.ts'
import * as quotes from '../modules/quotes/actions.ts'
import * as quotesSchema from '../modules/quotes/schema.ts'
import * as reporting from '../modules/reporting/actions.ts'
import * as auditFiles from '../modules/reporting/actions/audit-files.ts'
import * as numberSeries from '../modules/reporting/actions/number-series.ts'
import * as taxFilings from '../modules/reporting/actions/filing.ts'
import * as purchaseInvoices from '../modules/reporting/actions/purchases.ts'
import * as filingSchema from '../modules/reporting/schema/filing.ts'
import * as purchaseSchema from '../modules/reporting/schema/purchases.ts'
import * as taxReturns from '../modules/reporting/actions/returns.ts'
import * as reportingSchema from '../modules/reporting/schema.ts'
import * as roles from '../modules/users/actions/roles.ts'
import * as secondFactor from '../modules/users/actions/second-factor.ts'
import * as session from '../modules/users/actions/session.ts'
import * as firstRun from '../modules/users/actions/first-run.ts'
import * as usersSchema from '../modules/users/schema.ts'
import * as runSchema from '../platform/runs.ts'
import * as taskSchema from '../platform/tasks.ts'
import type { Workflow } from '../platform/workflow.ts'
import {
  guardFromTheStart,
  sealActivityLog,
  sweepTheDoor,
  verifyActivityLog,
} from '../workflows/guard-activity-log.ts'
import {
  checkAtTaxPoint,
  checkDueNumbers,
  checkVatNumber,
  checkWhenConnected,
  noteOrganisationNumbers,
  noteOwnNumbers,
} from '../workflows/check-vat-numbers.ts'
import { compareOrderVat, compareWhenChecked } from '../workflows/compare-order-vat.ts'
import { finishPlanned, withdrawCancelled } from '../workflows/finish-planning.ts'
import * as orderMails from '../workflows/mail-customers/asking.ts'
import { mailCustomers, withdrawWhenUnplanned } from '../workflows/mail-customers/mail-customers.ts'
import { followInvoiceMails, mailInvoices } from '../workflows/mail-customers/mail-invoices.ts'
import { mailReminders } from '../workflows/mail-customers/mail-reminders.ts'
import { printReminders, printWhenReminded } from '../workflows/remind-late/print-reminders.ts'
import { remindFromTheStart, remindLate } from '../workflows/remind-late/remind-on-schedule.ts'
import { deliverPrinted } from '../workflows/deliver-invoices/deliver-printed.ts'
import { followEInvoices, followEInvoicing } from '../workflows/deliver-invoices/follow-e-invoices.ts'
import { printPost } from '../workflows/deliver-invoices/print-post.ts'
import { sendOverPeppol } from '../workflows/deliver-invoices/send-over-peppol.ts'
import * as bankFiles from '../workflows/make-bank-files.ts'
import * as bankLines from '../workflows/match-bank-lines/asking.ts'
import { mailUsers } from '../workflows/mail-users.ts'
import { followCarriers, followParcels } from '../workflows/follow-parcels.ts'
import * as mergeRelations from '../workflows/merge-relations.ts'
import { importOrganisations } from '../workflows/import-organisations.ts'
import * as cancelOrders from '../workflows/cancel-orders.ts'
import * as quoteAnswers from '../workflows/sell-by-hand/answer-quotes.ts'
import * as handOrders from '../workflows/sell-by-hand/enter-orders.ts'
import { printQuotes } from '../workflows/sell-by-hand/print-quotes.ts'
import { watchQuotes, watchQuotesFromTheStart } from '../workflows/sell-by-hand/watch-quotes.ts'
import * as quoteWriting from '../workflows/sell-by-hand/write-quotes.ts'
import { confirmQuotes, mailQuotes, remindOfQuotes } from '../workflows/mail-customers/mail-quotes.ts'
import { invoiceAtMoment } from '../workflows/invoice-at-moment.ts'
import * as draftEditing from '../workflows/edit-draft-invoice.ts'
import { settleHandPayment, settlePaidOrder } from '../workflows/settle-paid-invoices.ts'
import { writeAuditFile } from '../workflows/write-audit-file.ts'
import * as takeBackGoods from '../workflows/take-back-goods.ts'
import * as loseParcels from '../workflows/lose-parcels.ts'
import { watchCreditLimits } from '../workflows/watch-credit-limits.ts'
import { watchDistanceSales } from '../workflows/watch-distance-sales.ts'
import { learnNewNames } from '../workflows/learn-names.ts'
import { offerStock, offerWhenFree, offerWhenLinked } from '../workflows/offer-stock.ts'
import { planManyOrders } from '../workflows/plan-many-orders.ts'
import {
  followAddresses,
  labelShipment,
  takeLabelBack,
} from '../workflows/print-and-label/label-shipments.ts'
import { printInvoicesAndStickers } from '../workflows/print-and-label/print-invoices-and-stickers.ts'
import { proposeADay } from '../workflows/propose-a-day.ts'
import { printFinalInvoice, printWhenFinal } from '../workflows/print-final-invoices.ts'
import { syncArticles } from '../workflows/take-in-orders/sync-articles.ts'
import {
  retryOrder,
  sweepLastWeek,
  sweepOpenOrders,
  syncOrders,
} from '../workflows/take-in-orders/sync-orders.ts'
import { sendMessage } from '../workflows/send-message.ts'
import { sendManifests } from '../workflows/send-manifests.ts'
import { tellShopOfShipment } from '../workflows/tell-shop-of-shipment.ts'
import { tellDelays, tellDelaysFromTheStart } from '../workflows/tell-delays.ts'
import * as shopStock from '../workflows/tell-shops-of-stock.ts'
import { testConnection, testWhenAsked } from '../workflows/test-connections.ts'
import * as sealedSecrets from './sealed-secrets.ts'
import * as selfCheck from './self-check.ts'
import * as words from './words.ts'
import { checkEveryNight, checkFromTheStart } from './self-check.ts'

export const register = {
  accessTokens,
  activity,
  apiKeys,
  apps,
  appSwitches,
  cancelOrders,
  auditFiles,
  bank,
  bankFiles,
  bankLines,
  catalog,
  channels,
  collecting,
  credits,
  eInvoices,
  contract,
  credit,
  customers,
  deliveries,
  draftEditing,
  emailChange,
  exchange,
  exchangeRates,
  firstRun,
  handOrders,
  invoicePreview,
  invoicing,
  contents,
  labels,
  leaving,
  locations,
  loseParcels,
  messages,
  manifests,
  mergeRelations,
  numberSeries,
  merges,
  orderAddresses,
  orderMails,
  orders,
  organisations,
  ownBusinesses,
  passkeys,
  passwordReset,
  payments,
  people,
  planning,
  purchaseInvoices,
  quoteAnswers,
  quotes,
  quoteWriting,
  relationAddresses,
  relationLabels,
  relations,
  reminders,
  reporting,
  roles,
  savedViews,
  sealedSecrets,
  secondFactor,
  selfCheck,
  session,
  settings,
  shipments,
  shippingSettings,
  shopStock,
  stock,
  takeBackGoods,
  taxFilings,
  taxNumbers,
  taxPolicy,
  taxReturns,
  taxTables,
  vat,
  words,
  writeOffs,
}

export const schemas: readonly object[] = [
  activitySchema,
  appsSchema,
  bankSchema,
  catalogSchema,
  channelsSchema,
  invoicingSchema,
  deliverySchema,
  reminderSchema,
  fulfilmentSchema,
  locationsSchema,
  messagesSchema,
  ordersSchema,
  contractSchema,
  organisationsSchema,
  paymentsSchema,
  planningSchema,
  quotesSchema,
  runSchema,
  sealedSecrets,
  selfCheck,
  filingSchema,
  purchaseSchema,
  reportingSchema,
  settingsSchema,
  stockSchema,
  taskSchema,
  taxRecords,
  taxSchema,
  usersSchema,
]

export const workflows: readonly Workflow[] = [
  confirmQuotes,
  mailQuotes,
  printQuotes,
  remindOfQuotes,
  watchQuotes,
  watchQuotesFromTheStart,
  mailReminders,
  printReminders,
  printWhenReminded,
  remindFromTheStart,
  remindLate,
  deliverPrinted,
  followEInvoices,
  followEInvoicing,
  followInvoiceMails,
  printPost,
  sendOverPeppol,
  importOrganisations,
  watchCreditLimits,
  watchDistanceSales,
  settleHandPayment,
  settlePaidOrder,
  invoiceAtMoment,
  writeAuditFile,
  checkAtTaxPoint,
  checkDueNumbers,
  checkVatNumber,
  checkWhenConnected,
  compareOrderVat,
  compareWhenChecked,
  noteOrganisationNumbers,
  noteOwnNumbers,
  followCarriers,
  followParcels,
  mailCustomers,
  mailInvoices,
  mailUsers,
  sendMessage,
  withdrawWhenUnplanned,
  finishPlanned,
  withdrawCancelled,
  followAddresses,
  labelShipment,
  takeLabelBack,
  printInvoicesAndStickers,
  sendManifests,
  tellShopOfShipment,
  tellDelays,
  tellDelaysFromTheStart,
  shopStock.noteChannelChange,
  shopStock.noteProductChange,
  shopStock.noteStockChange,
  shopStock.tellShopOfStock,
  checkEveryNight,
  checkFromTheStart,
  printFinalInvoice,
  printWhenFinal,
  guardFromTheStart,
  sealActivityLog,
  sweepTheDoor,
  verifyActivityLog,
  learnNewNames,
  offerStock,
  offerWhenFree,
  offerWhenLinked,
  planManyOrders,
  proposeADay,
  retryOrder,
  sweepLastWeek,
  sweepOpenOrders,
  syncArticles,
  syncOrders,
  testConnection,
  testWhenAsked,
]
