/** Money that goes back to customers: approved here, paid with the next file. */
import { Button, Skeleton, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { text } from '../../base/field.ts'
import { record } from '../../base/record.ts'
import { Refund } from '../../modules/bank/schema.ts'
import { call } from '../api.ts'
import { useChange, usePages } from '../queries.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useShown } from '../records/pages.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import type { LinkSource } from '../ui/link-input.tsx'
import { Panel } from '../ui/page.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { bankWords } from './words.ts'

const tones = { approved: 'planned', sent: 'attention', paid: 'good', withdrawn: 'neutral' } as const

/** What is asked of a refund: where the money goes is known when the bank told who paid. */
const NewRefund = record('refunds', 'Terugbetaling', 'Refund', {
  creditNote: Refund.fields.creditNote,
  iban: text('IBAN', 'IBAN', { max: 42 }).nullable(),
  holder: text('Tenaamstelling', 'Account holder', { max: 70 }).nullable(),
})

const creditNotes: LinkSource = {
  find: async (search) =>
    (await call('GET /refundable', { search })).rows.map(({ id, number, name }) => ({
      id,
      label: `${number} · ${name}`,
    })),
  name: async (id) => (await call('GET /invoices/:invoice', { invoice: id })).number ?? id,
}

export function RefundsPanel() {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isAdding, setAdding] = useState(false)
  const shown = useShown(usePages('GET /refunds', { limit: 50 }))
  const withdraw = useChange('POST /refunds/:refund/withdraw', { touches: ['/refunds'] })
  if (shown.error) return <Trouble error={shown.error} retry={shown.retry} />
  if (shown.isFirstLoad) return <Skeleton height={240} />
  const { fields } = Refund
  return (
    <Panel
      actions={
        can('refunds.approve') && (
          <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
            {say(bankWords.addRefund)}
          </Button>
        )
      }
    >
      {shown.rows.length === 0 ? (
        <EmptyState kind="never" title={say(bankWords.noRefunds)} why={say(bankWords.noRefundsWhy)} />
      ) : (
        <PlainTable
          label={say(bankWords.refunds)}
          heads={[
            say(fields.creditNote.words),
            say(fields.holder.words),
            figures(say(fields.amount.words)),
            say(bankWords.state),
            say(fields.approvedBy.words),
            '',
          ]}
          rows={shown.rows.map((row) => ({
            key: row.id,
            cells: [
              <Link key="note" to="/invoices/$invoice" params={{ invoice: row.creditNote }}>
                {row.text}
              </Link>,
              <span key="holder">
                {row.holder}
                <small style={{ whiteSpace: 'nowrap' }}>{row.iban}</small>
              </span>,
              format.money(row.amount),
              <StatusPill key="state" tone={tones[row.state]}>
                {say(fields.state.choices![row.state]!)}
              </StatusPill>,
              row.approvedBy,
              row.state === 'approved' && can('refunds.approve') && (
                <Button
                  key="withdraw"
                  variant="subtle"
                  size="compact-sm"
                  aria-label={say(bankWords.withdrawOf, { name: row.text })}
                  onClick={() => withdraw.mutate({ refund: row.id })}
                >
                  {say(bankWords.withdraw)}
                </Button>
              ),
            ],
          }))}
        />
      )}
      <MoreButton more={shown.more} />
      {isAdding && (
        <RowDialog
          record={NewRefund}
          fields={['creditNote', 'iban', 'holder']}
          title={say(bankWords.addRefund)}
          note={<Text c="dimmed">{say(bankWords.addRefundWhy)}</Text>}
          sources={{ creditNote: creditNotes }}
          save={(values) => call('POST /refunds', values as never)}
          touches={['/refunds', '/refundable']}
          close={() => setAdding(false)}
        />
      )}
    </Panel>
  )
}
