/** Who pays late: everybody to remind, the longest first, with one press for many; and the letters that went out. */
import { Button, Text } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Invoice, invoiceHolds } from '../../modules/invoicing/schema.ts'
import {
  refusals,
  Reminder,
  reminderLetters,
  reminderLevels,
  type ReminderLevel,
} from '../../modules/invoicing/schema/reminders.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { usePages } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useShown } from '../records/pages.ts'
import { ShownTable } from '../records/shown-table.tsx'
import { useCan } from '../session.ts'
import type { Column } from '../ui/columns.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { openFile } from '../ui/open-file.ts'
import { Page, Panel } from '../ui/page.tsx'
import { chosenCount, useSelection } from '../ui/selection.ts'
import { EmptyState } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { ui } from '../ui/words.ts'
import { ReminderPreview } from './reminder-preview.tsx'
import { sendingWords } from './sending-words.ts'
import { invoiceWords } from './words.ts'
import styles from './invoices.module.css'

export function LatePage() {
  const say = useSay()
  const can = useCan()
  const { view } = useSearch({ from: '/inside/late-invoices' })
  return (
    <Page
      title={say(sendingWords.letters)}
      back={{ label: say(invoiceWords.title), link: { to: '/invoices' } }}
      actions={
        can('businesses.manage') && (
          <LinkButton variant="default" link={{ to: '/reminder-settings' }}>
            {say(sendingWords.settings)}
          </LinkButton>
        )
      }
    >
      <Panel isFlush>
        <ViewTabs
          label={say(invoiceWords.views)}
          current={view ?? 'late'}
          views={[
            {
              id: 'late',
              label: say(sendingWords.late),
              count: undefined,
              link: { to: '/late-invoices', search: {} },
            },
            {
              id: 'sent',
              label: say(sendingWords.sentLetters),
              count: undefined,
              link: { to: '/late-invoices', search: { view: 'sent' } },
            },
          ]}
        />
        {view === 'sent' ? <SentLetters /> : <LateInvoices />}
      </Panel>
    </Page>
  )
}

type Late = Answered<'GET /late-invoices'>['rows'][number]

function LateInvoices() {
  const say = useSay()
  const can = useCan()
  const selection = useSelection()
  const [isSending, setSending] = useState(false)
  const shown = useShown(usePages('GET /late-invoices', { limit: 100 }))
  const columns = useLateColumns()
  const chosen = shown.rows.filter(({ id }) => selection.has(id))
  const ready = chosen.filter(({ why }) => why === null)
  const count = chosenCount(selection.chosen, shown.rows.length)
  return (
    <>
      <div role="status" className="visually-hidden">
        {count > 0 ? say(ui.chosen, { count }) : ''}
      </div>
      {can('invoices.remind') && count > 0 && (
        <div className={styles.bulk}>
          <b>{say(ui.chosen, { count })}</b>
          <Button disabled={ready.length === 0} onClick={() => setSending(true)}>
            {say(sendingWords.remind)}
          </Button>
          {ready.length < chosen.length && <Text size="xs">{say(sendingWords.someNot)}</Text>}
          <Button variant="subtle" onClick={selection.clear}>
            {say(ui.clearChosen)}
          </Button>
        </div>
      )}
      <ShownTable
        shown={shown}
        label={say(sendingWords.late)}
        columns={columns}
        idOf={idOf}
        nameOf={nameOf}
        title={titleOf}
        titleLabel={say(invoiceWords.number)}
        {...(can('invoices.remind') ? { selection } : {})}
        empty={
          <EmptyState kind="done" title={say(sendingWords.lateNone)} why={say(sendingWords.lateNoneWhy)} />
        }
      />
      {isSending && (
        <ReminderPreview
          invoices={ready.map(({ id }) => id)}
          sent={selection.clear}
          close={() => setSending(false)}
        />
      )}
    </>
  )
}

const idOf = (row: { id: string }) => row.id
const nameOf = (row: Late) => row.number ?? row.customerName
const titleOf = (row: Late) => (
  <Link to="/invoices/$invoice" params={{ invoice: row.id }}>
    {row.number}
  </Link>
)

function useLateColumns(): readonly Column<Late>[] {
  const say = useSay()
  const format = useFormat()
  return useMemo<Column<Late>[]>(() => {
    const { fields } = Invoice
    return [
      {
        id: 'customer',
        label: say(fields.customerName.words),
        onCard: 'line',
        cell: (row) => row.customerName,
      },
      {
        id: 'due-day',
        label: say(fields.dueDay.words),
        onCard: 'line',
        cell: (row) => <StatusPill tone="bad">{row.dueDay && format.day(row.dueDay)}</StatusPill>,
      },
      {
        id: 'reminded',
        label: say(fields.remindedDay.words),
        cell: (row) =>
          row.remindedDay
            ? `${say(reminderLevels[row.reminderLevel as ReminderLevel])}, ${format.day(row.remindedDay)}`
            : '–',
      },
      {
        id: 'next',
        label: say(sendingWords.nextLetter),
        onCard: 'line',
        cell: (row) => (row.next ? say(reminderLevels[row.next]) : say(sendingWords.noNext)),
      },
      {
        id: 'why',
        label: say(sendingWords.why),
        onCard: 'line',
        cell: (row) => whyNot(row, say, format.day),
      },
      {
        id: 'due',
        label: say(fields.due.words),
        isNumber: true,
        onCard: 'aside',
        cell: (row) => format.money(row.due, row.currency),
      },
    ]
  }, [say, format])
}

function whyNot(row: Late, say: ReturnType<typeof useSay>, day: (day: string) => string): string {
  if (row.why === null) return ''
  if (row.why === 'reminder.waits' && row.nextDay)
    return say(sendingWords.nextFrom, { day: day(row.nextDay) })
  if (row.hold) return [say(invoiceHolds[row.hold]), row.holdReason].filter(Boolean).join(': ')
  const text = refusals[row.why]
  return text ? say(text, { number: row.number ?? '' }) : ''
}

type Letter = Answered<'GET /reminders'>['rows'][number]

function SentLetters() {
  const say = useSay()
  const format = useFormat()
  const shown = useShown(usePages('GET /reminders', { limit: 50 }))
  const columns = useMemo<Column<Letter>[]>(() => {
    const { fields } = Reminder
    return [
      {
        id: 'customer',
        label: say(fields.customerName.words),
        onCard: 'line',
        cell: (row) => row.customerName,
      },
      { id: 'day', label: say(fields.day.words), onCard: 'line', cell: (row) => format.day(row.day) },
      {
        id: 'letter',
        label: say(fields.letter.words),
        onCard: 'line',
        cell: (row) => say(reminderLetters[row.letter]),
      },
      { id: 'by', label: say(fields.sentBy.words), cell: (row) => row.sentBy },
      {
        id: 'due',
        label: say(fields.totalDue.words),
        isNumber: true,
        onCard: 'aside',
        cell: (row) => format.money(row.totalDue, row.currency),
      },
    ]
  }, [say, format])
  return (
    <ShownTable
      shown={shown}
      label={say(sendingWords.sentLetters)}
      columns={columns}
      idOf={idOf}
      nameOf={letterName}
      title={letterTitle}
      titleLabel={say(Reminder.words)}
      empty={
        <EmptyState kind="never" title={say(sendingWords.sentNone)} why={say(sendingWords.sentNoneWhy)} />
      }
    />
  )
}

const letterName = (row: Letter) => row.customerName
const letterTitle = (row: Letter) => <LetterLink letter={row} />

function LetterLink({ letter }: { letter: Letter }) {
  const say = useSay()
  const name = say(reminderLevels[letter.level as ReminderLevel])
  if (!letter.pdf) return <>{name}</>
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      px={0}
      onClick={() => void openFile(() => call('GET /files/:file', { file: letter.pdf! }), say, name)}
    >
      {name}
    </Button>
  )
}
