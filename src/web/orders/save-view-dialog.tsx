/** Keeps what the order list shows as a view, for oneself or shared, or gives one that was kept another name. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import type { KeptColumns } from '../ui/columns.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useSay } from '../ui/lang.tsx'
import { faultsOf, refusalText } from '../ui/refusal-text.ts'
import { told, warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import type { OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

type View = Answered<'GET /saved-views'>['rows'][number]
type SaveDialogProps = {
  /** The view whose name or sharing changes; what it shows stays as it was kept. */
  view?: View
  search: OrderListSearch
  kept: KeptColumns
  mine: readonly View[]
  close: () => void
}

/** A name that one has already replaces that view. */
export function SaveDialog({ view, search, kept, mine, close }: SaveDialogProps) {
  const say = useSay()
  const can = useCan()
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setShared] = useState(view?.isShared ?? false)
  const save = useChange('POST /saved-views', {
    touches: ['/saved-views'],
    done: (saved) => {
      told(say(orderWords.viewSaved, { name: saved.name }))
      close()
    },
    refused: (error) => {
      if (!faultsOf(error)['name']) warned(refusalText(error, say), 'POST /saved-views')
    },
  })
  const fault = save.variables?.name === name ? faultsOf(save.error)['name'] : undefined
  const go = (event: FormEvent) => {
    event.preventDefault()
    const same = view ?? mine.find((one) => one.isMine && one.name === name.trim())
    const filters = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
    save.mutate({
      ...(same ? { view: same.id } : {}),
      list: 'orders',
      name,
      filters: view?.filters ?? (filters as Record<string, string>),
      columns: view ? (view.columns as KeptColumns) : kept,
      isShared,
    })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(view ? orderWords.viewChange : orderWords.saveView)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          {!view && <Text>{say(orderWords.viewWhat)}</Text>}
          <TextInput
            label={say(orderWords.viewName)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={60}
            error={fault}
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
