/** One own business: everything that is set for it, part by part. */
import { Skeleton, Text } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Business } from '../../modules/organisations/schema.ts'
import { call } from '../api.ts'
import { WhileActive } from '../apps/while-active.tsx'
import { forget, cache, useRead } from '../queries.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import { RecordForm, type FormGroup } from '../ui/record-form.tsx'
import { Trouble } from '../ui/states.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { RegistrationsPanel } from '../vat/registrations-panel.tsx'
import { AccountsPanel } from './accounts-panel.tsx'
import type { BusinessRow } from './business-row.ts'
import styles from './businesses.module.css'
import { drawn } from './drawn-fields.tsx'
import { InvoicePreview } from './invoice-preview.tsx'
import { LogoPanel } from './logo-panel.tsx'
import { NumbersPanel } from './numbers-panel.tsx'
import { businessParts, type BusinessPart } from './search.ts'
import { SendersPanel } from './senders-panel.tsx'
import { TermsPanel } from './terms-panel.tsx'
import { businessWords } from './words.ts'

type Say = ReturnType<typeof useSay>
const manage = 'businesses.manage'
const backTo = (say: Say) => ({ label: say(businessWords.title), link: { to: '/businesses' } }) as const

export function BusinessPage() {
  const { id } = useParams({ from: '/inside/businesses/$id' })
  return (
    <WhileActive app="orders">
      {id === 'new' ? <NewBusiness /> : <KeptBusiness key={id} id={id} />}
    </WhileActive>
  )
}

function NewBusiness() {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <PlainForm
      record={Business}
      path="/businesses"
      id="new"
      name="tradeName"
      groups={[
        {
          title: say(businessWords.names),
          note: <Text c="dimmed">{say(businessWords.namesWhy)}</Text>,
          fields: ['tradeName', 'legalName', 'vatNumber', 'taxNumber', 'cocNumber'],
        },
        {
          title: say(businessWords.address),
          fields: ['street', 'houseNumber', 'postcode', 'city', 'country', 'language'],
        },
      ]}
      manage={manage}
      back={backTo(say)}
      made={(made) => navigate({ to: '/businesses/$id', params: { id: made }, replace: true })}
    />
  )
}

function KeptBusiness({ id }: { id: string }) {
  const say = useSay()
  const { part = 'general' } = useSearch({ from: '/inside/businesses/$id' })
  const found = useRead('GET /businesses/:id', { id })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  if (!found.data)
    return (
      <Page title="…" back={backTo(say)} isNarrow>
        <Skeleton height={240} />
      </Page>
    )
  return <Part key={part} part={part} row={found.data} />
}

/** The fields of a part; a part without any has panels of its own. */
const groupsOf = (say: Say): Partial<Record<BusinessPart, readonly FormGroup[]>> => ({
  general: [
    {
      title: say(businessWords.general),
      fields: ['tradeName', 'backOfficeName', 'pricesLead', 'language', 'timeZone', 'isActive'],
    },
  ],
  contact: [
    {
      title: say(businessWords.reach),
      note: <Text c="dimmed">{say(businessWords.reachWhy)}</Text>,
      fields: ['contactEmail', 'phone', 'website', 'openingHours'],
    },
    {
      title: say(businessWords.address),
      fields: ['street', 'houseNumber', 'postcode', 'city', 'country', 'email'],
    },
    {
      title: say(businessWords.support),
      note: <Text c="dimmed">{say(businessWords.supportWhy)}</Text>,
      fields: ['supportName', 'supportEmail', 'supportPhone'],
    },
  ],
  invoice: [
    {
      title: say(businessWords.look),
      fields: ['invoiceLayout', 'showsGrossToConsumers', 'showsBank', 'invoiceColumns'],
    },
    {
      title: say(businessWords.agreed),
      fields: ['paymentTermDays', 'makesUbl', 'termsWithInvoice'],
    },
    {
      title: say(businessWords.orderDefaults),
      fields: ['invoiceMoment', 'invoiceWithOrder'],
    },
    {
      title: say(businessWords.texts),
      note: <Text c="dimmed">{say(businessWords.textsWhy)}</Text>,
      fields: ['invoiceTexts', 'invoiceFooter'],
    },
  ],
  company: [
    {
      title: say(businessWords.names),
      note: <Text c="dimmed">{say(businessWords.namesWhy)}</Text>,
      fields: ['legalName', 'cocNumber', 'vatNumber', 'taxNumber', 'currency', 'defaultTaxCategory'],
    },
    { title: say(businessWords.peppol), fields: ['peppolScheme', 'peppolId'] },
  ],
  papers: [
    {
      title: say(businessWords.quote),
      note: <Text c="dimmed">{say(businessWords.quoteWhy)}</Text>,
      fields: ['quoteNote', 'quoteValidDays', 'quoteReminderDays', 'quoteDepositPercent'],
    },
    {
      title: say(businessWords.repair),
      note: <Text c="dimmed">{say(businessWords.repairWhy)}</Text>,
      fields: ['repairSlipNote', 'repairReceiptNote'],
    },
  ],
})

function Part({ part, row }: { part: BusinessPart; row: BusinessRow }) {
  const say = useSay()
  const can = useCan()
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({})
  const groups = groupsOf(say)[part]
  const panels = (
    <>
      {part === 'general' && <LogoPanel row={row} />}
      {part === 'company' && (
        <>
          <AccountsPanel business={row} />
          <RegistrationsPanel business={row.id} />
        </>
      )}
      {part === 'numbers' && <NumbersPanel business={row.id} />}
      {part === 'terms' && <TermsPanel business={row} />}
      {part === 'senders' && <SendersPanel business={row} />}
    </>
  )
  if (!groups)
    return (
      <Frame part={part} row={row} bar={null}>
        {panels}
      </Frame>
    )
  return (
    <RecordForm
      record={Business}
      groups={groups}
      initial={row}
      isReadOnly={!can(manage)}
      draw={drawn}
      watch={setValues}
      save={async (changes, version) => {
        await call('PATCH /businesses/:id', {
          ...changes,
          id: row.id,
          ...(version === undefined ? {} : { version }),
        })
        await forget(cache, ['/businesses', '/house-style', '/business-accounts'])
      }}
      reload={() => call('GET /businesses/:id', { id: row.id })}
      frame={(bar, form) => (
        <Frame part={part} row={row} bar={bar}>
          {part === 'invoice' ? (
            <div className={styles.beside}>
              <div>{form}</div>
              <InvoicePreview business={row.id} language={row.language} values={values} />
            </div>
          ) : (
            form
          )}
          {panels}
        </Frame>
      )}
    />
  )
}

type FrameProps = { part: BusinessPart; row: BusinessRow; bar: ReactNode; children: ReactNode }

function Frame({ part, row, bar, children }: FrameProps) {
  const say = useSay()
  return (
    <Page title={row.tradeName} back={backTo(say)} isNarrow={part !== 'invoice'} actions={bar}>
      <div className={styles.tabs}>
        <ViewTabs
          label={say(businessWords.parts)}
          current={part}
          views={(Object.keys(businessParts) as BusinessPart[]).map((one) => ({
            id: one,
            label: say(businessWords[one]),
            count: undefined,
            link: {
              to: '/businesses/$id',
              params: { id: row.id },
              search: one === 'general' ? {} : { part: one },
            },
          }))}
        />
      </div>
      {children}
    </Page>
  )
}
