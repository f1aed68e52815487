/** Shows what a weighty step will do (an invoice, money, a booking) before it is done. */
import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { useSay } from './lang.tsx'
import { ui } from './words.ts'

type ConfirmPreviewProps = {
  title: string
  /** What will happen: the mail, the lines, the amounts. */
  children: ReactNode
  /** The verb: "Factureren", "Terugbetalen". */
  go: string
  isDangerous?: boolean
  isBusy?: boolean
  /** There is nothing to do it with yet. */
  isDisabled?: boolean
  onGo: () => void
  close: () => void
}

export function ConfirmPreview({
  title,
  children,
  go,
  isDangerous,
  isBusy,
  isDisabled,
  onGo,
  close,
}: ConfirmPreviewProps) {
  const say = useSay()
  return (
    <Dialog opened onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': say(ui.close) }}>
      <Text c="dimmed" mb="sm">
        {say(ui.preview)}
      </Text>
      {children}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {say(ui.cancel)}
        </Button>
        <Button
          loading={isBusy ?? false}
          disabled={isDisabled ?? false}
          onClick={onGo}
          {...(isDangerous ? { color: 'red' } : {})}
        >
          {go}
        </Button>
      </Group>
    </Dialog>
  )
}
