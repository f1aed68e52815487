/** The form page of an area that has nothing more to say than its record: a new row, or a stored one. */
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Record_ } from '../../base/record.ts'
import type { LinkSource } from '../ui/link-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import type { FormGroup, RecordFormProps } from '../ui/record-form.tsx'
import { Trouble } from '../ui/states.tsx'
import { plain, type PlainPath } from './plain-source.ts'
import { RowForm } from './row-form.tsx'
import { freshOf } from './words.ts'

type PlainFormProps = {
  record: Record_
  path: PlainPath
  /** The row's id, or 'new'. */
  id: string
  /** The field that the row is called by. */
  name: string
  groups: readonly FormGroup[]
  /** What a new row begins with beside what the record itself says. */
  given?: Readonly<Record<string, unknown>>
  sources?: Readonly<Record<string, LinkSource>>
  draw?: RecordFormProps['draw']
  manage: string
  back: { label: string; link: Pick<LinkProps, 'to'> }
  /** Where to go once a new row is kept. */
  made: (id: string) => Promise<void>
  /** Other addresses that a change makes untrue. */
  touches?: readonly string[]
  /** Beside the save bar, and below the form, of a stored row. */
  actions?: ReactNode
  children?: ReactNode
}

export function PlainForm(props: PlainFormProps) {
  const { record, path, id, name, back, children, actions } = props
  const say = useSay()
  const isNew = id === 'new'
  const found = useQuery({ queryKey: [`${path}/${id}`], queryFn: () => plain.get(path, id), enabled: !isNew })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  if (!isNew && !found.data)
    return (
      <Page title="…" back={back} isNarrow>
        <Skeleton height={240} />
      </Page>
    )
  return (
    <RowForm
      key={id}
      record={record}
      title={isNew ? say(freshOf(record.words)) : String(found.data?.[name] ?? '')}
      back={back}
      groups={props.groups}
      {...(found.data ? { row: found.data } : {})}
      right={props.manage}
      {...(props.given ? { given: props.given } : {})}
      {...(props.sources ? { sources: props.sources } : {})}
      {...(props.draw ? { draw: props.draw } : {})}
      save={(changes, version) =>
        isNew ? plain.create(path, changes) : plain.change(path, id, version, changes)
      }
      reload={() => plain.get(path, id)}
      touches={[path, ...(props.touches ?? [])]}
      made={props.made}
      actions={!isNew && actions}
    >
      {!isNew && children}
    </RowForm>
  )
}
