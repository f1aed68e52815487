/** Holds a form back while a field of it shows what could not be read: what the field held before would be sent instead. */
import { useEffect, useRef, type RefObject } from 'react'

const unread = new Set<HTMLInputElement>()

/** For the field's input; sending its form leads there. */
export function useUnread(isUnread: boolean): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const field = input.current
    if (!isUnread || !field) return
    const stop = (event: Event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      field.focus()
    }
    unread.add(field)
    field.form?.addEventListener('submit', stop)
    return () => {
      unread.delete(field)
      field.form?.removeEventListener('submit', stop)
    }
  }, [isUnread])
  return input
}

/** The same for a page that is no form: whether there is such a field, which then has the focus. */
export function leadToUnread(): boolean {
  const [first] = unread
  first?.focus()
  return first !== undefined
}
