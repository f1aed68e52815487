/** The filters of a list: a menu to add one, and a chip per filter that stands. */
import { Button, CloseButton, Menu } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import styles from './filter-chips.module.css'
import { useSay } from './lang.tsx'
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
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<ListFilter size={14} aria-hidden />} h={32}>
            {say(ui.addFilter)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          {filters.map((filter) => [
            <Menu.Label key={filter.id}>{filter.label}</Menu.Label>,
            ...filter.options.map((option) => (
              <Menu.Item
                key={`${filter.id} ${option.value}`}
                aria-current={filter.value === option.value || undefined}
                onClick={() => onChange(filter.id, option.value)}
              >
                {option.label}
              </Menu.Item>
            )),
          ])}
        </Menu.Dropdown>
      </Menu>
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
