/** How far each business is from the limit of sales to consumers in other member states. */
import { Progress, Skeleton, Stack, Text } from '@mantine/core'
import type { Answered } from '../calls.ts'
import { useRead } from '../queries.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { vatWords } from './words.ts'

export function ThresholdPanel() {
  const say = useSay()
  const found = useRead('GET /businesses', { limit: 50 })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton height={160} />
  const rows = found.data.rows.filter(({ isActive }) => isActive)
  if (rows.length === 0)
    return <EmptyState kind="missing" title={say(vatWords.noBusiness)} why={say(vatWords.noBusinessWhy)} />
  return (
    <>
      {rows.map(({ id, tradeName }) => (
        <Panel key={id} title={tradeName}>
          <Text c="dimmed" mb="sm">
            {say(vatWords.watchWhy)}
          </Text>
          <Watch business={id} />
        </Panel>
      ))}
    </>
  )
}

type State = Answered<'GET /businesses/:business/distance-sales'>['state']
const tones = { below: 'good', near: 'attention', passed: 'bad' } as const

function Watch({ business }: { business: string }) {
  const say = useSay()
  const format = useFormat()
  const watched = useRead('GET /businesses/:business/distance-sales', { business })
  if (watched.isError) return <Trouble error={watched.error} retry={() => void watched.refetch()} />
  if (!watched.data) return <Skeleton height={80} />
  const { thisYear, lastYear, limit, hasOss, state } = watched.data
  const words: Record<State, string> = {
    below: say(vatWords.below),
    near: say(vatWords.near),
    passed: say(vatWords.passed),
  }
  return (
    <Stack gap="sm">
      <div>
        {hasOss ? (
          <StatusPill tone="neutral">{say(vatWords.withOss)}</StatusPill>
        ) : (
          <StatusPill tone={tones[state]}>{words[state]}</StatusPill>
        )}
      </div>
      <Progress
        value={limit > 0 ? Math.min(100, Math.max(0, (thisYear / limit) * 100)) : 100}
        aria-label={say(vatWords.thisYear)}
        color={state === 'below' ? 'teal' : state === 'near' ? 'orange' : 'red'}
      />
      <Facts
        facts={[
          [say(vatWords.thisYear), format.money(thisYear)],
          [say(vatWords.lastYear), format.money(lastYear)],
          [say(vatWords.limit), format.money(limit)],
        ]}
      />
    </Stack>
  )
}
