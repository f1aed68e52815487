/** The line above every screen while the disk of the server is full: one can look, not change, and it goes away by itself. */
import { useEffect, useSyncExternalStore } from 'react'
import { call } from '../api.ts'
import { readOnlyNow, watchReadOnly } from '../read-only.ts'
import { useSay } from '../ui/lang.tsx'
import styles from './shell.module.css'
import { readOnly } from './words.ts'

const askAgainMs = 15_000

export function ReadOnlyBanner() {
  const say = useSay()
  const isReadOnly = useSyncExternalStore(watchReadOnly, readOnlyNow)
  useEffect(() => {
    if (!isReadOnly) return undefined
    // Any answer tells that there is room again; nobody may be pressing anything meanwhile.
    const asking = setInterval(() => void call('GET /session', {}).catch(() => undefined), askAgainMs)
    return () => clearInterval(asking)
  }, [isReadOnly])
  return isReadOnly ? <p className={styles.offline}>{say(readOnly)}</p> : null
}
