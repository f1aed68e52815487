/** Keeps what the order list shows as a view, for oneself or shared. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import type { KeptColumns } from '../ui/columns.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import type { OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

type View = Answered<'GET /saved-views'>['rows'][number]
type SaveDialogProps = {
  search: OrderListSearch
  kept: KeptColumns
  mine: readonly View[]
  close: () => void
}

/** A name that one has already replaces that view. */
export function SaveDialog({ search, kept, mine, close }: SaveDialogProps) {
  const say = useSay()
  const can = useCan()
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const save = useChange('POST /saved-views', {
    touches: ['/saved-views'],
    done: (view) => {
      told(say(orderWords.viewSaved, { name: view.name }))
      close()
    },
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    const same = mine.find((view) => view.isMine && view.name === name.trim())
    const filters = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
    save.mutate({
      ...(same ? { view: same.id } : {}),
      list: 'orders',
      name,
      filters: filters as Record<string, string>,
      columns: kept,
      isShared,
    })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(orderWords.saveView)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{say(orderWords.viewWhat)}</Text>
          <TextInput
            label={say(orderWords.viewName)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={60}
            required
            data-autofocus
          />
          {can('orders.share-views') && (
            <Checkbox
              label={say(orderWords.viewShared)}
              checked={isShared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
              {say(ui.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
