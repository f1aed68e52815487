/** Bank lines by state: open ones with what they probably pay, the others with the way back. */
import { Button, Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { matchReasons } from '../../modules/bank/schema.ts'
import type { Answered } from '../calls.ts'
import { useChange, usePages, useRead } from '../queries.ts'
import { useShown } from '../records/pages.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told } from '../ui/toasts.tsx'
import styles from './bank.module.css'
import { IgnoreDialog } from './ignore-dialog.tsx'
import { MatchDialog } from './match-dialog.tsx'
import { touchedByMatch } from './touched.ts'
import { bankWords } from './words.ts'

type Line = Answered<'GET /bank-lines'>['rows'][number]
type State = Line['state']

export function LinesPanel({ state }: { state: State }) {
  const say = useSay()
  const shown = useShown(usePages('GET /bank-lines', { state, limit: 30 }))
  const accounts = useRead('GET /business-accounts', { limit: 100 }).data?.rows ?? []
  const nameOf = (account: string) => accounts.find(({ id }) => id === account)?.name ?? ''
  if (shown.error) return <Trouble error={shown.error} retry={shown.retry} />
  if (shown.isFirstLoad) return <Skeleton height={240} />
  if (shown.rows.length === 0)
    return (
      <Panel>
        {state === 'open' ? (
          <EmptyState kind="done" title={say(bankWords.noOpen)} why={say(bankWords.noOpenWhy)} />
        ) : (
          <EmptyState kind="filtered" title={say(bankWords.noLines)} why={say(bankWords.noLinesWhy)} />
        )}
      </Panel>
    )
  return (
    <Panel>
      <ul className={styles.lines}>
        {shown.rows.map((line) => (
          <OneLine key={line.id} line={line} account={nameOf(line.account)} />
        ))}
      </ul>
      <MoreButton more={shown.more} />
    </Panel>
  )
}

function OneLine({ line, account }: { line: Line; account: string }) {
  const say = useSay()
  const format = useFormat()
  const left = line.amount - line.allotted
  return (
    <li>
      <div>
        <b>{line.name ?? say(bankWords.unknown)}</b> {line.iban}
        <p className={styles.quiet}>
          {format.day(line.bookingDay)}{' '}
          {account && say(line.amount < 0 ? bankWords.fromAccount : bankWords.ofAccount, { account })}
        </p>
        {(line.text || line.structured.length > 0) && (
          <p className={styles.quiet}>{[...line.structured, line.text].filter(Boolean).join(' · ')}</p>
        )}
        {line.reason && <p className={styles.quiet}>{line.reason}</p>}
      </div>
      <div className={styles.amount}>
        {format.money(line.amount, line.currency)}
        {line.state === 'open' && line.allotted !== 0 && (
          <p className={styles.quiet}>
            {say(bankWords.partLeft, { amount: format.money(left, line.currency) })}
          </p>
        )}
      </div>
      {line.state === 'open' ? <Open line={line} /> : <Done line={line} />}
    </li>
  )
}

function Open({ line }: { line: Line }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [asking, setAsking] = useState<'match' | 'ignore' | null>(null)
  const match = useChange('POST /bank-lines/:line/match', {
    touches: touchedByMatch,
    done: () => told(say(bankWords.booked)),
  })
  const proposals = line.proposals.slice(0, 3)
  return (
    <>
      <ul className={styles.proposals} aria-label={say(bankWords.proposal)}>
        {proposals.map(({ parts, why }) => {
          const numbers = parts.map(({ payable }) => payable.number).join(', ')
          const total = format.money(
            parts.reduce((sum, { amount }) => sum + amount, 0),
            line.currency,
          )
          return (
            <li key={numbers}>
              {can('bank.match') && (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={say(bankWords.bookOn, { amount: total, number: numbers })}
                  loading={match.isPending}
                  onClick={() =>
                    match.mutate({
                      line: line.id,
                      parts: parts.map(({ payable, amount }) => ({
                        [payable.kind === 'order' ? 'order' : 'invoice']: payable.id,
                        amount,
                      })),
                    })
                  }
                >
                  {say(bankWords.book)}
                </Button>
              )}
              <span>
                {parts.map(({ payable }) => (
                  <Payable key={payable.id} payable={payable} />
                ))}{' '}
                {total}
              </span>
              <span className={styles.quiet}>{asOne(why.map((one) => say(matchReasons[one])))}</span>
            </li>
          )
        })}
        {proposals.length === 0 && <li className={styles.quiet}>{say(bankWords.noProposal)}</li>}
      </ul>
      {can('bank.match') && (
        <div className={styles.acts}>
          <Button variant="default" onClick={() => setAsking('match')}>
            {say(bankWords.match)}
          </Button>
          <Button variant="subtle" onClick={() => setAsking('ignore')}>
            {say(line.allotted === 0 ? bankWords.ignore : bankWords.ignoreRest)}
          </Button>
          {line.allotted !== 0 && <TakeBack line={line} />}
        </div>
      )}
      {asking === 'match' && <MatchDialog line={line} close={() => setAsking(null)} />}
      {asking === 'ignore' && <IgnoreDialog line={line} close={() => setAsking(null)} />}
    </>
  )
}

function Payable({ payable }: { payable: Line['proposals'][number]['parts'][number]['payable'] }) {
  const text = `${payable.number} ${payable.names[0] ?? ''} `
  return payable.kind === 'order' ? (
    <Link to="/orders/$order" params={{ order: payable.id }}>
      {text}
    </Link>
  ) : (
    <Link to="/invoices/$invoice" params={{ invoice: payable.id }}>
      {text}
    </Link>
  )
}

/** What a line paid, and the way back. */
function Done({ line }: { line: Line }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const whole = useRead('GET /bank-lines/:line', { line: line.id }, { isEnabled: isOpen })
  const reopen = useChange('POST /bank-lines/:line/reopen', {
    touches: ['/bank-lines'],
    done: () => told(say(bankWords.undone)),
  })
  return (
    <>
      {isOpen && (
        <ul className={styles.proposals}>
          {whole.data?.allotments.map((one) => (
            <li key={one.id}>
              {one.invoice ? <PaidInvoice invoice={one.invoice} /> : <PaidOrder order={one.orderId!} />}
              <span>{format.money(one.amount, line.currency)}</span>
              <StatusPill tone="neutral">
                {one.why.length > 0
                  ? asOne(
                      one.why.map((why) =>
                        why in matchReasons ? say(matchReasons[why as keyof typeof matchReasons]) : why,
                      ),
                    )
                  : format.day(one.day)}
              </StatusPill>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        {line.state === 'matched' && !isOpen && (
          <Button variant="subtle" onClick={() => setOpen(true)}>
            {say(bankWords.whatItPaid)}
          </Button>
        )}
        {can('bank.match') &&
          (line.state === 'matched' ? (
            <TakeBack line={line} />
          ) : (
            <Button
              variant="subtle"
              aria-label={say(bankWords.undoOf, { name: line.name ?? line.text })}
              loading={reopen.isPending}
              onClick={() => reopen.mutate({ line: line.id })}
            >
              {say(bankWords.undo)}
            </Button>
          ))}
      </div>
    </>
  )
}

/** By its number and customer; by what it is alone for who may not see it. */
function PaidInvoice({ invoice }: { invoice: string }) {
  const say = useSay()
  const isEnabled = useCan()('invoices.see')
  const found = useRead('GET /invoices/:invoice', { invoice }, { isEnabled }).data
  return (
    <Link to="/invoices/$invoice" params={{ invoice }}>
      {found?.number ? `${found.number} ${found.customerName}` : say(bankWords.what)}
    </Link>
  )
}

function PaidOrder({ order }: { order: string }) {
  const say = useSay()
  const isEnabled = useCan()('orders.see')
  const found = useRead('GET /orders/:order', { order }, { isEnabled }).data
  return (
    <Link to="/orders/$order" params={{ order }}>
      {found?.number ?? say(bankWords.what)}
    </Link>
  )
}

function TakeBack({ line }: { line: Line }) {
  const say = useSay()
  const back = useChange('POST /bank-lines/:line/take-back', {
    touches: touchedByMatch,
    done: () => told(say(bankWords.undone)),
  })
  return (
    <Button
      variant="subtle"
      aria-label={say(bankWords.undoOf, { name: line.name ?? line.text })}
      loading={back.isPending}
      onClick={() => back.mutate({ line: line.id })}
    >
      {say(bankWords.undo)}
    </Button>
  )
}

/** Reasons one after the other: only the first begins with a capital. */
const asOne = ([first = '', ...more]: readonly string[]) =>
  [first, ...more.map((one) => one.charAt(0).toLowerCase() + one.slice(1))].join(', ')
