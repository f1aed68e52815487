/** A button that opens a small panel beside it: the browser's own popover, which closes on Escape and on a click outside. */
import { createContext, use, useEffect, useId, useRef, useState, type ReactNode } from 'react'
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

/** What a line of a panel does: the panel closes, and its button waits until the answer is there. */
const PanelContext = createContext<(work: () => unknown) => void>(() => undefined)

export function Popup({ children, label, panel, isEnd, isBare, isOff, className }: PopupProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [isBusy, setBusy] = useState(false)
  const close = () => box.current?.hidePopover()
  const run = (work: () => unknown) => {
    close()
    const doing = work()
    if (!(doing instanceof Promise)) return
    setBusy(true)
    // Whoever asked tells of a refusal.
    void Promise.allSettled([doing]).then(() => setBusy(false))
  }
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
        // Without its panel rather than disabled, so that the focus stays where it was.
        popoverTarget={isBusy ? undefined : id}
        aria-disabled={isBusy || undefined}
        aria-busy={isBusy || undefined}
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
        {isOpen && <PanelContext value={run}>{panel(close)}</PanelContext>}
      </div>
    </>
  )
}

type PopupLineProps = {
  children: ReactNode
  isChosen?: boolean
  isOff?: boolean
  /** Gives a promise when it asks something of the server: until the answer the panel does not open again. */
  onClick: () => unknown
}

/** A line of a panel that does something, and closes the panel. */
export function PopupLine({ children, isChosen, isOff, onClick }: PopupLineProps) {
  const run = use(PanelContext)
  return (
    <button
      type="button"
      className={styles.line}
      aria-pressed={isChosen}
      disabled={isOff}
      onClick={() => run(onClick)}
    >
      {children}
    </button>
  )
}

export function PopupTitle({ children }: { children: ReactNode }) {
  return <p className={styles.title}>{children}</p>
}
