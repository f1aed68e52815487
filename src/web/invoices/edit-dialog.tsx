/** Changes a draft invoice: its lines with their prices, what the customer asked to see on it, and its days. */
import { Button, Group, NativeSelect, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { lineAmount } from '../../base/money.ts'
import { Invoice } from '../../modules/invoicing/schema.ts'
import { Order } from '../../modules/orders/schema.ts'
import { ApiRefusal, call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { askedOnce, useChange } from '../queries.ts'
import { newKey } from '../sales/draft.ts'
import { DayInput } from '../ui/day-input.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import styles from './edit-dialog.module.css'
import { invoiceWords } from './words.ts'

type Draft = Answered<'GET /invoices/:invoice/draft'>

/** A line on the screen; `key` stays the same while it is typed in. */
type Line = {
  readonly key: string
  readonly line: string | null
  /** Of a new one: the line whose VAT it bears. */
  readonly like: string | null
  readonly name: string
  readonly note: string | null
  readonly quantity: number | null
  readonly price: number | null
}

export function EditDialog({ invoice, close }: { invoice: string; close: () => void }) {
  const say = useSay()
  const found = useQuery({
    queryKey: ['edit-draft', invoice],
    queryFn: () => call('GET /invoices/:invoice/draft', { invoice }),
    ...askedOnce,
  })
  return (
    <Dialog
      opened
      onClose={close}
      title={say(invoiceWords.editTitle)}
      size="min(60rem, 96vw)"
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={160} />}
      {found.data && <EditForm invoice={invoice} draft={found.data} close={close} />}
    </Dialog>
  )
}

/** The fields that say themselves what is wrong with them. */
const marked = /^(reference|dueDay|deliveryDay|note|lines\.\d+\.(name|like|line|quantity|price))$/

function EditForm({ invoice, draft, close }: { invoice: string; draft: Draft; close: () => void }) {
  const say = useSay()
  const [lines, setLines] = useState<readonly Line[]>(() =>
    draft.lines.map(({ line, name, note, quantity, price }) => ({
      key: line,
      line,
      like: null,
      name,
      note,
      quantity,
      price,
    })),
  )
  const [texts, setTexts] = useState({
    reference: draft.reference ?? '',
    dueDay: draft.dueDay,
    deliveryDay: draft.deliveryDay,
    note: draft.note,
  })
  const [fault, setFault] = useState<unknown>(null)
  const save = useChange('PATCH /invoices/:invoice', {
    touches: ['/invoices', '/orders'],
    refused: setFault,
    done: () => {
      told(say(invoiceWords.edited))
      close()
    },
  })
  const faults: Record<string, string> =
    fault instanceof ApiRefusal
      ? Object.fromEntries(fault.errors.map(({ field, detail }) => [field, detail]))
      : {}
  const unmarked = Object.keys(faults).find((field) => !marked.test(field))
  const change = (key: string, bend: Partial<Line>) =>
    setLines((before) => before.map((one) => (one.key === key ? { ...one, ...bend } : one)))
  const add = () =>
    setLines((before) => [
      ...before,
      {
        key: newKey(),
        line: null,
        like: draft.lines[0]!.line,
        name: '',
        note: null,
        quantity: 1000,
        price: null,
      },
    ])
  const go = (event: FormEvent) => {
    event.preventDefault()
    setFault(null)
    save.mutate({
      invoice,
      version: draft.version,
      ...texts,
      lines: lines.map(({ line, like, name, note, quantity, price }) => ({
        line,
        like,
        name,
        note,
        quantity: quantity ?? 0,
        price: price ?? 0,
      })),
    })
  }
  const prices = say(draft.pricesIncludeVat ? invoiceWords.priceWith : invoiceWords.priceWithout)
  return (
    <form onSubmit={go} noValidate>
      <Stack>
        <Text c="dimmed">{say(invoiceWords.editWhy)}</Text>
        <ul className={styles.lines}>
          {lines.map((line, i) => (
            <LineRow
              key={line.key}
              line={line}
              draft={draft}
              prices={prices}
              isLast={lines.length === 1}
              faultOf={(field) => faults[`lines.${i}.${field}`]}
              onChange={(bend) => change(line.key, bend)}
              remove={() => setLines(lines.filter(({ key }) => key !== line.key))}
            />
          ))}
        </ul>
        <Group>
          <Button variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={add}>
            {say(invoiceWords.addLine)}
          </Button>
        </Group>
        <div className={styles.fields}>
          <TextInput
            label={say(Order.fields.reference.words)}
            value={texts.reference}
            maxLength={200}
            onChange={(event) => setTexts({ ...texts, reference: event.currentTarget.value })}
            error={faults.reference}
          />
          <DayInput
            label={say(invoiceWords.deliveryDay)}
            value={texts.deliveryDay}
            onChange={(deliveryDay) => setTexts({ ...texts, deliveryDay })}
            error={faults.deliveryDay}
          />
          <DayInput
            label={say(Invoice.fields.dueDay.words)}
            value={texts.dueDay}
            onChange={(dueDay) => setTexts({ ...texts, dueDay })}
            error={faults.dueDay}
          />
        </div>
        <Textarea
          label={say(invoiceWords.remark)}
          value={texts.note}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => setTexts({ ...texts, note: event.currentTarget.value })}
          error={faults.note}
        />
        {fault !== null && (unmarked || Object.keys(faults).length === 0) && (
          <Text role="alert" c="red">
            {unmarked ? faults[unmarked] : refusalText(fault, say)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say(ui.cancel)}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {say(ui.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type LineRowProps = {
  line: Line
  draft: Draft
  /** What the prices are: with or without VAT. */
  prices: string
  isLast: boolean
  faultOf: (field: string) => string | undefined
  onChange: (bend: Partial<Line>) => void
  remove: () => void
}

function LineRow({ line, draft, prices, isLast, faultOf, onChange, remove }: LineRowProps) {
  const say = useSay()
  const format = useFormat()
  const name = line.name || say(invoiceWords.newLine)
  const amount = line.price === null || line.quantity === null ? null : lineAmount(line.price, line.quantity)
  return (
    <li>
      <div className={styles.what}>
        <TextInput
          label={say(invoiceWords.what)}
          value={line.name}
          maxLength={500}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={faultOf('name')}
        />
        {line.line === null && draft.lines.length > 1 && (
          <NativeSelect
            label={say(invoiceWords.vatLike)}
            value={line.like ?? ''}
            data={draft.lines.map((one) => ({
              value: one.line,
              label: `${one.name} (${format.decimal(one.rate, 2)}%)`,
            }))}
            onChange={(event) => onChange({ like: event.currentTarget.value })}
            error={faultOf('like')}
          />
        )}
      </div>
      <FigureInput
        label={say(invoiceWords.quantity)}
        decimals={3}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
        error={faultOf('quantity') ?? faultOf('line')}
      />
      <FigureInput
        label={prices}
        decimals={4}
        least={2}
        value={line.price}
        onChange={(price) => onChange({ price })}
        error={faultOf('price')}
      />
      <output className={styles.amount}>{amount === null ? '' : format.money(amount, draft.currency)}</output>
      <Button
        variant="subtle"
        className={styles.remove}
        aria-label={say(invoiceWords.removeLine, { name })}
        disabled={isLast}
        onClick={remove}
      >
        <X size={14} aria-hidden />
      </Button>
    </li>
  )
}
