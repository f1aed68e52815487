/** Choosing the figures of the dashboard and their order, with buttons that work without dragging. */
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { ChevronDown, ChevronUp, Plus, RectangleHorizontal, X } from 'lucide-react'
import { useState } from 'react'
import { mostWidgets, widgets, type WidgetName } from '../../modules/reporting/schema.ts'
import { useChange } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { hasBehind } from './behind-figure.tsx'
import styles from './dashboard.module.css'
import { dashboardWords } from './words.ts'

type ArrangeDialogProps = {
  chosen: readonly WidgetName[]
  wide: readonly WidgetName[]
  choices: readonly WidgetName[]
  close: () => void
}

export function ArrangeDialog({ chosen: before, wide: wideBefore, choices, close }: ArrangeDialogProps) {
  const say = useSay()
  const [chosen, setChosen] = useState(before)
  const [wide, setWide] = useState(wideBefore)
  const save = useChange('PUT /dashboard', {
    touches: ['/dashboard'],
    done: () => {
      told(say(dashboardWords.saved))
      close()
    },
  })
  const others = choices.filter((name) => !chosen.includes(name))
  const isFull = chosen.length >= mostWidgets
  const move = (name: WidgetName, by: -1 | 1) => {
    const from = chosen.indexOf(name)
    setChosen(chosen.toSpliced(from, 1).toSpliced(from + by, 0, name))
  }
  const widen = (name: WidgetName) =>
    setWide(wide.includes(name) ? wide.filter((one) => one !== name) : [...wide, name])
  const label = (name: WidgetName) => say(widgets[name].words)
  return (
    <Dialog
      opened
      onClose={close}
      title={say(dashboardWords.arrangeTitle)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <Text c="dimmed" mb="sm">
        {say(dashboardWords.arrangeWhy)}
      </Text>
      <h3>{say(dashboardWords.chosen)}</h3>
      <ol className={styles.arrange}>
        {chosen.map((name, index) => (
          <li key={name}>
            <span>{label(name)}</span>
            {hasBehind(name) && (
              <ActionIcon
                size={28}
                {...(wide.includes(name) ? { variant: 'light', color: 'indigo' } : { variant: 'subtle' })}
                aria-label={say(dashboardWords.wide, { name: label(name) })}
                aria-pressed={wide.includes(name)}
                title={say(dashboardWords.wideHint)}
                onClick={() => widen(name)}
              >
                <RectangleHorizontal size={16} />
              </ActionIcon>
            )}
            <ActionIcon
              size={28}
              aria-label={say(dashboardWords.up, { name: label(name) })}
              disabled={index === 0}
              onClick={() => move(name, -1)}
            >
              <ChevronUp size={16} />
            </ActionIcon>
            <ActionIcon
              size={28}
              aria-label={say(dashboardWords.down, { name: label(name) })}
              disabled={index === chosen.length - 1}
              onClick={() => move(name, 1)}
            >
              <ChevronDown size={16} />
            </ActionIcon>
            <ActionIcon
              size={28}
              aria-label={say(dashboardWords.remove, { name: label(name) })}
              onClick={() => setChosen(chosen.filter((one) => one !== name))}
            >
              <X size={16} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <h3>{say(dashboardWords.others)}</h3>
      <p role="status">{isFull ? say(dashboardWords.full) : ''}</p>
      <ul className={styles.arrange}>
        {others.map((name) => (
          <li key={name}>
            <span>{label(name)}</span>
            <ActionIcon
              size={28}
              aria-label={say(dashboardWords.add, { name: label(name) })}
              disabled={isFull}
              onClick={() => setChosen([...chosen, name])}
            >
              <Plus size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {say(ui.cancel)}
        </Button>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ widgets: [...chosen], wide: [...wide] })}
        >
          {say(ui.save)}
        </Button>
      </Group>
    </Dialog>
  )
}
