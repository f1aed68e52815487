/** The list's column menu: show, hide and order. */
import { ActionIcon, Button, Group, Popover, Stack, Tooltip } from '@mantine/core'
import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react'
import styles from './column-menu.module.css'
import type { ColumnChoice } from './columns.ts'
import { useSay } from './lang.tsx'
import { ui } from './words.ts'

export function ColumnMenu<R>({ choice }: { choice: ColumnChoice<R> }) {
  const say = useSay()
  return (
    <Popover position="bottom-end" trapFocus shadow="md" withinPortal>
      <Popover.Target>
        <Tooltip label={say(ui.columns)}>
          <ActionIcon size={32} variant="default" aria-label={say(ui.columns)}>
            <Columns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={2} role="group" aria-label={say(ui.columns)}>
          {choice.all.map((column) => (
            <Group key={column.id} justify="space-between" wrap="nowrap" gap="lg" mih={28}>
              <label className={styles.label}>
                <input
                  type="checkbox"
                  checked={choice.isShown(column.id)}
                  onChange={() => choice.toggle(column.id)}
                />
                {column.label}
              </label>
              <Group gap={0} wrap="nowrap">
                <ActionIcon
                  size={24}
                  aria-label={say(ui.columnEarlier, { name: column.label })}
                  onClick={() => choice.move(column.id, -1)}
                >
                  <ChevronUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={say(ui.columnLater, { name: column.label })}
                  onClick={() => choice.move(column.id, 1)}
                >
                  <ChevronDown size={14} />
                </ActionIcon>
              </Group>
            </Group>
          ))}
          {choice.reset && (
            <Button variant="subtle" onClick={choice.reset}>
              {say(ui.standardColumns)}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
