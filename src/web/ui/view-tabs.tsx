/** The views of a list as tabs, each with how many rows wait in it. */
import { Link, type LinkProps } from '@tanstack/react-router'
import { useLayoutEffect, useRef } from 'react'
import { useFormat } from './lang.tsx'
import styles from './view-tabs.module.css'

export type View = {
  readonly id: string
  readonly label: string
  /** Undefined while not known; a capped count ends in a plus. */
  readonly count: number | undefined
  readonly link: Pick<LinkProps, 'to' | 'search' | 'params'>
}

/** Counts stop here: `10.000+` says enough and costs nothing at a million orders. */
const capped = 10_000

export function ViewTabs({
  label,
  views,
  current,
}: {
  label: string
  views: readonly View[]
  current: string
}) {
  const format = useFormat()
  const bar = useRef<HTMLElement>(null)
  const isCounted = views.some(({ count }) => count !== undefined)
  // On a phone the tabs are wider than the screen: the one that is open stands in sight, also once counts widen them.
  useLayoutEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>('[aria-current]')
    if (!bar.current || !tab) return
    const [start, end] = [tab.offsetLeft - bar.current.offsetLeft, tab.offsetLeft + tab.offsetWidth]
    if (start < bar.current.scrollLeft || end - bar.current.offsetLeft > reach(bar.current))
      bar.current.scrollLeft = start - (bar.current.clientWidth - tab.offsetWidth) / 2
  }, [current, isCounted])
  return (
    <nav ref={bar} className={styles.tabs} aria-label={label}>
      {views.map((view) => (
        <Link
          key={view.id}
          {...view.link}
          aria-current={view.id === current ? 'page' : undefined}
          resetScroll={false}
          // A tab without search words is not the same place as one with them.
          activeOptions={{ exact: true }}
        >
          {view.label}
          {view.count !== undefined && (
            <span>{view.count >= capped ? `${format.count(capped)}+` : format.count(view.count)}</span>
          )}
        </Link>
      ))}
    </nav>
  )
}

const reach = (bar: HTMLElement) => bar.scrollLeft + bar.clientWidth
