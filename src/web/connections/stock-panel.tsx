/** Whose stock counts in a webshop: its own, or ours, which it is then told; seen before it is switched over. */
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Connection as ConnectionRecord, stockLeaders } from '../../modules/apps/schema.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import { connectionWords } from './words.ts'

type Connection = Answered<'GET /connections/:connection'>

export function StockLeaderPanel({ connection }: { connection: Connection }) {
  const say = useSay()
  const can = useCan()
  const [isAsking, setAsking] = useState(false)
  const isOurs = connection.stockLeads === 'us'
  const choose = useChange('POST /connections/:connection/stock', {
    touches: ['/connections', '/products'],
    done: (after) => {
      told(say(after.stockLeads === 'us' ? connectionWords.stockOurs : connectionWords.stockTheirs))
      setAsking(false)
    },
  })
  const other = isOurs ? 'shop' : 'us'
  return (
    <Panel
      title={say(connectionWords.stock)}
      actions={
        can('apps.manage') && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {say(isOurs ? connectionWords.stockStop : connectionWords.stockStart)}
          </Button>
        )
      }
    >
      <Text>
        {say(ConnectionRecord.fields.stockLeads.words)}: <b>{say(stockLeaders[connection.stockLeads])}</b>
      </Text>
      <Text c="dimmed">{say(isOurs ? connectionWords.stockOursWhy : connectionWords.stockTheirsWhy)}</Text>
      {isAsking && (
        <ConfirmPreview
          title={say(isOurs ? connectionWords.stockStop : connectionWords.stockStart)}
          go={say(isOurs ? connectionWords.stockStop : connectionWords.stockStart)}
          isBusy={choose.isPending}
          onGo={() => choose.mutate({ connection: connection.id, leads: other, version: connection.version })}
          close={() => setAsking(false)}
        >
          {isOurs ? <Text>{say(connectionWords.stockStopWhy)}</Text> : <Preview connection={connection.id} />}
        </ConfirmPreview>
      )}
    </Panel>
  )
}

function Preview({ connection }: { connection: string }) {
  const say = useSay()
  const found = useRead('GET /connections/:connection/stock', { connection }).data
  return (
    <>
      <Text>{say(connectionWords.stockStartWhy)}</Text>
      {found && (
        <Text mt="sm">
          <b>{say(connectionWords.stockPreview, { products: found.products, empty: found.empty })}</b>
        </Text>
      )}
    </>
  )
}
