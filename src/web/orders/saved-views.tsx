/** The views that somebody kept of the order list, for themselves or shared: to open one, keep one, take one away. */
import { ActionIcon, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { Bookmark, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import type { ColumnChoice, KeptColumns } from '../ui/columns.ts'
import { useSay } from '../ui/lang.tsx'
import { Popup, PopupLine, PopupTitle } from '../ui/popup.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import styles from './orders-page.module.css'
import { orderListSearch, type OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

type View = Answered<'GET /saved-views'>['rows'][number]
type SavedViewsProps<R> = {
  search: OrderListSearch
  columns: ColumnChoice<R>
  open: (search: OrderListSearch) => void
}

export function SavedViews<R>({ search, columns, open }: SavedViewsProps<R>) {
  const say = useSay()
  const can = useCan()
  const [isSaving, setSaving] = useState(false)
  const views = useRead('GET /saved-views', { list: 'orders' }).data?.rows ?? []
  const drop = useChange('DELETE /saved-views/:view', { touches: ['/saved-views'] })
  const show = (view: View) => {
    // What was kept goes through the same sieve as an address: an old view never breaks the list.
    open(orderListSearch(view.filters))
    if (view.columns) columns.keep(view.columns as KeptColumns)
  }
  return (
    <>
      <Popup
        isEnd
        label={say(orderWords.ownViews)}
        panel={(close) => (
          <>
            {views.length > 0 && <PopupTitle>{say(orderWords.ownViews)}</PopupTitle>}
            {views.map((view) => (
              <div key={view.id} className={styles.view}>
                <PopupLine
                  onClick={() => {
                    close()
                    show(view)
                  }}
                >
                  {view.name}
                </PopupLine>
                {(view.isMine || can('orders.share-views')) && (
                  <ActionIcon
                    size={28}
                    aria-label={`${say(orderWords.viewDrop)}: ${view.name}`}
                    onClick={() =>
                      drop.mutate(
                        { view: view.id },
                        { onSuccess: () => told(say(orderWords.viewDropped, { name: view.name })) },
                      )
                    }
                  >
                    <Trash2 size={14} aria-hidden />
                  </ActionIcon>
                )}
              </div>
            ))}
            <PopupLine
              onClick={() => {
                close()
                setSaving(true)
              }}
            >
              {say(orderWords.saveView)}…
            </PopupLine>
          </>
        )}
      >
        <Bookmark size={16} aria-hidden />
      </Popup>
      {isSaving && (
        <SaveDialog search={search} kept={columns.kept} mine={views} close={() => setSaving(false)} />
      )}
    </>
  )
}

type SaveDialogProps = {
  search: OrderListSearch
  kept: KeptColumns
  mine: readonly View[]
  close: () => void
}

/** A name that one has already replaces that view. */
function SaveDialog({ search, kept, mine, close }: SaveDialogProps) {
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
    <Modal
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
    </Modal>
  )
}
