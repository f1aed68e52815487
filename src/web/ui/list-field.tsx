/** A text field with a list of what fits below it: arrows walk it, Enter or a press takes one, Escape closes it. */
import { TextInput } from '@mantine/core'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { placeBeside } from './beside.ts'
import { useSay } from './lang.tsx'
import styles from './list-field.module.css'
import { ui } from './words.ts'

export type ListChoice = {
  readonly id: string
  readonly label: ReactNode
  /** Said above the first of those that share it. */
  readonly group?: string
}

/** What every field shows around its input. */
export type FieldProps = {
  label?: ReactNode
  'aria-label'?: string
  description?: ReactNode
  error?: ReactNode
  required?: boolean
  disabled?: boolean
  placeholder?: string
}

type ListFieldProps = FieldProps & {
  text: string
  onText: (text: string) => void
  choices: readonly ListChoice[]
  onChoose: (id: string) => void
  /** Stands in the list when it holds nothing, or below what it holds. */
  note?: ReactNode
  /** Nothing is shown below the field although it has the focus. */
  isQuiet?: boolean
  onOpen?: (isOpen: boolean) => void
  /** Enter while no line is walked to. */
  onEnter?: () => void
  onBackspace?: () => void
  onLeave?: () => void
  rightSection?: ReactNode
  /** Keeps what a scanner types. */
  isScanned?: boolean
}

export function ListField({
  text,
  onText,
  choices,
  onChoose,
  note,
  isQuiet,
  onOpen,
  onEnter,
  onBackspace,
  onLeave,
  isScanned,
  ...field
}: ListFieldProps) {
  const say = useSay()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [isAsked, setAsked] = useState(false)
  const [at, setAt] = useState(-1)
  const isOpen = isAsked && !isQuiet && (choices.length > 0 || note !== undefined)
  const active = isOpen ? choices[at] : undefined
  useShown(isOpen, input, list, choices)
  useEffect(() => {
    if (active) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const ask = (next: boolean) => {
    if (next === isAsked) return
    setAsked(next)
    setAt(-1)
    onOpen?.(next)
  }
  const choose = (choice: ListChoice) => {
    ask(false)
    onChoose(choice.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by && isOpen) setAt(Math.min(Math.max(at + by, 0), choices.length - 1))
    else if (by) ask(true)
    else if (event.key === 'Escape' && isOpen) ask(false)
    else if (event.key === 'Enter' && active) choose(active)
    else if (event.key === 'Enter' && onEnter) onEnter()
    else if (event.key === 'Backspace' && text === '') return onBackspace?.()
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        {...field}
        ref={input}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        autoComplete="off"
        value={text}
        // A dialog around it closes on Escape too, unless the element that had the focus says that it was meant for itself.
        data-mantine-stop-propagation={isOpen || undefined}
        data-scan={isScanned ? 'field' : undefined}
        onChange={(event) => {
          onText(event.currentTarget.value)
          ask(true)
          setAt(-1)
        }}
        onClick={() => ask(true)}
        onBlur={() => {
          ask(false)
          onLeave?.()
        }}
        onKeyDown={onKeyDown}
      />
      {/* A press on a line must not take the focus from the field: leaving it closes the list. */}
      <ul
        ref={list}
        id={id}
        role="listbox"
        popover="manual"
        // Not the field's own name: who asks for that wants the field.
        aria-label={say(ui.choices)}
        className={styles.list}
        onMouseDown={(event) => event.preventDefault()}
      >
        {isOpen &&
          choices.flatMap((choice, index) => [
            choice.group !== undefined && choice.group !== choices[index - 1]?.group && (
              <li key={`group-${choice.id}`} role="presentation" className={styles.group}>
                {choice.group}
              </li>
            ),
            <li
              key={choice.id}
              id={`${id}-${choice.id}`}
              role="option"
              aria-selected={choice === active}
              onClick={() => choose(choice)}
            >
              {choice.label}
            </li>,
          ])}
        {isOpen && note !== undefined && (
          <li role="presentation" className={styles.note}>
            {note}
          </li>
        )}
      </ul>
    </>
  )
}

/** Shows the list over everything else, dialogs too, and keeps it at its field while something scrolls. */
function useShown(
  isOpen: boolean,
  input: { current: HTMLInputElement | null },
  list: { current: HTMLUListElement | null },
  choices: readonly ListChoice[],
) {
  useEffect(() => {
    const panel = list.current
    if (!panel || !isOpen) return undefined
    panel.showPopover()
    return () => panel.hidePopover()
  }, [isOpen, list])
  useEffect(() => {
    const place = () =>
      list.current &&
      input.current &&
      placeBeside(list.current, input.current.getBoundingClientRect(), { isAsWide: true })
    if (!isOpen) return undefined
    place()
    addEventListener('scroll', place, { capture: true, passive: true })
    addEventListener('resize', place)
    return () => {
      removeEventListener('scroll', place, { capture: true })
      removeEventListener('resize', place)
    }
  }, [isOpen, input, list, choices])
}
