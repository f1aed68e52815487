/** What Pakhuis could not settle by itself: each task in a sentence, with what it is about and what one can do. */
import { Button, Text } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { Answered } from '../calls.ts'
import { useChange, usePages } from '../queries.ts'
import { AboutLink } from '../records/about-link.tsx'
import { useShown } from '../records/pages.ts'
import { MoreButton } from '../records/more-button.tsx'
import { useCan } from '../session.ts'
import { ReasonAsked } from '../ui/asked.tsx'
import { useKeys } from '../ui/keys.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import { ui } from '../ui/words.ts'
import styles from './tasks.module.css'
import { useSentence } from './sentence.ts'
import { taskStates, taskWords } from './words.ts'

type Task = Answered<'GET /tasks'>['rows'][number]

export function TasksPage() {
  const say = useSay()
  const state = useSearch({ from: '/inside/tasks' }).state ?? 'open'
  const shown = useShown(usePages('GET /tasks', { state, limit: 50 }))
  const sentence = useSentence()
  const [skipping, setSkipping] = useState<Task | null>(null)
  useRowKeys()
  return (
    <Page title={say(taskWords.title)}>
      <Panel isFlush>
        <ViewTabs
          label={say(taskWords.views)}
          current={state}
          views={(Object.keys(taskStates) as (keyof typeof taskStates)[]).map((id) => ({
            id,
            label: say(taskStates[id]),
            count: id === state && !shown.isFirstLoad && !shown.more ? shown.rows.length : undefined,
            link: { to: '/tasks', search: id === 'open' ? {} : { state: id } },
          }))}
        />
        {shown.error ? (
          <Trouble error={shown.error} retry={shown.retry} />
        ) : (
          <ul className={styles.tasks} aria-label={say(taskWords.title)} aria-busy={shown.isFirstLoad}>
            {shown.rows.map((task) => (
              <One key={task.id} task={task} text={sentence(task)} skip={() => setSkipping(task)} />
            ))}
          </ul>
        )}
        {!shown.error && !shown.isFirstLoad && shown.rows.length === 0 && (
          <EmptyState
            kind={state === 'open' ? 'done' : 'never'}
            title={say(state === 'open' ? taskWords.none : taskWords.noneDone)}
            why={say(state === 'open' ? taskWords.noneWhy : taskWords.noneDoneWhy)}
          />
        )}
        <MoreButton more={shown.more} m="md" />
      </Panel>
      {skipping && <SkipDialog task={skipping} text={sentence(skipping)} close={() => setSkipping(null)} />}
    </Page>
  )
}

function One({ task, text, skip }: { task: Task; text: string; skip: () => void }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const retry = useChange('POST /tasks/:task/retry', {
    touches: ['/tasks'],
    done: () => told(say(taskWords.retried)),
  })
  const { externalId, reason } = task.detail as { externalId?: unknown; reason?: unknown }
  const more = [
    typeof externalId === 'string' && say(taskWords.externalId, { id: externalId }),
    typeof reason === 'string' && reason && say(taskWords.reasonWas, { reason }),
  ].filter(Boolean)
  return (
    <li data-task>
      <div>
        <p>{text}</p>
        <small>
          <time dateTime={task.createdAt} title={format.moment(task.createdAt)}>
            {format.ago(task.createdAt, new Date())}
          </time>
          {more.map((line) => (
            <span key={String(line)}> · {line}</span>
          ))}
        </small>
      </div>
      <div className={styles.acts}>
        <span className={styles.see}>
          <TaskLink task={task}>
            {say(taskWords.see)}
            <span className="visually-hidden">: {text}</span>
          </TaskLink>
        </span>
        {task.state === 'open' && can('tasks.settle') && (
          <>
            {task.retry && (
              <Button
                aria-label={say(taskWords.retryOne, { what: text })}
                loading={retry.isPending}
                onClick={() => retry.mutate({ task: task.id })}
              >
                {say(taskWords.retry)}
              </Button>
            )}
            <Button variant="default" aria-label={say(taskWords.skipOne, { what: text })} onClick={skip}>
              {say(taskWords.skip)}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

/** A VAT number has no screen of its own: whoever it stands with has one, and for our own that is the business. */
function TaskLink({ task, children }: { task: Task; children: ReactNode }) {
  const { number } = task.detail as { number?: unknown }
  if (task.aboutKind !== 'vat_numbers' || typeof number !== 'string')
    return (
      <AboutLink kind={task.aboutKind} id={task.about}>
        {children}
      </AboutLink>
    )
  if (task.kind === 'vat.own-number-invalid') return <Link to="/businesses">{children}</Link>
  return (
    <Link to="/organisations" search={{ search: number }}>
      {children}
    </Link>
  )
}

function SkipDialog({ task, text, close }: { task: Task; text: string; close: () => void }) {
  const say = useSay()
  const skip = useChange('POST /tasks/:task/skip', {
    touches: ['/tasks'],
    done: () => {
      told(say(taskWords.skipped))
      close()
    },
  })
  return (
    <ReasonAsked
      title={say(taskWords.skipTitle)}
      label={say(taskWords.reason)}
      example={say(taskWords.reasonExample)}
      go={say(taskWords.skip)}
      isBusy={skip.isPending}
      onGo={(reason) => skip.mutate({ task: task.id, reason })}
      close={close}
    >
      <Text>{text}</Text>
      <Text c="dimmed">{say(taskWords.skipWhy)}</Text>
    </ReasonAsked>
  )
}

/** The keys of every list: to the first button of the next or the previous task. */
function useRowKeys() {
  const step = (by: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-task]')]
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]
    next?.querySelector<HTMLElement>('a, button')?.focus()
  }
  useKeys([
    { keys: 'j', says: ui.keyDown, run: () => step(1) },
    { keys: 'k', says: ui.keyUp, run: () => step(-1) },
  ])
}
