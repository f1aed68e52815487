/** The views that somebody kept of the order list, for themselves or shared: to open one, keep one, rename one, take one away. */
import { ActionIcon } from '@mantine/core'
import { Bookmark, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import type { ColumnChoice, KeptColumns } from '../ui/columns.ts'
import { useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Popup, PopupLine, PopupTitle } from '../ui/popup.tsx'
import { told } from '../ui/toasts.tsx'
import styles from './orders-page.module.css'
import { orderListSearch, type OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

const SaveDialog = later(() => import('./save-view-dialog.tsx').then((module) => module.SaveDialog))

type View = Answered<'GET /saved-views'>['rows'][number]
type SavedViewsProps<R> = {
  search: OrderListSearch
  columns: ColumnChoice<R>
  open: (search: OrderListSearch) => void
}

export function SavedViews<R>({ search, columns, open }: SavedViewsProps<R>) {
  const say = useSay()
  const can = useCan()
  const [saving, setSaving] = useState<'new' | View | null>(null)
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
                <PopupLine onClick={() => show(view)}>{view.name}</PopupLine>
                {(view.isMine || can('orders.share-views')) && (
                  <>
                    <ActionIcon
                      size={28}
                      aria-label={`${say(orderWords.viewChange)}: ${view.name}`}
                      onClick={() => {
                        close()
                        setSaving(view)
                      }}
                    >
                      <Pencil size={14} aria-hidden />
                    </ActionIcon>
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
                  </>
                )}
              </div>
            ))}
            <PopupLine onClick={() => setSaving('new')}>{say(orderWords.saveView)}…</PopupLine>
          </>
        )}
      >
        <Bookmark size={16} aria-hidden />
      </Popup>
      {saving && (
        <SaveDialog
          {...(saving === 'new' ? {} : { view: saving })}
          search={search}
          kept={columns.kept}
          mine={views}
          close={() => setSaving(null)}
        />
      )}
    </>
  )
}
