/** What live updates do to a screen: answers that are no longer true are asked again, but never one by one in a flood. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { listenLive, type LiveEvent } from '../live.ts'
import { forget } from '../queries.ts'

const restMs = 1500
/** What comes in within so many milliseconds is looked at together: a catch-up tells of thousands in a second. */
const gatherMs = 50
const mostNews = 500

/** Which addresses an event makes untrue, by the noun before the dot; without a line here it is the noun's plural. */
const touched: Record<string, readonly string[]> = {
  order: ['/orders/views', '/planning', '/dashboard'],
  payment: ['/orders/views', '/payments', '/dashboard'],
  stock: ['/products', '/orders/views'],
  planning: ['/planning'],
  // The page of an order waits for its labels.
  shipment: ['/shipments', '/orders/:order/shipments'],
  business: ['/businesses'],
  contact: ['/customers'],
  'channel-location': ['/channel-locations'],
  message: ['/messages', '/orders/:order/messages'],
  app: ['/apps', '/session'],
  contract: ['/contract'],

  session: [],
}

let news: readonly LiveEvent[] = []
const watchers = new Set<() => void>()

/** Stands once, in the shell. Gives whether the connection is gone. */
export function useLiveUpdates(): { isLost: boolean } {
  const client = useQueryClient()
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    let arrived: LiveEvent[] = []
    let waiting = new Set<string>()
    let [reading, resting] = [0, 0]
    const refresh = () => {
      const prefixes = [...waiting]
      waiting = new Set()
      resting = 0
      void forget(client, prefixes)
    }
    const read = () => {
      const events = arrived
      arrived = []
      reading = 0
      for (const event of events) {
        const noun = event.kind.split('.')[0] ?? ''
        for (const prefix of touched[noun] ?? [`/${noun}s`]) waiting.add(prefix)
        if (event.about) waiting.add(`/${noun}s/${event.about}`)
        // No news to whom it may stand before already: the list itself is asked again.
        if (event.isEarlier) waiting.add(`/${noun}s`)
      }
      const fresh = events.filter(({ isEarlier }) => !isEarlier)
      if (fresh.length > 0) tell([...news, ...fresh].slice(-mostNews))
      resting ||= window.setTimeout(refresh, restMs)
    }
    const stop = listenLive({
      events(events) {
        arrived.push(...events)
        reading ||= window.setTimeout(read, gatherMs)
      },
      line(line) {
        // What happened while the line was down is not told.
        if (line === 'again') void client.invalidateQueries()
        setLost(line === 'lost')
      },
    })
    return () => {
      stop()
      clearTimeout(reading)
      clearTimeout(resting)
    }
  }, [client])
  return { isLost }
}

/**
 * What happened since the list was last read; the list says so and waits, for rows must not move under the pointer.
 * `isReading` while it is asked again, for whatever reason: what was told before that is no news once it is there.
 */
export function useNews(
  isAbout: (event: LiveEvent) => boolean,
  isReading: boolean,
): { events: readonly LiveEvent[]; read: () => void } {
  const all = useSyncExternalStore(watch, () => news)
  const before = useRef<ReadonlySet<LiveEvent>>(new Set())
  useEffect(() => {
    if (isReading) before.current = new Set(news.filter(isAbout))
    else if (before.current.size > 0) tell(news.filter((event) => !before.current.has(event)))
  }, [isReading, isAbout])
  return { events: all.filter(isAbout), read: () => tell(news.filter((event) => !isAbout(event))) }
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

function tell(next: readonly LiveEvent[]) {
  news = next
  for (const watcher of watchers) watcher()
}
