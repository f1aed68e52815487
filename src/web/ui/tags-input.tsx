/** The input of a list of short texts: Enter or a comma ends one, and each stands below with its way out. */
import { TextInput } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { ChosenList } from './chosen-list.tsx'
import { useSay } from './lang.tsx'
import type { FieldProps } from './list-field.tsx'
import { ui } from './words.ts'

type TagsInputProps = FieldProps & { value: readonly string[]; onChange: (texts: string[]) => void }

export function TagsInput({ value, onChange, ...field }: TagsInputProps) {
  const say = useSay()
  const [text, setText] = useState('')
  const add = (typed: string) => {
    const fresh = typed.split(',').flatMap((one) => one.trim() || [])
    if (fresh.length > 0) onChange([...new Set([...value, ...fresh])])
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && text.trim()) add(text)
    else if (event.key === 'Backspace' && text === '' && value.length > 0) onChange(value.slice(0, -1))
    else return
    event.preventDefault()
  }
  return (
    <div>
      <TextInput
        placeholder={say(ui.addItem)}
        {...field}
        value={text}
        onChange={({ currentTarget: { value: typed } }) =>
          typed.includes(',') ? add(typed) : setText(typed)
        }
        onKeyDown={onKeyDown}
        onBlur={() => add(text)}
      />
      <ChosenList
        chosen={value.map((one) => ({ id: one, label: one }))}
        onRemove={(gone) => onChange(value.filter((one) => one !== gone))}
        disabled={field.disabled}
      />
    </div>
  )
}
