/** Where a product lies, what of it is promised, and setting it right with a reason. */
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { Pencil } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { ApiRefusal } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { ui } from '../ui/words.ts'
import { refusalText } from '../ui/refusal-text.ts'
import { told, warned } from '../ui/toasts.tsx'
import styles from './products.module.css'
import { productWords } from './words.ts'

type Level = Answered<'GET /products/:product/stock'>['levels'][number]
type Place = { id: string; name: string; isActive: boolean }

export function StockPanel({ product }: { product: string }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [open, setOpen] = useState<Level | 'new' | null>(null)
  const found = useRead('GET /products/:product/stock', { product })
  const levels = found.data?.levels
  const places =
    useRead('GET /locations', { limit: 200 }, { isEnabled: can('locations.see') }).data?.rows ?? []
  const nameOf = (level: Level) => places.find((one) => one.id === level.location)?.name ?? '…'
  const empty = places.filter((one) => one.isActive && !levels?.some((level) => level.location === one.id))
  const pieces = (milli: number) => format.decimal(milli, 3)
  const sum = (of: (level: Level) => number) => (levels ?? []).reduce((all, level) => all + of(level), 0)
  return (
    <Panel
      title={say(productWords.stock)}
      actions={
        can('stock.change') &&
        levels &&
        empty.length > 0 && (
          <Button variant="default" onClick={() => setOpen('new')}>
            {say(productWords.correctNew)}
          </Button>
        )
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {levels?.length === 0 && <Text c="dimmed">{say(productWords.noStock)}</Text>}
      {levels && levels.length > 0 && (
        <table className={styles.levels} aria-label={say(productWords.stock)}>
          <thead>
            <tr>
              <th scope="col">{say(productWords.location)}</th>
              <th scope="col">{say(productWords.position)}</th>
              <th scope="col" data-number>
                {say(productWords.onHand)}
              </th>
              <th scope="col" data-number>
                {say(productWords.reserved)}
              </th>
              <th scope="col" data-number>
                {say(productWords.free)}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level.location}>
                <th scope="row">{nameOf(level)}</th>
                <td>{level.position ?? '–'}</td>
                <td data-number>{pieces(level.onHand)}</td>
                <td data-number>{pieces(level.reserved)}</td>
                <td data-number>
                  <b>{pieces(level.onHand - level.reserved)}</b>
                </td>
                <td data-number>
                  {can('stock.change') && (
                    <Button
                      variant="subtle"
                      className={styles.correct ?? ''}
                      aria-label={say(productWords.correctAt, { location: nameOf(level) })}
                      onClick={() => setOpen(level)}
                    >
                      <Pencil size={14} aria-hidden />
                      <span className={styles.word}>{say(productWords.correct)}</span>
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          {levels.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">{say(productWords.total)}</th>
                <td />
                <td data-number>{pieces(sum((level) => level.onHand))}</td>
                <td data-number>{pieces(sum((level) => level.reserved))}</td>
                <td data-number>
                  <b>{pieces(sum((level) => level.onHand - level.reserved))}</b>
                </td>
                <td />
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {open && (
        <CorrectDialog
          product={product}
          level={open === 'new' ? null : open}
          title={
            open === 'new'
              ? say(productWords.correctNew)
              : say(productWords.correctAt, { location: nameOf(open) })
          }
          places={empty}
          close={() => setOpen(null)}
        />
      )}
    </Panel>
  )
}

type CorrectDialogProps = {
  product: string
  level: Level | null
  title: string
  places: readonly Place[]
  close: () => void
}

function CorrectDialog({ product, level, title, places, close }: CorrectDialogProps) {
  const say = useSay()
  const [location, setLocation] = useState(level?.location ?? places[0]?.id ?? '')
  const [onHand, setOnHand] = useState<number | null>(level?.onHand ?? null)
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const correct = useChange('POST /products/:product/stock/:location', {
    touches: ['/products'],
    done: () => {
      told(say(productWords.corrected))
      close()
    },
    refused(error) {
      if (error instanceof ApiRefusal && error.errors.length > 0)
        setErrors(Object.fromEntries(error.errors.map((one) => [one.field, one.detail])))
      else warned(refusalText(error, say), 'POST /products/:product/stock/:location')
    },
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (onHand !== null) correct.mutate({ product, location, onHand, reason })
  }
  return (
    <Dialog opened onClose={close} title={title} closeButtonProps={{ 'aria-label': say(ui.close) }}>
      <form onSubmit={go}>
        <Stack>
          {!level && (
            <NativeSelect
              label={say(productWords.location)}
              data={places.map((one) => ({ value: one.id, label: one.name }))}
              value={location}
              onChange={(event) => setLocation(event.currentTarget.value)}
            />
          )}
          <FigureInput
            label={say(productWords.counted)}
            value={onHand}
            onChange={setOnHand}
            decimals={3}
            error={errors['onHand']}
            required
          />
          <TextInput
            label={say(productWords.reason)}
            placeholder={say(productWords.reasonExample)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={200}
            error={errors['reason']}
            required
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={correct.isPending} disabled={onHand === null || !reason.trim()}>
              {say(productWords.correct)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
