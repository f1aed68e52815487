/** The labels of an organisation, a customer or an order, kept as soon as one is chosen. */
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { labelLevels } from '../../modules/organisations/schema.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { ChoicesInput } from '../ui/choices-input.tsx'
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
    touches: ['/labelled', '/organisations', '/customers', '/orders'],
    done: () => told(say(organisationWords.saved)),
  })
  if (!sees || !tree || !worn) return null
  const choices = tree.flatMap((group) =>
    group.subgroups.flatMap((subgroup) =>
      subgroup.labels.map(({ id, name }) => ({ id, label: name, group: `${group.name} – ${subgroup.name}` })),
    ),
  )
  // Most merchants label no orders: a page that is read all day says nothing of what is not there.
  if (level === 'order' && choices.length === 0) return null
  const own = worn.filter((one) => !one.isInherited)
  const inherited = worn.filter((one) => one.isInherited)
  return (
    <Panel title={say(organisationWords.labels)}>
      {choices.length > 0 ? (
        <ChoicesInput
          aria-label={say(organisationWords.labels)}
          choices={choices}
          value={own.map(({ id }) => id)}
          onChange={(labels) => set.mutate({ level, about, labels })}
          disabled={!can(level === 'order' ? 'orders.change' : 'customers.manage') || set.isPending}
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
