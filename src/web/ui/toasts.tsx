/** Short messages at the bottom right: what was done, with a way back, what could not be done, how far a job is. */
import { X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useSay } from './lang.tsx'
import styles from './toasts.module.css'
import { ui } from './words.ts'

const undoMs = 8000
const usualMs = 4000
const mostShown = 3

type Undo = { readonly label: string; readonly run: () => void }
type Toast = {
  readonly id: string
  readonly text: ReactNode
  readonly isWarning?: boolean
  readonly undo?: Undo | undefined
  /** How full the bar is, 0 to 1. */
  readonly part?: number | undefined
  readonly after?: ReactNode
  /** Null stays until it is closed. */
  readonly closeMs: number | null
}

let toasts: readonly Toast[] = []
const watchers = new Set<() => void>()
let made = 0

/** Tells what was done; with `undo` it stays eight seconds. */
export const told = (text: ReactNode, undo?: Undo): void =>
  put({ id: `told-${made++}`, text, undo, closeMs: undo ? undoMs : usualMs })

/**
 * Tells what could not be done; stays until it is closed, for it must be read, or until the same is tried again: what
 * it said of `about` is then no longer so.
 */
export const warned = (text: ReactNode, about: string = String(made++)): void =>
  put({ id: warningOf(about), text, isWarning: true, closeMs: null })

/** It is tried again. */
export const unwarned = (about: string): void => drop(warningOf(about))

const warningOf = (about: string) => `warned-${about}`

export type Progressing = {
  readonly done: number
  readonly total: number
  readonly text: ReactNode
  readonly after?: ReactNode
}

/** How far a job is; shown again under the same id as it goes on, and left standing when there is something to read. */
export function progressed(id: string, { done, total, text, after }: Progressing): void {
  const isDone = done >= total
  put({
    id,
    text,
    part: isDone ? undefined : done / Math.max(total, 1),
    after: isDone ? after : null,
    closeMs: isDone && !after ? usualMs : null,
  })
}

function put(toast: Toast) {
  const isKnown = toasts.some((one) => one.id === toast.id)
  change(isKnown ? toasts.map((one) => (one.id === toast.id ? toast : one)) : [...toasts, toast])
}

function drop(id: string) {
  if (toasts.some((one) => one.id === id)) change(toasts.filter((one) => one.id !== id))
}

function change(next: readonly Toast[]) {
  toasts = next
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** Where they stand; once, at the root. Told politely, warnings at once. */
export function Toasts() {
  const all = useSyncExternalStore(watch, () => toasts)
  const shown = all.slice(-mostShown)
  return (
    <div className={styles.toasts}>
      <div role="status">
        {shown
          .filter((toast) => !toast.isWarning)
          .map((toast) => (
            <One key={toast.id} toast={toast} />
          ))}
      </div>
      <div role="alert">
        {shown
          .filter((toast) => toast.isWarning)
          .map((toast) => (
            <One key={toast.id} toast={toast} />
          ))}
      </div>
    </div>
  )
}

/** The clock stands still while the pointer or the focus is on it (WCAG 2.2.1). */
function One({ toast }: { toast: Toast }) {
  const say = useSay()
  const [isHeld, setHeld] = useState(false)
  const left = useRef(toast.closeMs)
  useEffect(() => void (left.current = toast.closeMs), [toast.closeMs])
  useEffect(() => {
    if (isHeld || left.current === null) return
    const began = performance.now()
    const timer = setTimeout(() => drop(toast.id), left.current)
    return () => {
      clearTimeout(timer)
      if (left.current !== null) left.current = Math.max(left.current - (performance.now() - began), 1000)
    }
  }, [isHeld, toast.id, toast.closeMs])
  return (
    <div
      className={styles.toast}
      data-warning={toast.isWarning || undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles.text}>
        {toast.text}
        {toast.part !== undefined && <progress value={toast.part} aria-label={say(ui.loading)} />}
        {toast.after}
      </div>
      {toast.undo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => {
            drop(toast.id)
            toast.undo?.run()
          }}
        >
          {toast.undo.label}
        </button>
      )}
      <button
        type="button"
        className={styles.close}
        aria-label={say(ui.close)}
        onClick={() => drop(toast.id)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  )
}
