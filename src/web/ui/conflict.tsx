/** Someone else saved first: shows both values of each field that differs and lets the reader choose. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import { useSay } from './lang.tsx'
import { ui } from './words.ts'

export type Difference = {
  readonly field: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

type ConflictProps = {
  differences: readonly Difference[]
  /** Goes on with my value for these fields and theirs for the others. */
  settle: (mine: ReadonlySet<string>) => void
  close: () => void
}

export function ConflictDialog({ differences, settle, close }: ConflictProps) {
  const say = useSay()
  const [mine, setMine] = useState<ReadonlySet<string>>(() => new Set(differences.map((one) => one.field)))
  const choose = (field: string, isMine: boolean) =>
    setMine((before) => new Set(isMine ? [...before, field] : [...before].filter((one) => one !== field)))
  return (
    <Dialog
      opened
      onClose={close}
      title={say(ui.conflict)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <Stack>
        <Text>{say(differences.length > 0 ? ui.conflictWhy : ui.conflictNone)}</Text>
        {differences.map((one) => (
          <Radio.Group
            key={one.field}
            label={one.label}
            value={mine.has(one.field) ? 'mine' : 'theirs'}
            onChange={(value) => choose(one.field, value === 'mine')}
          >
            <Radio value="mine" label={say(ui.mine, { value: one.mine || '–' })} mt={4} />
            <Radio value="theirs" label={say(ui.theirs, { value: one.theirs || '–' })} mt={4} />
          </Radio.Group>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say(ui.cancel)}
          </Button>
          <Button onClick={() => settle(mine)}>{say(ui.conflictGo)}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
