/** A new order, entered by hand: customer, lines, delivery, and what it comes to while it is typed. */
import { Button, NativeSelect, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { call } from '../api.ts'
import { askedOnce, useChange } from '../queries.ts'
import { CustomerPanel } from '../sales/customer-panel.tsx'
import { DeliveryPanel } from '../sales/delivery-panel.tsx'
import { againOf, askedOf, emptyDraft, type Draft } from '../sales/draft.ts'
import { LivePrice, whyNot } from '../sales/live-price.tsx'
import { SaleLines } from '../sales/sale-lines.tsx'
import styles from '../sales/sales.module.css'
import { useSaleChannels } from '../sales/use-channels.ts'
import { usePrice } from '../sales/use-price.ts'
import { saleWords } from '../sales/words.ts'
import { useKeys } from '../ui/keys.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { faultsOf, refusalText } from '../ui/refusal-text.ts'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { told, warned } from '../ui/toasts.tsx'
import { leadToUnread } from '../ui/unread.ts'
import { LeaveGuard } from '../ui/leave-guard.tsx'
import { listLeft } from './search.ts'
import { invoiceWords } from '../invoices/words.ts'
import { orderWords } from './words.ts'

export function NewOrderPage() {
  const say = useSay()
  const { again, invoice: isForInvoice = false } = useSearch({ from: '/inside/orders/new' })
  const before = useQuery({
    queryKey: ['order-again', again],
    queryFn: () => startFrom(again!),
    enabled: again !== undefined,
    ...askedOnce,
  })
  if (!again)
    return <NewOrder key={`new${isForInvoice}`} start={emptyDraft} like={null} isForInvoice={isForInvoice} />
  if (before.isError) return <Trouble error={before.error} retry={() => void before.refetch()} level={1} />
  if (!before.data)
    return (
      <Page title={say(saleWords.newOrder)}>
        <Skeleton height={240} />
      </Page>
    )
  return <NewOrder key={again} {...before.data} isForInvoice={false} />
}

async function startFrom(again: string): Promise<StartProps> {
  const order = await call('GET /orders/:order', { order: again })
  const ids = [...new Set(order.lines.flatMap(({ product }) => product ?? []))]
  const products = await Promise.all(ids.map((id) => call('GET /products/:id', { id }).catch(() => null)))
  return {
    start: againOf(
      order,
      products.flatMap((product) => product ?? []),
    ),
    like: order.number,
  }
}

/** Whoever buys for an organisation has a name there. */
const lacksContact = (draft: Draft) => !draft.isNew && draft.organisation !== null && draft.contact === null

type StartProps = {
  readonly start: Draft
  /** The number of the order that it is like. */
  readonly like: string | null
}

function NewOrder({ start, like, isForInvoice }: StartProps & { readonly isForInvoice: boolean }) {
  const say = useSay()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(start)
  const [isDone, setDone] = useState(false)
  const change = (bend: Partial<Draft>) => setDraft((before) => ({ ...before, ...bend }))
  const channels = useSaleChannels(draft, change)
  const { price, error, isCurrent } = usePrice(draft)
  const place = useChange('POST /orders', {
    touches: ['/orders', '/customers', '/invoices', '/products'],
    done: (order) => {
      const held = order.holds.includes('credit')
      told(say(held ? saleWords.placedHeld : saleWords.placed, { number: order.number }))
      if (order.invoiceNumber) told(say(saleWords.invoiced, { number: order.invoiceNumber }))
      if (order.invoiceWaits) warned(say(saleWords.invoiceWaits, { why: order.invoiceWaits }))
      flushSync(() => setDone(true))
      void (isForInvoice && order.invoice
        ? navigate({ to: '/invoices/$invoice', params: { invoice: order.invoice } })
        : navigate({ to: '/orders/$order', params: { order: order.id } }))
    },
    refused: (no) => warned(refusalText(no, say), 'POST /orders'),
  })
  const reason =
    whyNot(draft, price, isCurrent) ??
    (lacksContact(draft) ? saleWords.noContact : price?.credit === 'refuse' ? saleWords.refused : null)
  const mayPlace = reason === null
  const go = () =>
    mayPlace &&
    !leadToUnread() &&
    place.mutate({
      ...askedOf(draft),
      total: price!.sale.totals.gross,
      ...(isForInvoice ? { invoice: 'concept' } : {}),
    })
  const verb = isForInvoice ? saleWords.placeInvoice : saleWords.place
  const title = say(isForInvoice ? saleWords.newInvoice : saleWords.newOrder)
  useKeys([{ keys: 'mod+s', says: verb, run: go }])
  const back = isForInvoice
    ? ({ label: say(invoiceWords.title), link: { to: '/invoices' } } as const)
    : ({ label: say(orderWords.back), link: { to: '/orders', search: listLeft() } } as const)
  const faults = { ...faultsOf(error), ...faultsOf(place.error) }
  if (channels.error) return <Trouble error={channels.error} retry={channels.retry} level={1} />
  if (!channels.isLoading && channels.rows.length === 0)
    return (
      <Page title={title} back={back}>
        <NoChannel />
      </Page>
    )
  return (
    <Page
      title={title}
      back={back}
      actions={
        <Button
          disabled={!mayPlace}
          title={error ? refusalText(error, say) : reason ? say(reason) : undefined}
          loading={place.isPending}
          onClick={go}
        >
          {say(verb)}
        </Button>
      }
    >
      <LeaveGuard
        isDirty={!isDone && (draft.lines.length > 0 || draft.contact !== null || draft.name !== '')}
      />
      {isForInvoice && (
        <Text c="dimmed" mb="sm">
          {say(saleWords.newInvoiceWhy)}
        </Text>
      )}
      {like && (
        <Text c="dimmed" mb="sm">
          {say(saleWords.againOf, { number: like })}
        </Text>
      )}
      {channels.isLoading ? (
        <Skeleton height={240} />
      ) : (
        <div className={styles.columns}>
          <div>
            <CustomerPanel draft={draft} onChange={change} faults={faults} price={price} />
            <SaleLines
              lines={draft.lines}
              turn={(of) => setDraft((before) => ({ ...before, lines: of(before.lines) }))}
              price={price}
              currency={channels.currency}
              faults={faults}
            />
            <DeliveryPanel draft={draft} onChange={change} faults={faults} />
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
          </aside>
        </div>
      )}
    </Page>
  )
}

export function NoChannel() {
  const say = useSay()
  return (
    <EmptyState kind="never" title={say(saleWords.noChannel)} why={say(saleWords.noChannelWhy)}>
      <Link to="/channels/$id" params={{ id: 'new' }}>
        {say(saleWords.makeChannel)}
      </Link>
    </EmptyState>
  )
}
