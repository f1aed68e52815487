/** Organisations in from a sheet, looked through before they are taken in, and out to one. */
import { Button, FileInput, Group, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, fileUrl, type Given } from '../api.ts'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { organisationWords } from './words.ts'

export function ExchangePage() {
  const say = useSay()
  const can = useCan()
  return (
    <Page
      title={say(organisationWords.exchange)}
      back={{ label: say(organisationWords.title), link: { to: '/organisations' } }}
      isNarrow
    >
      {can('customers.import') && <ImportPanel />}
      {can('customers.export') && (
        <Panel title={say(organisationWords.export)}>
          <Stack gap="sm" align="flex-start">
            <Text c="dimmed">{say(organisationWords.exportWhy)}</Text>
            <Button component="a" variant="default" href={fileUrl('GET /organisations/export', {})} download>
              {say(organisationWords.download)}
            </Button>
          </Stack>
        </Panel>
      )}
    </Page>
  )
}

function ImportPanel() {
  const say = useSay()
  const navigate = useNavigate({ from: '/organisations/exchange' })
  const { run } = useSearch({ from: '/inside/organisations/exchange' })
  const [file, setFile] = useState<File | null>(null)
  const start = useChange('POST /organisations/import', {
    touches: ['/organisations'],
    done: (made) => void navigate({ search: { run: made.id }, replace: true }),
  })
  const send = (isDryRun: boolean) =>
    start.mutate({ file, isDryRun: String(isDryRun) } as unknown as Given<'POST /organisations/import'>)
  return (
    <Panel title={say(organisationWords.import)}>
      <Stack gap="sm">
        <Text c="dimmed">{say(organisationWords.importWhy)}</Text>
        <FileInput
          label={say(organisationWords.sheet)}
          accept=".csv,.xlsx"
          placeholder={say(organisationWords.chooseSheet)}
          value={file}
          onChange={setFile}
          clearable
        />
        <Group>
          <Button
            variant="default"
            disabled={!file}
            loading={start.isPending}
            title={file ? '' : say(organisationWords.chooseFirst)}
            onClick={() => send(true)}
          >
            {say(organisationWords.tryOut)}
          </Button>
          <Button
            disabled={!file}
            loading={start.isPending}
            title={file ? '' : say(organisationWords.chooseFirst)}
            onClick={() => send(false)}
          >
            {say(organisationWords.takeIn)}
          </Button>
        </Group>
        {run && <RunProgress run={run} />}
      </Stack>
    </Panel>
  )
}

function RunProgress({ run: id }: { run: string }) {
  const say = useSay()
  const format = useFormat()
  const found = useQuery({
    queryKey: ['/organisations/imports', id],
    queryFn: ({ signal }) => call('GET /organisations/imports/:run', { run: id }, { signal }),
    refetchInterval: (query) => (isEnded(query.state.data?.run.state) ? false : 1000),
  })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return null
  const { run, rows } = found.data
  const settled = run.done + run.failed + run.skipped
  const isDry = run.input['isDryRun'] === true
  return (
    <Stack gap="sm">
      <Progress
        value={run.total === 0 ? 0 : (settled / run.total) * 100}
        aria-label={say(organisationWords.progress)}
      />
      <Text role="status">
        {say(
          !isEnded(run.state)
            ? organisationWords.busyWith
            : isDry
              ? organisationWords.wasTried
              : organisationWords.wasTaken,
          {
            settled: format.count(settled),
            total: format.count(run.total),
            done: format.count(run.done),
            failed: format.count(run.failed),
          },
        )}
      </Text>
      {run.problem && <Text c="red">{run.problem}</Text>}
      {run.failed > 0 && (
        <>
          <Text>{say(organisationWords.leftOut)}</Text>
          <ul>
            {rows.slice(0, 20).map((row) => (
              <li key={row.id}>
                {say(organisationWords.rowOf, { row: row.position + 2, name: row.name || '–' })}{' '}
                <Text span c="dimmed">
                  {[row.column, row.reason].filter(Boolean).join(': ')}
                </Text>
              </li>
            ))}
          </ul>
          <Group>
            <Button
              component="a"
              variant="default"
              href={fileUrl('GET /organisations/imports/:run/errors.csv', { run: id })}
              download
            >
              {say(organisationWords.reasons)}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}

const isEnded = (state: string | undefined): boolean => state === 'done' || state === 'failed'
