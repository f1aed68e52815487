/** When customers of a business are reminded, what may be charged for it, and how long invoice links live. */
import { NativeSelect, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { InvoicingPolicy } from '../../modules/invoicing/schema/reminders.ts'
import { call } from '../api.ts'
import { useRead } from '../queries.ts'
import { RowForm } from '../records/row-form.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { InterestRates } from './interest-rates.tsx'
import { sendingWords } from './sending-words.ts'

export function ReminderSettingsPage() {
  const say = useSay()
  const [chosen, setChosen] = useState<string | null>(null)
  const businesses = useRead('GET /businesses', { limit: 50 })
  const business = chosen ?? businesses.data?.rows[0]?.id ?? null
  const found = useRead(
    'GET /businesses/:business/invoicing-policy',
    { business: business ?? '' },
    { isEnabled: business !== null },
  )
  const title = say(sendingWords.settingsTitle)
  const back = { label: say(sendingWords.letters), link: { to: '/late-invoices' } } as const
  const trouble = businesses.error ?? found.error
  if (trouble) return <Trouble error={trouble} retry={() => void found.refetch()} level={1} />
  const policy = found.data
  if (!policy || policy.business !== business)
    return (
      <Page title={title} back={back}>
        <Skeleton height={240} />
      </Page>
    )
  const read = () => call('GET /businesses/:business/invoicing-policy', { business })
  return (
    <RowForm
      key={business}
      record={InvoicingPolicy}
      groups={[
        {
          title: say(sendingWords.schedule),
          fields: ['reminding', 'firstAfterDays', 'secondAfterDays', 'thirdAfterDays'],
        },
        { title: say(sendingWords.costs), fields: ['deductsVat'] },
        { title: say(sendingWords.interest), fields: ['tellsInterest'] },
        { title: say(sendingWords.links), fields: ['linkDays'] },
      ]}
      title={title}
      back={back}
      row={{ ...policy }}
      right="businesses.manage"
      save={(changes, version) =>
        call('PUT /businesses/:business/invoicing-policy', { business, ...changes, version: version ?? null })
      }
      reload={async () => ({ ...(await read()) })}
      touches={['/businesses', '/late-invoices']}
      beside={
        (businesses.data?.rows.length ?? 0) > 1 && (
          <NativeSelect
            aria-label={say(sendingWords.business)}
            value={business}
            data={businesses.data!.rows.map(({ id, tradeName }) => ({ value: id, label: tradeName }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )
      }
    >
      <InterestRates />
    </RowForm>
  )
}
