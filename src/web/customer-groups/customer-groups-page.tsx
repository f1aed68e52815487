/** The groups of customers: which sales channels they may enter (I-04). */
import { Link } from '@tanstack/react-router'
import { CustomerGroup } from '../../modules/organisations/schema.ts'
import { labelWords } from '../labels/words.ts'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'

const shown = ['name', 'isArchived']

export function CustomerGroupsPage() {
  const say = useSay()
  return (
    <PlainList
      title={say(labelWords.groups)}
      record={CustomerGroup}
      path="/customer-groups"
      fields={shown}
      manage="customers.manage"
      open={open}
      add={{ to: '/customer-groups/$id', params: { id: 'new' } }}
      why={say(labelWords.groupsWhy)}
    />
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/customer-groups/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
