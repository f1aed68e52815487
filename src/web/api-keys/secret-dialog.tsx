/** A key's secret, shown this once. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { copied } from '../ui/copied.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useSay } from '../ui/lang.tsx'
import { keyWords } from './words.ts'

export function SecretDialog({ secret, close }: { secret: string; close: () => void }) {
  const say = useSay()
  const [isCopied, setCopied] = useState(false)
  const copy = () => void copied(secret).then(setCopied)
  return (
    <Dialog
      opened
      onClose={close}
      size="lg"
      title={say(keyWords.shownOnce)}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Text>{say(keyWords.shownOnceWhy)}</Text>
        <TextInput
          label={say(keyWords.key)}
          value={secret}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={copy} aria-live="polite">
            {say(isCopied ? keyWords.copied : keyWords.copy)}
          </Button>
          <Button onClick={close}>{say(keyWords.done)}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
