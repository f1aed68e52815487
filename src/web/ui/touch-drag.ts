/** Moving a card with a finger: hold it, carry it over a column, let go. The browser's own dragging knows the mouse only. */

type TouchDrag = {
  readonly element: HTMLElement
  /** The finger holds the card, or holds it no more. */
  readonly held: (isHeld: boolean) => void
  /** The column that the finger is over, or none. */
  readonly over: (column: HTMLElement | null) => void
  readonly drop: (column: HTMLElement) => void
}

/** As long as a long press takes on a tablet; who moves sooner scrolls. */
const holdMs = 350
/** A finger is never quite still. */
const stillPx = 10
/** So near the edge of the board, it scrolls along. */
const edgePx = 48

export function draggableByTouch({ element, held, over, drop }: TouchDrag): () => void {
  let from: { x: number; y: number; scrolled: number } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isHeld = false
  let column: HTMLElement | null = null
  const strip = element.closest<HTMLElement>('[role="group"]')

  function start(event: TouchEvent) {
    const [finger] = event.touches
    if (event.touches.length > 1 || !finger || isOnButton(event.target)) return end()
    from = { x: finger.clientX, y: finger.clientY, scrolled: strip?.scrollLeft ?? 0 }
    timer = setTimeout(() => hold(true), holdMs)
  }
  function move(event: TouchEvent) {
    const [finger] = event.touches
    if (!from || !finger) return
    const [x, y] = [finger.clientX - from.x, finger.clientY - from.y]
    if (!isHeld) return Math.hypot(x, y) > stillPx ? end() : undefined
    event.preventDefault()
    scrollNear(finger.clientX)
    element.style.transform = `translate(${x + (strip?.scrollLeft ?? 0) - from.scrolled}px, ${y}px)`
    column = columnAt(finger.clientX, finger.clientY)
    over(column)
  }
  function letGo() {
    const to = isHeld ? column : null
    end()
    if (to) drop(to)
  }
  function end() {
    clearTimeout(timer)
    from = null
    if (isHeld) hold(false)
  }
  function hold(isNow: boolean) {
    isHeld = isNow
    column = null
    // What hangs under the finger must not be found under it.
    Object.assign(element.style, isNow ? carried : still)
    over(null)
    held(isNow)
  }
  function scrollNear(x: number) {
    if (!strip) return
    const { left, right } = strip.getBoundingClientRect()
    if (x < left + edgePx) strip.scrollBy({ left: -edgePx / 4 })
    if (x > right - edgePx) strip.scrollBy({ left: edgePx / 4 })
  }
  // A long press would open the browser's menu of the link on the card, and begin its own dragging where there is one.
  const keepOff = (event: Event) => (from ? event.preventDefault() : undefined)

  const listening = new AbortController()
  const { signal } = listening
  element.addEventListener('touchstart', start, { passive: true, signal })
  element.addEventListener('touchmove', move, { passive: false, signal })
  element.addEventListener('touchend', letGo, { signal })
  element.addEventListener('touchcancel', end, { signal })
  element.addEventListener('contextmenu', keepOff, { signal })
  element.addEventListener('dragstart', keepOff, { capture: true, signal })
  return () => {
    end()
    listening.abort()
  }
}

const carried = { zIndex: '5', pointerEvents: 'none', opacity: '0.9', boxShadow: 'var(--mantine-shadow-md)' }
const still = { zIndex: '', pointerEvents: '', opacity: '', boxShadow: '', transform: '' }

const isOnButton = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button') !== null

const columnAt = (x: number, y: number) =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('section[data-column]') ?? null
