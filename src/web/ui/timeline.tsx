/** What happened, newest first: who, when, what, and the values before and after. */
import type { LucideIcon } from 'lucide-react'
import { Circle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat, useSay } from './lang.tsx'
import styles from './timeline.module.css'
import { ui } from './words.ts'

export type Happened = {
  readonly id: string
  readonly at: string
  readonly who: string | null
  readonly what: ReactNode
  readonly detail?: ReactNode
  readonly icon?: LucideIcon
}

export function Timeline({ items }: { items: readonly Happened[] }) {
  const say = useSay()
  const format = useFormat()
  const now = new Date()
  return (
    <ol className={styles.timeline}>
      {items.map(({ id, at, who, what, detail, icon: Icon = Circle }) => (
        <li key={id}>
          <Icon size={14} aria-hidden />
          <div>
            <div>{what}</div>
            {detail && <div className={styles.detail}>{detail}</div>}
            <div className={styles.when}>
              <time dateTime={at} title={format.moment(at)}>
                {format.ago(at, now)}
              </time>
              {who && <> {say(ui.by, { name: who })}</>}
            </div>
          </div>
        </li>
      ))}
    </ol>
  )
}
