/** What can be done with the chosen orders. */
import { Button } from '@mantine/core'
import { CalendarPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { OrderRow } from '../calls.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { chosenCount, type Selection } from '../ui/selection.ts'
import { ui } from '../ui/words.ts'
import styles from './orders-page.module.css'
import type { OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

const PlanDialog = later(() => import('./plan-dialog.tsx').then((module) => module.PlanDialog))

type BulkBarProps = {
  selection: Selection
  rows: readonly OrderRow[]
  inView: number
  /** What the list is showing, for when everything in it is chosen. */
  search: OrderListSearch
  /** Beside the buttons. */
  children: ReactNode
}

export function BulkBar({ selection, rows, inView, search, children }: BulkBarProps) {
  const say = useSay()
  const can = useCan()
  const [isPlanning, setPlanning] = useState(false)
  const count = chosenCount(selection.chosen, inView)
  const chosen = rows.filter((row) => selection.has(row.id))
  return (
    <>
      <div role="status" className="visually-hidden">
        {count > 0 ? say(ui.chosen, { count }) : ''}
      </div>
      {count > 0 && (
        <div className={styles.bulk}>
          <b>{say(ui.chosen, { count })}</b>
          {can('planning.change') && (
            <Button leftSection={<CalendarPlus size={14} aria-hidden />} onClick={() => setPlanning(true)}>
              {say(orderWords.plan)}
            </Button>
          )}
          <Button variant="subtle" onClick={selection.clear}>
            {say(ui.clearChosen)}
          </Button>
          {children}
        </div>
      )}
      {isPlanning && (
        <PlanDialog
          orders={selection.chosen.kind === 'all' ? 'all' : chosen}
          search={search}
          close={() => setPlanning(false)}
          failed={selection.chooseOnly}
        />
      )}
    </>
  )
}
