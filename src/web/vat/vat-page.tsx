/** The tables that VAT is decided from: rates, territories and limits as dated rows, and the watch on the threshold. */
import { Button, NativeSelect, Skeleton, Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Day } from '../../base/day.ts'
import type { Words } from '../../base/words.ts'
import { categoryName, taxCategories } from '../../base/tax-category.ts'
import { choice } from '../../base/field.ts'
import { record } from '../../base/record.ts'
import { TaxLimit, VatRate, VatTerritory } from '../../modules/tax/schema/records.ts'
import { sourceName, territoryName } from '../../modules/tax/schema/sources.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { RowDialog } from '../records/row-dialog.tsx'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { placeName } from '../ui/places.ts'
import { figures, PlainTable } from '../ui/plain-table.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { vatTables, type VatTable } from './search.ts'
import { RatesOfExchange } from './rates-of-exchange.tsx'
import { ThresholdPanel } from './threshold-panel.tsx'
import { vatWords } from './words.ts'

const names: Record<VatTable, Words> = {
  rates: vatWords.ratesTable,
  territories: vatWords.territories,
  limits: vatWords.limits,
  exchange: vatWords.exchange,
  watch: vatWords.watch,
}

export function VatPage() {
  const say = useSay()
  const { table = 'rates', country } = useSearch({ from: '/inside/vat' })
  return (
    <Page title={say(vatWords.tables)} back={settingsBack(say)}>
      <ViewTabs
        label={say(vatWords.tables)}
        current={table}
        views={vatTables.map((id) => ({
          id,
          label: say(names[id]),
          count: undefined,
          link: { to: '/vat', search: id === 'rates' ? {} : { table: id } },
        }))}
      />
      {table === 'rates' && <Rates country={country ?? ''} />}
      {table === 'territories' && <Territories country={country ?? ''} />}
      {table === 'limits' && <Limits />}
      {table === 'exchange' && <RatesOfExchange />}
      {table === 'watch' && <ThresholdPanel />}
    </Page>
  )
}

type TableProps = {
  why: Words
  add: Words
  isAdding: boolean
  setAdding: (isAdding: boolean) => void
  tools?: ReactNode
  dialog: ReactNode
  children: ReactNode
}

/** What a table is for, who may add to it, and its rows. */
function TablePanel({ why, add, isAdding, setAdding, tools, dialog, children }: TableProps) {
  const say = useSay()
  const can = useCan()
  return (
    <Panel
      actions={
        can('tax.manage') && (
          <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
            {say(add)}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="sm">
        {say(why)}
      </Text>
      {tools}
      {children}
      {isAdding && dialog}
    </Panel>
  )
}

/** The record as this form asks it: the category is chosen from those that the rules know. */
const RateForm = record('vat_rates', 'Btw-tarief', 'VAT rate', {
  ...VatRate.fields,
  category: choice('Btw-categorie', 'VAT category', taxCategories).default('standard'),
})

function Rates({ country }: { country: string }) {
  const say = useSay()
  const lang = useLang()
  const format = useFormat()
  const [isAdding, setAdding] = useState(false)
  const found = useRead('GET /vat-rates', { limit: 200 })
  const all = found.data?.rows ?? []
  const shown = all
    .filter((row) => !country || row.country === country)
    .toSorted(
      (a, b) =>
        placeName(a.country, lang).localeCompare(placeName(b.country, lang), lang) ||
        (a.region ?? '').localeCompare(b.region ?? '') ||
        a.category.localeCompare(b.category) ||
        (a.validFrom < b.validFrom ? 1 : -1),
    )
  return (
    <TablePanel
      why={vatWords.ratesWhy}
      add={vatWords.addRate}
      isAdding={isAdding}
      setAdding={setAdding}
      tools={<CountryFilter countries={all.map((row) => row.country)} country={country} />}
      dialog={
        <RowDialog
          record={RateForm}
          fields={['country', 'category', 'rate', 'validFrom', 'region', 'source']}
          title={say(vatWords.addRate)}
          note={<Text c="dimmed">{say(vatWords.ratesWhy)}</Text>}
          initial={{ country: country || 'NL' }}
          save={(values) => call('POST /vat-rates', values as never)}
          touches={['/vat-rates']}
          close={() => setAdding(false)}
        />
      }
    >
      <Rows found={found} count={shown.length}>
        <PlainTable
          label={say(vatWords.ratesTable)}
          heads={[
            say(vatWords.country),
            say(vatWords.category),
            figures(say(vatWords.rate)),
            say(vatWords.since),
            say(vatWords.source),
          ]}
          rows={shown.map((row) => ({
            key: row.id,
            cells: [
              <span key="place">
                {placeName(row.country, lang)}
                {row.region && <small>{row.region}</small>}
              </span>,
              <Text key="category" span miw={90} display="inline-block">
                {say(categoryName(row.category))}
              </Text>,
              `${format.decimal(row.rate, 2)}%`,
              <Period key="period" from={row.validFrom} to={row.validTo} />,
              <Source key="source" of={row.source} />,
            ],
          }))}
        />
      </Rows>
    </TablePanel>
  )
}

function Territories({ country }: { country: string }) {
  const say = useSay()
  const lang = useLang()
  const [isAdding, setAdding] = useState(false)
  const found = useRead('GET /vat-territories', { limit: 200 })
  const all = found.data?.rows ?? []
  const named = (code: string) => (code === '*' ? '*' : placeName(code, lang))
  const shown = all
    .filter((row) => !country || countryOf(row) === country)
    .toSorted(
      (a, b) =>
        named(a.country).localeCompare(named(b.country), lang) ||
        a.position - b.position ||
        (a.validFrom < b.validFrom ? 1 : -1),
    )
  const { fields } = VatTerritory
  return (
    <TablePanel
      why={vatWords.territoriesWhy}
      add={vatWords.addTerritory}
      isAdding={isAdding}
      setAdding={setAdding}
      tools={
        <CountryFilter countries={all.map(countryOf).filter((code) => code !== '*')} country={country} />
      }
      dialog={
        <RowDialog
          record={VatTerritory}
          fields={['name', 'country', 'postcodes', 'area', 'countsAs', 'region', 'validFrom', 'source']}
          title={say(vatWords.addTerritory)}
          initial={{ country: country || '', area: 'outside' }}
          save={(values) => call('POST /vat-territories', values as never)}
          touches={['/vat-territories']}
          close={() => setAdding(false)}
        />
      }
    >
      <Rows found={found} count={shown.length}>
        <PlainTable
          label={say(vatWords.territories)}
          heads={[
            say(vatWords.name),
            say(vatWords.country),
            say(vatWords.postcodes),
            say(vatWords.lies),
            say(vatWords.countsAs),
            say(vatWords.since),
            say(vatWords.source),
          ]}
          rows={shown.map((row) => ({
            key: row.id,
            cells: [
              row.name ? say(territoryName(row.name)) : named(row.country),
              <span key="country" style={onOneLine}>
                {named(row.country)}
              </span>,
              row.postcodes.length > 0 ? row.postcodes.join(', ') : say(vatWords.wholeCountry),
              <Text key="area" span miw={120} display="inline-block">
                {say(fields.area.choices![row.area]!)}
              </Text>,
              [row.countsAs && placeName(row.countsAs, lang), row.region].filter(Boolean).join(', ') || '–',
              <Period key="period" from={row.validFrom} to={row.validTo} />,
              <Source key="source" of={row.source} />,
            ],
          }))}
        />
      </Rows>
    </TablePanel>
  )
}

/** Greece stands there twice: its VAT numbers spell it otherwise than its addresses. */
const countryOf = ({ country }: { country: string }): string => (country === 'EL' ? 'GR' : country)

function Limits() {
  const say = useSay()
  const format = useFormat()
  const [isAdding, setAdding] = useState(false)
  const found = useRead('GET /tax-limits', { limit: 200 })
  const rows = found.data?.rows ?? []
  const { fields } = TaxLimit
  return (
    <TablePanel
      why={vatWords.limitsWhy}
      add={vatWords.addLimit}
      isAdding={isAdding}
      setAdding={setAdding}
      dialog={
        <RowDialog
          record={TaxLimit}
          fields={['name', 'amount', 'validFrom', 'source']}
          title={say(vatWords.addLimit)}
          initial={{ name: 'distance-sales' }}
          save={(values) => call('POST /tax-limits', values as never)}
          touches={['/tax-limits', '/businesses']}
          close={() => setAdding(false)}
        />
      }
    >
      <Rows found={found} count={rows.length}>
        <PlainTable
          label={say(vatWords.limits)}
          heads={[
            say(vatWords.limit),
            figures(say(vatWords.amount)),
            say(vatWords.since),
            say(vatWords.source),
          ]}
          rows={rows.map((row) => ({
            key: row.id,
            cells: [
              say(fields.name.choices![row.name]!),
              format.money(row.amount, row.name === 'uk-consignment' ? 'GBP' : 'EUR'),
              <Period key="period" from={row.validFrom} to={row.validTo} />,
              <Source key="source" of={row.source} />,
            ],
          }))}
        />
      </Rows>
    </TablePanel>
  )
}

type Found = Pick<ReturnType<typeof useRead<'GET /vat-rates'>>, 'isError' | 'error' | 'isPending'> & {
  refetch: () => Promise<unknown>
}

function Rows({ found, count, children }: { found: Found; count: number; children: ReactNode }) {
  const say = useSay()
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (found.isPending) return <Skeleton height={240} />
  if (count === 0)
    return <EmptyState kind="filtered" title={say(vatWords.noRows)} why={say(vatWords.noRowsWhy)} />
  return <>{children}</>
}

function CountryFilter({ countries, country }: { countries: readonly string[]; country: string }) {
  const say = useSay()
  const lang = useLang()
  const navigate = useNavigate()
  const choices = [...new Set(countries)]
    .map((code) => ({ value: code, label: placeName(code, lang) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, lang))
  return (
    <NativeSelect
      label={say(vatWords.country)}
      data={[{ value: '', label: say(vatWords.all) }, ...choices]}
      value={country}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        void navigate({
          to: '.',
          search: (before: Record<string, unknown>) => ({ ...before, country: chosen || undefined }) as never,
          replace: true,
        })
      }}
      maw={260}
      mb="sm"
    />
  )
}

/** Where a row was taken from; wide enough to read on a phone, which scrolls to it. */
function Source({ of }: { of: string }) {
  const say = useSay()
  return (
    <Text span miw={240} display="inline-block">
      {say(sourceName(of))}
    </Text>
  )
}

type Dated = Pick<Answered<'GET /vat-rates'>['rows'][number], 'validFrom' | 'validTo'>

const onOneLine = { whiteSpace: 'nowrap' } as const

/** When a row holds, and whether that is now. */
function Period({ from, to }: { from: Dated['validFrom']; to: Day | null }) {
  const say = useSay()
  const format = useFormat()
  const today = format.today(new Date())
  const isOver = to !== null && to < today
  return (
    <span>
      <span style={onOneLine}>{format.day(from)}</span>
      {to && (
        <>
          {' '}
          <span style={onOneLine}>
            {say(vatWords.until)} {format.day(to)}
          </span>
        </>
      )}{' '}
      {isOver ? (
        <StatusPill tone="neutral">{say(vatWords.over)}</StatusPill>
      ) : from > today ? (
        <StatusPill tone="planned">{say(vatWords.later)}</StatusPill>
      ) : null}
    </span>
  )
}
