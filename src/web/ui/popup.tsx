/** A button that opens a small panel beside it: the browser's own popover, which closes on Escape and on a click outside. */
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { placeBeside } from './beside.ts'
import styles from './popup.module.css'

type PopupProps = {
  /** What stands on the button. */
  children: ReactNode
  /** The button's name when it shows only an icon. */
  label?: string
  /** The panel, drawn while it is open; given how to close it. */
  panel: (close: () => void) => ReactNode
  /** Lines up with the button's right side instead of its left. */
  isEnd?: boolean
  /** A quiet button without a border. */
  isBare?: boolean
  isOff?: boolean
  className?: string | undefined
}

export function Popup({ children, label, panel, isEnd, isBare, isOff, className }: PopupProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const [from, panel] = [button.current, box.current]
    if (!isOpen || !from || !panel) return undefined
    // Placed again when what it holds has grown: a calendar comes a moment later.
    const watcher = new ResizeObserver(() =>
      placeBeside(panel, from.getBoundingClientRect(), { isEnd: isEnd ?? false }),
    )
    watcher.observe(panel)
    return () => watcher.disconnect()
  }, [isOpen, isEnd])
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? styles.button}
        data-bare={isBare || undefined}
        popoverTarget={id}
        disabled={isOff}
        // A dialog around it closes on Escape too, unless what has the focus says that it was meant for itself.
        data-mantine-stop-propagation={isOpen || undefined}
        aria-label={label}
        title={label}
      >
        {children}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className={styles.panel}
        onBeforeToggle={(event) => flushSync(() => setOpen(event.newState === 'open'))}
      >
        {isOpen && panel(() => box.current?.hidePopover())}
      </div>
    </>
  )
}

type PopupLineProps = { children: ReactNode; isChosen?: boolean; isOff?: boolean; onClick: () => void }

/** A line of a panel that does something. */
export function PopupLine({ children, isChosen, isOff, onClick }: PopupLineProps) {
  return (
    <button type="button" className={styles.line} aria-pressed={isChosen} disabled={isOff} onClick={onClick}>
      {children}
    </button>
  )
}

export function PopupTitle({ children }: { children: ReactNode }) {
  return <p className={styles.title}>{children}</p>
}
