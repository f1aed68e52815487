/** The roles: named sets of rights. */
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useCan } from '../session.ts'
import type { Column } from '../ui/columns.ts'
import { DataTable } from '../ui/data-table.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { roleWords } from './words.ts'

type Row = Answered<'GET /roles'>['rows'][number]

export function RolesPage() {
  const say = useSay()
  const can = useCan()
  const found = useRead('GET /roles', {})
  const columns = useMemo<Column<Row>[]>(
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
        {found.isError ? (
          <Trouble error={found.error} retry={() => void found.refetch()} />
        ) : (
          <DataTable
            label={say(roleWords.title)}
            rows={found.data?.rows ?? []}
            columns={columns}
            idOf={idOf}
            nameOf={nameOf}
            title={titleOf}
            titleLabel={say(roleWords.name)}
            isFirstLoad={found.isPending}
          />
        )}
      </Panel>
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.name
const titleOf = (row: Row) => (
  <Link to="/roles/$role" params={{ role: row.id }}>
    {row.name}
  </Link>
)
