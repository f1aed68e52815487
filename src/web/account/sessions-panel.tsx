/** The places where one is signed in, each with a way to end it. */
import { Button } from '@mantine/core'
import { useChange, useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told } from '../ui/toasts.tsx'
import styles from './account.module.css'
import { accountWords } from './words.ts'

export function SessionsPanel() {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /sessions', {})
  const rows = found.data?.rows ?? []
  const end = useChange('DELETE /sessions/:session', { touches: ['/sessions'] })
  const endOthers = useChange('POST /sessions/end-others', {
    touches: ['/sessions'],
    done: ({ ended }) => told(say(accountWords.othersEnded, { count: ended })),
  })
  const now = new Date()
  return (
    <Panel
      title={say(accountWords.sessions)}
      actions={
        rows.length > 1 && (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
            {say(accountWords.endOthers)}
          </Button>
        )
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      <ul className={styles.rows}>
        {rows.map((session) => {
          const address = session.address ?? say(accountWords.unknownPlace)
          return (
            <li key={session.id}>
              <span>
                {address}{' '}
                <small>{say(accountWords.lastUsed, { when: format.ago(session.usedAt, now) })}</small>
              </span>
              {session.isThisOne ? (
                <StatusPill tone="good">{say(accountWords.here)}</StatusPill>
              ) : (
                <Button
                  variant="subtle"
                  aria-label={say(accountWords.endSessionAt, { address })}
                  onClick={() => end.mutate({ session: session.id })}
                >
                  {say(accountWords.endSession)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
