/** The list screen of an area that has nothing more to say than its record. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Record_ } from '../../base/record.ts'
import { settingsBack } from '../settings/back.ts'
import { useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { FoundList } from './found-list.tsx'
import { useShown } from './pages.ts'
import { plain, type PlainPath, type PlainRow } from './plain-source.ts'
import { textSearch } from './search.ts'
import { recordWords } from './words.ts'

type PlainListProps = {
  title: string
  record: Record_
  path: PlainPath
  fields: readonly string[]
  extra?: readonly string[]
  /** The right that adding asks. */
  manage: string
  /** The link to a row's form, around its name; must keep its identity between renders. */
  open: (row: { readonly id: string }, name: string) => ReactNode
  add: Pick<LinkProps, 'to' | 'params'>
  /** Why the list is empty, and what comes of filling it. */
  why?: string
}

export function PlainList({ title, record, path, fields, extra, manage, open, add, why }: PlainListProps) {
  const say = useSay()
  const navigate = useNavigate()
  const search = textSearch(useSearch({ strict: false })).search ?? ''
  const shown = useShown<PlainRow>(
    useInfiniteQuery({
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
    }),
  )
  return (
    <FoundList
      title={title}
      record={record}
      fields={fields}
      {...(extra ? { extra } : {})}
      shown={shown}
      link={open}
      search={{
        value: search,
        label: say(ui.searchHere),
        ask: (text) =>
          void navigate({ to: '.', search: (text ? { search: text } : {}) as never, replace: true }),
      }}
      back={settingsBack(say)}
      fresh={{ link: add, label: say(recordWords.add), right: manage }}
      empty={{ title: say(recordWords.never), why: why ?? say(recordWords.neverWhy) }}
    />
  )
}
