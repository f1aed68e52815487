/** The form page of an area that has nothing more to say than its record: a new row, or a stored one. */
import { Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import type { Record_ } from '../../base/record.ts'
import { forget } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import type { LinkSource } from '../ui/link-input.tsx'
import { Page } from '../ui/page.tsx'
import { RecordForm, type FormGroup } from '../ui/record-form.tsx'
import { Trouble } from '../ui/states.tsx'
import { plain, type PlainPath } from './plain-source.ts'
import { plainWords } from './words.ts'

export type PlainFormProps = {
  record: Record_
  path: PlainPath
  /** The row's id, or 'new'. */
  id: string
  /** The field that the row is called by. */
  name: string
  groups: readonly FormGroup[]
  sources?: Readonly<Record<string, LinkSource>>
  manage: string
  back: { label: string; link: Pick<LinkProps, 'to'> }
  /** Where to go once a new row is kept. */
  made: (id: string) => void
}

export function PlainForm({ record, path, id, name, groups, sources, manage, back, made }: PlainFormProps) {
  const say = useSay()
  const can = useCan()
  const client = useQueryClient()
  const isNew = id === 'new'
  const found = useQuery({ queryKey: [`${path}/${id}`], queryFn: () => plain.get(path, id), enabled: !isNew })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const row = isNew ? startOf(record) : found.data
  const title = isNew ? say(plainWords.fresh, { what: say(record.words) }) : String(found.data?.[name] ?? '…')
  if (!row)
    return (
      <Page title={title} back={back} isNarrow>
        <Skeleton height={240} />
      </Page>
    )
  return (
    <RecordForm
      key={id}
      record={record}
      groups={groups}
      initial={row}
      isNew={isNew}
      isReadOnly={!can(manage)}
      {...(sources ? { sources } : {})}
      save={async (changes, version) => {
        const kept = isNew
          ? await plain.create(path, changes)
          : await plain.change(path, id, version, changes)
        await forget(client, [path])
        if (isNew) made(kept.id)
      }}
      reload={() => plain.get(path, id)}
      frame={(bar, form) => (
        <Page title={title} back={back} actions={bar} isNarrow>
          {form}
        </Page>
      )}
    />
  )
}

/** The same object each time, so that a form does not think that a newer row came in. */
const starts = new WeakMap<Record_, Record<string, unknown>>()

function startOf(record: Record_): Record<string, unknown> {
  let start = starts.get(record)
  if (!start) {
    start = Object.fromEntries(
      Object.entries(record.fields).map(([field, { initial }]) => [field, initial ?? null]),
    )
    starts.set(record, start)
  }
  return start
}
