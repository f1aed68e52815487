/** The filters of a list: a menu to add one, and a chip per filter that stands. */
import { CloseButton } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import styles from './filter-chips.module.css'
import { useSay } from './lang.tsx'
import { Popup, PopupLine, PopupTitle } from './popup.tsx'
import { ui } from './words.ts'

export type Filter = {
  readonly id: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | undefined
}

export function FilterChips({
  filters,
  onChange,
}: {
  filters: readonly Filter[]
  onChange: (id: string, value: string | undefined) => void
}) {
  const say = useSay()
  const standing = filters.filter((filter) => filter.value !== undefined)
  return (
    <div className={styles.chips}>
      <Popup
        panel={() =>
          filters.map((filter) => (
            <div key={filter.id} role="group" aria-label={filter.label}>
              <PopupTitle>{filter.label}</PopupTitle>
              {filter.options.map((option) => (
                <PopupLine
                  key={option.value}
                  isChosen={filter.value === option.value}
                  onClick={() =>
                    onChange(filter.id, filter.value === option.value ? undefined : option.value)
                  }
                >
                  {option.label}
                </PopupLine>
              ))}
            </div>
          ))
        }
      >
        <ListFilter size={14} aria-hidden />
        {say(ui.addFilter)}
      </Popup>
      {standing.map((filter) => (
        <span key={filter.id} className={styles.chip}>
          {filter.label}:{' '}
          <b>{filter.options.find((option) => option.value === filter.value)?.label ?? filter.value}</b>
          <CloseButton
            size={24}
            iconSize={12}
            aria-label={say(ui.removeFilter, { name: filter.label })}
            onClick={() => onChange(filter.id, undefined)}
          />
        </span>
      ))}
    </div>
  )
}
