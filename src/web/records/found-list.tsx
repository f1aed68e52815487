/** A list screen with its search in the address, which may wait until something is searched for. */
import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Record_ } from '../../base/record.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { RecordList } from '../ui/record-list.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { ui } from '../ui/words.ts'
import { LinkButton } from './link-button.tsx'
import type { Shown } from './pages.ts'
import { recordWords } from './words.ts'

type Listed = { readonly id: string } & Readonly<Record<string, unknown>>

type FoundListProps<R extends Listed> = {
  title: string
  record: Record_
  fields: readonly string[]
  extra?: readonly string[]
  shown: Shown<R>
  /** The link that opens a row; must keep its identity between renders. */
  link: (row: R, name: string) => ReactNode
  search?: { value: string; label: string; ask: (text: string) => void }
  filters?: ReactNode
  /** Takes the filters away; given while one stands. */
  unfilter?: (() => void) | undefined
  /** Nothing is listed before something was searched for. */
  waits?: { title: string; why: string } | null
  fresh?: { link: Pick<LinkProps, 'to' | 'search' | 'params'>; label: string; right: string }
  empty: { title: string; why: string }
  back?: { label: string; link: Pick<LinkProps, 'to' | 'search' | 'params'> }
  /** Left of the button that makes a new row. */
  actions?: ReactNode
}

export function FoundList<R extends Listed>(props: FoundListProps<R>) {
  const { title, shown, link, search, filters, fresh, back, empty, waits } = props
  const say = useSay()
  const can = useCan()
  const make = fresh && can(fresh.right) && (
    <LinkButton link={fresh.link} leftSection={<Plus size={14} aria-hidden />}>
      {fresh.label}
    </LinkButton>
  )
  const box = search && <SearchBox value={search.value} label={search.label} onSearch={search.ask} />
  const unfilter = props.unfilter && (
    <Button variant="default" onClick={props.unfilter}>
      {say(ui.clearFilters)}
    </Button>
  )
  const nothing = search?.value ? (
    <EmptyState
      kind="filtered"
      title={say(ui.nothingFound, { text: search.value })}
      why={say(unfilter ? recordWords.searchFiltered : recordWords.searchOther)}
    >
      {unfilter}
    </EmptyState>
  ) : unfilter ? (
    <EmptyState kind="filtered" title={say(recordWords.filtered)} why={say(recordWords.filteredWhy)}>
      {unfilter}
    </EmptyState>
  ) : (
    <EmptyState kind="never" title={empty.title} why={empty.why}>
      {make}
    </EmptyState>
  )
  return (
    <Page
      title={title}
      actions={
        <>
          {props.actions}
          {make}
        </>
      }
      {...(back ? { back } : {})}
    >
      <div role="status" className="visually-hidden">
        {shown.isFirstLoad ? say(ui.loading) : say(ui.shown, { count: shown.rows.length })}
      </div>
      {shown.error ? (
        <Panel>
          <Trouble error={shown.error} retry={shown.retry} />
        </Panel>
      ) : (
        <RecordList
          record={props.record}
          fields={props.fields}
          {...(props.extra ? { extra: props.extra } : {})}
          rows={waits ? none : shown.rows}
          title={link}
          isFirstLoad={!waits && shown.isFirstLoad}
          isStale={shown.isStale}
          more={shown.more}
          tools={
            <>
              {box}
              {filters}
            </>
          }
          empty={waits ? <EmptyState kind="missing" title={waits.title} why={waits.why} /> : nothing}
        />
      )}
    </Page>
  )
}

const none: readonly never[] = []
