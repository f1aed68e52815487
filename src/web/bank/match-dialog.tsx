/** What a line pays, said by a person: one document, or the amount divided over several. */
import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { X } from 'lucide-react'
import { useMemo, useState, type FormEvent } from 'react'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { LinkInput, type LinkSource } from '../ui/link-input.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { touchedByMatch } from './touched.ts'
import { bankWords } from './words.ts'

type Line = Answered<'GET /bank-lines'>['rows'][number]
type Payable = Answered<'GET /bank-lines/:line/payables'>['rows'][number]
type Part = { readonly id: string | null; readonly amount: number | null }

export function MatchDialog({ line, close }: { line: Line; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const whole = Math.abs(line.amount - line.allotted)
  const [parts, setParts] = useState<readonly Part[]>([{ id: null, amount: whole }])
  const [refusal, setRefusal] = useState<string | null>(null)
  const [seen] = useState(() => new Map<string, Payable>())
  const source = useMemo<LinkSource>(
    () => ({
      of: line.id,
      find: async (search) => {
        const { rows } = await call('GET /bank-lines/:line/payables', { line: line.id, search })
        for (const row of rows) seen.set(row.id, row)
        return rows.map((row) => ({
          id: row.id,
          label: `${row.number} · ${row.name} · ${format.money(row.due, row.currency)}`,
        }))
      },
      name: async (id) => {
        const known = seen.get(id)
        return known ? `${known.number} · ${known.name}` : id
      },
    }),
    [line.id, seen, format],
  )
  const match = useChange('POST /bank-lines/:line/match', {
    touches: touchedByMatch,
    refused: (error) => setRefusal(refusalText(error, say)),
    done: () => {
      told(say(bankWords.booked))
      close()
    },
  })
  const left = whole - parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const set = (at: number, more: Partial<Part>) =>
    setParts(parts.map((part, i) => (i === at ? { ...part, ...more } : part)))
  /** What is chosen takes what it needs, and never more than the line has left. */
  const choose = (at: number, id: string | null) => {
    const due = id ? seen.get(id)?.due : undefined
    const others = parts.reduce((sum, { amount }, i) => (i === at ? sum : sum + (amount ?? 0)), 0)
    set(at, { id, ...(due === undefined ? {} : { amount: Math.min(due, whole - others) }) })
  }
  const isReady = parts.every(({ id, amount }) => id && amount && amount > 0)
  const go = (event: FormEvent) => {
    event.preventDefault()
    setRefusal(null)
    match.mutate({
      line: line.id,
      parts: parts.map(({ id, amount }) => ({
        [seen.get(id!)?.kind === 'order' ? 'order' : 'invoice']: id!,
        amount: amount!,
      })),
    })
  }
  return (
    <Dialog
      opened
      onClose={close}
      size="lg"
      title={say(bankWords.matchTitle)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          <Text>
            <b>{format.money(line.amount, line.currency)}</b> {line.name} {line.text}
          </Text>
          {line.iban && <Text c="dimmed">{say(bankWords.matchWhy)}</Text>}
          {refusal && <Text role="alert">{refusal}</Text>}
          {parts.map((part, at) => (
            <Group key={at} align="end" gap="xs">
              {/* On a telephone the amount goes under it, for a number that cannot be read is no choice. */}
              <div style={{ flex: '1 1 240px', minWidth: 0 }}>
                <LinkInput
                  label={say(line.amount > 0 ? bankWords.what : bankWords.whatOut)}
                  description={at === 0 ? say(bankWords.findWhat) : undefined}
                  value={part.id}
                  onChange={(id) => choose(at, id)}
                  to="payables"
                  source={source}
                  required
                />
              </div>
              <div style={{ width: 130 }}>
                <FigureInput
                  label={say(bankWords.amount)}
                  value={part.amount}
                  onChange={(amount) => set(at, { amount })}
                  decimals={2}
                  least={2}
                  sign="€"
                  required
                />
              </div>
              {parts.length > 1 && (
                <ActionIcon
                  size={36}
                  aria-label={say(bankWords.removePart, { number: String(at + 1) })}
                  onClick={() => setParts(parts.filter((_, i) => i !== at))}
                >
                  <X size={16} />
                </ActionIcon>
              )}
            </Group>
          ))}
          <Group justify="space-between">
            <Button
              variant="subtle"
              disabled={left <= 0}
              onClick={() => setParts([...parts, { id: null, amount: left }])}
            >
              {say(bankWords.addPart)}
            </Button>
            <Text role="status">{say(bankWords.left, { amount: format.money(left, line.currency) })}</Text>
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={match.isPending} disabled={!isReady}>
              {say(bankWords.book)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
