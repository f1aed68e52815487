/** Picks a row of another record by typing a part of its name. */
import { CloseButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useSay } from './lang.tsx'
import { ListField, type FieldProps } from './list-field.tsx'
import { refusalText } from './refusal-text.ts'
import { ui } from './words.ts'

export type LinkChoice = { readonly id: string; readonly label: string }
/** Where a link's choices come from: `find` by typed text, `name` the one that is chosen. */
export type LinkSource = {
  /** Whose they are, when it has only those of somebody: what was found for another is not shown. */
  readonly of?: string
  find: (text: string) => Promise<readonly LinkChoice[]>
  name: (id: string) => Promise<string>
}

type LinkInputProps = FieldProps & {
  value: string | null
  onChange: (id: string | null) => void
  /** The table that is linked to; part of the cache's key. */
  to: string
  source: LinkSource
}

export function LinkInput({ value, onChange, to, source, ...field }: LinkInputProps) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState<string | null>(null)
  const named = useQuery({
    queryKey: ['link', to, source.of, value],
    queryFn: () => source.name(value!),
    enabled: value !== null,
    staleTime: 60_000,
  })
  const found = useQuery({
    queryKey: ['links', to, source.of, text],
    queryFn: () => source.find(text ?? ''),
    enabled: isOpen,
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  const choose = (id: string | null) => {
    onChange(id)
    setText(null)
  }
  const isCleared = value !== null && !field.required && !field.disabled
  return (
    <div>
      <ListField
        {...field}
        text={text ?? (value ? (named.data ?? (named.isError ? '–' : '…')) : '')}
        onText={setText}
        placeholder={say(ui.choose)}
        choices={found.data ?? []}
        {...(found.isError
          ? { note: refusalText(found.error, say) }
          : found.data?.length === 0
            ? { note: say(ui.nothingFound, { text: text ?? '' }) }
            : {})}
        onOpen={setOpen}
        onChoose={choose}
        onLeave={() => setText(null)}
        rightSection={
          isCleared ? (
            <CloseButton
              size="sm"
              aria-label={say(ui.clearChosen)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(null)}
            />
          ) : (
            <ChevronsUpDown size={14} aria-hidden style={{ pointerEvents: 'none' }} />
          )
        }
      />
    </div>
  )
}
