/** The activity log: who did what and when, with what it was before and became. */
import { Button, NativeSelect, Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import { fileUrl } from '../api.ts'
import { useChange, usePages, useRead } from '../queries.ts'
import { useShown } from '../records/pages.ts'
import { MoreButton } from '../records/more-button.tsx'
import { filled } from '../records/search.ts'
import { useTold } from '../records/told.ts'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import { DayInput } from '../ui/day-input.tsx'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { told, warned } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import styles from './activity.module.css'
import { ActivityRow } from './activity-row.tsx'
import type { ActivitySearch } from './search.ts'
import { activityWords, actorKinds } from './words.ts'

export function ActivityPage() {
  const say = useSay()
  const can = useCan()
  const search = useSearch({ from: '/inside/activity' })
  const navigate = useNavigate({ from: '/activity' })
  const shown = useShown(usePages('GET /activity', { ...search, limit: 50 }))
  const go = (change: { [K in keyof ActivitySearch]?: ActivitySearch[K] | undefined }) =>
    void navigate({ search: (before) => filled({ ...before, ...change }) as ActivitySearch, replace: true })
  const isFiltered = Object.keys(search).length > 0
  return (
    <Page
      title={say(activityWords.title)}
      back={settingsBack(say)}
      actions={
        <>
          <Button component="a" variant="default" href={fileUrl('GET /activity/export', search)} download>
            {say(activityWords.export)}
          </Button>
          {can('activity.verify') && <VerifyButton />}
        </>
      }
    >
      <Panel isFlush>
        <Filters search={search} go={go} />
        <div role="status" className="visually-hidden">
          {shown.isFirstLoad ? say(ui.loading) : say(ui.shown, { count: shown.rows.length })}
        </div>
        {shown.error ? (
          <Trouble error={shown.error} retry={shown.retry} />
        ) : (
          <ol className={styles.log} data-stale={shown.isStale || undefined}>
            {shown.rows.map((row) => (
              <ActivityRow key={row.id} row={row} />
            ))}
          </ol>
        )}
        {!shown.error && !shown.isFirstLoad && shown.rows.length === 0 && (
          <EmptyState
            kind={isFiltered ? 'filtered' : 'never'}
            title={say(isFiltered ? activityWords.filtered : activityWords.none)}
            why={say(isFiltered ? activityWords.filteredWhy : activityWords.noneWhy)}
          >
            {isFiltered && (
              <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
                {say(ui.clearFilters)}
              </Button>
            )}
          </EmptyState>
        )}
        <MoreButton more={shown.more} m="md" />
      </Panel>
    </Page>
  )
}

type FiltersProps = {
  search: ActivitySearch
  go: (change: { [K in keyof ActivitySearch]?: ActivitySearch[K] | undefined }) => void
}

function Filters({ search, go }: FiltersProps) {
  const say = useSay()
  const lang = useLang()
  const can = useCan()
  const { events } = useTold()
  const users = useRead('GET /users', { limit: 200 }, { isEnabled: can('users.see') }).data?.rows
  const kinds = Object.entries(events).toSorted(([, a], [, b]) => a[lang].localeCompare(b[lang], lang))
  const everyone = { value: '', label: say(activityWords.everyone) }
  return (
    <div className={styles.filters}>
      {users && (
        <NativeSelect
          label={say(activityWords.who)}
          data={[everyone, ...users.map((user) => ({ value: user.id, label: user.name }))]}
          value={search.actor ?? ''}
          onChange={(event) => go({ actor: event.currentTarget.value || undefined })}
        />
      )}
      <NativeSelect
        label={say(activityWords.whoKind)}
        data={[
          { value: '', label: say(activityWords.everyKind) },
          ...Object.entries(actorKinds).map(([value, text]) => ({ value, label: say(text) })),
        ]}
        value={search.actorKind ?? ''}
        onChange={(event) =>
          go({ actorKind: (event.currentTarget.value || undefined) as ActivitySearch['actorKind'] })
        }
      />
      <NativeSelect
        label={say(activityWords.what)}
        data={[
          { value: '', label: say(activityWords.everything) },
          ...kinds.map(([value, text]) => ({ value, label: say(text) })),
        ]}
        value={search.kind ?? ''}
        onChange={(event) => go({ kind: event.currentTarget.value || undefined })}
      />
      <DayInput
        label={say(activityWords.from)}
        value={search.from ?? null}
        onChange={(day) => go({ from: day ?? undefined })}
      />
      <DayInput
        label={say(activityWords.until)}
        value={search.until ?? null}
        onChange={(day) => go({ until: day ?? undefined })}
      />
      {search.about && (
        <Text>
          {say(activityWords.about)}{' '}
          <Button variant="subtle" onClick={() => go({ about: undefined })}>
            {say(ui.clearFilters)}
          </Button>
        </Text>
      )}
    </div>
  )
}

function VerifyButton() {
  const say = useSay()
  const format = useFormat()
  const verify = useChange('POST /activity/verify', {
    touches: ['/activity', '/tasks'],
    done: ({ isSound, checked, wrong }) => {
      if (isSound) told(say(activityWords.sound, { count: checked }))
      else warned(say(activityWords.broken, { number: format.count(wrong?.number ?? 0) }))
    },
  })
  return (
    <Button
      variant="default"
      leftSection={<ShieldCheck size={14} aria-hidden />}
      loading={verify.isPending}
      onClick={() => verify.mutate({})}
    >
      {say(activityWords.verify)}
    </Button>
  )
}
