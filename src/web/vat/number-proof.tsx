/** What is known of a VAT number and how that was found out: its state, every check as proof, and a new check. */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { choice, text } from '../../base/field.ts'
import { record } from '../../base/record.ts'
import { reasonWords } from '../../modules/tax/schema/names.ts'
import { numberStates } from '../../modules/tax/schema/records.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { vatWords } from './words.ts'

type Known = Answered<'GET /vat-numbers'>['rows'][number]
const tones = { pending: 'planned', valid: 'good', invalid: 'bad', unknown: 'attention' } as const

/** `number` as it stands with an organisation, a business or a registration. */
export function NumberProof({ number }: { number: string }) {
  const say = useSay()
  const can = useCan()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const found = useRead('GET /vat-numbers', { number, limit: 1 }, { isEnabled: can('tax.see') })
  const note = useChange('POST /vat-numbers', { touches: ['/vat-numbers'] })
  if (!can('tax.see') || !found.data) return null
  const known = found.data.rows[0]
  if (!known)
    return (
      <Group gap="xs">
        <Text c="dimmed">{say(vatWords.notNoted, { number })}</Text>
        {can('customers.manage') && (
          <Button
            variant="subtle"
            loading={note.isPending}
            onClick={() => note.mutate({ number, isOtherCountryMeant: true })}
          >
            {say(vatWords.noted)}
          </Button>
        )}
      </Group>
    )
  return (
    <Group gap="xs">
      <StatusPill tone={tones[known.state]}>{say(numberStates[known.state])}</StatusPill>
      <Text c="dimmed">
        {[
          known.holder,
          known.checkedAt && format.moment(known.checkedAt),
          known.consultationNumber && `${say(vatWords.consultation)} ${known.consultationNumber}`,
          known.code &&
            (known.nextAt && known.checkedAt
              ? say(vatWords.notAgain, { reason: say(reasonWords(known.code)) })
              : say(reasonWords(known.code))),
          known.state !== 'valid' &&
            known.lastValidAt &&
            say(vatWords.lastValid, { moment: format.moment(known.lastValidAt) }),
          known.nextAt && say(vatWords.nextTry, { moment: format.moment(known.nextAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Button
        variant="subtle"
        aria-label={say(vatWords.checksOf, { number: known.number })}
        onClick={() => setOpen(true)}
      >
        {say(vatWords.checks)}
      </Button>
      {isOpen && <Checks known={known} close={() => setOpen(false)} />}
    </Group>
  )
}

/** What a person found out elsewhere. */
const HandCheck = record('vat_number_checks', 'Controle', 'Check', {
  outcome: choice('Uitkomst', 'Outcome', {
    valid: numberStates.valid,
    invalid: numberStates.invalid,
  }).default('valid'),
  consultationNumber: text('Raadplegingsnummer', 'Consultation number', { max: 60 }).nullable(),
  holder: text('Op naam van', 'In the name of', { max: 500 }).nullable(),
})

function Checks({ known, close }: { known: Known; close: () => void }) {
  const say = useSay()
  const can = useCan()
  const format = useFormat()
  const [isRecording, setRecording] = useState(false)
  const found = useRead('GET /vat-numbers/:vatNumber', { vatNumber: known.id }, { staleMs: 0 })
  const check = useChange('POST /vat-numbers/:vatNumber/check', {
    touches: ['/vat-numbers'],
    done: () => told(say(vatWords.checkAsked)),
  })
  if (isRecording)
    return (
      <RowDialog
        record={HandCheck}
        fields={['outcome', 'consultationNumber', 'holder']}
        title={say(vatWords.record)}
        note={<Text c="dimmed">{say(vatWords.recordWhy)}</Text>}
        save={(values) =>
          call('POST /vat-numbers/:vatNumber/checks', { vatNumber: known.id, ...values } as never)
        }
        touches={['/vat-numbers']}
        close={() => setRecording(false)}
      />
    )
  return (
    <Dialog
      opened
      onClose={close}
      size="xl"
      title={say(vatWords.checksOf, { number: known.number })}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <Stack>
        <Text c="dimmed">{say(vatWords.checksWhy)}</Text>
        {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {!found.data && !found.isError && <Skeleton height={120} />}
        {found.data?.checks.length === 0 && <Text>{say(vatWords.noChecks)}</Text>}
        {found.data && found.data.checks.length > 0 && (
          <PlainTable
            label={say(vatWords.checks)}
            heads={[say(vatWords.askedAt), say(vatWords.outcome), say(vatWords.consultation)]}
            rows={found.data.checks.map((one) => ({
              key: one.id,
              cells: [
                <span key="asked">
                  {format.moment(one.askedAt)}
                  <small>
                    {one.via === 'manual'
                      ? `${say(vatWords.manual)}: ${one.raw}`
                      : [one.requester, one.via.toUpperCase()].filter(Boolean).join(' · ')}
                  </small>
                </span>,
                <span key="outcome">
                  {say(numberStates[one.outcome])}
                  {one.code && <small>{say(reasonWords(one.code))}</small>}
                </span>,
                <span key="proof">
                  {one.consultationNumber ?? '–'}
                  {one.holder && <small>{one.holder}</small>}
                  {one.address && <small>{one.address}</small>}
                </span>,
              ],
            }))}
          />
        )}
        <Group justify="flex-end">
          {can('tax.manage') && (
            <Button variant="default" onClick={() => setRecording(true)}>
              {say(vatWords.record)}
            </Button>
          )}
          {can('customers.manage') && (
            <Button loading={check.isPending} onClick={() => check.mutate({ vatNumber: known.id })}>
              {say(vatWords.checkAgain)}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}
