/** What a connection did: its last runs, the basic log, and the detail log while it is switched on. */
import { NativeSelect, Text } from '@mantine/core'
import type { Words } from '../../base/words.ts'
import type { Answered } from '../calls.ts'
import { useChange, usePages, useRead } from '../queries.ts'
import { AboutLink } from '../records/about-link.tsx'
import { useShown, type Shown } from '../records/pages.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { SyncRun } from '../../modules/apps/schema.ts'
import styles from './connections.module.css'
import { troubleText } from './trouble.ts'
import { connectionWords } from './words.ts'

const streams: Readonly<Record<string, Words>> = {
  orders: connectionWords.orders,
  'open orders': connectionWords.openOrders,
  'last week': connectionWords.lastWeek,
  'one order': connectionWords.oneOrder,
  articles: connectionWords.articles,
}

const results: Readonly<Record<string, Words>> = {
  new: connectionWords.resultNew,
  ok: connectionWords.resultOk,
  changed: connectionWords.resultChanged,
  refused: connectionWords.resultRefused,
}

export function RunsPanel({ connection }: { connection: string }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /connections/:connection/runs', { connection, limit: 10 })
  const rows = found.data?.rows
  const resultWords = SyncRun.fields.result.choices
  return (
    <Panel title={say(connectionWords.runs)}>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {rows?.length === 0 && <Text c="dimmed">{say(connectionWords.noRuns)}</Text>}
      <table className={styles.log} aria-label={say(connectionWords.runs)}>
        <tbody>
          {rows?.map((run) => (
            <tr key={run.id}>
              <td>{format.moment(run.createdAt)}</td>
              <td>
                <StatusPill tone={run.result === 'ok' ? 'good' : 'bad'}>
                  {resultWords?.[run.result] ? say(resultWords[run.result]!) : run.result}
                </StatusPill>{' '}
                {streams[run.stream] ? say(streams[run.stream]!) : run.stream}
                {': '}
                {say(connectionWords.counts, {
                  read: format.count(run.read),
                  new: format.count(run.new),
                  changed: format.count(run.changed),
                  refused: format.count(run.refused),
                })}
                {run.error && <small>{troubleText(run.error, say)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

const kinds: Readonly<Record<string, Words>> = {
  order: connectionWords.kindOrder,
  stock: connectionWords.kindStock,
}

export function LogPanel({ connection }: { connection: string }) {
  const say = useSay()
  const format = useFormat()
  const shown = useShown(usePages('GET /connections/:connection/exchanges', { connection, limit: 25 }))
  return (
    <Panel title={say(connectionWords.log)}>
      <Nothing shown={shown} says={connectionWords.noLog} />
      <table className={styles.log} aria-label={say(connectionWords.log)}>
        <tbody>
          {shown.rows.map((row) => (
            <tr key={row.id}>
              <td>{format.moment(row.createdAt)}</td>
              <td>
                {say(row.direction === 'in' ? connectionWords.in : connectionWords.out)}
                {': '}
                {kinds[row.kind] ? say(kinds[row.kind]!) : row.kind} {row.externalId},{' '}
                {results[row.result] ? say(results[row.result]!) : row.result}{' '}
                <AboutLink kind={row.kind} id={row.about}>
                  {say(connectionWords.seeHere)}
                </AboutLink>
                {row.error && <small>{troubleText(row.error, say)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreButton more={shown.more} />
    </Panel>
  )
}

type DetailPanelProps = { connection: Answered<'GET /connections/:connection'> }

const offered = [1, 3, 7, 14] as const

export function DetailPanel({ connection }: DetailPanelProps) {
  const say = useSay()
  const format = useFormat()
  const shown = useShown(
    usePages('GET /connections/:connection/details', { connection: connection.id, limit: 25 }),
  )
  const change = useChange('POST /connections/:connection/detail-log', { touches: ['/connections'] })
  const isOn = connection.detailUntil !== null && new Date(connection.detailUntil) > new Date()
  return (
    <Panel title={say(connectionWords.detail)}>
      <Text c="dimmed" mb="sm">
        {say(connectionWords.detailWhy)}
      </Text>
      <NativeSelect
        label={say(connectionWords.detailSwitch)}
        data={[
          { value: '0', label: say(connectionWords.off) },
          ...(isOn
            ? [
                {
                  value: 'on',
                  label: say(connectionWords.detailUntil, { when: format.moment(connection.detailUntil!) }),
                },
              ]
            : []),
          ...offered.map((count) => ({ value: String(count), label: say(connectionWords.days, { count }) })),
        ]}
        value={isOn ? 'on' : '0'}
        disabled={change.isPending}
        onChange={(event) => {
          const days = Number(event.currentTarget.value)
          if (Number.isInteger(days)) change.mutate({ connection: connection.id, days })
        }}
        mb="sm"
      />
      <Nothing shown={shown} says={connectionWords.noDetail} />
      {shown.rows.map((row) => (
        <details key={row.id} className={styles.detail}>
          <summary>
            {format.moment(row.createdAt)} {row.method} {row.url} → {row.status ?? '–'} (
            {say(connectionWords.milliseconds, { count: format.count(row.milliseconds) })})
          </summary>
          <h3>{say(connectionWords.request)}</h3>
          <pre tabIndex={0}>{row.request || '–'}</pre>
          <h3>{say(connectionWords.answer)}</h3>
          <pre tabIndex={0}>{row.answer || '–'}</pre>
        </details>
      ))}
      <MoreButton more={shown.more} />
    </Panel>
  )
}

function Nothing<R>({ shown, says }: { shown: Shown<R>; says: Words }) {
  const say = useSay()
  if (shown.error) return <Trouble error={shown.error} retry={shown.retry} />
  return !shown.isFirstLoad && shown.rows.length === 0 && <Text c="dimmed">{say(says)}</Text>
}
