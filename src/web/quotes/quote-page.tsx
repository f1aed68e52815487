/** One quote: its lines to write and to send, the versions that went out, and what the customer said. */
import { Alert, Button, NativeSelect, Skeleton, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { Day } from '../../base/day.ts'
import { can as mayBe } from '../../modules/quotes/rules.ts'
import { forget, useChange, useRead } from '../queries.ts'
import { NoChannel } from '../orders/new-order-page.tsx'
import { CustomerPanel } from '../sales/customer-panel.tsx'
import { DeliveryPanel } from '../sales/delivery-panel.tsx'
import { askedOf, draftOf, emptyDraft, type Draft } from '../sales/draft.ts'
import { KeptLines } from '../sales/kept-lines.tsx'
import { LivePrice, SaleSums, whyNot } from '../sales/live-price.tsx'
import { SaleLines } from '../sales/sale-lines.tsx'
import styles from '../sales/sales.module.css'
import { useSaleChannels } from '../sales/use-channels.ts'
import { usePrice } from '../sales/use-price.ts'
import { saleWords } from '../sales/words.ts'
import { useCan } from '../session.ts'
import { DayInput } from '../ui/day-input.tsx'
import { useKeys } from '../ui/keys.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { LeaveGuard } from '../ui/leave-guard.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { faultsOf, refusalText } from '../ui/refusal-text.ts'
import { Trouble } from '../ui/states.tsx'
import { told, warned } from '../ui/toasts.tsx'
import { leadToUnread } from '../ui/unread.ts'
import { QuoteHistory } from './quote-history.tsx'
import { QuotePill } from './quote-pill.tsx'
import { QuoteSteps } from './quote-steps.tsx'
import { QuoteVersions } from './quote-versions.tsx'
import type { WholeQuote } from './whole-quote.ts'
import { quoteWords } from './words.ts'

export function QuotePage() {
  const say = useSay()
  const can = useCan()
  const { quote: id } = useParams({ from: '/inside/quotes/$quote' })
  const isNew = id === 'new'
  const found = useRead('GET /quotes/:quote', { quote: id }, { isEnabled: !isNew })
  if (found.isError && !isNew)
    return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const quote = isNew ? null : found.data
  if (!isNew && quote?.id !== id)
    return (
      <Page title="…" back={back(say)}>
        <Skeleton height={240} />
      </Page>
    )
  if (quote && (mayBe.change(quote) || !can('quotes.manage'))) return <FixedQuote quote={quote} />
  return <QuoteEditor key={quote?.id ?? 'new'} quote={quote ?? null} />
}

const back = (say: ReturnType<typeof useSay>) =>
  ({ label: say(quoteWords.title), link: { to: '/quotes' } }) as const

type Terms = { readonly validUntil: Day | null; readonly note: string | null }

function QuoteEditor({ quote }: { quote: WholeQuote | null }) {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const start: Draft = quote ? draftOf(quote.content) : emptyDraft
  const usual: Terms = { validUntil: quote?.validUntil ?? null, note: quote?.note ?? null }
  const [draft, setDraft] = useState<Draft>(start)
  const [terms, setTerms] = useState<Terms>(usual)
  const [isDirty, setDirty] = useState(false)
  // What this reader started from: another's change in between must not be lost unseen.
  const [base, setBase] = useState(JSON.stringify(quote?.content))
  const isOvertaken = quote !== null && JSON.stringify(quote.content) !== base
  const change = (bend: Partial<Draft>) => {
    setDirty(true)
    setDraft((before) => ({ ...before, ...bend }))
  }
  const bendTerms = (bend: Partial<Terms>) => {
    setDirty(true)
    setTerms((before) => ({ ...before, ...bend }))
  }
  const channels = useSaleChannels(draft, (bend) => setDraft((before) => ({ ...before, ...bend })))
  const { price, error, isCurrent } = usePrice(draft)
  const done = (saved: Pick<WholeQuote, 'id' | 'number' | 'validUntil' | 'note' | 'content'>) => {
    told(say(quoteWords.saved, { number: saved.number }))
    flushSync(() => setDirty(false))
    setTerms({ validUntil: saved.validUntil, note: saved.note })
    setBase(JSON.stringify(saved.content))
    void forget(client, ['/quotes'])
    if (!quote) void navigate({ to: '/quotes/$quote', params: { quote: saved.id }, replace: true })
  }
  const refused = (no: unknown) => warned(refusalText(no, say))
  const make = useChange('POST /quotes', { done, refused })
  const write = useChange('PUT /quotes/:quote', { done, refused })
  const isSaving = make.isPending || write.isPending
  const reason = whyNot(draft, price, isCurrent)
  const maySave = reason === null && (isDirty || !quote)
  const save = () => {
    if (!maySave || leadToUnread()) return
    const asked = { ...askedOf(draft), validUntil: terms.validUntil }
    if (quote) write.mutate({ ...asked, quote: quote.id, version: quote.version, quoteNote: terms.note })
    else make.mutate({ ...asked, ...(terms.note === null ? {} : { quoteNote: terms.note }) })
  }
  useKeys([{ keys: 'mod+s', says: quoteWords.save, run: save }])
  const faults = { ...faultsOf(error), ...faultsOf(make.error), ...faultsOf(write.error) }
  if (channels.error) return <Trouble error={channels.error} retry={channels.retry} level={1} />
  if (!channels.isLoading && channels.rows.length === 0)
    return (
      <Page title={say(quoteWords.fresh)} back={back(say)}>
        <NoChannel />
      </Page>
    )
  return (
    <Page
      title={quote?.number ?? say(quoteWords.fresh)}
      back={back(say)}
      {...(quote ? { beside: <QuotePill state={quote.state} /> } : {})}
      actions={
        <>
          {(isDirty || !quote) && (
            <Button
              disabled={!maySave}
              title={reason ? say(reason) : undefined}
              loading={isSaving}
              onClick={save}
            >
              {say(quoteWords.save)}
            </Button>
          )}
          {quote && <QuoteSteps quote={quote} isDirty={isDirty} />}
        </>
      }
    >
      <LeaveGuard isDirty={isDirty && !isSaving} />
      {isOvertaken && !isSaving && (
        <Alert color="orange" role="alert" variant="outline" mb="sm" title={say(quoteWords.overtaken)}>
          <Button variant="default" onClick={() => location.reload()}>
            {say(quoteWords.seeTheirs)}
          </Button>
        </Alert>
      )}
      {quote && quote.revision > 0 && quote.hasChanges && !isDirty && (
        <Alert color="orange" variant="outline" mb="sm">
          {say(quoteWords.unsent, { revision: quote.revision })}
        </Alert>
      )}
      <div className={styles.columns}>
        <div>
          <CustomerPanel draft={draft} onChange={change} faults={faults} price={price} />
          <SaleLines
            lines={draft.lines}
            turn={(of) => {
              setDirty(true)
              setDraft((before) => ({ ...before, lines: of(before.lines) }))
            }}
            price={price}
            currency={channels.currency}
            faults={faults}
          />
          <DeliveryPanel draft={draft} onChange={change} faults={faults} />
          <Panel title={say(quoteWords.terms)}>
            <DayInput
              label={say(quoteWords.validThrough)}
              description={say(quoteWords.validWhy)}
              value={terms.validUntil}
              onChange={(validUntil) => bendTerms({ validUntil })}
              error={faults['validUntil']}
            />
            <Textarea
              mt="sm"
              label={say(quoteWords.note)}
              description={say(quoteWords.noteWhy)}
              value={terms.note ?? ''}
              onChange={(event) => bendTerms({ note: event.currentTarget.value })}
              maxLength={2000}
              autosize
              minRows={3}
            />
          </Panel>
          {quote && (
            <Panel title={say(quoteWords.history)}>
              <QuoteHistory events={quote.events} />
            </Panel>
          )}
        </div>
        <aside aria-label={say(saleWords.amounts)}>
          <LivePrice draft={draft} price={price} error={error} isCurrent={isCurrent} />
          {channels.rows.length > 1 && (
            <Panel>
              <NativeSelect
                label={say(saleWords.channel)}
                value={draft.channel ?? ''}
                onChange={(event) => change({ channel: event.currentTarget.value })}
                data={channels.rows.map(({ id, name }) => ({ value: id, label: name }))}
                error={faults['channel']}
              />
            </Panel>
          )}
          {quote && <Progress quote={quote} />}
        </aside>
      </div>
    </Page>
  )
}

/** What is over, or not for this reader to change: to read. */
function FixedQuote({ quote }: { quote: WholeQuote }) {
  const say = useSay()
  return (
    <Page
      title={quote.number}
      back={back(say)}
      beside={<QuotePill state={quote.state} />}
      actions={<QuoteSteps quote={quote} isDirty={false} />}
    >
      <div className={styles.columns}>
        <div>
          <Panel title={say(quoteWords.lines)}>
            {quote.note && <p>{quote.note}</p>}
            <KeptLines sale={quote.content} />
          </Panel>
          <Panel title={say(quoteWords.history)}>
            <QuoteHistory events={quote.events} />
          </Panel>
        </div>
        <aside aria-label={say(quoteWords.progress)}>
          <Panel title={say(saleWords.amounts)}>
            <SaleSums sale={quote.content} />
          </Panel>
          <Progress quote={quote} />
        </aside>
      </div>
    </Page>
  )
}

function Progress({ quote }: { quote: WholeQuote }) {
  const say = useSay()
  const format = useFormat()
  const rows: [string, ReactNode][] = [
    [say(quoteWords.for), quote.company ?? quote.customerName],
    [say(quoteWords.validThrough), format.day(quote.validUntil)],
    [say(quoteWords.depositOf), quote.depositPercent > 0 && `${quote.depositPercent}%`],
    [say(quoteWords.sentOn), quote.sentAt && format.moment(quote.sentAt)],
    [say(quoteWords.viewedOn), quote.viewedAt && format.moment(quote.viewedAt)],
    [say(quoteWords.decidedOn), quote.decidedAt && format.moment(quote.decidedAt)],
    [say(quoteWords.decidedBy), quote.decidedBy],
    [say(quoteWords.decidedFrom), quote.decidedFrom],
    [say(quoteWords.reason), quote.reason],
    [
      say(quoteWords.order),
      quote.order && (
        <Link to="/orders/$order" params={{ order: quote.order.id }}>
          {quote.order.number}
        </Link>
      ),
    ],
  ]
  return (
    <>
      <Panel title={say(quoteWords.progress)}>
        <Facts facts={rows.filter(([, value]) => value)} />
      </Panel>
      <Panel title={say(quoteWords.versions)}>
        <QuoteVersions quote={quote} />
      </Panel>
    </>
  )
}
