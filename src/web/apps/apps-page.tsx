/** The parts of the program, each with its switch; the menu follows at once, in every open browser. */
import { Skeleton, Stack, Switch, Text } from '@mantine/core'
import { ownApps } from '../../modules/settings/schema.ts'
import { useChange, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { appWords } from './words.ts'

export function AppsPage() {
  const say = useSay()
  const can = useCan()
  const found = useRead('GET /apps', {})
  const change = useChange('PUT /apps/:app', {
    touches: ['/apps', '/session'],
    done: ({ app, isActive }) =>
      told(say(isActive ? appWords.switchedOn : appWords.switchedOff, { name: say(ownApps[app]) })),
  })
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  return (
    <Page title={say(appWords.title)} back={settingsBack(say)} isNarrow>
      <Panel title={say(appWords.inUse)}>
        <Text c="dimmed" mb="md">
          {say(appWords.inUseWhy)}
        </Text>
        {found.data ? (
          <Stack>
            {found.data.rows.map(({ app, isActive }) => (
              <Switch
                key={app}
                label={say(ownApps[app])}
                description={say(appWords[app])}
                checked={isActive}
                disabled={!can('apps.manage') || change.isPending}
                onChange={(event) => change.mutate({ app, isActive: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        ) : (
          <Skeleton height={60} />
        )}
      </Panel>
    </Page>
  )
}
