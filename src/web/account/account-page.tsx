/** One's own account: how Pakhuis looks and sounds, the password, the second step and where one is signed in. */
import { Page } from '../ui/page.tsx'
import { useSay } from '../ui/lang.tsx'
import { DevicePanel } from './device-panel.tsx'
import { PasskeyPanel } from './passkey-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { ProfilePanel } from './profile-panel.tsx'
import { SecondStepPanel } from './second-step-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { accountWords } from './words.ts'

export function AccountPage() {
  const say = useSay()
  return (
    <Page title={say(accountWords.title)} isNarrow>
      <ProfilePanel />
      <DevicePanel />
      <PasswordPanel />
      <SecondStepPanel />
      <PasskeyPanel />
      <SessionsPanel />
    </Page>
  )
}
