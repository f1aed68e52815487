/** What the receiver of a draft would refuse or remark, said before it has a number. */
import { sideOf } from '../../modules/invoicing/rules/deliveries.ts'
import { findingSides } from '../../modules/invoicing/schema/deliveries.ts'
import { useLang, useSay } from '../ui/lang.tsx'
import { useRead } from '../queries.ts'
import { AboutLink } from '../records/about-link.tsx'
import styles from '../records/rows.module.css'
import { Panel } from '../ui/page.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { sendingWords } from './sending-words.ts'
import type { WholeInvoice } from './whole-invoice.ts'

export function FindingsPanel({ invoice }: { invoice: WholeInvoice }) {
  const say = useSay()
  const lang = useLang()
  const found = useRead('GET /invoices/:invoice/check', { invoice: invoice.id }).data
  const findings = found?.findings ?? []
  const wrong = findings.filter(({ level }) => level === 'error')
  if (findings.length === 0) return null
  return (
    <Panel title={say(wrong.length > 0 ? sendingWords.findings : sendingWords.warnings)}>
      {wrong.length > 0 && <p className={styles.quiet}>{say(sendingWords.findingsWhy)}</p>}
      <ul className={styles.rows}>
        {findings.map((one) => {
          const side = sideOf(one.path)
          const place = placeOf(invoice, side)
          const name = say(findingSides[side])
          return (
            <li key={`${one.rule}-${one.path}`}>
              <span className={styles.wrap}>
                {place.id ? <AboutLink {...place}>{name}</AboutLink> : name}
                {`: ${one.text[lang]}`}
              </span>
              <StatusPill tone={one.level === 'error' ? 'bad' : 'attention'}>{one.rule}</StatusPill>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** Where one puts right what is wrong on a side. */
function placeOf(invoice: WholeInvoice, side: ReturnType<typeof sideOf>) {
  if (side === 'seller') return { kind: 'businesses', id: invoice.business }
  if (side === 'document' && invoice.orderId) return { kind: 'orders', id: invoice.orderId }
  return invoice.organisation
    ? { kind: 'organisations', id: invoice.organisation }
    : { kind: 'contacts', id: invoice.contact }
}
