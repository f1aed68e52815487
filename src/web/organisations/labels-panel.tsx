/** The labels of an organisation or a customer, kept as soon as one is chosen. */
import { MultiSelect, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { labelLevels } from '../../modules/organisations/schema.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import { organisationWords } from './words.ts'

export function LabelsPanel({ about, level }: { about: string; level: keyof typeof labelLevels }) {
  const say = useSay()
  const can = useCan()
  const sees = can('labels.see')
  const tree = useRead('GET /label-tree', { level }, { isEnabled: sees }).data?.rows
  const worn = useRead('GET /labelled/:about', { about }, { isEnabled: sees }).data?.rows
  const set = useChange('PUT /labelled/:level/:about', {
    touches: ['/labelled', '/organisations', '/customers'],
    done: () => told(say(organisationWords.saved)),
  })
  if (!sees || !tree || !worn) return null
  const data = tree.flatMap((group) =>
    group.subgroups.map((subgroup) => ({
      group: `${group.name} – ${subgroup.name}`,
      items: subgroup.labels.map(({ id, name }) => ({ value: id, label: name })),
    })),
  )
  const own = worn.filter((one) => !one.isInherited)
  const inherited = worn.filter((one) => one.isInherited)
  return (
    <Panel title={say(organisationWords.labels)}>
      {data.some(({ items }) => items.length > 0) ? (
        <MultiSelect
          aria-label={say(organisationWords.labels)}
          data={data}
          value={own.map(({ id }) => id)}
          onChange={(labels) => set.mutate({ level, about, labels })}
          disabled={!can('customers.manage') || set.isPending}
          searchable
          hidePickedOptions
        />
      ) : (
        <Text c="dimmed">{say(organisationWords.noLabels)}</Text>
      )}
      {inherited.length > 0 && (
        <Text c="dimmed" mt={6}>
          {say(organisationWords.inherited, { names: inherited.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      {can('labels.manage') && <Link to="/labels">{say(organisationWords.manageLabels)}</Link>}
    </Panel>
  )
}
