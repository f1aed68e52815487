/** Statutory interest per kind and half-year, as the State set it: what the last notice counts with. */
import { Button, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { InterestRate } from '../../modules/invoicing/schema/reminders.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { Trouble } from '../ui/states.tsx'
import { sendingWords } from './sending-words.ts'

type Row = Answered<'GET /interest-rates'>['rows'][number]

const { fields } = InterestRate

export function InterestRates() {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isAdding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Row | null>(null)
  const found = useRead('GET /interest-rates', { limit: 100 })
  const mayChange = can('businesses.manage')
  const nameOf = (row: Row) => `${say(fields.kind.choices![row.kind]!)}, ${format.day(row.validFrom)}`
  return (
    <Panel
      title={say(sendingWords.interestRates)}
      actions={
        mayChange && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {say(sendingWords.addInterest)}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="sm">
        {say(sendingWords.interestWhy)}
      </Text>
      {found.error ? (
        <Trouble error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton height={80} />
      ) : found.data.rows.length === 0 ? (
        <Text>{say(sendingWords.noInterest)}</Text>
      ) : (
        <PlainTable
          label={say(sendingWords.interestRates)}
          heads={[
            say(fields.kind.words),
            say(fields.validFrom.words),
            say(fields.validTo.words),
            figures(say(fields.rate.words)),
            say(fields.source.words),
            '',
          ]}
          rows={found.data.rows.map((row) => ({
            key: row.id,
            cells: [
              say(fields.kind.choices![row.kind]!),
              format.day(row.validFrom),
              format.day(row.validTo),
              `${format.decimal(row.rate, 2, 0)}%`,
              row.source,
              mayChange && (
                <Button
                  variant="subtle"
                  aria-label={`${say(sendingWords.changeInterest)}: ${nameOf(row)}`}
                  onClick={() => setChanging(row)}
                >
                  {say(sendingWords.changeInterest)}
                </Button>
              ),
            ],
          }))}
        />
      )}
      {isAdding && (
        <RowDialog
          record={InterestRate}
          fields={['kind', 'validFrom', 'validTo', 'rate', 'source']}
          title={say(sendingWords.addInterest)}
          initial={{ kind: 'consumer' }}
          save={(values) => call('POST /interest-rates', values as never)}
          touches={touches}
          close={() => setAdding(false)}
        />
      )}
      {changing && (
        <RowDialog
          record={InterestRate}
          fields={['validTo', 'rate', 'source']}
          title={nameOf(changing)}
          initial={{ validTo: changing.validTo, rate: changing.rate, source: changing.source }}
          save={(values) =>
            call('PATCH /interest-rates/:id', {
              id: changing.id,
              version: changing.version,
              ...values,
            })
          }
          touches={touches}
          close={() => setChanging(null)}
        />
      )}
    </Panel>
  )
}

const touches = ['/interest-rates']
