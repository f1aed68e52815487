/** The invoices and stickers of a day while they are made: how far it is, the two files, and what did not work and why. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, useEffect, useRef, useState } from 'react'
import type { Day } from '../../base/day.ts'
import type { Words } from '../../base/words.ts'
import { refusals as fulfilmentRefusals } from '../../modules/fulfilment/schema.ts'
import { refusals as invoicingRefusals } from '../../modules/invoicing/schema.ts'
import { refusals as orderRefusals } from '../../modules/orders/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { forget, useChange } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { ui } from '../ui/words.ts'
import styles from './planning.module.css'
import { planningWords } from './words.ts'

const lookMs = 700

export function PrintRun({ day, close }: { day: Day; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const client = useQueryClient()
  const [run, setRun] = useState<string | null>(null)
  const start = useChange('POST /planning/days/:day/prints', { done: (answer) => setRun(answer.run) })
  const retry = useChange('POST /print-runs/:run/retry', { done: () => void found.refetch() })
  const begun = useRef(false)
  useEffect(() => {
    // React may mount a dialog twice while developing; the day is asked for once.
    if (begun.current) return
    begun.current = true
    start.mutate({ day }, { onError: close })
  })
  const found = useQuery({
    queryKey: ['print-run', run],
    queryFn: () => call('GET /print-runs/:run', { run: run! }),
    enabled: run !== null,
    refetchInterval: ({ state }) => (hasEnded(state.data) ? false : lookMs),
  })
  const isDone = hasEnded(found.data)
  useEffect(() => {
    if (isDone) void forget(client, ['/planning', '/orders', '/invoices'])
  }, [isDone, client])
  return (
    <Dialog
      opened
      onClose={close}
      title={say(planningWords.printing, { day: format.longDay(day) })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      {found.data && isDone ? (
        <Outcome
          run={found.data}
          again={() => start.mutate({ day, again: true })}
          retry={() => retry.mutate({ run: found.data.id })}
          isBusy={start.isPending || retry.isPending}
        />
      ) : (
        <Stack>
          <Text>{say(planningWords.printBusy)}</Text>
          <Making run={found.data} />
        </Stack>
      )}
    </Dialog>
  )
}

type Run = Answered<'GET /print-runs/:run'>

const hasEnded = (run: Run | undefined) => run?.state === 'done' || run?.state === 'failed'

function Making({ run }: { run: Run | undefined }) {
  const say = useSay()
  const settled = run ? run.done + run.failed + run.skipped : 0
  return (
    <div role="status">
      <Progress
        value={run && run.total > 0 ? (100 * settled) / run.total : 0}
        aria-label={say(planningWords.printInvoices)}
      />
      <Text c="dimmed">{say(planningWords.printProgress, { done: settled, total: run?.total || '…' })}</Text>
    </div>
  )
}

type OutcomeProps = { run: Run; again: () => void; retry: () => void; isBusy: boolean }

function Outcome({ run, again, retry, isBusy }: OutcomeProps) {
  const say = useSay()
  const left = run.items.filter((item) => item.state === 'failed' || item.state === 'skipped')
  const bare = run.items.filter((item) => item.state === 'done' && item.code)
  const isEmpty = run.total === 0
  return (
    <Stack>
      <div role="status">
        {run.problem && <Text>{say(planningWords.printFailed, { why: run.problem })}</Text>}
        {isEmpty && !run.problem && <Text>{say(planningWords.printNothing)}</Text>}
        {run.done > 0 && <Text>{say(planningWords.printDone, { count: run.done })}</Text>}
      </div>
      {run.files.length > 0 && (
        <Group>
          {run.files.map(({ file, kind, name }) => (
            <Button
              key={file}
              onClick={() => void openFile(() => call('GET /files/:file', { file }), say, name)}
            >
              {say(kind === 'invoices' ? planningWords.openInvoices : planningWords.openStickers)}
            </Button>
          ))}
        </Group>
      )}
      <Bare items={bare} />
      {left.length > 0 && (
        <div>
          <Text>{say(planningWords.printLeft, { count: left.length })}</Text>
          <ul className={styles.results}>
            {left.map((item) => (
              <li key={item.id}>
                <OrderLink item={item} />: {reasonOf(item, say)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Group justify="flex-end">
        {(left.length > 0 || run.problem) && (
          <Button variant="default" loading={isBusy} onClick={retry}>
            {say(planningWords.printRetry)}
          </Button>
        )}
        {isEmpty && (
          <Button variant="default" loading={isBusy} onClick={again}>
            {say(planningWords.printAgain)}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type Item = Run['items'][number]

/** The orders whose invoice comes later, each reason said once: it may be the whole day. */
function Bare({ items }: { items: readonly Item[] }) {
  const say = useSay()
  const reasons = Map.groupBy(items, ({ code }) => code)
  return [...reasons].map(([code, alike]) => (
    <div key={code}>
      <Text>{reasonOf(alike[0]!, say)}</Text>
      <Text>
        {alike.map((item, i) => (
          <Fragment key={item.id}>
            {i > 0 && ', '}
            <OrderLink item={item} />
          </Fragment>
        ))}
      </Text>
    </div>
  ))
}

const OrderLink = ({ item }: { item: Item }) => (
  <Link to="/orders/$order" params={{ order: item.about }}>
    {item.name}
  </Link>
)

const known: Record<string, Words> = { ...orderRefusals, ...invoicingRefusals, ...fulfilmentRefusals }

function reasonOf({ code, params }: Item, say: ReturnType<typeof useSay>): string {
  const text = code ? known[code] : undefined
  return say(text ?? planningWords.noReason, text ? { ...params } : undefined)
}
