/** Picks a row of another record by typing a part of its name. */
import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useSay } from './lang.tsx'
import { ui } from './words.ts'

export type LinkChoice = { readonly id: string; readonly label: string }
/** Where a link's choices come from: `find` by typed text, `name` the one that is chosen. */
export type LinkSource = {
  find: (text: string) => Promise<readonly LinkChoice[]>
  name: (id: string) => Promise<string>
}

type LinkInputProps = {
  label: ReactNode
  value: string | null
  onChange: (id: string | null) => void
  /** The table that is linked to; part of the cache's key. */
  to: string
  source: LinkSource
  error?: string | undefined
  description?: ReactNode
  required?: boolean
  disabled?: boolean
}

export function LinkInput({ value, onChange, to, source, ...rest }: LinkInputProps) {
  const say = useSay()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [text, setText] = useState<string | null>(null)
  const named = useQuery({
    queryKey: ['link', to, value],
    queryFn: () => source.name(value!),
    enabled: value !== null,
    staleTime: 60_000,
  })
  const found = useQuery({
    queryKey: ['links', to, text],
    queryFn: () => source.find(text ?? ''),
    enabled: combobox.dropdownOpened,
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  const choose = (id: string | null) => {
    onChange(id)
    setText(null)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} shadow="md">
      <Combobox.Target>
        <TextInput
          {...rest}
          value={text ?? (value ? (named.data ?? '…') : '')}
          placeholder={say(ui.choose)}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            setText(null)
          }}
          rightSection={
            value && !rest.required && !rest.disabled ? (
              <CloseButton
                size="sm"
                aria-label={say(ui.clearSearch)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(null)}
              />
            ) : (
              <Combobox.Chevron />
            )
          }
          rightSectionPointerEvents={value && !rest.required ? 'all' : 'none'}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {found.data?.map((choice) => (
            <Combobox.Option key={choice.id} value={choice.id}>
              {choice.label}
            </Combobox.Option>
          ))}
          {found.data?.length === 0 && (
            <Combobox.Empty>{say(ui.nothingFound, { text: text ?? '' })}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
