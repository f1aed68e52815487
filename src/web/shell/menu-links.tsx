/** The screens that the reader may open, as links. */
import { Link, useRouterState } from '@tanstack/react-router'
import { useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { menu } from './menu.ts'
import styles from './shell.module.css'
import { screens } from './words.ts'

export function MenuLinks() {
  const say = useSay()
  const can = useCan()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <ul className={styles.links}>
      {menu
        .filter((item) => can(item.right))
        .map(({ to, words: name, icon: Icon, counts, covers = [] }) => (
          <li key={to}>
            <Link
              to={to}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
              {...(covers.some((other) => isWithin(path, other)) ? { 'aria-current': 'true' } : {})}
            >
              <Icon size={16} aria-hidden />
              {say(name)}
              {counts && <TaskCount />}
            </Link>
          </li>
        ))}
    </ul>
  )
}

const isWithin = (path: string, screen: string) => path === screen || path.startsWith(`${screen}/`)

/** Counted to a page: who has more than that waiting knows enough. */
const mostCounted = 100

function TaskCount() {
  const say = useSay()
  const tasks = useRead('GET /tasks', { state: 'open', limit: mostCounted }).data
  if (!tasks || tasks.rows.length === 0) return null
  const count = tasks.rows.length
  return (
    <span className={styles.count}>
      <span aria-hidden>{tasks.next ? `${count}+` : count}</span>
      <span className="visually-hidden">{say(screens.waiting, { count })}</span>
    </span>
  )
}
