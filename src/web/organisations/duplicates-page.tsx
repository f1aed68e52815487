/** Pairs of organisations that are probably one, each with the reason. */
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { organisationWords, whyAlike } from './words.ts'

export function DuplicatesPage() {
  const say = useSay()
  const can = useCan()
  const found = useRead('GET /organisations/duplicates', { limit: 100 })
  return (
    <Page
      title={say(organisationWords.duplicates)}
      back={{ label: say(organisationWords.title), link: { to: '/organisations' } }}
      isNarrow
    >
      <Panel>
        {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {found.data?.rows.length === 0 && (
          <EmptyState
            kind="done"
            title={say(organisationWords.noDuplicates)}
            why={say(organisationWords.noDuplicatesWhy)}
          />
        )}
        {found.data && found.data.rows.length > 0 && (
          <Text c="dimmed">{say(organisationWords.duplicatesWhy)}</Text>
        )}
        <ul className={styles.rows}>
          {found.data?.rows.map((pair) => (
            <li key={`${pair.id} ${pair.other}`}>
              <span>
                <b>{pair.name}</b> {say(organisationWords.and)} <b>{pair.otherName}</b>{' '}
                <small>{say(whyAlike[pair.why]!)}</small>
              </span>
              {can('customers.merge') && (
                <span className={styles.acts}>
                  <Link
                    to="/organisations/merge"
                    search={{ kept: pair.id, merged: pair.other }}
                    aria-label={say(organisationWords.compareBoth, { one: pair.name, other: pair.otherName })}
                  >
                    {say(organisationWords.compare)}
                  </Link>
                </span>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </Page>
  )
}
