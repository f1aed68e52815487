/** Puts one order or many on a day. */
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { addDays, weekday, type Day } from '../../base/day.ts'
import type { OrderRow } from '../calls.ts'
import { forget } from '../queries.ts'
import { DayInput } from '../ui/day-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import { planMany } from './plan-many.tsx'
import type { OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

type Planned = Pick<OrderRow, 'id' | 'number' | 'wishedDay'>

type PlanDialogProps = {
  orders: readonly Planned[] | 'all'
  /** The list that "all" is all of. */
  search: OrderListSearch
  close: () => void
  /** Told which orders stayed behind, so that they can be left chosen. */
  failed?: (ids: readonly string[]) => void
}

export function PlanDialog({ orders, search, close, failed }: PlanDialogProps) {
  const say = useSay()
  const format = useFormat()
  const client = useQueryClient()
  const near = nextWorkingDays(format.today(new Date()))
  const wished = orders !== 'all' && orders.length === 1 ? orders[0]?.wishedDay : null
  const [day, setDay] = useState<Day | null>(wished ?? near[0] ?? null)
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (!day) return
    close()
    void planMany(orders, search, day, { say, format }).then((behind) => {
      failed?.(behind)
      return forget(client, ['/orders', '/planning'])
    })
  }
  const title = orders === 'all' ? say(orderWords.plan) : say(orderWords.planMany, { count: orders.length })
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': say(ui.close) }}>
      <form onSubmit={go}>
        <Stack>
          <DayInput label={say(orderWords.planOn)} value={day} onChange={setDay} required />
          <Group gap={6}>
            {near.map((one) => (
              <Button
                key={one}
                variant={one === day ? 'light' : 'default'}
                aria-pressed={one === day}
                onClick={() => setDay(one)}
              >
                {format.shortDay(one)}
              </Button>
            ))}
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" disabled={day === null}>
              {say(orderWords.plan)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const nextWorkingDays = (today: Day): Day[] =>
  [0, 1, 2, 3, 4, 5, 6]
    .map((n) => addDays(today, n))
    .filter((day) => weekday(day) < 7)
    .slice(0, 5)
