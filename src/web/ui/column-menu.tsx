/** The list's column menu: show, hide and order. */
import { ActionIcon, Button } from '@mantine/core'
import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react'
import styles from './column-menu.module.css'
import type { ColumnChoice } from './columns.ts'
import { useSay } from './lang.tsx'
import { Popup } from './popup.tsx'
import { ui } from './words.ts'

export function ColumnMenu<R>({ choice }: { choice: ColumnChoice<R> }) {
  const say = useSay()
  return (
    <Popup label={say(ui.columns)} isEnd panel={() => <ColumnList choice={choice} />}>
      <Columns3 size={16} aria-hidden />
    </Popup>
  )
}

function ColumnList<R>({ choice }: { choice: ColumnChoice<R> }) {
  const say = useSay()
  return (
    <div role="group" aria-label={say(ui.columns)}>
      {choice.all.map((column) => (
        <div key={column.id} className={styles.column}>
          <label>
            <input
              type="checkbox"
              checked={choice.isShown(column.id)}
              onChange={() => choice.toggle(column.id)}
            />
            {column.label}
          </label>
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
        </div>
      ))}
      {choice.reset && (
        <Button variant="subtle" onClick={choice.reset}>
          {say(ui.standardColumns)}
        </Button>
      )}
    </div>
  )
}
