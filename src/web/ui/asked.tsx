/** A dialog that asks something and does one thing: its fields, a way back and the verb. */
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import { useSay } from './lang.tsx'
import { ui } from './words.ts'

type AskedProps = {
  title: string
  children: ReactNode
  /** The verb on the button. */
  go: string
  isBusy: boolean
  /** Something is still missing. */
  isOff?: boolean
  isDangerous?: boolean
  onGo: () => void
  close: () => void
}

export function Asked({
  title,
  children,
  go,
  isBusy,
  isOff = false,
  isDangerous = false,
  onGo,
  close,
}: AskedProps) {
  const say = useSay()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onGo()
  }
  return (
    <Dialog opened onClose={close} title={title} closeButtonProps={{ 'aria-label': say(ui.close) }}>
      <form onSubmit={submit}>
        <Stack>
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button
              type="submit"
              loading={isBusy}
              disabled={isOff}
              {...(isDangerous ? { color: 'red' } : {})}
            >
              {go}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

type ReasonAskedProps = Omit<AskedProps, 'isOff' | 'onGo'> & {
  /** What the reason is called, and what one could look like. */
  label: string
  example?: string
  onGo: (reason: string) => void
}

/** The same for what others will want to know the reason of. */
export function ReasonAsked({ label, example, children, onGo, ...rest }: ReasonAskedProps) {
  const [reason, setReason] = useState('')
  return (
    <Asked {...rest} isOff={!reason.trim()} onGo={() => onGo(reason)}>
      {children}
      <TextInput
        label={label}
        placeholder={example}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        required
        data-autofocus
      />
    </Asked>
  )
}
