/** Short messages at the bottom right: what was done, with a way back, and what could not be done. */
import { Anchor, Group, Progress, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

export const undoMs = 8000

type Undo = { label: string; run: () => void }

/** Tells what was done; with `undo` it stays eight seconds. Gives the id to hide it by. */
export function told(message: ReactNode, undo?: Undo): string {
  const id = notifications.show({
    message: (
      <Group justify="space-between" gap="md" wrap="nowrap">
        <span>{message}</span>
        {undo && (
          <Anchor
            component="button"
            fz="sm"
            fw={600}
            onClick={() => {
              notifications.hide(id)
              undo.run()
            }}
          >
            {undo.label}
          </Anchor>
        )}
      </Group>
    ),
    autoClose: undo ? undoMs : 4000,
    withBorder: true,
  })
  return id
}

/** Tells what could not be done; stays until it is closed, for it must be read. */
export const warned = (message: ReactNode): string =>
  notifications.show({ message, color: 'red', autoClose: false, withBorder: true })

export type Progressing = {
  readonly done: number
  readonly total: number
  readonly text: ReactNode
  readonly after?: ReactNode
}

/** How far a job on the server is; shown again under the same id as it goes on, closed by hand when there is something to read. */
export function progressed(id: string, job: Progressing): void {
  const isDone = job.done >= job.total
  const message = (
    <>
      <Text>{job.text}</Text>
      {!isDone && (
        <Progress value={(100 * job.done) / Math.max(job.total, 1)} aria-label={String(job.text)} mt={4} />
      )}
      {isDone && job.after}
    </>
  )
  const shape = { id, message, autoClose: isDone && !job.after ? 6000 : (false as const), withBorder: true }
  if (!shown.has(id)) notifications.show({ ...shape, onClose: () => shown.delete(id) })
  else notifications.update(shape)
  shown.add(id)
}

const shown = new Set<string>()
