/** What suppliers charged: the list, booking one by hand or from an e-invoice, and taking one back. */
import { Button, Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { FileUp, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { treatmentWords } from '../../modules/reporting/schema/purchases.ts'
import { fileUrl } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, usePages, useRead } from '../queries.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useShown } from '../records/pages.ts'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import { ReasonAsked } from '../ui/asked.tsx'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { placeName } from '../ui/places.ts'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told } from '../ui/toasts.tsx'
import { BookDialog } from './book-dialog.tsx'
import { purchaseWords } from './words.ts'

type Row = Answered<'GET /purchase-invoices'>['rows'][number]
type Proposal = Answered<'POST /purchase-invoices/read'>

export function PurchaseInvoicesPage() {
  const say = useSay()
  const can = useCan()
  const [booking, setBooking] = useState<Proposal | 'new' | null>(null)
  const businesses = useRead('GET /businesses', { limit: 50 }).data?.rows.filter(({ isActive }) => isActive)
  const file = useRef<HTMLInputElement>(null)
  const read = useChange('POST /purchase-invoices/read', { done: setBooking })
  const first = businesses?.[0]
  return (
    <Page
      title={say(purchaseWords.title)}
      back={settingsBack(say)}
      actions={
        can('purchase-invoices.book') &&
        first && (
          <>
            <VisuallyHidden>
              <input
                ref={file}
                type="file"
                accept=".xml,.pdf,application/xml,text/xml,application/pdf"
                tabIndex={-1}
                aria-label={say(purchaseWords.readWhy)}
                onChange={(event) => {
                  const chosen = event.currentTarget.files?.[0]
                  event.currentTarget.value = ''
                  if (chosen) read.mutate({ business: first.id, file: chosen } as never)
                }}
              />
            </VisuallyHidden>
            <Button
              variant="default"
              leftSection={<FileUp size={14} aria-hidden />}
              loading={read.isPending}
              title={say(purchaseWords.readWhy)}
              onClick={() => file.current?.click()}
            >
              {say(purchaseWords.read)}
            </Button>
            <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => setBooking('new')}>
              {say(purchaseWords.book)}
            </Button>
          </>
        )
      }
    >
      <Booked homes={new Map(businesses?.map(({ id, country }) => [id, country]))} />
      {booking && businesses && (
        <BookDialog
          businesses={businesses}
          proposal={booking === 'new' ? null : booking}
          close={() => setBooking(null)}
        />
      )}
    </Page>
  )
}

function Booked({ homes }: { homes: ReadonlyMap<string, string> }) {
  const say = useSay()
  const format = useFormat()
  const lang = useLang()
  const can = useCan()
  const [correcting, setCorrecting] = useState<Row | null>(null)
  const shown = useShown(usePages('GET /purchase-invoices', { limit: 50 }))
  const correct = useChange('POST /purchase-invoices/:invoice/correct', {
    touches: ['/purchase-invoices', '/reports'],
    done: () => {
      setCorrecting(null)
      told(say(purchaseWords.takenBack))
    },
  })
  if (shown.error) return <Trouble error={shown.error} retry={shown.retry} />
  if (shown.isFirstLoad) return <Skeleton height={240} />
  const { rows } = shown
  const corrected = new Set(rows.flatMap((row) => row.corrects ?? []))
  return (
    <Panel>
      {rows.length === 0 ? (
        <EmptyState kind="never" title={say(purchaseWords.none)} why={say(purchaseWords.noneWhy)} />
      ) : (
        <>
          <Text c="dimmed" mb="sm">
            {say(purchaseWords.why)}
          </Text>
          <PlainTable
            label={say(purchaseWords.title)}
            heads={[
              say(purchaseWords.number),
              say(purchaseWords.supplier),
              say(purchaseWords.day),
              say(purchaseWords.treatment),
              figures(say(purchaseWords.net)),
              figures(say(purchaseWords.deductible)),
              '',
            ]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <span key="number">
                  {row.number}
                  {row.file && (
                    // Saved, never opened: a stranger's XML in a tab of ours could run scripts.
                    <Button
                      component="a"
                      variant="subtle"
                      size="compact-sm"
                      href={fileUrl('GET /files/:file', { file: row.file })}
                      download
                      aria-label={say(purchaseWords.originalOf, { number: row.number })}
                    >
                      {say(purchaseWords.original)}
                    </Button>
                  )}
                </span>,
                <span key="supplier">
                  {row.supplier}
                  <small>
                    {[placeName(row.supplierCountry, lang), row.supplierVatNumber]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>,
                <span key="day" style={{ whiteSpace: 'nowrap' }}>
                  {format.day(row.day)}
                </span>,
                <span key="treatment">
                  {row.entries.map((entry, at) => (
                    <div key={at}>
                      {say(treatmentWords(entry.treatment, homes.get(row.business) ?? 'NL'))}
                      {entry.rate > 0 && ` ${format.decimal(entry.rate, 2)}%`}
                    </div>
                  ))}
                </span>,
                format.money(row.net),
                format.money(row.entries.reduce((sum, { deductible }) => sum + deductible, 0)),
                row.corrects ? (
                  <StatusPill key="state" tone="neutral">
                    {say(purchaseWords.corrects)}
                  </StatusPill>
                ) : corrected.has(row.id) ? (
                  <StatusPill key="state" tone="neutral">
                    {say(purchaseWords.takenBack)}
                  </StatusPill>
                ) : (
                  can('purchase-invoices.book') && (
                    <Button
                      key="back"
                      variant="subtle"
                      size="compact-sm"
                      aria-label={say(purchaseWords.backOf, { number: row.number })}
                      onClick={() => setCorrecting(row)}
                    >
                      {say(purchaseWords.back)}
                    </Button>
                  )
                ),
              ],
            }))}
          />
          <MoreButton more={shown.more} />
        </>
      )}
      {correcting && (
        <ReasonAsked
          title={say(purchaseWords.backOf, { number: correcting.number })}
          label={say(purchaseWords.reason)}
          go={say(purchaseWords.back)}
          isBusy={correct.isPending}
          onGo={(reason) => correct.mutate({ invoice: correcting.id, reason })}
          close={() => setCorrecting(null)}
        >
          <Text>{say(purchaseWords.backWhy)}</Text>
        </ReasonAsked>
      )}
    </Panel>
  )
}
