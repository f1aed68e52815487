/** One line of the activity log; opened it shows each field before and after. */
import { Link } from '@tanstack/react-router'
import { isDay } from '../../base/day.ts'
import type { Words } from '../../base/words.ts'
import { actorSaid } from '../../modules/activity/rules.ts'
import type { Answered } from '../calls.ts'
import { AboutLink, tableOf } from '../records/about-link.tsx'
import { differing } from '../records/differing.ts'
import { useTold } from '../records/told.ts'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { ui } from '../ui/words.ts'
import styles from './activity.module.css'
import { activityWords, actorKinds, detailFields } from './words.ts'

type Row = Answered<'GET /activity'>['rows'][number]

export function ActivityRow({ row }: { row: Row }) {
  const say = useSay()
  const format = useFormat()
  const { events } = useTold()
  const [noun = ''] = row.kind.split('.')
  const what = events[row.kind]
  const name = row.detail['name'] ?? row.detail['number']
  const by =
    actorSaid(row, useLang()) ||
    say(actorKinds[row.actorKind as keyof typeof actorKinds] ?? actorKinds.system)
  return (
    <li>
      <details>
        <summary>
          <time dateTime={row.at} title={format.moment(row.at)}>
            {format.moment(row.at)}
          </time>
          <span>
            <b>{what ? say(what) : row.kind}</b>
            {typeof name === 'string' && <> {name}</>}
          </span>
          <span className={styles.by}>{by}</span>
        </summary>
        <div className={styles.detail}>
          <Changes table={tableOf(noun)} detail={row.detail} />
          <p>
            {row.address && (
              <>
                {say(activityWords.address)}: {row.address}{' '}
              </>
            )}
            <AboutLink kind={noun} id={row.about}>
              {say(activityWords.open)}
            </AboutLink>{' '}
            <Link to="/activity" search={{ about: row.about }}>
              {say(activityWords.aboutOne)}
            </Link>
          </p>
        </div>
      </details>
    </li>
  )
}

/** Fields that changed as before and after; what else was told as field and value. */
function Changes({ table, detail }: { table: string; detail: Row['detail'] }) {
  const say = useSay()
  const format = useFormat()
  const { records } = useTold()
  const { changes, ...rest } = detail
  const label = (field: string): string => {
    const text: Words | undefined = records[`${table}.${field}`]
    if (text) return say(text)
    const known: Words | undefined = detailFields[field]
    return known ? say(known) : field
  }
  const plain = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–'
    if (typeof value === 'boolean') return say(value ? ui.yes : ui.no)
    if (typeof value === 'object') return JSON.stringify(value)
    if (typeof value === 'number' && amounts.has(field)) return format.money(value)
    const text = String(value)
    if (/^\d{4}-\d\d-\d\dT/.test(text)) return format.moment(text)
    return isDay(text) ? format.day(text) : text
  }
  const changed = Object.entries((changes ?? {}) as Record<string, unknown>)
    .filter((entry): entry is [string, [unknown, unknown]] => Array.isArray(entry[1]))
    .map(([field, pair]) => [field, differing(...pair)] as const)
  // The id of something else says nothing to who reads it, nor does what is not there; what it is about has a link below.
  const others = Object.entries(rest).filter(([, value]) => value !== null && !isId(value))
  return (
    <>
      {changed.length > 0 && (
        <table className={styles.diff}>
          <thead>
            <tr>
              <th scope="col">{say(activityWords.field)}</th>
              <th scope="col">{say(activityWords.before)}</th>
              <th scope="col">{say(activityWords.after)}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(([field, [before, after]]) => (
              <tr key={field}>
                <th scope="row">{label(field)}</th>
                <td>
                  <del>{plain(field, before)}</del>
                </td>
                <td>
                  <ins>{plain(field, after)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length > 0 && (
        <dl className={styles.facts}>
          {others.map(([field, value]) => (
            <div key={field}>
              <dt>{label(field)}</dt>
              <dd>{plain(field, value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

/** Told in cents, with the currency of what it is about; nearly always euros. */
const amounts = new Set(['total', 'amount', 'due', 'paid', 'shipping'])

const isId = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
