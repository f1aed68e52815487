/** The screens that the reader may open, as links. */
import { Link } from '@tanstack/react-router'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { menu } from './menu.ts'
import styles from './shell.module.css'

export function MenuLinks() {
  const say = useSay()
  const can = useCan()
  return (
    <ul className={styles.links}>
      {menu
        .filter((item) => can(item.right))
        .map(({ to, words: name, icon: Icon }) => (
          <li key={to}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ includeSearch: false }}>
              <Icon size={16} aria-hidden />
              {say(name)}
            </Link>
          </li>
        ))}
    </ul>
  )
}
