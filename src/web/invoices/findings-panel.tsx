/** What the receiver of a draft would refuse or remark, said before it has a number. */
import { sideOf } from '../../modules/invoicing/rules/deliveries.ts'
import { findingSides } from '../../modules/invoicing/schema/deliveries.ts'
import { useLang, useSay } from '../ui/lang.tsx'
import { useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { Panel } from '../ui/page.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { sendingWords } from './sending-words.ts'

export function FindingsPanel({ invoice }: { invoice: string }) {
  const say = useSay()
  const lang = useLang()
  const found = useRead('GET /invoices/:invoice/check', { invoice }).data
  const findings = found?.findings ?? []
  const wrong = findings.filter(({ level }) => level === 'error')
  if (findings.length === 0) return null
  return (
    <Panel title={say(wrong.length > 0 ? sendingWords.findings : sendingWords.warnings)}>
      {wrong.length > 0 && <p className={styles.quiet}>{say(sendingWords.findingsWhy)}</p>}
      <ul className={styles.rows}>
        {findings.map((one) => (
          <li key={`${one.rule}-${one.path}`}>
            <span className={styles.wrap}>
              <b>{say(findingSides[sideOf(one.path)])}</b>: {one.text[lang]}
            </span>
            <StatusPill tone={one.level === 'error' ? 'bad' : 'attention'}>{one.rule}</StatusPill>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
