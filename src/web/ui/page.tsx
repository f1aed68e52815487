/** The frame of every page: back link above, title left, actions right, the rest below. */
import { Title } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { Fragment, useEffect, type ReactNode } from 'react'
import styles from './page.module.css'

type PageProps = {
  title: string
  /** Beside the title: pills, a count. */
  beside?: ReactNode
  actions?: ReactNode
  back?: { label: string; link: Pick<LinkProps, 'to' | 'search' | 'params'> }
  /** Forms and texts are read in a narrower column. */
  isNarrow?: boolean
  children: ReactNode
}

export function Page({ title, beside, actions, back, isNarrow, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Pakhuis`
  }, [title])
  return (
    <div className={styles.page} data-narrow={isNarrow || undefined}>
      {back && (
        <Link className={styles.back} {...back.link}>
          <ArrowLeft size={14} aria-hidden /> {back.label}
        </Link>
      )}
      <div className={styles.top}>
        <Title order={1}>{title}</Title>
        {beside && <div className={styles.beside}>{beside}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** A titled block of a page. */
export function Panel({
  title,
  actions,
  isFlush,
  children,
}: {
  title?: string
  actions?: ReactNode
  isFlush?: boolean
  children: ReactNode
}) {
  return (
    <section className={styles.panel} data-flush={isFlush || undefined}>
      {(title || actions) && (
        <div className={styles.panelTop}>
          {title && <Title order={2}>{title}</Title>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** Facts as label and value; what is not known shows a dash. */
export function Facts({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{typeof value === 'string' ? breakable(value) : (value ?? '–')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A long e-mail address breaks behind its sign, not before its last letter. */
const breakable = (text: string) =>
  text.split('@').map((part, at) => (
    <Fragment key={at}>
      {at > 0 && (
        <>
          @<wbr />
        </>
      )}
      {part}
    </Fragment>
  ))
