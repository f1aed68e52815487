/** Appears at the first change of a form: discard or save, and a guard at the door. */
import { Button, Text } from '@mantine/core'
import { useKeys } from './keys.ts'
import { useSay } from './lang.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import styles from './save-bar.module.css'
import { ui } from './words.ts'

type SaveBarProps = {
  isDirty: boolean
  /** A new row can be saved before anything was typed; leaving it then loses nothing. */
  isNew?: boolean
  isSaving: boolean
  save: () => void
  discard: () => void
}

/** Stands in a page's actions, top right; one per page. */
export function SaveBar({ isDirty, isNew, isSaving, save, discard }: SaveBarProps) {
  const say = useSay()
  useKeys([{ keys: 'mod+s', says: ui.save, run: () => (isDirty || isNew) && save() }])
  return (
    <>
      <div role="status" className="visually-hidden">
        {isDirty ? say(ui.unsaved) : ''}
      </div>
      {(isDirty || isNew) && (
        <div className={styles.bar}>
          {isDirty && (
            <>
              <Text>{say(ui.unsaved)}</Text>
              <Button variant="default" disabled={isSaving} onClick={discard}>
                {say(ui.discard)}
              </Button>
            </>
          )}
          <Button loading={isSaving} onClick={save}>
            {say(ui.save)}
          </Button>
        </div>
      )}
      <LeaveGuard isDirty={isDirty && !isSaving} />
    </>
  )
}
