/** The form of one row on a page that shows more than its form: to change it or to make a new one. */
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Record_ } from '../../base/record.ts'
import { forget } from '../queries.ts'
import { useCan } from '../session.ts'
import type { LinkSource } from '../ui/link-input.tsx'
import { Page } from '../ui/page.tsx'
import { RecordForm, type FormGroup, type RecordFormProps } from '../ui/record-form.tsx'

type Values = Record<string, unknown>

type RowFormProps = {
  record: Record_
  groups: readonly FormGroup[]
  title: string
  back: Parameters<typeof Page>[0]['back']
  beside?: ReactNode
  actions?: ReactNode
  /** The stored row; without one a new row is made, starting from `given`. */
  row?: Values
  given?: Values
  right: string
  sources?: Readonly<Record<string, LinkSource>>
  draw?: RecordFormProps['draw']
  save: (changes: Values, version: number | undefined) => Promise<{ id: string }>
  reload?: () => Promise<Values>
  /** Addresses whose answers are no longer true once it is kept. */
  touches: readonly string[]
  /** Where to go with a new row. */
  made?: (id: string) => Promise<void>
  /** Between the title and the form: tabs. */
  above?: ReactNode
  /** Below the form. */
  children?: ReactNode
}

export function RowForm(props: RowFormProps) {
  const { record, title, back, row, right, save, touches, made, children } = props
  const can = useCan()
  const client = useQueryClient()
  const [fresh] = useState(() => ({ ...initialOf(record), ...props.given }))
  const groups = props.groups.map((group) => ({
    ...group,
    fields: group.fields.filter((name) => {
      const needed = record.fields[name]?.options.right
      return !needed || can(needed)
    }),
  }))
  return (
    <RecordForm
      record={record}
      groups={groups}
      initial={row ?? fresh}
      isNew={!row}
      isReadOnly={!can(right)}
      {...(props.sources ? { sources: props.sources } : {})}
      {...(props.draw ? { draw: props.draw } : {})}
      {...(props.reload ? { reload: props.reload } : {})}
      save={async (changes, version) => {
        const kept = await save(row ? changes : withoutEmpty(changes), version)
        await forget(client, touches)
        if (!row) await made?.(kept.id)
      }}
      frame={(bar, form) => (
        <Page
          title={title}
          isNarrow
          {...(back ? { back } : {})}
          beside={props.beside}
          actions={
            <>
              {props.actions}
              {bar}
            </>
          }
        >
          {props.above}
          {form}
          {children}
        </Page>
      )}
    />
  )
}

/** What a new row begins with: what the record itself says. */
const initialOf = (record: Record_): Values =>
  Object.fromEntries(Object.entries(record.fields).map(([name, field]) => [name, field.initial ?? null]))

const withoutEmpty = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
