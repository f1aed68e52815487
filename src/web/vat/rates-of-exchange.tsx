/** Daily exchange rates: taken in from the file of the European Central Bank, or entered one by one. */
import { Button, Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { FileUp, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { ExchangeRate } from '../../modules/tax/schema/records.ts'
import { call } from '../api.ts'
import { usePages, useChange } from '../queries.ts'
import { useShown } from '../records/pages.ts'
import { MoreButton } from '../records/more-button.tsx'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { vatWords } from './words.ts'

export function RatesOfExchange() {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isAdding, setAdding] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const shown = useShown(usePages('GET /exchange-rates', { limit: 100 }))
  const take = useChange('POST /exchange-rates/import', {
    touches: ['/exchange-rates'],
    done: ({ added, from, to }) =>
      told(say(vatWords.ratesTaken, { count: added, from: format.day(from), to: format.day(to) })),
  })
  const { fields } = ExchangeRate
  return (
    <Panel
      actions={
        can('tax.manage') && (
          <>
            <VisuallyHidden>
              <input
                ref={file}
                type="file"
                accept=".xml,.csv,application/xml,text/xml,text/csv"
                tabIndex={-1}
                aria-label={say(vatWords.ratesFile)}
                onChange={(event) => {
                  const chosen = event.currentTarget.files?.[0]
                  event.currentTarget.value = ''
                  if (chosen) take.mutate({ file: chosen } as never)
                }}
              />
            </VisuallyHidden>
            <Button
              variant="default"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {say(vatWords.addRateOfDay)}
            </Button>
            <Button
              leftSection={<FileUp size={14} aria-hidden />}
              loading={take.isPending}
              title={say(vatWords.ratesFile)}
              onClick={() => file.current?.click()}
            >
              {say(vatWords.takeRates)}
            </Button>
          </>
        )
      }
    >
      <Text c="dimmed" mb="sm">
        {say(vatWords.exchangeWhy)}
      </Text>
      {shown.error ? (
        <Trouble error={shown.error} retry={shown.retry} />
      ) : shown.isFirstLoad ? (
        <Skeleton height={160} />
      ) : shown.rows.length === 0 ? (
        <EmptyState kind="never" title={say(vatWords.noRates)} why={say(vatWords.noRatesWhy)} />
      ) : (
        <>
          <PlainTable
            label={say(vatWords.exchange)}
            heads={[
              say(fields.day.words),
              say(fields.currency.words),
              figures(say(fields.rate.words)),
              say(fields.source.words),
            ]}
            rows={shown.rows.map((row) => ({
              key: row.id,
              cells: [format.day(row.day), row.currency, row.rate, row.source],
            }))}
          />
          <MoreButton more={shown.more} />
        </>
      )}
      {isAdding && (
        <RowDialog
          record={ExchangeRate}
          fields={['currency', 'day', 'rate', 'source']}
          title={say(vatWords.addRateOfDay)}
          initial={{ day: format.today(new Date()) }}
          save={(values) => call('POST /exchange-rates', values as never)}
          touches={['/exchange-rates']}
          close={() => setAdding(false)}
        />
      )}
    </Panel>
  )
}
