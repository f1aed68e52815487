/** What it comes to while it is typed, with the VAT and the reason for it. */
import { Alert, Text } from '@mantine/core'
import type { Words } from '../../base/words.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { StatusPill } from '../ui/status-pill.tsx'
import { isPriceable, type Draft } from './draft.ts'
import styles from './sales.module.css'
import type { Price } from './use-price.ts'
import { vatWords } from '../vat/words.ts'
import { saleWords } from './words.ts'

/** Why a sale cannot be kept now, for the button that would; null when it can. */
export function whyNot(draft: Draft, price: Price | undefined, isCurrent: boolean): Words | null {
  if (draft.lines.length === 0) return saleWords.comesLater
  if (!isPriceable(draft)) return saleWords.incomplete
  return price && isCurrent ? null : saleWords.counting
}

type LivePriceProps = {
  draft: Draft
  price: Price | undefined
  error: unknown
  isCurrent: boolean
}

export function LivePrice({ draft, price, error, isCurrent }: LivePriceProps) {
  const say = useSay()
  return (
    <Panel title={say(saleWords.amounts)}>
      {error ? (
        <Alert color="orange" role="alert" variant="outline">
          {refusalText(error, say)}
        </Alert>
      ) : price ? (
        <Figures price={price} isCurrent={isCurrent} />
      ) : (
        <Text c="dimmed">{say(draft.lines.length > 0 ? saleWords.incomplete : saleWords.comesLater)}</Text>
      )}
    </Panel>
  )
}

function Figures({ price, isCurrent }: { price: Price; isCurrent: boolean }) {
  const say = useSay()
  const lang = useLang()
  const { sale, treatments, warnings, steps } = price
  return (
    <>
      <SaleSums sale={sale} isStale={!isCurrent} />
      <div role="status" className="visually-hidden">
        {isCurrent ? '' : say(saleWords.counting)}
      </div>
      <div className={styles.pills}>
        {treatments.map(({ kind, words }) => (
          <StatusPill key={kind} tone={kind === 'domestic' ? 'neutral' : 'fresh'}>
            {say(words)}
          </StatusPill>
        ))}
      </div>
      {sale.notes.map((note) => (
        <p key={note.en} className={styles.notes}>
          {note[lang]}
        </p>
      ))}
      {warnings.map(({ code, words }) => (
        <Alert key={code} color="orange" variant="outline" mt="sm">
          {say(words)}
        </Alert>
      ))}
      <Credit verdict={price.credit} />
      <details className={styles.why}>
        <summary>{say(saleWords.whyVat)}</summary>
        <ol>
          {steps.map(({ words, lines }) => (
            <li key={words.en}>
              {say(words)}
              {lines.length > 0 && lines.length < sale.lines.length && (
                <Text span c="dimmed">
                  {' '}
                  {say(vatWords.forLines, { lines: lines.join(', ') })}
                </Text>
              )}
            </li>
          ))}
        </ol>
      </details>
    </>
  )
}

const verdicts = { warn: saleWords.warned, hold: saleWords.held, refuse: saleWords.refused } as const

function Credit({ verdict }: { verdict: Price['credit'] }) {
  const say = useSay()
  if (!verdict || verdict === 'within') return null
  return (
    <Alert color={verdict === 'refuse' ? 'red' : 'orange'} role="alert" variant="outline" mt="sm">
      {say(verdicts[verdict])}
    </Alert>
  )
}

type Sums = Pick<Price['sale'], 'vat' | 'totals' | 'currency'>

export function SaleSums({ sale, isStale }: { sale: Sums; isStale?: boolean }) {
  const say = useSay()
  const format = useFormat()
  const money = (cents: number) => format.money(cents, sale.currency)
  const rows: [string, number][] = [
    [say(saleWords.withoutVat), sale.totals.net],
    ...sale.vat.map((group): [string, number] => [
      say(saleWords.vatOver, { rate: `${format.decimal(group.rate, 2)}%`, base: money(group.base) }),
      group.vat,
    ]),
    [say(saleWords.total), sale.totals.gross],
  ]
  return (
    <dl className={styles.sums} data-stale={isStale || undefined}>
      {rows.map(([label, cents], i) => (
        <div key={`${label}-${i}`}>
          <dt>{label}</dt>
          <dd>{money(cents)}</dd>
        </div>
      ))}
    </dl>
  )
}
