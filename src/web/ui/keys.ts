/** The keys that work everywhere: `/`, `j`, `k`, `x`, `g o` and their like, and the list of them that `?` shows. */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { Words } from '../../base/words.ts'
import { scanGapMs } from './scanner.ts'

export type Shortcut = {
  /** One key, or two after each other: `j`, `?`, `g o`, `mod+k`. */
  readonly keys: string
  readonly says: Words
  readonly run: () => void
}

let shortcuts: readonly Shortcut[] = []
const watchers = new Set<() => void>()
let isSingleKeysOn = true

/** WCAG 2.1.4: who speaks to the machine, or whose hand trembles, can switch off keys without Ctrl. */
export const setSingleKeys = (isOn: boolean): void => void (isSingleKeysOn = isOn)

/** Makes keys work as long as the component stands; of two for one key the latest wins. */
export function useKeys(own: readonly Shortcut[]) {
  const run = useEffectEvent((index: number) => own[index]?.run())
  const signature = own.map((shortcut) => shortcut.keys).join('|')
  useEffect(() => {
    const mine = own.map((shortcut, index) => ({ ...shortcut, run: () => run(index) }))
    change([...shortcuts, ...mine])
    return () => change(shortcuts.filter((shortcut) => !mine.includes(shortcut)))
    // oxlint-disable-next-line react/exhaustive-deps -- which keys there are matters, not the closures
  }, [signature])
}

export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => shortcuts,
  )

function change(next: readonly Shortcut[]) {
  shortcuts = next
  for (const watcher of watchers) watcher()
}

/** Listens for the keys; stands once, in the shell. */
export function useKeyboard() {
  useEffect(() => {
    let first = ''
    let firstAt = 0
    let timer = 0
    let lastAt = -Infinity
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || event.key === 'Shift') return
      // A scanned code may hold a j or an x: a key counts when none comes before or after it as fast as a scanner types.
      const isScan = !event.repeat && event.timeStamp - lastAt < scanGapMs
      lastAt = event.timeStamp
      clearTimeout(timer)
      const pressed = event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key
      const isWithMod = pressed.startsWith('mod+')
      if (!isWithMod && (!isSingleKeysOn || isScan || isTyping(event.target) || isDialogOpen())) return
      const both = event.timeStamp - firstAt < 1200 ? `${first} ${pressed}` : ''
      const found = shortcuts.findLast(({ keys }) => keys === both || keys === pressed)
      first = pressed
      firstAt = event.timeStamp
      if (!found) return
      event.preventDefault()
      if (isWithMod || event.repeat) return found.run()
      timer = window.setTimeout(() => found.run(), scanGapMs)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))

const isDialogOpen = () => document.querySelector('[role="dialog"][aria-modal="true"]') !== null
