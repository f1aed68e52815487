/** Puts right where an order goes; its label follows by itself. */
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useChange } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { leavingWords } from './leaving-words.ts'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

const fields = ['name', 'company', 'street', 'houseNumber', 'houseNumberSuffix', 'postcode', 'city'] as const
const needed: readonly string[] = ['name', 'street', 'city']

export function AddressDialog({ order, close }: { order: WholeOrder; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const now = order.shipping ?? order.billing
  const [typed, setTyped] = useState(
    () =>
      Object.fromEntries(fields.map((field) => [field, now[field] ?? ''])) as Record<
        (typeof fields)[number],
        string
      >,
  )
  const change = useChange('PUT /orders/:order/shipping-address', {
    touches: ['/orders', '/shipments'],
    done: () => {
      told(say(leavingWords.addressSaved, { number: order.number }))
      close()
    },
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ order: order.id, version: order.version, ...typed })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={say(orderWords.shippingTo)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>{say(leavingWords.addressWhy, { country: format.place(now.country) })}</Text>
          <SimpleGrid cols={2}>
            {fields.map((field) => (
              <TextInput
                key={field}
                label={say(leavingWords.address[field])}
                value={typed[field]}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  setTyped((before) => ({ ...before, [field]: value }))
                }}
                maxLength={120}
                required={needed.includes(field)}
              />
            ))}
          </SimpleGrid>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button
              type="submit"
              loading={change.isPending}
              disabled={fields.some((field) => needed.includes(field) && !typed[field].trim())}
            >
              {say(ui.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
