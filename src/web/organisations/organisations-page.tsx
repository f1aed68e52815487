/** The companies that we trade with, in any role. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Organisation, organisationRoles } from '../../modules/organisations/schema.ts'
import type { Answered } from '../calls.ts'
import { usePages, useRead } from '../queries.ts'
import { FoundList } from '../records/found-list.tsx'
import { LinkButton } from '../records/link-button.tsx'
import { useShown } from '../records/pages.ts'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import { FilterChips } from '../ui/filter-chips.tsx'
import { useSay } from '../ui/lang.tsx'
import { filled } from '../records/search.ts'
import type { OrganisationListSearch } from './search.ts'
import { organisationWords } from './words.ts'

type Row = Answered<'GET /organisations'>['rows'][number]

const fields = ['name', 'code', 'cocNumber', 'vatNumber', 'email', 'phone']
const extra = ['country', 'isComplete', 'paymentTermDays', 'isArchived']

export function OrganisationsPage() {
  const say = useSay()
  const navigate = useNavigate({ from: '/organisations' })
  const { search = '', role, manager, whole, archive, label } = useSearch({ from: '/inside/organisations' })
  const can = useCan()
  const tree = useRead('GET /label-tree', { level: 'organisation' }, { isEnabled: can('labels.see') }).data
  const labels = (tree?.rows ?? [])
    .flatMap((group) => group.subgroups.flatMap((subgroup) => subgroup.labels))
    .map(({ id, name }) => ({ value: id, label: name }))
  const isAsked = search.trim().length >= 2
  const shown = useShown(
    usePages('GET /organisations', {
      ...(isAsked ? { search } : {}),
      ...(role ? { role } : {}),
      ...(manager ? { accountManager: manager } : {}),
      ...(whole ? { isComplete: 'false' as const } : {}),
      ...(label ? { label } : {}),
      isArchived: archive ? 'true' : 'false',
      limit: 50,
    }),
  )
  const go = (change: { [K in keyof OrganisationListSearch]?: OrganisationListSearch[K] | undefined }) =>
    void navigate({
      search: (before) => filled({ ...before, ...change }) as OrganisationListSearch,
      replace: true,
    })
  return (
    <FoundList<Row>
      title={say(organisationWords.title)}
      record={Organisation}
      fields={fields}
      extra={extra}
      shown={shown}
      link={titleOf}
      back={settingsBack(say)}
      actions={
        <>
          {can('customers.merge') && (
            <LinkButton variant="default" link={{ to: '/organisations/duplicates' }}>
              {say(organisationWords.duplicates)}
            </LinkButton>
          )}
          {(can('customers.import') || can('customers.export')) && (
            <LinkButton variant="default" link={{ to: '/organisations/exchange' }}>
              {say(organisationWords.exchange)}
            </LinkButton>
          )}
        </>
      }
      search={{
        value: search,
        label: say(organisationWords.search),
        ask: (text) => go({ search: text || undefined }),
      }}
      filters={
        <FilterChips
          filters={[
            {
              id: 'role',
              label: say(organisationWords.role),
              options: Object.entries(organisationRoles).map(([value, text]) => ({
                value,
                label: say(text),
              })),
              value: role,
            },
            {
              id: 'manager',
              label: say(organisationWords.manager),
              options: [{ value: 'mine', label: say(organisationWords.mine) }],
              value: manager,
            },
            {
              id: 'whole',
              label: say(organisationWords.whole),
              options: [{ value: 'no', label: say(organisationWords.noAddress) }],
              value: whole,
            },
            ...(labels.length > 0
              ? [{ id: 'label', label: say(organisationWords.label), options: labels, value: label }]
              : []),
            {
              id: 'archive',
              label: say(organisationWords.archive),
              options: [{ value: 'yes', label: say(organisationWords.archived) }],
              value: archive,
            },
          ]}
          onChange={(id, value) => go({ [id]: value } as Partial<OrganisationListSearch>)}
        />
      }
      unfilter={
        (role ?? manager ?? whole ?? archive ?? label)
          ? () =>
              go({
                role: undefined,
                manager: undefined,
                whole: undefined,
                archive: undefined,
                label: undefined,
              })
          : undefined
      }
      fresh={{
        link: { to: '/organisations/$id', params: { id: 'new' } },
        label: say(organisationWords.fresh),
        right: 'customers.manage',
      }}
      empty={{ title: say(organisationWords.none), why: say(organisationWords.noneWhy) }}
    />
  )
}

const titleOf = (row: Row) => (
  <Link to="/organisations/$id" params={{ id: row.id }}>
    {row.name}
  </Link>
)
