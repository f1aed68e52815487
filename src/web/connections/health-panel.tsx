/** What the test of a connection found, as traffic lights; while it runs it says so. */
import { Button, Loader } from '@mantine/core'
import { CircleCheck, CircleX } from 'lucide-react'
import type { Answered } from '../calls.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import styles from './connections.module.css'
import { troubleText } from './trouble.ts'
import { connectionWords } from './words.ts'

type Connection = Answered<'GET /connections/:connection'>

type HealthPanelProps = {
  connection: Connection
  isTesting: boolean
  /** Without the right to it there is no button. */
  test: (() => void) | null
}

export function HealthPanel({ connection, isTesting, test }: HealthPanelProps) {
  const say = useSay()
  const format = useFormat()
  const { health, checkedAt, lastError } = connection
  const actions = test && (
    <Button variant="default" loading={isTesting} onClick={test}>
      {say(connectionWords.test)}
    </Button>
  )
  return (
    <Panel title={say(connectionWords.health)} actions={actions}>
      <div role="status">
        {isTesting && (
          <p>
            <Loader size={14} /> {say(connectionWords.testing)}
          </p>
        )}
      </div>
      {!isTesting && lastError && !health?.checks.some(({ detail }) => detail === lastError) && (
        <p className={styles.error}>{troubleText(lastError, say)}</p>
      )}
      {health && (
        <ul className={styles.lights}>
          {health.checks.map((check) => (
            <li key={say(check.words)} data-good={check.isGood}>
              {check.isGood ? (
                <CircleCheck size={18} aria-label={say(connectionWords.good)} />
              ) : (
                <CircleX size={18} aria-label={say(connectionWords.bad)} />
              )}
              <span>
                {say(check.words)}
                {check.detail && <small>{troubleText(check.detail, say)}</small>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>
        {health?.isHealthy && health.account && (
          <>{say(connectionWords.account, { account: health.account })} · </>
        )}
        {checkedAt
          ? say(connectionWords.testedAt, { when: format.ago(checkedAt, new Date()) })
          : !isTesting && say(connectionWords.notYet)}
      </p>
    </Panel>
  )
}
