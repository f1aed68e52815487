/** What waits for a person about this order, above everything else. */
import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useRead } from '../queries.ts'
import { useTold } from '../records/told.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import styles from './order-page.module.css'
import { orderWords } from './words.ts'

export function OrderTasks({ order }: { order: string }) {
  const say = useSay()
  const can = useCan()
  const { tasks: texts } = useTold()
  const found = useRead(
    'GET /tasks',
    { about: order, state: 'open', limit: 10 },
    { isEnabled: can('tasks.see') },
  )
  const tasks = (found.data?.rows ?? []).filter((task) => task.about === order)
  if (tasks.length === 0) return null
  return (
    <ul className={styles.tasks} aria-label={say(orderWords.tasks)}>
      {tasks.map((task) => {
        const text = texts[task.kind]
        return (
          <li key={task.id}>
            <CircleAlert size={16} aria-hidden />
            <span>{text ? say(text, filled(text.nl, task.detail)) : task.kind}</span>
            <Link to="/tasks">{say(orderWords.toTasks)}</Link>
          </li>
        )
      })}
    </ul>
  )
}

/** A figure that the task lacks shows a dash rather than breaking its sentence. */
function filled(text: string, detail: Record<string, unknown>): Record<string, unknown> {
  const names = [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!)
  return { ...detail, ...Object.fromEntries(names.map((name) => [name, detail[name] ?? '–'])) }
}
