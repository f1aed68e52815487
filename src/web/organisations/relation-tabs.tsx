/** The parts of the page of an organisation or a customer, each with how many stand in it, for who may see them. */
import { useCan } from '../session.ts'
import { ViewTabs, type View } from '../ui/view-tabs.tsx'
import { useSay } from '../ui/lang.tsx'
import type { OrganisationPart } from './organisation-search.ts'
import type { Around } from './whole-relation.ts'
import { organisationWords } from './words.ts'

/** What stands around both; the other parts are of the relation itself. */
const rights: Readonly<Partial<Record<OrganisationPart, string>>> = {
  quotes: 'quotes.see',
  orders: 'orders.see',
  invoices: 'invoices.see',
  mails: 'messages.see',
}

type RelationTabsProps<P> = {
  label: string
  parts: readonly P[]
  part: P
  around: Pick<Around, 'totals' | 'invoices' | 'mails'>
  link: (part: P) => View['link']
}

export function RelationTabs<P extends OrganisationPart>({
  label,
  parts,
  part,
  around,
  link,
}: RelationTabsProps<P>) {
  const say = useSay()
  const can = useCan()
  const counts: Readonly<Partial<Record<OrganisationPart, number>>> = {
    orders: around.totals.reduce((sum, one) => sum + one.orders, 0),
    invoices: around.invoices.length,
    mails: around.mails.length,
  }
  return (
    <div style={{ marginBottom: 12 }}>
      <ViewTabs
        label={label}
        current={part}
        views={parts
          .filter((one) => !rights[one] || can(rights[one]!))
          .map((one) => ({
            id: one,
            label: say(organisationWords[one]),
            count: counts[one],
            link: link(one),
          }))}
      />
    </div>
  )
}
