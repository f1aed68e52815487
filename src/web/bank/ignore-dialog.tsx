/** Sets a line aside with the reason. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useChange } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { bankWords } from './words.ts'

export function IgnoreDialog({ line, close }: { line: { readonly id: string }; close: () => void }) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const ignore = useChange('POST /bank-lines/:line/ignore', {
    touches: ['/bank-lines'],
    done: () => {
      told(say(bankWords.ignored))
      close()
    },
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    ignore.mutate({ line: line.id, reason })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(bankWords.ignoreTitle)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{say(bankWords.ignoreWhy)}</Text>
          <TextInput
            label={say(bankWords.reason)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={ignore.isPending} disabled={!reason.trim()}>
              {say(bankWords.ignore)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
