/** Tells a barcode scanner from a person at the keyboard, wherever the focus is. */
import { useEffect, useEffectEvent } from 'react'

/** A scanner's keys come closer together than this; 35 ms lost first digits on a busy machine. */
export const scanGapMs = 60
const shortest = 6

export type Burst = { readonly text: string; readonly at: number }
export const noBurst: Burst = { text: '', at: -Infinity }

/** What a key makes of the burst so far, and the scan that it ends, if it does. Pure. */
export function withKey(
  burst: Burst,
  key: string,
  at: number,
  gap = scanGapMs,
): { burst: Burst; scan: string | null } {
  const follows = at - burst.at <= gap
  if (isEnd(key)) {
    const isScan = follows && burst.text.length >= shortest
    return { burst: noBurst, scan: isScan ? burst.text : null }
  }
  if (key.length !== 1) return { burst: key === 'Shift' ? burst : noBurst, scan: null }
  return { burst: { text: follows ? burst.text + key : key, at }, scan: null }
}

/** Scanners end with Enter, Tab or a line feed, which browsers know as Ctrl J and open the downloads with. */
const isEnd = (key: string) => key === 'Enter' || key === 'Tab' || key === 'LineFeed'

/**
 * Hears scans in the capture phase: the ending key is swallowed, so no focused button is pressed, and the field that
 * had the focus gets back what it held. An element with `data-scan="field"` keeps its scans.
 */
export function useScanner(onScan: (code: string) => void, gap = scanGapMs) {
  const heard = useEffectEvent(onScan)
  useEffect(() => {
    let burst = noBurst
    let before: { field: HTMLInputElement | HTMLTextAreaElement; value: string } | null = null
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.metaKey) return
      const isLineFeed = event.ctrlKey && event.key.toLowerCase() === 'j'
      if (event.ctrlKey && !isLineFeed) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('[data-scan="field"]')) return
      const next = withKey(burst, isLineFeed ? 'LineFeed' : event.key, event.timeStamp, gap)
      if (next.burst.text.length === 1) before = fieldOf(target)
      burst = next.burst
      if (next.scan === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (before) restore(before.field, before.value)
      heard(next.scan)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [gap])
}

function fieldOf(target: Element | null) {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return isField ? { field: target, value: target.value } : null
}

/** Through the prototype's setter, because React ignores a value that was set on the element itself. */
function restore(field: HTMLInputElement | HTMLTextAreaElement, value: string) {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
