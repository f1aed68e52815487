/** Live updates: one stream per browser, however many tabs are open, shared by the tab that leads. */

export type LiveEvent = {
  readonly kind: string
  readonly about: string
  /** Happened just before this screen began: what it shows may have it or not. */
  readonly isEarlier?: boolean
}
/** `again` is open too, after a time in which something may have happened that nobody told. */
type Line = 'open' | 'again' | 'lost'

type Listener = { events: (events: readonly LiveEvent[]) => void; line: (line: Line) => void }

const channelName = 'pakhuis-live'
const longestRestMs = 30_000

/**
 * Starts listening; gives how to stop. A browser allows six connections to one host, so six tabs with a stream each
 * would freeze the program: a lock decides who leads, a channel tells the others. Where locks are missing (plain http
 * in a shop's own network) each tab has its own stream while it is visible.
 */
export function listenLive(listener: Listener): () => void {
  const stopping = new AbortController()
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(channelName) : null
  if (channel) channel.onmessage = ({ data }: MessageEvent<Message>) => deliver(listener, data)
  const lead = () => {
    const tell = (message: Message) => {
      deliver(listener, message)
      channel?.postMessage(message)
    }
    return openStream(tell, stopping.signal)
  }
  if (navigator.locks && channel) {
    navigator.locks.request(channelName, { signal: stopping.signal }, lead).catch((reason: unknown) => {
      if (!stopping.signal.aborted) throw reason
    })
  } else void lead()
  return () => {
    stopping.abort()
    channel?.close()
  }
}

type Message = { readonly events: readonly LiveEvent[] } | { readonly line: Line }

const deliver = (listener: Listener, message: Message) =>
  'events' in message ? listener.events(message.events) : listener.line(message.line)

/** How far back the server tells; whoever is older asks everything again. */
const mostAgeMs = 60_000

/** Keeps a stream open until told to stop, resting longer after each failure. */
async function openStream(tell: (message: Message) => void, signal: AbortSignal): Promise<void> {
  let hasOpened = false
  let failed = 0
  for (let rest = 1000; !signal.aborted; rest = Math.min(rest * 2, longestRestMs)) {
    await new Promise<void>((resolve) => {
      // A screen that just began is told what it may have missed; nothing it asked has to be asked again.
      const age = Math.ceil(performance.now())
      const isYoung = !hasOpened && age < mostAgeMs
      const source = new EventSource(isYoung ? `/api/live?age=${age}` : '/api/live')
      const end = () => {
        source.close()
        resolve()
      }
      signal.addEventListener('abort', end, { once: true })
      source.onopen = () => {
        rest = 1000
        failed = 0
        hasOpened = true
        tell({ line: isYoung ? 'open' : 'again' })
      }
      source.onmessage = ({ data }) => tell({ events: JSON.parse(String(data)) as LiveEvent[] })
      source.onerror = () => {
        // A stream also ends with a new session secret or a restart, and is back at once: only the second failure is told.
        if (++failed > 1 && !signal.aborted) tell({ line: 'lost' })
        end()
      }
    })
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, rest))
  }
}
