/** What belongs to an app, while that app is in use; who follows a link meanwhile is told where to switch it on. */
import type { ReactNode } from 'react'
import { ownApps, type OwnApp } from '../../modules/settings/schema.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useCan, useMe } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { EmptyState } from '../ui/states.tsx'
import { appWords } from './words.ts'

export function WhileActive({ app, children }: { app: OwnApp; children: ReactNode }) {
  const say = useSay()
  const maySwitch = useCan()('apps.manage')
  if (useMe().apps.includes(app)) return children
  return (
    <EmptyState
      kind="locked"
      level={1}
      title={say(appWords.isOff, { name: say(ownApps[app]) })}
      why={say(maySwitch ? appWords.isOffWhy : appWords.isOffAsk)}
    >
      {maySwitch && <LinkButton link={{ to: '/apps' }}>{say(appWords.goToApps)}</LinkButton>}
    </EmptyState>
  )
}
