/** Asks before a screen with unsaved work is left. */
import { Button, Group, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { Dialog } from './dialog.tsx'
import { useSay } from './lang.tsx'
import { ui } from './words.ts'

export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const say = useSay()
  const door = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  return (
    <Dialog
      opened={door.status === 'blocked'}
      onClose={() => door.reset?.()}
      title={say(ui.leave)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <Text mb="lg">{say(ui.leaveWhy)}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => door.proceed?.()}>
          {say(ui.leaveGo)}
        </Button>
        <Button data-autofocus onClick={() => door.reset?.()}>
          {say(ui.leaveStay)}
        </Button>
      </Group>
    </Dialog>
  )
}
