/** The addresses of an organisation or a customer, to add and remove. */
import { Button, Group, NativeSelect, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Address, addressKinds } from '../../modules/organisations/schema.ts'
import { call } from '../api.ts'
import { cache, forget, useChange, useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useDoorForm } from '../sign-in/door.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { countries } from '../ui/places.ts'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { organisationWords } from './words.ts'

type Owner = { organisation: string } | { contact: string }
const touches = ['/addresses', '/organisations', '/customers']

export function AddressesPanel({ owner }: { owner: Owner }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  // A customer has one address among the details above; an organisation has all of them here.
  const isBesideOwn = 'contact' in owner
  const [isAdding, setAdding] = useState(false)
  const rows = useRead('GET /addresses', owner).data?.rows
  const remove = useChange('DELETE /addresses/:id', {
    touches,
    done: () => told(say(organisationWords.removed)),
  })
  return (
    <Panel
      title={say(isBesideOwn ? organisationWords.otherAddresses : organisationWords.addresses)}
      actions={
        can('customers.manage') && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {say(organisationWords.addAddress)}
          </Button>
        )
      }
    >
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
                </small>
              </span>
              {can('customers.manage') && (
                <Button
                  variant="subtle"
                  aria-label={say(organisationWords.removeAddress, { place })}
                  loading={remove.isPending && remove.variables.id === one.id}
                  onClick={() => remove.mutate({ id: one.id })}
                >
                  {say(organisationWords.remove)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {isAdding && <AddressDialog owner={owner} close={() => setAdding(false)} />}
    </Panel>
  )
}

const typed = ['name', 'attention', 'street', 'houseNumber', 'houseNumberSuffix', 'postcode', 'city'] as const

function AddressDialog({ owner, close }: { owner: Owner; close: () => void }) {
  const say = useSay()
  const lang = useLang()
  const [kind, setKind] = useState<keyof typeof addressKinds>('invoice')
  const [country, setCountry] = useState('NL')
  const [alsoShipping, setAlso] = useState(false)
  const [values, setValues] = useState<Partial<Record<(typeof typed)[number], string>>>({})
  const form = useDoorForm(
    () =>
      call('POST /addresses', {
        ...owner,
        ...values,
        kind,
        street: values.street ?? '',
        city: values.city ?? '',
        country,
        ...(kind === 'invoice' && alsoShipping ? { alsoShipping } : {}),
      }),
    async () => {
      await forget(cache, touches)
      close()
    },
  )
  const { fields } = Address
  return (
    <Dialog
      opened
      onClose={close}
      size="lg"
      title={say(organisationWords.addAddress)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={form.submit}>
        <Stack>
          {form.refusal}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={say(fields.kind.words)}
              data={Object.entries(addressKinds).map(([value, text]) => ({ value, label: say(text) }))}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as keyof typeof addressKinds)}
            />
            {typed.map((name) => (
              <TextInput
                key={name}
                label={say(fields[name].words)}
                value={values[name] ?? ''}
                onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
                error={form.fields[name]}
                required={name === 'street' || name === 'city'}
              />
            ))}
            <NativeSelect
              label={say(fields.country.words)}
              data={countries(lang)}
              value={country}
              onChange={(event) => setCountry(event.currentTarget.value)}
              error={form.fields['country']}
            />
          </SimpleGrid>
          {kind === 'invoice' && (
            <Switch
              label={say(organisationWords.alsoShipping)}
              checked={alsoShipping}
              onChange={(event) => setAlso(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={form.isSending}>
              {say(ui.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
