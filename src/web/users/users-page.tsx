/** Who works with the back office, and how signing in goes here. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { User } from '../../modules/users/schema.ts'
import type { Answered } from '../calls.ts'
import { usePages } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useShown } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useRoles } from '../roles/use-roles.ts'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import type { Column } from '../ui/columns.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { ui } from '../ui/words.ts'
import { SignInRulesPanel } from './sign-in-rules-panel.tsx'
import { userTones } from './user-tones.ts'
import { userWords } from './words.ts'

type Row = Answered<'GET /users'>['rows'][number]

export function UsersPage() {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate({ from: '/users' })
  const search = useSearch({ from: '/inside/users' }).search ?? ''
  const shown = useShown(usePages('GET /users', { ...(search ? { search } : {}), limit: 50 }))
  const columns = useUserColumns()
  return (
    <Page
      title={say(userWords.title)}
      back={settingsBack(say)}
      actions={
        <>
          {can('roles.see') && (
            <LinkButton variant="default" link={{ to: '/roles' }}>
              {say(userWords.roles)}
            </LinkButton>
          )}
          {can('users.manage') && (
            <LinkButton link={{ to: '/users/new' }}>{say(userWords.invite)}</LinkButton>
          )}
        </>
      }
    >
      <Panel isFlush>
        <div style={{ display: 'flex', padding: '8px 12px' }}>
          <SearchBox
            label={say(userWords.search)}
            value={search}
            onSearch={(text) => void navigate({ search: text ? { search: text } : {}, replace: true })}
          />
        </div>
        <ShownTable
          shown={shown}
          label={say(userWords.title)}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(User.fields.name.words)}
          empty={
            search ? (
              <EmptyState kind="filtered" title={say(ui.nothingFound, { text: search })} />
            ) : (
              <EmptyState kind="never" title={say(userWords.none)} why={say(userWords.noneWhy)} />
            )
          }
        />
      </Panel>
      <SignInRulesPanel />
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.name
const titleOf = (row: Row) => (
  <Link to="/users/$user" params={{ user: row.id }}>
    {row.name}
  </Link>
)

function useUserColumns(): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const roles = useRoles(can('roles.see')).rows
  return useMemo<Column<Row>[]>(() => {
    const now = new Date()
    const states = User.fields.state.choices!
    return [
      { id: 'email', label: say(userWords.email), onCard: 'line', cell: (row) => row.email },
      {
        id: 'role',
        label: say(User.fields.role.words),
        onCard: 'line',
        cell: (row) => roles?.find((role) => role.id === row.role)?.name ?? '–',
      },
      {
        id: 'state',
        label: say(userWords.state),
        onCard: 'aside',
        cell: (row) => <StatusPill tone={userTones[row.state]}>{say(states[row.state]!)}</StatusPill>,
      },
      {
        id: 'last',
        label: say(userWords.lastSignIn),
        cell: (row) => (row.lastSignInAt ? format.ago(row.lastSignInAt, now) : '–'),
      },
    ]
  }, [say, format, roles])
}
