/** The one search field of a list: `/` jumps to it, typing searches after a short rest. */
import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from './keys.ts'
import { useSay } from './lang.tsx'
import { ui } from './words.ts'

const restMs = 200

export function SearchBox({
  value,
  onSearch,
  label,
}: {
  value: string
  onSearch: (text: string) => void
  label: string
}) {
  const say = useSay()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [asked, setAsked] = useState(value)
  const timer = useRef(0)
  if (value !== asked) {
    // The address changed from outside: back, forward, a chosen view.
    setAsked(value)
    setText(value)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useKeys([{ keys: '/', says: ui.keySearch, run: () => field.current?.select() }])
  const search = (next: string) => {
    clearTimeout(timer.current)
    setText(next)
    setAsked(next)
    onSearch(next)
  }
  const searchSoon = (next: string) => {
    clearTimeout(timer.current)
    setText(next)
    timer.current = window.setTimeout(() => search(next), restMs)
  }
  return (
    <TextInput
      ref={field}
      type="search"
      inputMode="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => searchSoon(event.currentTarget.value)}
      // A press on a row leaves the field: a search that comes after it would lead back to the list.
      onBlur={() => text !== asked && search(text)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') search('')
        if (event.key === 'Enter') search(text)
      }}
      leftSection={<Search size={16} aria-hidden />}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label={say(ui.clearSearch)} onClick={() => search('')} />
        ) : (
          <Kbd aria-hidden>/</Kbd>
        )
      }
      style={{ flex: '1 1 220px' }}
    />
  )
}
