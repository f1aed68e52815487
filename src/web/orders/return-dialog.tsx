/** Goods of an order that came back: what of each line, where it lies now, and why. */
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { faultsOf, refusalText } from '../ui/refusal-text.ts'
import { told, warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { leavingWords } from './leaving-words.ts'
import { mostBack, type WholeOrder } from './whole-order.ts'

export function ReturnDialog({ order, close }: { order: WholeOrder; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const lines = order.lines.filter((line) => mostBack(line) > 0)
  const [back, setBack] = useState<Readonly<Record<string, number | null>>>({})
  const [reason, setReason] = useState('')
  const usual = lines.find((line) => line.location)?.location ?? ''
  const [location, setLocation] = useState(usual)
  const places =
    useRead('GET /locations', { limit: 200 }, { isEnabled: can('locations.see') }).data?.rows ?? []
  const take = useChange('POST /orders/:order/take-back', {
    touches: ['/orders', '/products', '/stock'],
    done: () => {
      told(say(leavingWords.takenBack, { number: order.number }))
      close()
    },
    refused: (error) => {
      if (Object.keys(faultsOf(error)).length === 0)
        warned(refusalText(error, say), 'POST /orders/:order/take-back')
    },
  })
  // Which line each sentence is about, as it was sent: other figures may stand on the screen by now.
  const faults = faultsOf(take.error)
  const faultOf = (line: string) => {
    const at = take.variables?.lines.findIndex((one) => one.line === line && one.quantity === back[line])
    return faults[`lines.${at}.quantity`]
  }
  const wanted = lines.flatMap((line) => {
    const quantity = back[line.id] ?? 0
    return quantity > 0 ? [{ line: line.id, quantity }] : []
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    take.mutate({ order: order.id, lines: wanted, reason, location: location || null })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(leavingWords.takeBackOf, { number: order.number })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{say(leavingWords.takeBackWhy)}</Text>
          {lines.map((line) => (
            <FigureInput
              key={line.id}
              label={line.name}
              description={say(leavingWords.most, { count: format.decimal(mostBack(line), 3) })}
              value={back[line.id] ?? 0}
              error={faultOf(line.id)}
              onChange={(quantity) => setBack((before) => ({ ...before, [line.id]: quantity }))}
              decimals={3}
            />
          ))}
          <NativeSelect
            label={say(leavingWords.backAt)}
            data={[
              ...places.filter((one) => one.isActive).map((one) => ({ value: one.id, label: one.name })),
              { value: '', label: say(leavingWords.notBack) },
            ]}
            value={location}
            onChange={(event) => setLocation(event.currentTarget.value)}
          />
          <TextInput
            label={say(leavingWords.reason)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            required
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={take.isPending} disabled={wanted.length === 0 || !reason.trim()}>
              {say(leavingWords.takeBack)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
