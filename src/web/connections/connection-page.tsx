/** One connection: how it fares, what it did, and how it is set up. */
import { Button, Skeleton, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { connectionKinds } from '../../modules/apps/schema.ts'
import type { Answered } from '../calls.ts'
import { readOptions, useChange, useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { HealthPanel } from './health-panel.tsx'
import { DetailPanel, LogPanel, RunsPanel } from './logs.tsx'
import { SettingsPanel } from './settings-panel.tsx'
import { StatePill } from './state-pill.tsx'
import { StockLeaderPanel } from './stock-panel.tsx'
import { connectionWords } from './words.ts'

type Connection = Answered<'GET /connections/:connection'>

/** How often the screen looks while a test runs. */
const lookMs = 700

export function ConnectionPage() {
  const say = useSay()
  const can = useCan()
  const { connection: id } = useParams({ from: '/inside/connections/$connection' })
  // A test that was asked for is over once the moment of the last test is another one.
  const [asked, setAsked] = useState<{ before: string | null } | null>(null)
  const isUnderTest = (connection: Connection | undefined) =>
    connection?.state === 'testing' || (asked !== null && asked.before === connection?.checkedAt)
  const found = useQuery({
    ...readOptions('GET /connections/:connection', { connection: id }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isUnderTest(state.data) ? lookMs : false),
  })
  const systems = useRead('GET /connectors', {}, { staleMs: Infinity }).data?.rows
  const test = useChange('POST /connections/:connection/test', { touches: ['/connections'] })
  const back = { label: say(connectionWords.title), link: { to: '/connections' } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const connection = found.data
  const system = systems?.find(({ name }) => name === connection?.connector)
  if (!connection || !systems)
    return (
      <Page title="…" back={back}>
        <Skeleton height={240} />
      </Page>
    )
  const mayManage = can('apps.manage')
  const beginTest = () => setAsked({ before: connection.checkedAt })
  return (
    <Page
      title={connection.name}
      back={back}
      beside={<StatePill state={connection.state} />}
      actions={mayManage && <Steps connection={connection} />}
    >
      <div className={styles.columns}>
        <div>
          <HealthPanel
            connection={connection}
            isTesting={isUnderTest(connection)}
            test={
              mayManage
                ? () => {
                    beginTest()
                    test.mutate({ connection: id })
                  }
                : null
            }
          />
          {connection.kind === 'shop' && connection.channel && <StockLeaderPanel connection={connection} />}
          {connection.kind === 'shop' && <RunsPanel connection={id} />}
          <LogPanel connection={id} />
          {mayManage && <DetailPanel connection={connection} />}
        </div>
        <aside aria-label={say(connectionWords.settings)}>
          <Panel>
            <State connection={connection} system={system?.title ?? connection.connector} />
          </Panel>
          {system && (
            <SettingsPanel
              key={connection.id}
              connection={connection}
              settings={system.settings}
              isLocked={!mayManage}
              saved={beginTest}
            />
          )}
        </aside>
      </div>
    </Page>
  )
}

function State({ connection, system }: { connection: Connection; system: string }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const channel = useRead(
    'GET /channels/:id',
    { id: connection.channel ?? '' },
    { isEnabled: connection.channel !== null && can('channels.see') },
  ).data
  const now = new Date()
  return (
    <Facts
      facts={[
        [
          say(connectionWords.system),
          say(connectionWords.systemWas, { system, kind: say(connectionKinds[connection.kind]) }),
        ],
        ...(connection.channel ? [[say(connectionWords.channel), channel?.name ?? '…'] as const] : []),
        ...(connection.lastSuccessAt
          ? [[say(connectionWords.lastSuccess), format.ago(connection.lastSuccessAt, now)] as const]
          : []),
        ...(connection.failures > 0
          ? [
              [
                say(connectionWords.lastError),
                say(connectionWords.failures, { count: connection.failures }),
              ] as const,
            ]
          : []),
        ...(connection.kind === 'shop' && connection.importSince
          ? [[say(connectionWords.since), format.moment(connection.importSince)] as const]
          : []),
      ]}
    />
  )
}

/** What one can do with a connection as a whole. */
function Steps({ connection }: { connection: Connection }) {
  const say = useSay()
  const navigate = useNavigate()
  const [isLeaving, setLeaving] = useState(false)
  const touches = ['/connections']
  const given = { connection: connection.id }
  const pause = useChange('POST /connections/:connection/pause', {
    touches,
    done: () =>
      told(say(connectionWords.paused), {
        label: say(connectionWords.resume),
        run: () => resume.mutate(given),
      }),
  })
  const resume = useChange('POST /connections/:connection/resume', {
    touches,
    done: () => told(say(connectionWords.resumed)),
  })
  const run = useChange('POST /connections/:connection/run', {
    touches,
    done: () => told(say(connectionWords.running)),
  })
  const remove = useChange('DELETE /connections/:connection', {
    done: () => {
      told(say(connectionWords.removed))
      void navigate({ to: '/connections' })
    },
    touches: ['/connections'],
  })
  return (
    <>
      <Button variant="default" onClick={() => setLeaving(true)}>
        {say(connectionWords.remove)}
      </Button>
      {connection.state === 'active' && (
        <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate(given)}>
          {say(connectionWords.pause)}
        </Button>
      )}
      {connection.state === 'paused' && (
        <Button loading={resume.isPending} onClick={() => resume.mutate(given)}>
          {say(connectionWords.resume)}
        </Button>
      )}
      {connection.kind === 'shop' && connection.state === 'active' && (
        <Button loading={run.isPending} onClick={() => run.mutate(given)}>
          {say(connectionWords.runNow)}
        </Button>
      )}
      {isLeaving && (
        <ConfirmPreview
          title={say(connectionWords.removeTitle, { name: connection.name })}
          go={say(connectionWords.remove)}
          isDangerous
          isBusy={remove.isPending}
          onGo={() => remove.mutate(given)}
          close={() => setLeaving(false)}
        >
          <Text>{say(connectionWords.removeWhy)}</Text>
        </ConfirmPreview>
      )}
    </>
  )
}
