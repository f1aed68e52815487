/** Holds a form back while a field of it shows what could not be read: what the field held before would be sent instead. */
import { useEffect, useRef, type RefObject } from 'react'

/** For the field's input; sending the form leads there. */
export function useUnread(isUnread: boolean): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const form = field.current?.form
    if (!isUnread || !form) return
    const stop = (event: Event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      field.current?.focus()
    }
    form.addEventListener('submit', stop)
    return () => form.removeEventListener('submit', stop)
  }, [isUnread])
  return field
}
