/** The reports and returns: which one, of which business and period, behind the password. */
import { Group, NativeSelect, Skeleton } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Day } from '../../base/day.ts'
import { useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { DayInput } from '../ui/day-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { AuditReport } from './audit-report.tsx'
import { DebtorsReport } from './debtors-report.tsx'
import { FinanceReport } from './finance-report.tsx'
import { IcpReport } from './icp-report.tsx'
import { Locked } from './locked.tsx'
import { OssReport } from './oss-report.tsx'
import { daysOf, lastQuarter, quarterIn } from './period.ts'
import type { ReportSearch } from './search.ts'
import { SeriesReport } from './series-report.tsx'
import { VatReturnReport } from './vat-return-report.tsx'
import { reportNames, reportWords, type ReportName } from './words.ts'

export function ReportsPage() {
  const say = useSay()
  const search = useSearch({ from: '/inside/reports' })
  const report = search.report ?? 'finance'
  return (
    <Page title={say(reportWords.title)}>
      <ViewTabs
        label={say(reportWords.title)}
        current={report}
        views={(Object.keys(reportNames) as ReportName[]).map((id) => ({
          id,
          label: say(reportNames[id]),
          count: undefined,
          link: { to: '/reports', search: { ...search, report: id } },
        }))}
      />
      <Locked>
        <Chosen search={search} report={report} />
      </Locked>
    </Page>
  )
}

function Chosen({ search, report }: { search: ReportSearch; report: ReportName }) {
  const say = useSay()
  const format = useFormat()
  const found = useRead('GET /businesses', { limit: 50 })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton height={240} />
  const businesses = found.data.rows
  const first = businesses[0]
  if (!first)
    return <EmptyState kind="missing" title={say(reportWords.nothing)} why={say(reportWords.nothingWhy)} />
  const business = search.business ?? first.id
  const usual = lastQuarter(format.today(new Date()))
  const year = search.year ?? usual.year
  const part = search.part ?? usual.part
  const asked = { business, ...daysOf(year, part) }
  const needsPeriod = report === 'finance' || report === 'vat-return' || report === 'icp' || report === 'oss'
  return (
    <>
      <Choices
        businesses={businesses}
        business={report === 'debtors' || report === 'series' ? (search.business ?? '') : business}
        mayBeAll={report === 'debtors' || report === 'series'}
        on={search.on}
        manager={search.manager ?? ''}
        year={year}
        part={report === 'oss' ? `q${quarterIn(part)}` : part}
        shows={{
          period: needsPeriod,
          year: needsPeriod || report === 'audit',
          day: report === 'debtors',
          isQuarterly: report === 'oss',
        }}
      />
      {report === 'finance' && <FinanceReport asked={asked} />}
      {report === 'vat-return' && <VatReturnReport asked={asked} />}
      {report === 'icp' && <IcpReport asked={asked} />}
      {report === 'oss' && <OssReport business={business} year={year} quarter={quarterIn(part)} />}
      {report === 'debtors' && (
        <DebtorsReport business={search.business ?? null} on={search.on} manager={search.manager} />
      )}
      {report === 'series' && <SeriesReport business={search.business ?? null} />}
      {report === 'audit' && <AuditReport key={`${business}${year}`} business={business} year={year} />}
    </>
  )
}

type ChoicesProps = {
  businesses: readonly { id: string; tradeName: string }[]
  business: string
  mayBeAll: boolean
  year: number
  part: string
  on: Day | undefined
  manager: string
  shows: { period: boolean; year: boolean; day: boolean; isQuarterly: boolean }
}

function Choices({ businesses, business, mayBeAll, year, part, on, manager, shows }: ChoicesProps) {
  const say = useSay()
  const format = useFormat()
  const navigate = useNavigate()
  const today = format.today(new Date())
  const thisYear = Number(today.slice(0, 4))
  const set = (more: ReportSearch) =>
    void navigate({
      to: '/reports',
      search: (before) => ({ ...before, ...more }),
      replace: true,
    })
  const months = Array.from({ length: 12 }, (_, i) => ({
    value: `m${i + 1}`,
    label: monthName(format.longDay(daysOf(year, `m${i + 1}`).from)),
  }))
  const quarters = [1, 2, 3, 4].map((n) => ({
    value: `q${n}`,
    label: say(reportWords.quarter, { n: String(n) }),
  }))
  return (
    <Group align="end" mb="sm" mt="sm">
      <NativeSelect
        label={say(reportWords.business)}
        data={[
          ...(mayBeAll ? [{ value: '', label: say(reportWords.allBusinesses) }] : []),
          ...businesses.map(({ id, tradeName }) => ({ value: id, label: tradeName })),
        ]}
        value={business}
        onChange={(event) => set({ business: event.currentTarget.value || undefined } as ReportSearch)}
      />
      {shows.year && (
        <NativeSelect
          label={say(reportWords.year)}
          data={Array.from({ length: 8 }, (_, i) => String(thisYear - i))}
          value={String(year)}
          onChange={(event) => set({ year: Number(event.currentTarget.value) })}
        />
      )}
      {shows.day && (
        <DayInput
          label={say(reportWords.onDay)}
          value={on ?? today}
          onChange={(day) => set({ on: day && day < today ? day : undefined } as ReportSearch)}
        />
      )}
      {shows.day && (
        <ManagerChoice
          manager={manager}
          choose={(asked) => set({ manager: asked || undefined } as ReportSearch)}
        />
      )}
      {shows.period && (
        <NativeSelect
          label={say(reportWords.period)}
          data={
            shows.isQuarterly
              ? quarters
              : [...quarters, ...months, { value: 'year', label: say(reportWords.wholeYear) }]
          }
          value={part}
          onChange={(event) => set({ part: event.currentTarget.value })}
        />
      )}
    </Group>
  )
}

/** Who may not see the users chooses between all and their own. */
function ManagerChoice({ manager, choose }: { manager: string; choose: (asked: string) => void }) {
  const say = useSay()
  const can = useCan()
  const users = useRead('GET /users', { limit: 200 }, { isEnabled: can('users.see') }).data?.rows ?? []
  return (
    <NativeSelect
      label={say(reportWords.manager)}
      data={[
        { value: '', label: say(reportWords.allManagers) },
        { value: 'mine', label: say(reportWords.mine) },
        ...users.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={manager}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  )
}

/** `maandag 1 november` without its day. */
const monthName = (longDay: string) => longDay.split(' ').at(-1)!
