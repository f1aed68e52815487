/** Several of a known set: a field that finds what may still be chosen, and below it what was. */
import { useState } from 'react'
import { ChosenList } from './chosen-list.tsx'
import { useSay } from './lang.tsx'
import { ListField, type FieldProps } from './list-field.tsx'
import { ui } from './words.ts'

type ChoicesInputProps = FieldProps & {
  choices: readonly { readonly id: string; readonly label: string; readonly group?: string }[]
  value: readonly string[]
  onChange: (ids: string[]) => void
}

export function ChoicesInput({ choices, value, onChange, ...field }: ChoicesInputProps) {
  const say = useSay()
  const [text, setText] = useState('')
  const asked = text.trim().toLowerCase()
  const left = choices.filter(
    ({ id, label, group = '' }) => !value.includes(id) && `${group} ${label}`.toLowerCase().includes(asked),
  )
  return (
    <div>
      <ListField
        {...field}
        text={text}
        onText={setText}
        placeholder={say(ui.choose)}
        choices={left}
        {...(asked ? { note: left.length === 0 ? say(ui.nothingFound, { text }) : undefined } : {})}
        onChoose={(id) => {
          onChange([...value, id])
          setText('')
        }}
        onBackspace={() => !field.disabled && value.length > 0 && onChange(value.slice(0, -1))}
        onLeave={() => setText('')}
      />
      <ChosenList
        chosen={value.map((id) => ({ id, label: choices.find((one) => one.id === id)?.label ?? '…' }))}
        onRemove={(id) => onChange(value.filter((one) => one !== id))}
        disabled={field.disabled}
      />
    </div>
  )
}
