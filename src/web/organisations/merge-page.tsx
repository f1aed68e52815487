/** Two relations beside each other: which one stays, and what it takes over from the other. */
import { Button, Group, Radio, Skeleton, Text } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import type { Field } from '../../base/field.ts'
import type { Record_ } from '../../base/record.ts'
import { chosenFields } from '../../modules/organisations/rules.ts'
import { Contact, Organisation } from '../../modules/organisations/schema.ts'
import type { Given } from '../api.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { fieldText } from '../ui/field-text.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import type { MergeSearch } from './merge-search.ts'
import { organisationWords } from './words.ts'

/** Everything that stood with the one and now stands with the other. */
const touches = ['/organisations', '/customers', '/addresses', '/labelled']

type Row = { readonly id: string; readonly name: string } & Readonly<Record<string, unknown>>

export function MergeOrganisationsPage() {
  const { kept = '', merged = '' } = useSearch({ from: '/inside/organisations/merge' })
  const one = useRead('GET /organisations/:id', { id: kept }, { isEnabled: kept !== '' })
  const other = useRead('GET /organisations/:id', { id: merged }, { isEnabled: merged !== '' })
  const merge = useChange('POST /organisations/:kept/merge', { touches })
  return (
    <Beside
      kind="organisation"
      found={[one, other]}
      isBusy={merge.isPending}
      go={(given, done) =>
        merge.mutate(given as Given<'POST /organisations/:kept/merge'>, { onSuccess: done })
      }
    />
  )
}

export function MergeCustomersPage() {
  const { kept = '', merged = '' } = useSearch({ from: '/inside/customers/merge' })
  const one = useRead('GET /customers/:id', { id: kept }, { isEnabled: kept !== '' })
  const other = useRead('GET /customers/:id', { id: merged }, { isEnabled: merged !== '' })
  const merge = useChange('POST /customers/:kept/merge', { touches })
  return (
    <Beside
      kind="contact"
      found={[one, other]}
      isBusy={merge.isPending}
      go={(given, done) => merge.mutate(given as Given<'POST /customers/:kept/merge'>, { onSuccess: done })}
    />
  )
}

type Found = { readonly data: Row | undefined; readonly error: unknown; refetch(): unknown }
type BesideProps = {
  kind: 'organisation' | 'contact'
  found: readonly [Found, Found]
  isBusy: boolean
  go: (given: { kept: string; merged: string; take: readonly string[] }, done: () => void) => void
}

function Beside({ kind, found, isBusy, go }: BesideProps) {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const [isAsking, setAsking] = useState(false)
  const [kept, merged] = [found[0].data, found[1].data]
  const isCompany = kind === 'organisation'
  const back = isCompany
    ? ({ label: say(organisationWords.title), link: { to: '/organisations' } } as const)
    : ({ label: say(organisationWords.customers), link: { to: '/customers' } } as const)
  const failed = found.find((one) => one.error)
  const title = say(organisationWords.merge)
  if (failed) return <Trouble error={failed.error} retry={() => void failed.refetch()} level={1} />
  if (!kept || !merged)
    return (
      <Page title={title} back={back}>
        <Skeleton height={240} />
      </Page>
    )
  if (kept.id === merged.id || !can('customers.merge'))
    return (
      <Page title={title} back={back}>
        <EmptyState
          kind="done"
          title={say(organisationWords.oneAlready)}
          why={say(organisationWords.oneAlreadyWhy)}
        />
      </Page>
    )
  const to = isCompany ? '/organisations/merge' : '/customers/merge'
  const swap = () => {
    setTaken(new Set())
    void navigate({ to, search: { kept: merged.id, merged: kept.id } satisfies MergeSearch, replace: true })
  }
  const opened = () =>
    isCompany
      ? navigate({ to: '/organisations/$id', params: { id: kept.id } })
      : navigate({ to: '/customers/$customer', params: { customer: kept.id } })
  return (
    <Page
      title={title}
      back={back}
      actions={
        <>
          <Button variant="default" leftSection={<ArrowLeftRight size={14} aria-hidden />} onClick={swap}>
            {say(organisationWords.swap)}
          </Button>
          <Button onClick={() => setAsking(true)}>{say(organisationWords.merge)}</Button>
        </>
      }
    >
      <Panel>
        <Text c="dimmed" mb="sm">
          {say(organisationWords.mergeWhy)}
        </Text>
        <Fields
          record={isCompany ? Organisation : Contact}
          names={chosenFields[kind]}
          kept={kept}
          merged={merged}
          taken={taken}
          choose={(name, isOther) =>
            setTaken((before) => {
              const next = new Set(before)
              if (isOther) next.add(name)
              else next.delete(name)
              return next
            })
          }
        />
        <Group mt="md">
          {[kept, merged].map((one) =>
            isCompany ? (
              <Link key={one.id} to="/organisations/$id" params={{ id: one.id }}>
                {say(organisationWords.openOne, { name: one.name })}
              </Link>
            ) : (
              <Link key={one.id} to="/customers/$customer" params={{ customer: one.id }}>
                {say(organisationWords.openOne, { name: one.name })}
              </Link>
            ),
          )}
        </Group>
      </Panel>
      {isAsking && (
        <ConfirmPreview
          title={say(organisationWords.mergeInto, { merged: merged.name, kept: kept.name })}
          go={say(organisationWords.merge)}
          isBusy={isBusy}
          close={() => setAsking(false)}
          onGo={() =>
            go({ kept: kept.id, merged: merged.id, take: [...taken] }, () => {
              told(say(organisationWords.wasMerged))
              void opened()
            })
          }
        >
          <Text>{say(organisationWords.mergeMoves)}</Text>
        </ConfirmPreview>
      )}
    </Page>
  )
}

type FieldsProps = {
  record: Record_
  names: readonly string[]
  kept: Row
  merged: Row
  taken: ReadonlySet<string>
  choose: (name: string, isOther: boolean) => void
}

/** Only what differs is asked; what the one lacks it takes over anyhow. */
function Fields({ record, names, kept, merged, taken, choose }: FieldsProps) {
  const say = useSay()
  const format = useFormat()
  const textOf = (row: Row, name: string, field: Field<unknown>) => {
    if (name === 'accountManager') return String(row['managerName'] ?? '')
    if (name === 'customerGroup') return String(row['groupName'] ?? '')
    if (name === 'organisation') return String(row['organisationName'] ?? '')
    return fieldText(field, row[name], { say, format })
  }
  const rows = names.flatMap((name) => {
    const field = record.fields[name]
    if (!field) return []
    const [mine, theirs] = [textOf(kept, name, field), textOf(merged, name, field)]
    if (mine === theirs) return []
    const label = say(field.words)
    const isFilled = mine === '' || theirs === ''
    const cell = (text: string, isOther: boolean) => {
      if (text === '') return '–'
      if (isFilled) return text
      return (
        <Radio
          label={text}
          name={name}
          aria-label={`${text}: ${label}`}
          checked={taken.has(name) === isOther}
          onChange={() => choose(name, isOther)}
        />
      )
    }
    const named = (
      <span key="field" style={{ overflowWrap: 'normal' }}>
        {label}
      </span>
    )
    return [{ key: name, cells: [named, cell(mine, false), cell(theirs, true)] }]
  })
  if (rows.length === 0) return <Text>{say(organisationWords.sameFields)}</Text>
  return (
    // Both stand side by side on a phone too, or the choice between them is not seen.
    <div style={{ overflowWrap: 'anywhere' }}>
      <PlainTable
        label={say(organisationWords.merge)}
        heads={[
          say(organisationWords.field),
          say(organisationWords.stays, { name: kept.name }),
          say(organisationWords.goes, { name: merged.name }),
        ]}
        rows={rows}
      />
    </div>
  )
}
