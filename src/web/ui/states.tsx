/** What stands where there is nothing to show: never had any, filtered away, all done, not allowed, not found, a fault. */
import { Button, Text, Title } from '@mantine/core'
import {
  CircleCheck,
  FilterX,
  Inbox,
  Lock,
  SearchX,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { ApiRefusal, Unreachable } from '../api.ts'
import { useSay } from './lang.tsx'
import styles from './states.module.css'
import { ui } from './words.ts'

const kinds: Record<string, LucideIcon> = {
  never: Inbox,
  filtered: FilterX,
  done: CircleCheck,
  locked: Lock,
  missing: SearchX,
  fault: TriangleAlert,
  away: Unplug,
}

type StateProps = {
  kind: 'never' | 'filtered' | 'done' | 'locked' | 'missing' | 'fault' | 'away'
  title: string
  why?: ReactNode
  /** 1 when it is the whole page. */
  level?: 1 | 2
  children?: ReactNode
}

/** Says why there is nothing and, as its one child, what to do next. */
export function EmptyState({ kind, title, why, level = 2, children }: StateProps) {
  const Icon = kinds[kind]!
  return (
    <div className={styles.state} data-kind={kind}>
      <Icon size={28} aria-hidden strokeWidth={1.5} />
      <Title order={level} size="h2">
        {title}
      </Title>
      {why && <Text c="dimmed">{why}</Text>}
      {children}
    </div>
  )
}

/** A page the reader has no right to: names the right and who can give it. */
export function NoAccess({ right, who }: { right: string; who?: string }) {
  const say = useSay()
  return (
    <EmptyState
      kind="locked"
      level={1}
      title={say(ui.noAccess)}
      why={say(ui.noAccessWhy, { right, who: who ?? say(ui.someAdmin) })}
    >
      <Button component="a" href="/" variant="default">
        {say(ui.home)}
      </Button>
    </EmptyState>
  )
}

export function NotFound() {
  const say = useSay()
  return (
    <EmptyState kind="missing" level={1} title={say(ui.notFound)} why={say(ui.notFoundWhy)}>
      <Button component="a" href="/" variant="default">
        {say(ui.home)}
      </Button>
    </EmptyState>
  )
}

/** What went wrong with a page's own question, with the way out that fits it. */
export function Trouble({ error, retry, level = 2 }: { error: unknown; retry: () => void; level?: 1 | 2 }) {
  const say = useSay()
  // An address with half an id in it is refused as input; who followed it has no marked field to mend.
  if (error instanceof ApiRefusal && (error.status === 404 || (level === 1 && error.status === 422)))
    return <NotFound />
  if (error instanceof ApiRefusal && error.status === 403)
    return <EmptyState kind="locked" level={level} title={say(ui.noAccess)} why={error.message} />
  const again = (
    <Button variant="default" onClick={retry}>
      {say(ui.retry)}
    </Button>
  )
  if (error instanceof Unreachable)
    return (
      <EmptyState kind="away" level={level} title={say(ui.offline)} why={say(ui.unreachable)}>
        {again}
      </EmptyState>
    )
  const why =
    error instanceof ApiRefusal ? error.message : say(ui.faultWhy, { reference: String(error).slice(0, 60) })
  return (
    <EmptyState kind="fault" level={level} title={say(ui.fault)} why={why}>
      {again}
    </EmptyState>
  )
}
