/** Where a business is known to a tax office: dated rows with the proof of each number, added to and ended, never rewritten. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { TaxRegistration } from '../../modules/tax/schema/records.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { placeName } from '../ui/places.ts'
import { Trouble } from '../ui/states.tsx'
import { NumberProof } from './number-proof.tsx'
import { vatWords } from './words.ts'

type Registration = Answered<'GET /tax-registrations'>['rows'][number]

export function RegistrationsPanel({ business }: { business: string }) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const can = useCan()
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Registration | null>(null)
  const found = useRead('GET /tax-registrations', { business, limit: 100 }, { isEnabled: can('tax.see') })
  const own = useRead('GET /businesses/:id', { id: business }).data
  const { kind } = TaxRegistration.fields
  if (!can('tax.see')) return null
  const today = format.today(new Date())
  const rows = (found.data?.rows ?? []).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const nameOf = (row: Registration) =>
    `${say(kind.choices![row.kind]!)} ${placeName(row.country, lang)} ${row.number ?? ''}`.trim()
  const touches = ['/tax-registrations', '/vat-numbers', '/businesses']
  return (
    <Panel
      title={say(vatWords.registrations)}
      actions={
        can('tax.manage') && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {say(vatWords.addRegistration)}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text c="dimmed">{say(vatWords.registrationsWhy)}</Text>
        {own?.vatNumber && (
          <div>
            <b>{own.vatNumber}</b> <NumberProof number={own.vatNumber} />
          </div>
        )}
        {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {found.data && rows.length === 0 && <Text c="dimmed">{say(vatWords.noRegistrations)}</Text>}
        <ul className={styles.rows}>
          {rows.map((row) => (
            <li key={row.id}>
              <div>
                <b>{nameOf(row)}</b>{' '}
                <small>
                  {say(vatWords.since)} {format.day(row.validFrom)}
                  {row.validTo && ` ${say(vatWords.until)} ${format.day(row.validTo)}`}
                </small>
                {row.number && row.kind === 'vat' && <NumberProof number={row.number} />}
              </div>
              {can('tax.manage') && (row.validTo === null || row.validTo >= today) && (
                <Button
                  variant="subtle"
                  aria-label={say(vatWords.endOne, { name: nameOf(row) })}
                  onClick={() => setEnding(row)}
                >
                  {say(vatWords.endRegistration)}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Stack>
      {isAdding && (
        <RowDialog
          record={TaxRegistration}
          fields={['kind', 'country', 'number', 'validFrom', 'validTo']}
          title={say(vatWords.addRegistration)}
          note={<Text c="dimmed">{say(vatWords.registrationsWhy)}</Text>}
          initial={{ kind: 'vat', validFrom: today }}
          save={(values) => call('POST /tax-registrations', { ...values, business } as never)}
          touches={touches}
          close={() => setAdding(false)}
        />
      )}
      {ending && (
        <RowDialog
          record={TaxRegistration}
          fields={['validTo']}
          title={say(vatWords.endOne, { name: nameOf(ending) })}
          initial={{ validTo: ending.validTo ?? today }}
          save={(values) =>
            call('PATCH /tax-registrations/:id', {
              id: ending.id,
              version: ending.version,
              validTo: null,
              ...values,
            })
          }
          touches={touches}
          close={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}
