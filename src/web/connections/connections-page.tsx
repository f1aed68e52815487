/** The connections to outside systems, with how each fares. */
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { connectionKinds } from '../../modules/apps/schema.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import type { Column } from '../ui/columns.ts'
import { shownOnce } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { StatePill } from './state-pill.tsx'
import { troubleText } from './trouble.ts'
import { connectionWords } from './words.ts'

type Row = Answered<'GET /connections'>['rows'][number]

export function ConnectionsPage() {
  const say = useSay()
  const can = useCan()
  const found = useRead('GET /connections', {})
  const columns = useConnectionColumns()
  const add = can('apps.manage') && (
    <LinkButton link={{ to: '/connections/new' }} leftSection={<Plus size={14} aria-hidden />}>
      {say(connectionWords.add)}
    </LinkButton>
  )
  return (
    <Page title={say(connectionWords.title)} back={settingsBack(say)} actions={add}>
      <Panel isFlush>
        <ShownTable
          shown={shownOnce(found)}
          label={say(connectionWords.title)}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(connectionWords.name)}
          empty={
            <EmptyState kind="never" title={say(connectionWords.none)} why={say(connectionWords.noneWhy)}>
              {add}
            </EmptyState>
          }
        />
      </Panel>
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.name
const titleOf = (row: Row) => (
  <Link to="/connections/$connection" params={{ connection: row.id }}>
    {row.name}
  </Link>
)

function useConnectionColumns(): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  const systems = useRead('GET /connectors', {}).data?.rows
  return useMemo<Column<Row>[]>(() => {
    const now = new Date()
    return [
      {
        id: 'state',
        label: say(connectionWords.state),
        onCard: 'aside',
        cell: (row) => <StatePill state={row.state} />,
      },
      {
        id: 'system',
        label: say(connectionWords.system),
        onCard: 'line',
        cell: (row) => systems?.find(({ name }) => name === row.connector)?.title ?? row.connector,
      },
      {
        id: 'kind',
        label: say(connectionWords.kind),
        onCard: 'line',
        cell: (row) => say(connectionKinds[row.kind]),
      },
      {
        id: 'tested',
        label: say(connectionWords.lastTest),
        cell: (row) => (row.checkedAt ? format.ago(row.checkedAt, now) : '–'),
      },
      {
        id: 'error',
        label: say(connectionWords.lastError),
        onCard: 'line',
        cell: (row) => row.lastError && troubleText(row.lastError, say),
      },
    ]
  }, [say, format, systems])
}
