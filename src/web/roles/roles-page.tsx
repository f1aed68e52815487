/** The roles: named sets of rights. */
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { LinkButton } from '../records/link-button.tsx'
import { useCan } from '../session.ts'
import type { Column } from '../ui/columns.ts'
import { shownOnce } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { useRoles, type Role } from './use-roles.ts'
import { roleWords } from './words.ts'

export function RolesPage() {
  const say = useSay()
  const can = useCan()
  const { found, rows } = useRoles()
  const columns = useMemo<Column<Role>[]>(
    () => [
      {
        id: 'rights',
        label: say(roleWords.rights),
        onCard: 'aside',
        cell: (row) =>
          row.patterns.length === 1 && row.patterns[0] === '*'
            ? say(roleWords.everything)
            : say(roleWords.rightsOf, { count: row.rights.length }),
      },
    ],
    [say],
  )
  return (
    <Page
      title={say(roleWords.title)}
      back={{ label: say(roleWords.users), link: { to: '/users' } }}
      isNarrow
      actions={
        can('roles.manage') && (
          <LinkButton link={{ to: '/roles/new' }} leftSection={<Plus size={14} aria-hidden />}>
            {say(roleWords.fresh)}
          </LinkButton>
        )
      }
    >
      <Panel isFlush>
        <ShownTable
          shown={{ ...shownOnce(found), rows: rows ?? [] }}
          label={say(roleWords.title)}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(roleWords.name)}
        />
      </Panel>
    </Page>
  )
}

const idOf = (row: Role) => row.id
const nameOf = (row: Role) => row.name
const titleOf = (row: Role) => (
  <Link to="/roles/$role" params={{ role: row.id }}>
    {row.name}
  </Link>
)
