/** Closing a period: what was declared is kept, and whether the documents still say so. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { reportNames, reportWords } from './words.ts'

type Kind = 'vat-return' | 'icp' | 'oss'
type Asked = { business: string; from: string; to: string }
type Closed = Exclude<Answered<'GET /reports/icp'>, { bytes: unknown }>['closed']

export function CloseButton({
  report,
  asked,
  closed,
}: {
  report: Kind
  asked: Asked
  closed: Closed | undefined
}) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isAsking, setAsking] = useState(false)
  const close = useChange('POST /reports/closings', {
    touches: ['/reports'],
    done: () => setAsking(false),
  })
  if (closed !== null || !can('reports.close')) return null
  const isOver = asked.to < format.today(new Date())
  return (
    <>
      <Button
        variant="default"
        disabled={!isOver}
        title={isOver ? undefined : say(reportWords.notOver)}
        onClick={() => setAsking(true)}
      >
        {say(reportWords.close)}
      </Button>
      {isAsking && (
        <ConfirmPreview
          title={say(reportWords.close)}
          go={say(reportWords.close)}
          isBusy={close.isPending}
          onGo={() => close.mutate({ report, ...asked })}
          close={() => setAsking(false)}
        >
          <Text>
            <b>
              {say(reportNames[report])}: {format.day(asked.from)} – {format.day(asked.to)}
            </b>
          </Text>
          <Text mt="sm">{say(reportWords.closeWhy)}</Text>
        </ConfirmPreview>
      )}
    </>
  )
}

export function ClosedNote({ closed }: { closed: Closed | undefined }) {
  const say = useSay()
  const format = useFormat()
  if (!closed) return null
  return (
    <Stack gap={4} mb="sm">
      <div>
        <StatusPill tone={closed.isSame ? 'good' : 'bad'}>
          {say(reportWords.closedAt, { moment: format.moment(closed.at), name: closed.by })}
        </StatusPill>
      </div>
      <Text c="dimmed">{say(closed.isSame ? reportWords.closedSame : reportWords.closedDiffers)}</Text>
    </Stack>
  )
}
