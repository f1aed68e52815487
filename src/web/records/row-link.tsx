/** The link by which a row of a list or a card opens: an ordinary one, that does not watch whether its screen stands already. */
import { useRouter, type LinkProps } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

type RowLinkProps = { link: Pick<LinkProps, 'to' | 'params'>; children: ReactNode }

/** Of the router's own links each works out anew where it leads at every press on a tab or a filter: fifty of them tell. */
export function RowLink({ link, children }: RowLinkProps) {
  const router = useRouter()
  const readAhead = () => void router.preloadRoute(link)
  const follow = (event: MouseEvent) => {
    // With a key held the browser opens another tab.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate(link)
  }
  return (
    <a
      href={router.buildLocation(link).href}
      onClick={follow}
      onMouseEnter={readAhead}
      onFocus={readAhead}
      onTouchStart={readAhead}
    >
      {children}
    </a>
  )
}
