/** The day at a glance: the figures that somebody chose, and the first steps as long as no label was printed. */
import { Button, Skeleton } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { SlidersHorizontal } from 'lucide-react'
import { useState, type MouseEvent } from 'react'
import { widgets } from '../../modules/reporting/schema.ts'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { useUser } from '../session.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { later } from '../ui/later.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { Behind, hasBehind } from './behind-figure.tsx'
import styles from './dashboard.module.css'
import { FirstSteps } from './first-steps.tsx'
import { dashboardWords } from './words.ts'

const ArrangeDialog = later(() => import('./arrange-dialog.tsx').then((module) => module.ArrangeDialog))

type Widget = Answered<'GET /dashboard'>['widgets'][number]

export function DashboardPage() {
  const say = useSay()
  const format = useFormat()
  const user = useUser()
  const found = useRead('GET /dashboard', {})
  const [isArranging, setArranging] = useState(false)
  const now = new Date()
  return (
    <Page
      title={say(greeting(now), { name: user.name.split(' ')[0] })}
      beside={format.longDay(format.today(now))}
      actions={
        <Button
          variant="default"
          leftSection={<SlidersHorizontal size={14} aria-hidden />}
          disabled={!found.data}
          onClick={() => setArranging(true)}
        >
          {say(dashboardWords.arrange)}
        </Button>
      }
    >
      <FirstSteps />
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={220} />}
      {found.data?.widgets.length === 0 && (
        <Panel>
          <EmptyState kind="never" title={say(dashboardWords.none)} why={say(dashboardWords.noneWhy)} />
        </Panel>
      )}
      <ul className={styles.widgets} aria-label={say(dashboardWords.widgets)}>
        {found.data?.widgets.map((widget) => (
          <One key={widget.name} widget={widget} />
        ))}
      </ul>
      {isArranging && found.data && (
        <ArrangeDialog
          chosen={found.data.widgets.map(({ name }) => name)}
          wide={found.data.widgets.filter(({ isWide }) => isWide).map(({ name }) => name)}
          choices={found.data.choices}
          close={() => setArranging(false)}
        />
      )}
    </Page>
  )
}

function One({ widget }: { widget: Widget }) {
  const say = useSay()
  const format = useFormat()
  const router = useRouter()
  // The address comes whole from the widget's own line, so it is followed as it stands; with a key held the browser does.
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    router.history.push(widget.leadsTo)
  }
  const figure = (value: number) => (widget.kind === 'money' ? format.money(value) : format.count(value))
  const isWide = widget.isWide && hasBehind(widget.name)
  return (
    <li data-wide={isWide || undefined}>
      {/* The address comes from the widget's own line in the reporting module, so it is a plain link. */}
      <a href={widget.leadsTo} onClick={follow}>
        <span>{say(widgets[widget.name].words)}</span>
        <b data-none={widget.value === 0 || undefined}>{figure(widget.value)}</b>
        <small>
          {widget.note ??
            (widget.before === null ? '' : say(dashboardWords.weekAgo, { value: figure(widget.before) }))}
        </small>
      </a>
      {isWide && <Behind name={widget.name} />}
    </li>
  )
}

function greeting(now: Date) {
  const hour = now.getHours()
  if (hour < 12) return dashboardWords.morning
  return hour < 18 ? dashboardWords.afternoon : dashboardWords.evening
}
