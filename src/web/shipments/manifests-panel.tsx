/** The carriers' lists of the last weeks: sent or refused, and on paper for the driver. */
import { Button, Text } from '@mantine/core'
import { Printer, Send } from 'lucide-react'
import { useState } from 'react'
import { manifestStates } from '../../modules/fulfilment/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { ManifestDialog } from './manifest-dialog.tsx'
import { shipmentWords } from './words.ts'

type Row = Answered<'GET /manifests'>['rows'][number]

const tones = { asked: 'fresh', sent: 'good', failed: 'bad', empty: 'neutral' } as const

export function ManifestsPanel() {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isAsking, setAsking] = useState(false)
  const found = useRead('GET /manifests', {})
  const rows = found.data?.rows
  return (
    <Panel
      title={say(shipmentWords.lists)}
      actions={
        can('fulfilment.change') && (
          <Button
            variant="default"
            leftSection={<Send size={14} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {say(shipmentWords.makeList)}
          </Button>
        )
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {rows?.length === 0 && <Text c="dimmed">{say(shipmentWords.noLists)}</Text>}
      <ul className={styles.rows}>
        {rows?.slice(0, 10).map((row) => (
          <One key={row.id} row={row} />
        ))}
      </ul>
      {isAsking && <ManifestDialog day={format.today(new Date())} close={() => setAsking(false)} />}
    </Panel>
  )
}

function One({ row }: { row: Row }) {
  const say = useSay()
  const format = useFormat()
  const name = say(shipmentWords.paperOf, { carrier: row.carrier, day: format.day(row.day) })
  return (
    <li>
      <span>
        {format.shortDay(row.day)} · {row.carrier} · {say(shipmentWords.parcels, { count: row.listed })}{' '}
        <small>{row.problem ?? row.externalId ?? ''}</small>
      </span>
      <StatusPill tone={tones[row.state]}>{say(manifestStates[row.state])}</StatusPill>
      {row.listed > 0 && (
        <span className={styles.acts}>
          <Button
            variant="subtle"
            leftSection={<Printer size={14} aria-hidden />}
            aria-label={name}
            onClick={() =>
              void openFile(() => call('GET /manifests/:manifest/paper', { manifest: row.id }), say, name)
            }
          >
            {say(shipmentWords.paper)}
          </Button>
        </span>
      )}
    </li>
  )
}
