/** The addresses of an organisation or a customer, to add, change and remove. */
import { Button, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { Address, addressKinds } from '../../modules/organisations/schema.ts'
import { call, type Given } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { organisationWords } from './words.ts'

type Owner = { organisation: string } | { contact: string }
type Kept = Answered<'GET /addresses'>['rows'][number]
const touches = ['/addresses', '/organisations', '/customers']

type AddressesProps = {
  owner: Owner
  /** Of whom they are: a new address is most often there too. */
  country: string
}

export function AddressesPanel({ owner, country }: AddressesProps) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  // A customer has one address among the details above; an organisation has all of them here.
  const isBesideOwn = 'contact' in owner
  const [open, setOpen] = useState<Kept | 'new' | null>(null)
  const found = useRead('GET /addresses', owner)
  const rows = found.data?.rows
  const remove = useChange('DELETE /addresses/:id', {
    touches,
    done: () => told(say(organisationWords.removed)),
  })
  return (
    <Panel
      title={say(isBesideOwn ? organisationWords.otherAddresses : organisationWords.addresses)}
      actions={
        can('customers.manage') && (
          <Button variant="default" onClick={() => setOpen('new')}>
            {say(organisationWords.addAddress)}
          </Button>
        )
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {rows?.length === 0 && (
        <Text c="dimmed">
          {say(isBesideOwn ? organisationWords.noOtherAddresses : organisationWords.noAddresses)}
        </Text>
      )}
      <ul className={styles.rows}>
        {rows?.map((one) => {
          const street = [one.street, one.houseNumber, one.houseNumberSuffix].filter(Boolean).join(' ')
          const place = [one.name, street, `${one.postcode} ${one.city}`.trim(), format.place(one.country)]
            .filter(Boolean)
            .join(', ')
          return (
            <li key={one.id}>
              <span>
                {place}{' '}
                <small>
                  {say(addressKinds[one.kind])}
                  {one.isDefault && `, ${say(organisationWords.isDefault)}`}
                  {[one.attention, one.phone, one.deliveryNotes].map((text) => text && ` · ${text}`)}
                </small>
              </span>
              {can('customers.manage') && (
                <span className={styles.acts}>
                  <Button
                    variant="subtle"
                    aria-label={say(organisationWords.changeAddress, { place })}
                    onClick={() => setOpen(one)}
                  >
                    {say(organisationWords.change)}
                  </Button>
                  <Button
                    variant="subtle"
                    aria-label={say(organisationWords.removeAddress, { place })}
                    loading={remove.isPending && remove.variables.id === one.id}
                    onClick={() => remove.mutate({ id: one.id })}
                  >
                    {say(organisationWords.remove)}
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {open && (
        <AddressDialog
          owner={owner}
          country={country}
          kept={open === 'new' ? null : open}
          close={() => setOpen(null)}
        />
      )}
    </Panel>
  )
}

const fields = [
  'name',
  'attention',
  'street',
  'houseNumber',
  'houseNumberSuffix',
  'postcode',
  'city',
  'country',
  'phone',
  'deliveryNotes',
] as const
/** A field that was emptied must be sent as empty, or the old text stays. */
const empty = Object.fromEntries(fields.map((name) => [name, Address.fields[name].isNullable ? null : '']))

type DialogProps = AddressesProps & { kept: Kept | null; close: () => void }

function AddressDialog({ owner, country, kept, close }: DialogProps) {
  const say = useSay()
  const [alsoShipping, setAlso] = useState(false)
  // A default is handed on by giving it to another, so the one that has it is not asked.
  const asked = kept?.isDefault ? fields : [...fields, 'isDefault']
  return (
    <RowDialog
      record={Address}
      fields={kept ? asked : ['kind', ...asked]}
      title={say(kept ? organisationWords.changeThisAddress : organisationWords.addAddress)}
      initial={kept ?? { kind: 'invoice', country }}
      below={({ kind }) =>
        !kept &&
        kind === 'invoice' && (
          <Switch
            label={say(organisationWords.alsoShipping)}
            checked={alsoShipping}
            onChange={(event) => setAlso(event.currentTarget.checked)}
          />
        )
      }
      save={(values) =>
        kept
          ? call('PATCH /addresses/:id', { ...empty, ...values, id: kept.id, version: kept.version })
          : call('POST /addresses', {
              ...owner,
              ...values,
              ...(values['kind'] === 'invoice' && alsoShipping ? { alsoShipping } : {}),
            } as Given<'POST /addresses'>)
      }
      touches={touches}
      close={close}
    />
  )
}
