/** What the receiver of a draft would refuse or remark, said before it has a number. */
import { Link } from '@tanstack/react-router'
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
          const name = say(findingSides[sideOf(one.path)])
          return (
            <li key={`${one.rule}-${one.path}`}>
              <span className={styles.wrap}>
                <Mended invoice={invoice} path={one.path}>
                  {name}
                </Mended>
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

type MendedProps = { invoice: WholeInvoice; path: string; children: string }

/** Leads to where one puts right what is wrong at a path. */
function Mended({ invoice, path, children }: MendedProps) {
  const side = sideOf(path)
  if (side === 'seller')
    return (
      <Link
        to="/businesses/$id"
        params={{ id: invoice.business }}
        search={{ part: /^seller\.(address|contact)/.test(path) ? 'contact' : 'company' }}
      >
        {children}
      </Link>
    )
  const place =
    side === 'document' && invoice.orderId
      ? { kind: 'orders', id: invoice.orderId }
      : invoice.organisation
        ? { kind: 'organisations', id: invoice.organisation }
        : { kind: 'contacts', id: invoice.contact }
  return place.id ? <AboutLink {...place}>{children}</AboutLink> : children
}
