/** The seven steps to the first label, each leading to the screen where it is taken; gone once a label was printed. */
import { Progress, Text } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import { Circle, CircleCheck } from 'lucide-react'
import type { Words } from '../../base/words.ts'
import type { BusinessPart } from '../businesses/search.ts'
import { useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import styles from './dashboard.module.css'
import { dashboardWords } from './words.ts'

type Step = {
  readonly name: Words
  readonly isDone: boolean
  readonly link: Pick<LinkProps, 'to' | 'params' | 'search'>
}

/** Only who sets the shop up sees them; for the others there is nothing to do here. */
const needed = [
  'businesses.manage',
  'channels.manage',
  'locations.see',
  'apps.manage',
  'users.see',
  'fulfilment.see',
]

export function FirstSteps() {
  const can = useCan()
  return needed.every(can) ? <Steps /> : null
}

function Steps() {
  const say = useSay()
  const steps = useSteps()
  if (!steps || steps.every(({ isDone }) => isDone)) return null
  const done = steps.filter(({ isDone }) => isDone).length
  const progress = say(dashboardWords.progress, { done, total: steps.length })
  return (
    <Panel title={say(dashboardWords.steps)} actions={<Text c="dimmed">{progress}</Text>}>
      <Text c="dimmed">{say(dashboardWords.stepsWhy)}</Text>
      <Progress.Root mt="sm">
        <Progress.Section value={(done / steps.length) * 100} aria-label={progress} />
      </Progress.Root>
      <ol className={styles.steps}>
        {steps.map(({ name, isDone, link }) => (
          <li key={name.en}>
            <Link {...link} data-done={isDone || undefined}>
              {isDone ? (
                <CircleCheck size={16} aria-label={say(dashboardWords.isDone)} />
              ) : (
                <Circle size={16} aria-hidden />
              )}
              {say(name)}
            </Link>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** Null while not known, and once a label was printed. */
function useSteps(): readonly Step[] | null {
  const shipments = useRead('GET /shipments', { limit: 200 }).data?.rows
  const businesses = useRead('GET /businesses', { limit: 1 }).data?.rows
  const connections = useRead('GET /connections', {}).data?.rows
  const locations = useRead('GET /locations', { limit: 1 }).data?.rows
  const users = useRead('GET /users', { limit: 2 }).data?.rows
  if (!shipments || !businesses || !connections || !locations || !users) return null
  if (shipments.some(({ printedAt }) => printedAt !== null)) return null
  const [business] = businesses
  const own = (part: BusinessPart): Step['link'] =>
    business
      ? { to: '/businesses/$id', params: { id: business.id }, search: { part } }
      : { to: '/businesses' }
  const has = (kind: 'shop' | 'carrier') =>
    connections.some((one) => one.kind === kind && one.state === 'active')
  return [
    {
      name: dashboardWords.stepBusiness,
      isDone: Boolean(business?.street && business.city),
      link: own('contact'),
    },
    {
      name: dashboardWords.stepVat,
      isDone: Boolean(business?.vatNumber ?? business?.taxNumber),
      link: own('company'),
    },
    { name: dashboardWords.stepChannel, isDone: has('shop'), link: { to: '/connections/new', search: {} } },
    { name: dashboardWords.stepLocation, isDone: locations.length > 0, link: { to: '/locations' } },
    {
      name: dashboardWords.stepCarrier,
      isDone: has('carrier'),
      link: { to: '/connections/new', search: {} },
    },
    {
      name: dashboardWords.stepInvoice,
      isDone: Boolean(business?.iban && business.cocNumber),
      link: own('company'),
    },
    { name: dashboardWords.stepTeam, isDone: users.length > 1, link: { to: '/users' } },
  ]
}
