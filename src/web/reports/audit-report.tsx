/** The audit file of a year: asked for, made in the background, and taken. */
import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { readOptions, useChange } from '../queries.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { saveFile } from '../ui/save-file.ts'
import { warned } from '../ui/toasts.tsx'
import { reportNames, reportWords } from './words.ts'

const pollMs = 1500

export function AuditReport({ business, year }: { business: string; year: number }) {
  const say = useSay()
  const [run, setRun] = useState<string | null>(null)
  const make = useChange('POST /reports/audit-files', { done: ({ id }) => setRun(id) })
  const found = useQuery({
    ...readOptions('GET /reports/audit-files/:run', { run: run ?? '' }),
    enabled: run !== null,
    refetchInterval: ({ state }) =>
      state.data && ['waiting', 'running'].includes(state.data.state) ? pollMs : false,
  })
  const made = found.data
  const name = made?.files[0]?.name ?? `auditfile-${year}.xaf`
  const take = async () => {
    try {
      saveFile(await call('GET /reports/audit-files/:run/content', { run: run! }), name)
    } catch (error) {
      warned(refusalText(error, say))
    }
  }
  const isMaking = run !== null && made?.state !== 'done' && made?.state !== 'failed'
  return (
    <Panel title={`${say(reportNames.audit)} ${year}`}>
      <Text mb="md">{say(reportWords.auditWhy)}</Text>
      <Group>
        <Button
          variant={made?.state === 'done' ? 'default' : 'filled'}
          loading={make.isPending || isMaking}
          onClick={() => make.mutate({ business, year })}
        >
          {say(reportWords.makeAudit)}
        </Button>
        <div role="status">
          {isMaking && <Text c="dimmed">{say(reportWords.making)}</Text>}
          {made?.state === 'failed' && <Text>{say(reportWords.failed)}</Text>}
          {made?.state === 'done' && (
            <Button h="auto" mih={30} py={4} styles={wrapping} onClick={() => void take()}>
              {say(reportWords.download)}: {name}
            </Button>
          )}
        </div>
      </Group>
    </Panel>
  )
}

/** The name of a file is wider than a phone. */
const wrapping = { label: { whiteSpace: 'normal', overflowWrap: 'anywhere' } } as const
