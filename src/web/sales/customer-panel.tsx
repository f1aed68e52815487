/** Who buys: a customer or an organisation that is found, or somebody new with an address. */
import { NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call } from '../api.ts'
import { organisations } from '../records/sources.ts'
import { useRead } from '../queries.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { LinkInput, type LinkSource } from '../ui/link-input.tsx'
import { Panel } from '../ui/page.tsx'
import { countries } from '../ui/places.ts'
import { refusalText } from '../ui/refusal-text.ts'
import { warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import type { Draft, DraftAddress } from './draft.ts'
import styles from './sales.module.css'
import type { Price } from './use-price.ts'
import { saleWords } from './words.ts'

type PartProps = {
  draft: Draft
  onChange: (bend: Partial<Draft>) => void
  faults: Readonly<Record<string, string>>
}

export function CustomerPanel({ draft, onChange, faults, price }: PartProps & { price: Price | undefined }) {
  const say = useSay()
  return (
    <Panel title={say(saleWords.customer)}>
      <SegmentedControl
        mb="sm"
        aria-label={say(saleWords.who)}
        value={draft.isNew ? 'new' : 'known'}
        onChange={(value) => onChange({ isNew: value === 'new' })}
        data={[
          { value: 'known', label: say(saleWords.known) },
          { value: 'new', label: say(saleWords.fresh) },
        ]}
      />
      {draft.isNew ? (
        <NewCustomer draft={draft} onChange={onChange} faults={faults} />
      ) : (
        <KnownCustomer draft={draft} onChange={onChange} faults={faults} />
      )}
      {!draft.isNew && price && <GoesTo price={price} />}
    </Panel>
  )
}

const contacts: LinkSource = {
  find: async (search) =>
    search.trim().length < 2
      ? []
      : (await call('GET /customers', { search, limit: 12 })).rows.map((row) => ({
          id: row.id,
          label: [row.name, row.organisationName, row.city].filter(Boolean).join(' · '),
        })),
  name: async (id) => (await call('GET /customers/:id', { id })).name,
}

/** A customer who belongs to an organisation buys for it, unless that is taken away. */
function KnownCustomer({ draft, onChange, faults }: PartProps) {
  const say = useSay()
  const client = useQueryClient()
  const chosen = useRef(draft.contact)
  const choose = async (contact: string | null) => {
    chosen.current = contact
    onChange({ contact })
    if (!contact) return
    try {
      const { organisation } = await client.fetchQuery({
        queryKey: ['/customers/:id', { id: contact }],
        queryFn: () => call('GET /customers/:id', { id: contact }),
      })
      if (chosen.current === contact) onChange({ contact, organisation })
    } catch (error) {
      warned(refusalText(error, say))
    }
  }
  return (
    <div className={styles.fields}>
      <LinkInput
        label={say(saleWords.findCustomer)}
        description={say(saleWords.findCustomerWhy)}
        to="contacts"
        source={contacts}
        value={draft.contact}
        onChange={(id) => void choose(id)}
        error={faults['customer.name']}
      />
      <LinkInput
        label={say(saleWords.findOrganisation)}
        description={say(saleWords.findOrganisationWhy)}
        to="organisations"
        source={organisations}
        value={draft.organisation}
        onChange={(organisation) => {
          chosen.current = null
          onChange({ organisation, contact: null })
        }}
      />
      {draft.organisation && (
        <ContactOf draft={draft} onChange={onChange} organisation={draft.organisation} />
      )}
    </div>
  )
}

function ContactOf({
  draft,
  onChange,
  organisation,
}: Pick<PartProps, 'draft' | 'onChange'> & { organisation: string }) {
  const say = useSay()
  const found = useRead('GET /organisations/:organisation/customers', { organisation, limit: 100 })
  const people = found.data?.rows ?? []
  return (
    <NativeSelect
      label={say(saleWords.contactOf)}
      value={draft.contact ?? ''}
      onChange={(event) => onChange({ contact: event.currentTarget.value || null })}
      data={[
        { value: '', label: say(ui.choose) },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      required
    />
  )
}

/** Where it goes, as the customer's own addresses say. */
function GoesTo({ price: { sale } }: { price: Price }) {
  const say = useSay()
  const format = useFormat()
  const { name, company, street, houseNumber, houseNumberSuffix, postcode, city, country } =
    sale.shipping ?? sale.billing
  if (sale.delivery === 'pickup' || !street) return null
  return (
    <>
      <Text c="dimmed" mt="sm" size="xs">
        {say(saleWords.goesTo)}
      </Text>
      <address className={styles.place}>
        {[
          company === name ? null : company,
          name,
          `${street} ${houseNumber}${houseNumberSuffix ?? ''}`,
          `${postcode} ${city}, ${format.place(country)}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </address>
    </>
  )
}

function NewCustomer({ draft, onChange, faults }: PartProps) {
  const say = useSay()
  const noted = useNoted(draft)
  return (
    <Stack gap="sm">
      <div className={styles.fields}>
        <Typed
          label={say(saleWords.name)}
          value={draft.name}
          onType={(name) => onChange({ name })}
          error={faults['customer.name']}
          isRequired
        />
        <Typed
          label={say(saleWords.company)}
          value={draft.company}
          onType={(company) => onChange({ company })}
        />
        <Typed
          label={say(saleWords.email)}
          value={draft.email}
          onType={(email) => onChange({ email })}
          error={faults['customer.email']}
          type="email"
        />
        <Typed
          label={say(saleWords.phone)}
          value={draft.phone}
          onType={(phone) => onChange({ phone })}
          type="tel"
        />
        <Typed
          label={say(saleWords.vatNumber)}
          description={say(saleWords.vatNumberWhy)}
          value={draft.vatNumber}
          onType={(vatNumber) => onChange({ vatNumber })}
          error={faults['customer.vatNumber'] ?? noted}
        />
      </div>
      <AddressFields
        address={draft.address}
        onChange={(address) => onChange({ address })}
        faults={faults}
        at="billing"
      />
    </Stack>
  )
}

/** A number that looks whole is kept and checked outside while the rest is typed; what is wrong with it is said here. */
function useNoted({ vatNumber, address }: Draft): string | undefined {
  const number = vatNumber.replace(/[^a-z0-9]/gi, '')
  const noted = useQuery({
    queryKey: ['vat-number-noted', number, address.country],
    queryFn: () => call('POST /vat-numbers', { number, country: address.country }),
    enabled: /^[a-z]{2}[a-z0-9]{8,}$/i.test(number),
    retry: false,
    staleTime: Infinity,
  })
  return noted.error instanceof Error ? noted.error.message : undefined
}

type AddressProps = {
  address: DraftAddress
  onChange: (address: DraftAddress) => void
  faults: Readonly<Record<string, string>>
  /** Where it stands in what is asked. */
  at: 'billing' | 'shipping'
}

export function AddressFields({ address, onChange, faults, at }: AddressProps) {
  const say = useSay()
  const lang = useLang()
  const part = (name: keyof DraftAddress) => ({
    value: address[name],
    onType: (text: string) => onChange({ ...address, [name]: text }),
    error: faults[`${at}.${name}`],
  })
  return (
    <div className={styles.fields}>
      {at === 'shipping' && <Typed label={say(saleWords.attention)} {...part('name')} />}
      <Typed label={say(saleWords.street)} {...part('street')} />
      <Typed label={say(saleWords.houseNumber)} {...part('houseNumber')} />
      <Typed label={say(saleWords.postcode)} {...part('postcode')} />
      <Typed label={say(saleWords.city)} {...part('city')} />
      <NativeSelect
        label={say(saleWords.country)}
        value={address.country}
        onChange={(event) => onChange({ ...address, country: event.currentTarget.value })}
        data={countries(lang)}
        error={faults[`${at}.country`]}
      />
    </div>
  )
}

type TypedProps = {
  label: string
  value: string
  onType: (text: string) => void
  error?: string | undefined
  description?: string
  type?: 'email' | 'tel'
  isRequired?: boolean
}

function Typed({ label, value, onType, error, description, type, isRequired }: TypedProps) {
  return (
    <TextInput
      label={label}
      {...(description ? { description } : {})}
      {...(type ? { type } : {})}
      value={value}
      onChange={(event) => onType(event.currentTarget.value)}
      error={error}
      required={isRequired ?? false}
      autoComplete="off"
      maxLength={200}
    />
  )
}
