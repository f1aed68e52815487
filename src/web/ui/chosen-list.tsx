/** What was chosen or typed for a field that holds several, below it, each with a button that takes it away. */
import { X } from 'lucide-react'
import { useSay } from './lang.tsx'
import styles from './list-field.module.css'
import { ui } from './words.ts'

type ChosenListProps = {
  chosen: readonly { readonly id: string; readonly label: string }[]
  onRemove: (id: string) => void
  disabled?: boolean | undefined
}

export function ChosenList({ chosen, onRemove, disabled }: ChosenListProps) {
  const say = useSay()
  if (chosen.length === 0) return null
  return (
    <ul className={styles.chosen}>
      {chosen.map(({ id, label }) => (
        <li key={id}>
          {label}
          {!disabled && (
            <button
              type="button"
              aria-label={say(ui.removeItem, { name: label })}
              onClick={() => onRemove(id)}
            >
              <X size={12} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
