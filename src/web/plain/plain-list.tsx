/** The list page of an area that has nothing more to say than its record. */
import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Record_ } from '../../base/record.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import { RecordList } from '../ui/record-list.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { ui } from '../ui/words.ts'
import { plain, type PlainPath } from './plain-source.ts'
import { plainWords } from './words.ts'

export type PlainListProps = {
  title: string
  record: Record_
  path: PlainPath
  fields: readonly string[]
  extra?: readonly string[]
  /** The right that adding asks. */
  manage: string
  /** The link to a row's form, around its name. */
  open: (id: string, name: string) => ReactNode
  add: () => void
}

export function PlainList({ title, record, path, fields, extra, manage, open, add }: PlainListProps) {
  const say = useSay()
  const can = useCan()
  const [search, setSearch] = useState('')
  const pages = useInfiniteQuery({
    queryKey: [path, { search }, 'pages'],
    queryFn: ({ pageParam }) =>
      plain.list(path, {
        limit: 50,
        ...(search ? { search } : {}),
        ...(pageParam ? { after: pageParam } : {}),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const adding = can(manage) && (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={add}>
      {say(plainWords.add)}
    </Button>
  )
  return (
    <Page title={title} actions={adding}>
      {pages.isError ? (
        <Trouble error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <RecordList
          record={record}
          fields={fields}
          {...(extra ? { extra } : {})}
          rows={pages.data?.pages.flatMap((page) => page.rows) ?? []}
          title={(row, name) => open(row.id, name)}
          isFirstLoad={pages.isPending}
          isStale={pages.isPlaceholderData}
          tools={<SearchBox label={say(ui.searchHere)} value={search} onSearch={setSearch} />}
          more={
            pages.hasNextPage
              ? { load: () => void pages.fetchNextPage(), isLoading: pages.isFetchingNextPage }
              : null
          }
          empty={
            search ? (
              <EmptyState kind="filtered" title={say(ui.nothingFound, { text: search })} />
            ) : (
              <EmptyState kind="never" title={say(plainWords.never)} why={say(plainWords.neverWhy)} />
            )
          }
        />
      )}
    </Page>
  )
}
