/** A button that opens a small panel beside it: the browser's own popover, which closes on Escape and on a click outside. */
import { useId, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
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
  className?: string | undefined
}

const gap = 4

export function Popup({ children, label, panel, isEnd, isBare, className }: PopupProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const place = () => {
    const from = button.current?.getBoundingClientRect()
    const style = box.current?.style
    if (!from || !style || !box.current) return
    const width = box.current.offsetWidth
    const left = isEnd ? from.right - width : from.left
    style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`
    style.top = `${from.bottom + gap}px`
    style.maxHeight = `${innerHeight - from.bottom - 2 * gap}px`
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? styles.button}
        data-bare={isBare || undefined}
        popoverTarget={id}
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
        onToggle={(event) => event.newState === 'open' && place()}
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
