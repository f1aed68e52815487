/** What waits for a person about this order, above everything else. */
import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSentence } from '../tasks/sentence.ts'
import { useSay } from '../ui/lang.tsx'
import styles from './order-page.module.css'
import { orderWords } from './words.ts'

export function OrderTasks({ order }: { order: string }) {
  const say = useSay()
  const can = useCan()
  const sentence = useSentence()
  const found = useRead(
    'GET /tasks',
    { about: order, state: 'open', limit: 10 },
    { isEnabled: can('tasks.see') },
  )
  const tasks = (found.data?.rows ?? []).filter((task) => task.about === order)
  if (tasks.length === 0) return null
  return (
    <ul className={styles.tasks} aria-label={say(orderWords.tasks)}>
      {tasks.map((task) => (
        <li key={task.id}>
          <CircleAlert size={16} aria-hidden />
          <span>{sentence(task)}</span>
          <Link to="/tasks">{say(orderWords.toTasks)}</Link>
        </li>
      ))}
    </ul>
  )
}
