/** The outbox: every mail that was made, with how far it came. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { mailEvents, messageStates, type MessageState } from '../../modules/messages/schema.ts'
import type { Answered } from '../calls.ts'
import { usePages } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useShown } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import type { Column } from '../ui/columns.ts'
import { settingsBack } from '../settings/back.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState } from '../ui/states.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { MessagePill } from './message-pill.tsx'
import { mailWords } from './words.ts'

type Row = Answered<'GET /messages'>['rows'][number]

export function OutboxPage() {
  const say = useSay()
  const { state, search = '' } = useSearch({ from: '/inside/messages' })
  const navigate = useNavigate({ from: '/messages' })
  const shown = useShown(
    usePages('GET /messages', { ...(state ? { state } : {}), ...(search ? { search } : {}), limit: 50 }),
  )
  const columns = useMailColumns()
  const isFiltered = Boolean(state ?? search)
  return (
    <Page
      title={say(mailWords.outbox)}
      back={settingsBack(say)}
      actions={
        <LinkButton variant="default" link={{ to: '/mail-templates' }}>
          {say(mailWords.templates)}
        </LinkButton>
      }
    >
      <Panel isFlush>
        <ViewTabs
          label={say(mailWords.views)}
          current={state ?? 'all'}
          views={[
            { id: 'all', label: say(mailWords.all), count: undefined, link: { to: '/messages', search: {} } },
            ...(Object.keys(messageStates) as MessageState[]).map((id) => ({
              id,
              label: say(messageStates[id]),
              count: undefined,
              link: { to: '/messages' as const, search: { state: id } },
            })),
          ]}
        />
        <div style={{ display: 'flex', padding: '8px 12px' }}>
          <SearchBox
            label={say(mailWords.search)}
            value={search}
            onSearch={(text) =>
              void navigate({
                search: { ...(state ? { state } : {}), ...(text ? { search: text } : {}) },
                replace: true,
              })
            }
          />
        </div>
        <ShownTable
          shown={shown}
          label={say(mailWords.outbox)}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          title={titleOf}
          titleLabel={say(mailWords.subject)}
          empty={
            <EmptyState
              kind={isFiltered ? 'filtered' : 'never'}
              title={say(isFiltered ? mailWords.filtered : mailWords.none)}
              why={say(isFiltered ? mailWords.filteredWhy : mailWords.noneWhy)}
            />
          }
        />
      </Panel>
    </Page>
  )
}

const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.subject
const titleOf = (row: Row) => (
  <Link to="/messages/$message" params={{ message: row.id }}>
    {row.subject}
  </Link>
)

function useMailColumns(): readonly Column<Row>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<Row>[]>(
    () => [
      { id: 'to', label: say(mailWords.to), onCard: 'line', cell: (row) => row.toAddress },
      {
        id: 'kind',
        label: say(mailWords.kind),
        cell: (row) =>
          row.event in mailEvents ? say(mailEvents[row.event as keyof typeof mailEvents]) : row.event,
      },
      {
        id: 'state',
        label: say(mailWords.state),
        onCard: 'line',
        cell: (row) => <MessagePill state={row.state} />,
      },
      {
        id: 'made',
        label: say(mailWords.made),
        onCard: 'aside',
        cell: (row) => format.moment(row.createdAt),
      },
    ],
    [say, format],
  )
}
