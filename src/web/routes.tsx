/** Every address of the back office and the screen it opens; screens are loaded when they are first asked for. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { ApiRefusal } from './api.ts'
import { activitySearch } from './activity/search.ts'
import { businessSearch } from './businesses/search.ts'
import { contractSearch } from './contract/search.ts'
import { connectSearch } from './connections/search.ts'
import { invoiceListSearch, lateSearch, printQueueSearch } from './invoices/search.ts'
import { outboxSearch } from './messages/search.ts'
import { customerPart } from './customers/search.ts'
import { OrdersPage } from './orders/orders-page.tsx'
import { newOrderSearch, orderListSearch } from './orders/search.ts'
import { exchangeSearch } from './organisations/exchange-search.ts'
import { mergeSearch } from './organisations/merge-search.ts'
import { organisationPart } from './organisations/organisation-search.ts'
import { organisationSearch } from './organisations/search.ts'
import { planningSearch } from './planning/search.ts'
import { productSearch } from './products/search.ts'
import { cache } from './queries.ts'
import { quoteListSearch } from './quotes/search.ts'
import { known, textSearch } from './records/search.ts'
import { shipmentListSearch } from './shipments/search.ts'
import { Root } from './root.tsx'
import { sessionOptions } from './session.ts'
import { Shell } from './shell/shell.tsx'
import { bankSearch } from './bank/search.ts'
import { reportSearch } from './reports/search.ts'
import { vatSearch } from './vat/search.ts'
import { taskListSearch } from './tasks/search.ts'
import { fetched } from './ui/fetched.ts'
import { NotFound, Trouble } from './ui/states.tsx'

const screen: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => fetched(load), name)

const root = createRootRoute({ component: Root, notFoundComponent: NotFoundAtRoot })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string } => ({
    to: isOwnAddress(search['to']) ? search['to'] : undefined,
  }),
  component: screen(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: screen(() => import('./sign-in/forgotten-page.tsx'), 'ForgottenPage'),
})
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: screen(() => import('./sign-in/new-password-page.tsx'), 'NewPasswordPage'),
})
const newEmail = createRoute({
  getParentRoute: () => root,
  path: '/new-email',
  component: screen(() => import('./sign-in/new-email-page.tsx'), 'NewEmailPage'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: screen(() => import('./sign-in/invitation-page.tsx'), 'InvitationPage'),
})
const viewInvoice = createRoute({
  getParentRoute: () => root,
  path: '/view-invoice',
  component: screen(() => import('./view-invoice/view-invoice-page.tsx'), 'ViewInvoicePage'),
})
const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  component: screen(() => import('./first-run/first-run-page.tsx'), 'FirstRunPage'),
})

const quoteDoor = createRoute({
  getParentRoute: () => root,
  path: '/quote',
  component: screen(() => import('./quotes/quote-door.tsx'), 'QuoteDoor'),
})

/** Everything behind the door. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  async beforeLoad({ location: asked }) {
    try {
      await cache.ensureQueryData(sessionOptions)
    } catch (error) {
      if (error instanceof ApiRefusal && error.status === 401) {
        throw redirect({ to: '/sign-in', search: asked.pathname === '/' ? {} : { to: asked.href } })
      }
      throw error
    }
  },
})
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/dashboard', replace: true })
  },
})
const orders = createRoute({
  getParentRoute: () => inside,
  path: '/orders',
  validateSearch: known(orderListSearch),
  // Comes with the program itself: most days begin here, and six files less are waited for.
  component: OrdersPage,
})
const newOrder = createRoute({
  getParentRoute: () => inside,
  path: '/orders/new',
  validateSearch: known(newOrderSearch),
  component: screen(() => import('./orders/new-order-page.tsx'), 'NewOrderPage'),
})
const order = createRoute({
  getParentRoute: () => inside,
  path: '/orders/$order',
  component: screen(() => import('./orders/order-page.tsx'), 'OrderPage'),
})
const planning = createRoute({
  getParentRoute: () => inside,
  path: '/planning',
  validateSearch: known(planningSearch),
  component: screen(() => import('./planning/week-page.tsx'), 'WeekPage'),
})
const planningDay = createRoute({
  getParentRoute: () => inside,
  path: '/planning/$day',
  component: screen(() => import('./planning/day-page.tsx'), 'DayPage'),
})
const shipments = createRoute({
  getParentRoute: () => inside,
  path: '/shipments',
  validateSearch: known(shipmentListSearch),
  component: screen(() => import('./shipments/shipments-page.tsx'), 'ShipmentsPage'),
})
const shippingRules = createRoute({
  getParentRoute: () => inside,
  path: '/shipping-rules',
  validateSearch: known(textSearch),
  component: screen(() => import('./shipping-rules/shipping-rules-page.tsx'), 'ShippingRulesPage'),
})
const shippingRule = createRoute({
  getParentRoute: () => inside,
  path: '/shipping-rules/$id',
  component: screen(() => import('./shipping-rules/shipping-rule-page.tsx'), 'ShippingRulePage'),
})
const planningPolicies = createRoute({
  getParentRoute: () => inside,
  path: '/planning-policies',
  component: screen(() => import('./planning-policies/planning-policies-page.tsx'), 'PlanningPoliciesPage'),
})
const planningMonth = createRoute({
  getParentRoute: () => inside,
  path: '/planning/month/$month',
  component: screen(() => import('./planning/month-page.tsx'), 'MonthPage'),
})
const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: screen(() => import('./account/account-page.tsx'), 'AccountPage'),
})

/** The office: what the shop is set up with, and what it leaves to do. */
const connections = createRoute({
  getParentRoute: () => inside,
  path: '/connections',
  component: screen(() => import('./connections/connections-page.tsx'), 'ConnectionsPage'),
})
const connect = createRoute({
  getParentRoute: () => inside,
  path: '/connections/new',
  validateSearch: known(connectSearch),
  component: screen(() => import('./connections/connect-page.tsx'), 'ConnectPage'),
})
const connection = createRoute({
  getParentRoute: () => inside,
  path: '/connections/$connection',
  component: screen(() => import('./connections/connection-page.tsx'), 'ConnectionPage'),
})
const tasks = createRoute({
  getParentRoute: () => inside,
  path: '/tasks',
  validateSearch: known(taskListSearch),
  component: screen(() => import('./tasks/tasks-page.tsx'), 'TasksPage'),
})
const channels = createRoute({
  getParentRoute: () => inside,
  path: '/channels',
  validateSearch: known(textSearch),
  component: screen(() => import('./channels/channels-page.tsx'), 'ChannelsPage'),
})
const channel = createRoute({
  getParentRoute: () => inside,
  path: '/channels/$id',
  component: screen(() => import('./channels/channel-page.tsx'), 'ChannelPage'),
})
const apps = createRoute({
  getParentRoute: () => inside,
  path: '/apps',
  component: screen(() => import('./apps/apps-page.tsx'), 'AppsPage'),
})
const contract = createRoute({
  getParentRoute: () => inside,
  path: '/contract',
  validateSearch: known(contractSearch),
  component: screen(() => import('./contract/contract-page.tsx'), 'ContractPage'),
})
const businesses = createRoute({
  getParentRoute: () => inside,
  path: '/businesses',
  validateSearch: known(textSearch),
  component: screen(() => import('./businesses/businesses-page.tsx'), 'BusinessesPage'),
})
const business = createRoute({
  getParentRoute: () => inside,
  path: '/businesses/$id',
  validateSearch: known(businessSearch),
  component: screen(() => import('./businesses/business-page.tsx'), 'BusinessPage'),
})
const brands = createRoute({
  getParentRoute: () => inside,
  path: '/brands',
  validateSearch: known(textSearch),
  component: screen(() => import('./brands/brands-page.tsx'), 'BrandsPage'),
})
const brand = createRoute({
  getParentRoute: () => inside,
  path: '/brands/$id',
  component: screen(() => import('./brands/brand-page.tsx'), 'BrandPage'),
})
const priceRules = createRoute({
  getParentRoute: () => inside,
  path: '/price-rules',
  validateSearch: known(textSearch),
  component: screen(() => import('./price-rules/price-rules-page.tsx'), 'PriceRulesPage'),
})
const priceRule = createRoute({
  getParentRoute: () => inside,
  path: '/price-rules/$id',
  component: screen(() => import('./price-rules/price-rule-page.tsx'), 'PriceRulePage'),
})
const organisations = createRoute({
  getParentRoute: () => inside,
  path: '/organisations',
  validateSearch: known(organisationSearch),
  component: screen(() => import('./organisations/organisations-page.tsx'), 'OrganisationsPage'),
})
const organisation = createRoute({
  getParentRoute: () => inside,
  path: '/organisations/$id',
  validateSearch: known(organisationPart),
  component: screen(() => import('./organisations/organisation-page.tsx'), 'OrganisationPage'),
})
const duplicates = createRoute({
  getParentRoute: () => inside,
  path: '/organisations/duplicates',
  component: screen(() => import('./organisations/duplicates-page.tsx'), 'DuplicatesPage'),
})
const exchange = createRoute({
  getParentRoute: () => inside,
  path: '/organisations/exchange',
  validateSearch: known(exchangeSearch),
  component: screen(() => import('./organisations/exchange-page.tsx'), 'ExchangePage'),
})
const mergeOrganisations = createRoute({
  getParentRoute: () => inside,
  path: '/organisations/merge',
  validateSearch: known(mergeSearch),
  component: screen(() => import('./organisations/merge-page.tsx'), 'MergeOrganisationsPage'),
})
const mergeCustomers = createRoute({
  getParentRoute: () => inside,
  path: '/customers/merge',
  validateSearch: known(mergeSearch),
  component: screen(() => import('./organisations/merge-page.tsx'), 'MergeCustomersPage'),
})
const labels = createRoute({
  getParentRoute: () => inside,
  path: '/labels',
  component: screen(() => import('./labels/labels-page.tsx'), 'LabelsPage'),
})
const customerGroups = createRoute({
  getParentRoute: () => inside,
  path: '/customer-groups',
  validateSearch: known(textSearch),
  component: screen(() => import('./customer-groups/customer-groups-page.tsx'), 'CustomerGroupsPage'),
})
const customerGroup = createRoute({
  getParentRoute: () => inside,
  path: '/customer-groups/$id',
  component: screen(() => import('./customer-groups/customer-group-page.tsx'), 'CustomerGroupPage'),
})
const products = createRoute({
  getParentRoute: () => inside,
  path: '/products',
  validateSearch: known(productSearch),
  component: screen(() => import('./products/products-page.tsx'), 'ProductsPage'),
})
const newProduct = createRoute({
  getParentRoute: () => inside,
  path: '/products/new',
  component: screen(() => import('./products/product-page.tsx'), 'NewProductPage'),
})
const product = createRoute({
  getParentRoute: () => inside,
  path: '/products/$product',
  component: screen(() => import('./products/product-page.tsx'), 'ProductPage'),
})
const customers = createRoute({
  getParentRoute: () => inside,
  path: '/customers',
  validateSearch: known(textSearch),
  component: screen(() => import('./customers/customers-page.tsx'), 'CustomersPage'),
})
const newCustomer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/new',
  component: screen(() => import('./customers/customer-page.tsx'), 'NewCustomerPage'),
})
const customer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/$customer',
  validateSearch: known(customerPart),
  component: screen(() => import('./customers/customer-page.tsx'), 'CustomerPage'),
})
const invoices = createRoute({
  getParentRoute: () => inside,
  path: '/invoices',
  validateSearch: known(invoiceListSearch),
  component: screen(() => import('./invoices/invoices-page.tsx'), 'InvoicesPage'),
})
const invoice = createRoute({
  getParentRoute: () => inside,
  path: '/invoices/$invoice',
  component: screen(() => import('./invoices/invoice-page.tsx'), 'InvoicePage'),
})
const quotes = createRoute({
  getParentRoute: () => inside,
  path: '/quotes',
  validateSearch: known(quoteListSearch),
  component: screen(() => import('./quotes/quotes-page.tsx'), 'QuotesPage'),
})
const quote = createRoute({
  getParentRoute: () => inside,
  path: '/quotes/$quote',
  component: screen(() => import('./quotes/quote-page.tsx'), 'QuotePage'),
})
const lateInvoices = createRoute({
  getParentRoute: () => inside,
  path: '/late-invoices',
  validateSearch: known(lateSearch),
  component: screen(() => import('./invoices/late-page.tsx'), 'LatePage'),
})
const printQueue = createRoute({
  getParentRoute: () => inside,
  path: '/print-queue',
  validateSearch: known(printQueueSearch),
  component: screen(() => import('./invoices/print-queue-page.tsx'), 'PrintQueuePage'),
})
const reminderSettings = createRoute({
  getParentRoute: () => inside,
  path: '/reminder-settings',
  component: screen(() => import('./invoices/reminder-settings-page.tsx'), 'ReminderSettingsPage'),
})
const messages = createRoute({
  getParentRoute: () => inside,
  path: '/messages',
  validateSearch: known(outboxSearch),
  component: screen(() => import('./messages/outbox-page.tsx'), 'OutboxPage'),
})
const message = createRoute({
  getParentRoute: () => inside,
  path: '/messages/$message',
  component: screen(() => import('./messages/message-page.tsx'), 'MessagePage'),
})
const mailTemplates = createRoute({
  getParentRoute: () => inside,
  path: '/mail-templates',
  component: screen(() => import('./messages/templates-page.tsx'), 'TemplatesPage'),
})
const mailTemplate = createRoute({
  getParentRoute: () => inside,
  path: '/mail-templates/$event/$language',
  component: screen(() => import('./messages/template-page.tsx'), 'TemplatePage'),
})
const textBlocks = createRoute({
  getParentRoute: () => inside,
  path: '/text-blocks',
  validateSearch: known(textSearch),
  component: screen(() => import('./text-blocks/text-blocks-page.tsx'), 'TextBlocksPage'),
})
const textBlock = createRoute({
  getParentRoute: () => inside,
  path: '/text-blocks/$id',
  component: screen(() => import('./text-blocks/text-block-page.tsx'), 'TextBlockPage'),
})
const users = createRoute({
  getParentRoute: () => inside,
  path: '/users',
  validateSearch: known(textSearch),
  component: screen(() => import('./users/users-page.tsx'), 'UsersPage'),
})
const newUser = createRoute({
  getParentRoute: () => inside,
  path: '/users/new',
  component: screen(() => import('./users/user-page.tsx'), 'InvitePage'),
})
const user = createRoute({
  getParentRoute: () => inside,
  path: '/users/$user',
  component: screen(() => import('./users/user-page.tsx'), 'UserPage'),
})
const roles = createRoute({
  getParentRoute: () => inside,
  path: '/roles',
  component: screen(() => import('./roles/roles-page.tsx'), 'RolesPage'),
})
const newRole = createRoute({
  getParentRoute: () => inside,
  path: '/roles/new',
  component: screen(() => import('./roles/role-page.tsx'), 'NewRolePage'),
})
const role = createRoute({
  getParentRoute: () => inside,
  path: '/roles/$role',
  component: screen(() => import('./roles/role-page.tsx'), 'RolePage'),
})
const apiKeys = createRoute({
  getParentRoute: () => inside,
  path: '/api-keys',
  component: screen(() => import('./api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
})
const newApiKey = createRoute({
  getParentRoute: () => inside,
  path: '/api-keys/new',
  component: screen(() => import('./api-keys/new-key-page.tsx'), 'NewKeyPage'),
})
const bank = createRoute({
  getParentRoute: () => inside,
  path: '/bank',
  validateSearch: known(bankSearch),
  component: screen(() => import('./bank/bank-page.tsx'), 'BankPage'),
})
const purchaseInvoices = createRoute({
  getParentRoute: () => inside,
  path: '/purchase-invoices',
  component: screen(() => import('./purchase-invoices/purchase-invoices-page.tsx'), 'PurchaseInvoicesPage'),
})
const reports = createRoute({
  getParentRoute: () => inside,
  path: '/reports',
  validateSearch: known(reportSearch),
  component: screen(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
})
const vat = createRoute({
  getParentRoute: () => inside,
  path: '/vat',
  validateSearch: known(vatSearch),
  component: screen(() => import('./vat/vat-page.tsx'), 'VatPage'),
})
const activity = createRoute({
  getParentRoute: () => inside,
  path: '/activity',
  validateSearch: known(activitySearch),
  component: screen(() => import('./activity/activity-page.tsx'), 'ActivityPage'),
})
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  validateSearch: known(textSearch),
  component: screen(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})
const locations = createRoute({
  getParentRoute: () => inside,
  path: '/locations',
  validateSearch: known(textSearch),
  component: screen(() => import('./locations/locations-page.tsx'), 'LocationsPage'),
})
const location = createRoute({
  getParentRoute: () => inside,
  path: '/locations/$id',
  component: screen(() => import('./locations/location-page.tsx'), 'LocationPage'),
})
const dashboard = createRoute({
  getParentRoute: () => inside,
  path: '/dashboard',
  component: screen(() => import('./dashboard/dashboard-page.tsx'), 'DashboardPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgotten,
    newPassword,
    newEmail,
    invitation,
    viewInvoice,
    firstRun,
    quoteDoor,
    inside.addChildren([
      home,
      orders,
      newOrder,
      order,
      planning,
      planningDay,
      planningMonth,
      shipments,
      shippingRules,
      shippingRule,
      planningPolicies,
      dashboard,
      locations,
      location,
      account,
      connections,
      connect,
      connection,
      tasks,
      channels,
      channel,
      apps,
      contract,
      businesses,
      business,
      organisations,
      organisation,
      duplicates,
      exchange,
      mergeOrganisations,
      mergeCustomers,
      labels,
      customerGroups,
      customerGroup,
      brands,
      brand,
      priceRules,
      priceRule,
      products,
      newProduct,
      product,
      customers,
      newCustomer,
      customer,
      invoices,
      invoice,
      lateInvoices,
      printQueue,
      reminderSettings,
      quotes,
      quote,
      messages,
      message,
      mailTemplates,
      mailTemplate,
      textBlocks,
      textBlock,
      users,
      newUser,
      user,
      roles,
      newRole,
      role,
      apiKeys,
      newApiKey,
      bank,
      purchaseInvoices,
      reports,
      vat,
      activity,
      settings,
    ]),
  ]),
  // Another row is another page: what was asked, typed or shown of the one before goes with it.
  defaultRemountDeps: ({ params }) => params,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 15_000,
  defaultErrorComponent: ({ error, reset }) => <Trouble error={error} retry={reset} level={1} />,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** An address of ours, never another site's: `//evil.example` begins with a slash as well. */
const isOwnAddress = (to: unknown): to is string => typeof to === 'string' && /^\/(?![/\\])/.test(to)

function NotFoundAtRoot() {
  return (
    <main>
      <NotFound />
    </main>
  )
}
