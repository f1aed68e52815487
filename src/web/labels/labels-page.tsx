/** Label groups with their subgroups and labels, for organisations, customers and orders (I-10). */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Record_ } from '../../base/record.ts'
import { Label, LabelGroup, labelLevels, LabelSubgroup } from '../../modules/organisations/schema.ts'
import { call, type Given } from '../api.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import type { Tone } from '../ui/theme.ts'
import type { LabelGroupRow } from './label-tree.ts'
import { labelWords } from './words.ts'

/** What is added or changed: where it is kept, with what it begins, and the row it is when it is there already. */
type Open = {
  readonly what: 'group' | 'subgroup' | 'label'
  readonly title: string
  readonly of?: Readonly<Record<string, unknown>>
  readonly row?: { readonly id: string; readonly version: number } & Readonly<Record<string, unknown>>
}

const kinds: Readonly<Record<Open['what'], { path: string; record: Record_; fields: readonly string[] }>> = {
  group: { path: '/label-groups', record: LabelGroup, fields: ['level', 'name'] },
  subgroup: { path: '/label-subgroups', record: LabelSubgroup, fields: ['name'] },
  label: { path: '/labels', record: Label, fields: ['name', 'colour'] },
}

export function LabelsPage() {
  const say = useSay()
  const can = useCan()
  const [open, setOpen] = useState<Open | null>(null)
  const found = useRead('GET /label-tree', {})
  const groups = found.data?.rows
  const add = can('labels.manage') && (
    <Button onClick={() => setOpen({ what: 'group', title: say(labelWords.addGroup) })}>
      {say(labelWords.addGroup)}
    </Button>
  )
  return (
    <Page title={say(labelWords.title)} back={settingsBack(say)} actions={add} isNarrow>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {groups && groups.length > 0 && (
        <Text c="dimmed" mb="sm">
          {say(labelWords.why)}
        </Text>
      )}
      {groups?.length === 0 && (
        <Panel>
          <EmptyState kind="never" title={say(labelWords.none)} why={say(labelWords.why)}>
            {add}
          </EmptyState>
        </Panel>
      )}
      {groups?.map((group) => (
        <GroupPanel key={group.id} group={group} open={setOpen} />
      ))}
      {open && <Dialog open={open} close={() => setOpen(null)} />}
    </Page>
  )
}

function GroupPanel({ group, open }: { group: LabelGroupRow; open: (what: Open) => void }) {
  const say = useSay()
  const can = useCan()
  const manages = can('labels.manage')
  const change = (what: Open['what'], row: NonNullable<Open['row']>, name: string) =>
    manages && (
      <Button
        variant="subtle"
        aria-label={say(labelWords.changeOne, { name })}
        onClick={() => open({ what, title: say(labelWords.changeOne, { name }), row })}
      >
        {say(labelWords.change)}
      </Button>
    )
  return (
    <Panel
      title={`${group.name} (${say(labelLevels[group.level]).toLowerCase()})`}
      actions={
        manages && (
          <>
            {change('group', group, group.name)}
            <Button
              variant="default"
              aria-label={say(labelWords.addSubgroupTo, { name: group.name })}
              onClick={() =>
                open({ what: 'subgroup', title: say(labelWords.addSubgroup), of: { labelGroup: group.id } })
              }
            >
              {say(labelWords.addSubgroup)}
            </Button>
          </>
        )
      }
    >
      <Stack gap="md">
        {group.subgroups.map((subgroup) => (
          <div key={subgroup.id}>
            <div className={styles.head}>
              <b>{subgroup.name}</b>
              {manages && (
                <span className={styles.acts}>
                  {change('subgroup', subgroup, subgroup.name)}
                  <Button
                    variant="subtle"
                    aria-label={say(labelWords.addLabelTo, { name: subgroup.name })}
                    onClick={() =>
                      open({ what: 'label', title: say(labelWords.addLabel), of: { subgroup: subgroup.id } })
                    }
                  >
                    {say(labelWords.addLabel)}
                  </Button>
                </span>
              )}
            </div>
            {subgroup.labels.length === 0 && <Text c="dimmed">{say(labelWords.noLabels)}</Text>}
            <ul className={styles.rows}>
              {subgroup.labels.map((label) => (
                <li key={label.id}>
                  <StatusPill tone={tones[label.colour] ?? 'neutral'}>{label.name}</StatusPill>
                  <span className={styles.acts}>{change('label', label, label.name)}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Stack>
    </Panel>
  )
}

const tones: Readonly<Record<string, Tone>> = {
  grey: 'neutral',
  blue: 'fresh',
  green: 'good',
  yellow: 'attention',
  red: 'bad',
  violet: 'planned',
}

function Dialog({ open, close }: { open: Open; close: () => void }) {
  const { path, record, fields } = kinds[open.what]
  const { row } = open
  return (
    <RowDialog
      record={record}
      fields={row ? [...fields.filter((name) => !record.fields[name]?.options.fixed), 'isArchived'] : fields}
      title={open.title}
      initial={row ?? {}}
      // One dialog for three kinds: which address it is, is known here only.
      save={(values) =>
        row
          ? call(`PATCH ${path}/:id` as 'PATCH /labels/:id', { ...values, id: row.id, version: row.version })
          : call(`POST ${path}` as 'POST /labels', { ...open.of, ...values } as Given<'POST /labels'>)
      }
      touches={['/label-tree', '/labelled']}
      close={close}
    />
  )
}
