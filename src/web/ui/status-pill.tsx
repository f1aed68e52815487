/** A state as colour, icon and text together. */
import type { LucideIcon } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import styles from './status-pill.module.css'
import type { Tone } from './theme.ts'

type StatusPillProps = { tone: Tone; icon?: LucideIcon; children: ReactNode }

/** A list holds a hundred of them: one that says the same is not drawn again. */
export const StatusPill = memo(function StatusPill({ tone, icon: Icon, children }: StatusPillProps) {
  return (
    <span className={styles.pill} data-tone={tone}>
      {Icon && <Icon size={12} aria-hidden strokeWidth={2.25} />}
      {children}
    </span>
  )
})
