/** Who became part of this relation, who probably should, and the way back for thirty days. */
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useChange } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import type { Around } from './whole-relation.ts'
import { organisationWords, whyAlike } from './words.ts'

type MergesPanelProps = {
  kind: 'organisation' | 'contact'
  id: string
  merges: Around['merges']
  alike: readonly { readonly id: string; readonly name: string; readonly why: string }[]
}

export function MergesPanel({ kind, id, merges, alike }: MergesPanelProps) {
  const say = useSay()
  const can = useCan()
  const format = useFormat()
  const undo = useChange('POST /merges/:merge/undo', {
    touches: ['/organisations', '/customers', '/addresses', '/labelled'],
    done: () => told(say(organisationWords.parted)),
  })
  if (!can('customers.merge') || merges.length + alike.length === 0) return null
  const to = kind === 'organisation' ? '/organisations/merge' : '/customers/merge'
  return (
    <Panel title={say(organisationWords.merging)}>
      {alike.length > 0 && <Text c="dimmed">{say(organisationWords.alike)}</Text>}
      <ul className={styles.rows}>
        {alike.map((one) => (
          <li key={one.id}>
            <span>
              {one.name} <small>{whyAlike[one.why] ? say(whyAlike[one.why]!) : ''}</small>
            </span>
            <span className={styles.acts}>
              <Link to={to} search={{ kept: id, merged: one.id }}>
                {say(organisationWords.compareWith, { name: one.name })}
              </Link>
            </span>
          </li>
        ))}
        {merges.map((merge) => (
          <li key={merge.id}>
            <span>
              {merge.name}{' '}
              <small>{say(organisationWords.mergedOn, { day: format.moment(merge.createdAt) })}</small>
            </span>
            <span className={styles.acts}>
              <Button
                variant="subtle"
                loading={undo.isPending}
                disabled={merge.undoUntil < new Date().toISOString()}
                title={say(organisationWords.undoUntil, { day: format.moment(merge.undoUntil) })}
                onClick={() => undo.mutate({ merge: merge.id })}
              >
                {say(organisationWords.part)}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
