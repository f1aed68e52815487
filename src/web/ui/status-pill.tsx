/** A state as colour, icon and text together. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './status-pill.module.css'
import type { Tone } from './theme.ts'

export function StatusPill({
  tone,
  icon: Icon,
  children,
}: {
  tone: Tone
  icon?: LucideIcon
  children: ReactNode
}) {
  return (
    <span className={styles.pill} data-tone={tone}>
      {Icon && <Icon size={12} aria-hidden strokeWidth={2.25} />}
      {children}
    </span>
  )
}
