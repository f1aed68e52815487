/** Puts one order or many on a day. */
import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { addDays, weekday, type Day } from '../../base/day.ts'
import { ApiRefusal, type Given } from '../api.ts'
import type { OrderRow } from '../calls.ts'
import { forget, useChange } from '../queries.ts'
import { useCan } from '../session.ts'
import { DayInput } from '../ui/day-input.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { MailChoice, mailSaid } from './mail-choice.tsx'
import { planMany } from './plan-many.tsx'
import type { OrderListSearch } from './search.ts'
import { orderWords } from './words.ts'

type Planned = Pick<OrderRow, 'id' | 'number' | 'wishedDay' | 'plannedDay'>

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
  const can = useCan()
  const near = nextWorkingDays(format.today(new Date()))
  const one = orders !== 'all' && orders.length === 1 ? orders[0]! : null
  const [mail, setMail] = useState<boolean | null>(null)
  const [day, setDay] = useState<Day | null>(
    [one?.wishedDay, ...near].find((free) => free && free !== one?.plannedDay) ?? null,
  )
  // Nothing would change, and nobody would be mailed.
  const isThere = one !== null && day !== null && one.plannedDay === day
  const single = useOnePlan(one, close)
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (!day) return
    if (one) return single.plan(day, [], mail)
    close()
    void planMany(orders, search, { day, mail: mail === true }, { say, format }).then((behind) => {
      failed?.(behind)
      return forget(client, ['/orders', '/planning'])
    })
  }
  const title = orders === 'all' ? say(orderWords.plan) : say(orderWords.planMany, { count: orders.length })
  return (
    <Dialog opened onClose={close} title={title} closeButtonProps={{ 'aria-label': say(ui.close) }}>
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
          {isThere && <Text c="dimmed">{say(orderWords.isThere)}</Text>}
          {one && day && !isThere && (
            <MailChoice
              order={one.id}
              event="order.planned"
              detail={{ day }}
              value={mail}
              onChange={setMail}
            />
          )}
          {!one && (
            <Checkbox
              label={say(orderWords.mailMany)}
              checked={mail === true}
              onChange={(event) => setMail(event.currentTarget.checked)}
            />
          )}
          {single.problem && (
            <Alert color="orange" role="alert" title={single.problem.text}>
              {single.problem.guard && can('planning.override') && (
                <Button
                  variant="default"
                  loading={single.isBusy}
                  onClick={() => day && single.plan(day, [single.problem!.guard!], mail)}
                >
                  {say(orderWords.planAnyway)}
                </Button>
              )}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={single.isBusy} disabled={day === null || isThere}>
              {say(orderWords.plan)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

type Guard = NonNullable<Given<'POST /orders/:order/plan'>['despite']>[number]

/** What may be set aside by who has the right to, by the refusal that says so. */
const guards: Readonly<Record<string, Guard>> = {
  'planning.day-full': 'capacity',
  'planning.day-closed': 'closed',
  'planning.not-in-stock': 'stock',
}

/** One order is planned while the dialog stands, so that its refusal can be read, and set aside, where it was asked. */
function useOnePlan(order: Planned | null, close: () => void) {
  const say = useSay()
  const format = useFormat()
  const [set, setAside] = useState<readonly Guard[]>([])
  const [problem, setProblem] = useState<{ text: string; guard: Guard | null } | null>(null)
  const change = useChange('POST /orders/:order/plan', {
    touches: ['/orders', '/planning', '/messages'],
    refused: (error) =>
      setProblem({
        text: refusalText(error, say),
        guard: (error instanceof ApiRefusal && guards[error.code]) || null,
      }),
  })
  const plan = (day: Day, despite: readonly Guard[], mail: boolean | null) => {
    if (!order) return
    const aside = [...new Set([...set, ...despite])]
    setAside(despite.length > 0 ? aside : [])
    setProblem(null)
    change.mutate(
      { order: order.id, day, despite: despite.length > 0 ? aside : [], ...mailSaid(mail) },
      {
        onSuccess: () => {
          told(say(orderWords.plannedOn, { number: order.number, day: format.shortDay(day) }))
          close()
        },
      },
    )
  }
  return { plan, problem, isBusy: change.isPending }
}

const nextWorkingDays = (today: Day): Day[] =>
  [0, 1, 2, 3, 4, 5, 6]
    .map((n) => addDays(today, n))
    .filter((day) => weekday(day) < 7)
    .slice(0, 5)
