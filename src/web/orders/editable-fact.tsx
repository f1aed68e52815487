/** One field of an order changed in its place: saved at once, taken back with undo, and never over somebody else's change. */
import { ActionIcon, Button, Group, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import type { Day } from '../../base/day.ts'
import { ApiRefusal, call } from '../api.ts'
import { forget } from '../queries.ts'
import { ConflictDialog } from '../ui/conflict.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { told, warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import styles from './order-page.module.css'
import type { WholeOrder } from './whole-order.ts'
import { orderWords } from './words.ts'

type Field = 'wishedDay' | 'reference' | 'note' | 'shippingMethod'
type EditableFactProps = {
  order: WholeOrder
  field: Field
  label: string
  shown: string | null
  isOpen: boolean
}

export function EditableFact({ order, field, label, shown, isOpen }: EditableFactProps) {
  const say = useSay()
  const [draft, setDraft] = useState<Draft | null>(null)
  const saving = useSaving(order.id, field, label)
  if (!isOpen) return <Shown text={shown ?? '–'} />
  if (!draft)
    return (
      <span className={styles.editable}>
        <Shown text={(saving.ahead === undefined ? shown : saving.ahead) ?? '–'} />
        <ActionIcon
          size={24}
          aria-label={say(orderWords.edit, { field: label })}
          onClick={() => setDraft({ value: order[field], was: order[field], version: order.version })}
        >
          <Pencil size={14} aria-hidden />
        </ActionIcon>
        {saving.conflict && (
          <ConflictDialog
            differences={[
              { field, label, mine: saving.conflict.mine ?? '', theirs: saving.conflict.theirs ?? '' },
            ]}
            settle={saving.settle}
            close={saving.giveUp}
          />
        )}
      </span>
    )
  const change = (value: string | null) => setDraft({ ...draft, value })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setDraft(null)
    const value = draft.value?.trim() || null
    if (value === (draft.was || null)) return
    // What was refused stands there again, to be put right rather than typed anew.
    if (!(await saving.save(value, draft.was, draft.version))) setDraft(draft)
  }
  return (
    <form
      className={styles.edit}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
    >
      <Input field={field} label={label} value={draft.value} change={change} />
      <Group gap={6}>
        <Button type="submit">{say(ui.save)}</Button>
        <Button variant="default" onClick={() => setDraft(null)}>
          {say(ui.cancel)}
        </Button>
      </Group>
    </form>
  )
}

/** A note of pages stands in a box of its own, which the keys reach too: the customer below it stays in sight. */
function Shown({ text }: { text: string }) {
  if (text.length <= 300) return <span>{text}</span>
  return (
    <span className={styles.long} tabIndex={0}>
      {text}
    </span>
  )
}

/** What is typed, and what was read when typing began: live updates go on underneath. */
type Draft = { value: string | null; was: string | null; version: number }

type InputProps = {
  field: Field
  label: string
  value: string | null
  change: (value: string | null) => void
}

function Input({ field, label, value, change }: InputProps) {
  if (field === 'wishedDay') return <DayInput label={label} value={value as Day | null} onChange={change} />
  const shared = {
    'aria-label': label,
    value: value ?? '',
    onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value),
    'data-autofocus': true,
    autoFocus: true,
  }
  return field === 'note' ? <Textarea {...shared} /> : <TextInput {...shared} />
}

type Conflict = { mine: string | null; theirs: string | null; version: number }

/** Tries with the version that was read; somebody else's change of another field is no reason to ask. */
function useSaving(id: string, field: Field, label: string) {
  const say = useSay()
  const format = useFormat()
  const client = useQueryClient()
  const [ahead, setAhead] = useState<string | undefined>()
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const shown = (value: string | null) =>
    value === null ? '–' : field === 'wishedDay' ? format.longDay(value as Day) : value
  const put = (value: string | null, version: number) =>
    call('PATCH /orders/:order', {
      order: id,
      version,
      [field]: field === 'shippingMethod' ? (value ?? '') : value,
    })
  const done = async (after: { version: number }, was: string | null) => {
    await forget(client, ['/orders', '/planning'])
    told(say(orderWords.fieldSaved, { field: label }), {
      label: say(ui.undo),
      run: () => void save(was, null, after.version, true),
    })
  }
  const save = async (
    value: string | null,
    was: string | null,
    version: number,
    isUndo = false,
  ): Promise<boolean> => {
    setAhead(shown(value))
    try {
      const after = await put(value, version).catch((error: unknown) => {
        if (error instanceof ApiRefusal && error.status === 412) return null
        throw error
      })
      if (after === null) return await met(value, was, isUndo)
      if (isUndo) await forget(client, ['/orders', '/planning'])
      else await done(after, was)
      return true
    } catch (error) {
      warned(refusalText(error, say))
      return false
    } finally {
      setAhead(undefined)
    }
  }
  /** Somebody else was first: the same once more when it was about another field, and otherwise a question. */
  const met = async (mine: string | null, was: string | null, isUndo: boolean): Promise<boolean> => {
    const fresh = await call('GET /orders/:order', { order: id })
    await forget(client, ['/orders'])
    if (isUndo || fresh[field] === was || fresh[field] === mine) return save(mine, was, fresh.version, isUndo)
    setConflict({ mine, theirs: fresh[field], version: fresh.version })
    return true
  }
  return {
    ahead,
    save,
    conflict: conflict && {
      mine: conflict.mine === null ? null : shown(conflict.mine),
      theirs: conflict.theirs === null ? null : shown(conflict.theirs),
    },
    giveUp: () => setConflict(null),
    settle(mine: ReadonlySet<string>) {
      setConflict(null)
      if (conflict && mine.has(field)) void save(conflict.mine, conflict.theirs, conflict.version)
    },
  }
}
