/** What a cold start asks for side by side: who is signed in, the screen's own file, and the first rows of the orders. */
import { listAsked, orderListSearch } from './orders/search.ts'
import { askPages, cache } from './queries.ts'
import type { router } from './routes.tsx'
import { sessionOptions } from './session.ts'

/** Without it each waits for the one before: the screen for the session, the rows for the screen. */
export function askAhead(from: typeof router): void {
  const matches = from.matchRoutes(from.latestLocation)
  if (!matches.some(({ routeId }) => routeId === '/inside')) {
    // The head of the page asks who is signed in. Nobody reads that at the door, and the browser would keep it for the first
    // who asks: after coming in that is the answer of before.
    fetch('/api/session').catch(() => undefined)
    return
  }
  void cache.prefetchQuery(sessionOptions)
  for (const { routeId, search } of matches) {
    const screen = from.routesById[routeId as keyof typeof from.routesById].options.component
    if (screen && 'preload' in screen) void screen.preload?.()
    if (routeId === '/inside/orders') askPages('GET /orders', listAsked(orderListSearch(search)))
  }
}
