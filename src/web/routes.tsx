/** Every address of the back office and the screen it opens; screens are loaded when they are first asked for. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { ApiRefusal } from './api.ts'
import { orderListSearch } from './orders/search.ts'
import { planningSearch } from './planning/search.ts'
import { cache } from './queries.ts'
import { Root } from './root.tsx'
import { sessionOptions } from './session.ts'
import { Shell } from './shell/shell.tsx'
import { NotFound, Trouble } from './ui/states.tsx'

const root = createRootRoute({ component: Root, notFoundComponent: NotFoundAtRoot })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string } => ({
    to: isOwnAddress(search['to']) ? search['to'] : undefined,
  }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: lazyRouteComponent(() => import('./sign-in/forgotten-page.tsx'), 'ForgottenPage'),
})
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('./sign-in/new-password-page.tsx'), 'NewPasswordPage'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./sign-in/invitation-page.tsx'), 'InvitationPage'),
})
const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  component: lazyRouteComponent(() => import('./first-run/first-run-page.tsx'), 'FirstRunPage'),
})

/** Everything behind the door. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  async beforeLoad({ location }) {
    try {
      await cache.ensureQueryData(sessionOptions)
    } catch (error) {
      if (error instanceof ApiRefusal && error.status === 401) {
        throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } })
      }
      throw error
    }
  },
})
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/orders', replace: true })
  },
})
const orders = createRoute({
  getParentRoute: () => inside,
  path: '/orders',
  validateSearch: orderListSearch,
  component: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
})
const order = createRoute({
  getParentRoute: () => inside,
  path: '/orders/$order',
  component: lazyRouteComponent(() => import('./orders/order-page.tsx'), 'OrderPage'),
})
const planning = createRoute({
  getParentRoute: () => inside,
  path: '/planning',
  validateSearch: planningSearch,
  component: lazyRouteComponent(() => import('./planning/week-page.tsx'), 'WeekPage'),
})
const planningDay = createRoute({
  getParentRoute: () => inside,
  path: '/planning/$day',
  component: lazyRouteComponent(() => import('./planning/day-page.tsx'), 'DayPage'),
})
const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgotten,
    newPassword,
    invitation,
    firstRun,
    inside.addChildren([home, orders, order, planning, planningDay, account]),
  ]),
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
