/** The bank accounts of a business, one of which stands on its invoices. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { BusinessAccount } from '../../modules/organisations/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import type { BusinessRow } from './business-row.ts'
import { businessWords } from './words.ts'

type Account = Answered<'GET /business-accounts'>['rows'][number]

const fields = ['name', 'iban', 'bic', 'holder', 'currency', 'isOnInvoice']
const touches = ['/business-accounts', '/businesses']

export function AccountsPanel({ business }: { business: BusinessRow }) {
  const say = useSay()
  const can = useCan()
  const [open, setOpen] = useState<Account | 'new' | null>(null)
  const found = useRead('GET /business-accounts', { business: business.id, limit: 200 })
  const rows = found.data?.rows
  return (
    <Panel
      title={say(businessWords.accounts)}
      actions={
        can('businesses.manage') && (
          <Button variant="default" onClick={() => setOpen('new')}>
            {say(businessWords.addAccount)}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text c="dimmed">
          {say(rows?.length === 0 ? businessWords.noAccounts : businessWords.accountsWhy)}
        </Text>
        {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
        <ul className={styles.rows}>
          {rows?.map((row) => (
            <li key={row.id}>
              <span>
                <b>{row.name}</b> {spaced(row.iban)}{' '}
                <small>
                  {[
                    row.bic,
                    row.isOnInvoice && say(businessWords.onInvoice),
                    !row.isActive && say(businessWords.notInUse),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              {can('businesses.manage') && (
                <Button
                  ml="auto"
                  variant="subtle"
                  aria-label={say(businessWords.changeAccount, { name: row.name })}
                  onClick={() => setOpen(row)}
                >
                  {say(businessWords.change)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Stack>
      {open && (
        <RowDialog
          record={BusinessAccount}
          fields={open === 'new' ? fields : [...fields, 'isActive']}
          title={
            open === 'new'
              ? say(businessWords.addAccount)
              : say(businessWords.changeAccount, { name: open.name })
          }
          initial={
            open === 'new'
              ? { holder: business.legalName, currency: business.currency, isOnInvoice: rows?.length === 0 }
              : open
          }
          save={(values) =>
            open === 'new'
              ? call('POST /business-accounts', { ...values, business: business.id })
              : call('PATCH /business-accounts/:id', {
                  bic: null,
                  ...values,
                  id: open.id,
                  version: open.version,
                })
          }
          touches={touches}
          close={() => setOpen(null)}
        />
      )}
    </Panel>
  )
}

/** In groups of four, as it stands on bank cards. */
const spaced = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')
