/** What was agreed with a supplier (S0-3e). */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { SupplierTerms } from '../../modules/organisations/schema.ts'
import { call } from '../api.ts'
import { ExpectedPurchase } from '../purchase-invoices/expected-purchase.tsx'
import { purchaseWords } from '../purchase-invoices/words.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { fieldText } from '../ui/field-text.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import type { WholeOrganisation } from './whole-relation.ts'
import { organisationWords } from './words.ts'

const fields = [
  'ordersEmail',
  'financeEmail',
  'customerNumber',
  'language',
  'paymentTermDays',
  'leadTimeDays',
  'minimumAmount',
  'orderMultiple',
  'currency',
  'incoterm',
]

export function SupplierPanel({ whole }: { whole: WholeOrganisation }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const terms = whole.supplier as Readonly<Record<string, unknown>> | null
  return (
    <Panel
      title={say(SupplierTerms.words)}
      actions={
        can('customers.manage') && (
          <Button variant="default" onClick={() => setOpen(true)}>
            {say(organisationWords.change)}
          </Button>
        )
      }
    >
      {can('purchase-invoices.see') && (
        <Stack gap={0} mb="sm">
          <Text fw={600}>{say(purchaseWords.fromSupplier)}</Text>
          <ExpectedPurchase
            supplier={{ country: whole.country, ...(whole.vatNumber ? { vatNumber: whole.vatNumber } : {}) }}
          />
        </Stack>
      )}
      {terms ? (
        <Facts
          facts={fields.map((name) => {
            const field = SupplierTerms.fields[name as keyof typeof SupplierTerms.fields]
            return [say(field.words), fieldText(field, terms[name], { say, format }) || '–'] as const
          })}
        />
      ) : (
        <Text c="dimmed">{say(organisationWords.noTerms)}</Text>
      )}
      {isOpen && (
        <RowDialog
          record={SupplierTerms}
          fields={fields}
          title={say(SupplierTerms.words)}
          initial={terms ?? { currency: whole.currency, language: whole.language }}
          save={(values) =>
            call('PUT /organisations/:organisation/supplier-terms', {
              ...Object.fromEntries(empties.map((name) => [name, null])),
              ...values,
              organisation: whole.id,
              ...(terms ? { version: Number(terms['version']) } : {}),
            })
          }
          touches={['/organisations']}
          close={() => setOpen(false)}
        />
      )}
    </Panel>
  )
}

/** What may be left empty is emptied when nothing stands there. */
const empties = fields.filter(
  (name) => SupplierTerms.fields[name as keyof typeof SupplierTerms.fields].isNullable,
)
