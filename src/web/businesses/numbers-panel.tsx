/** How the documents of a business are numbered, per kind and year. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { prefixOf } from '../../modules/organisations/rules.ts'
import { NumberPlan } from '../../modules/organisations/schema.ts'
import { call, type Given } from '../api.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { businessWords } from './words.ts'

export function NumbersPanel({ business }: { business: string }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [isAdding, setAdding] = useState(false)
  const found = useRead('GET /businesses/:business/number-series', { business })
  const rows = found.data?.rows
  const year = Number(format.today(new Date()).slice(0, 4))
  const kinds = NumberPlan.fields.kind.choices!
  return (
    <Panel
      title={say(businessWords.series)}
      actions={
        can('businesses.manage') && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {say(businessWords.addSeries)}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text c="dimmed">{say(businessWords.seriesWhy)}</Text>
        {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {rows?.length === 0 && <Text>{say(businessWords.noSeries, { example: `${year}-00001` })}</Text>}
        {rows && rows.length > 0 && (
          <PlainTable
            label={say(businessWords.series)}
            heads={[say(businessWords.document), say(businessWords.year), say(businessWords.first)]}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                say(kinds[row.kind]!),
                String(row.year),
                `${prefixOf(row.prefix, row.year)}${String(row.firstNumber).padStart(row.digits, '0')}`,
              ],
            }))}
          />
        )}
      </Stack>
      {isAdding && (
        <RowDialog
          record={NumberPlan}
          fields={['kind', 'year', 'prefix', 'firstNumber', 'digits']}
          title={say(businessWords.addSeries)}
          note={<Text c="dimmed">{say(businessWords.prefixWhy, { year: '{year}', yy: '{yy}' })}</Text>}
          initial={{ kind: 'invoice', year, prefix: 'F{year}-' }}
          save={(values) =>
            call('PUT /businesses/:business/number-series', {
              ...values,
              business,
            } as Given<'PUT /businesses/:business/number-series'>)
          }
          touches={['/businesses']}
          close={() => setAdding(false)}
        />
      )}
    </Panel>
  )
}
