/** Where a small panel stands: under what opened it, above it when there is more room there, always inside the window. */

const gap = 4
const leastRoom = 220

export function placeBeside(
  panel: HTMLElement,
  from: DOMRect,
  { isEnd = false, isAsWide = false }: { isEnd?: boolean; isAsWide?: boolean } = {},
): void {
  const { style } = panel
  if (isAsWide) style.width = `${from.width}px`
  const below = innerHeight - from.bottom - 2 * gap
  const above = from.top - 2 * gap
  const isAbove = below < Math.min(leastRoom, panel.scrollHeight) && above > below
  style.maxHeight = `${isAbove ? above : below}px`
  style.top = isAbove ? 'auto' : `${from.bottom + gap}px`
  style.bottom = isAbove ? `${innerHeight - from.top + gap}px` : 'auto'
  const width = panel.offsetWidth
  const left = isEnd ? from.right - width : from.left
  // Of the window without its scroll bar, under which the end of each line would lie.
  const room = document.body.clientWidth
  style.left = `${Math.max(gap, Math.min(left, room - width - gap))}px`
}
