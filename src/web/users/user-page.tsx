/** One user: name, role and limits, and taking away or giving back the access; and inviting a new one. */
import { Button, NativeSelect, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { langs } from '../../base/words.ts'
import { User } from '../../modules/users/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { forget, useChange, useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import styles from '../records/rows.module.css'
import { useRoles } from '../roles/use-roles.ts'
import { useCan, useUser } from '../session.ts'
import { useDoorForm } from '../sign-in/door.tsx'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useFormat, useLang, useSay } from '../ui/lang.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { keptLimits, LimitFields, type Limits } from './limits.tsx'
import { userTones } from './user-tones.ts'
import { userWords } from './words.ts'

type Whole = Answered<'GET /users/:user'>
type Language = (typeof langs)[number]

export function InvitePage() {
  const say = useSay()
  const lang = useLang()
  const navigate = useNavigate()
  const client = useQueryClient()
  const roles = useRoles().rows
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [asked, setRole] = useState<string | null>(null)
  const [language, setLanguage] = useState<Language>(lang)
  const [limits, setLimits] = useState<Limits>({ channels: [], locations: [] })
  const role = asked ?? ''
  const formId = useId()
  const form = useDoorForm(
    () => call('POST /users', { name, email, role, language, ...keptLimits(limits) }),
    async () => {
      told(say(userWords.invited, { name }))
      await forget(client, ['/users'])
      await navigate({ to: '/users' })
    },
  )
  return (
    <Page
      title={say(userWords.invite)}
      back={{ label: say(userWords.title), link: { to: '/users' } }}
      isNarrow
      actions={
        <Button
          type="submit"
          form={formId}
          loading={form.isSending}
          disabled={!name.trim() || !email.trim() || !role}
        >
          {say(userWords.inviteGo)}
        </Button>
      }
    >
      <form id={formId} onSubmit={form.submit} noValidate>
        {form.refusal}
        <Panel title={say(userWords.person)}>
          <Text c="dimmed" mb="md">
            {say(userWords.inviteWhy)}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
            <TextInput
              label={say(User.fields.name.words)}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={form.fields['name']}
              autoComplete="off"
              maxLength={120}
              required
            />
            <TextInput
              label={say(userWords.email)}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={form.fields['email']}
              autoComplete="off"
              required
            />
            <RoleSelect value={role} onChange={setRole} roles={roles ?? []} error={form.fields['role']} />
            <LanguageSelect value={language} onChange={setLanguage} />
          </SimpleGrid>
        </Panel>
        <Panel title={say(userWords.limits)}>
          <LimitFields value={limits} onChange={setLimits} />
        </Panel>
      </form>
    </Page>
  )
}

type RoleSelectProps = {
  value: string
  onChange: (role: string) => void
  roles: readonly { id: string; name: string }[]
  error?: string | undefined
  isLocked?: boolean
}

function RoleSelect({ value, onChange, roles, error, isLocked }: RoleSelectProps) {
  const say = useSay()
  return (
    <NativeSelect
      label={say(User.fields.role.words)}
      data={[
        ...(value ? [] : [{ value: '', label: say(ui.choose) }]),
        ...roles.map((one) => ({ value: one.id, label: one.name })),
      ]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      disabled={isLocked ?? false}
      required
    />
  )
}

function LanguageSelect({
  value,
  onChange,
  isLocked,
}: {
  value: Language
  onChange: (language: Language) => void
  isLocked?: boolean
}) {
  const say = useSay()
  const lang = useLang()
  const names = new Intl.DisplayNames(lang, { type: 'language' })
  return (
    <NativeSelect
      label={say(User.fields.language.words)}
      data={langs.map((one) => ({ value: one, label: names.of(one) ?? one }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value === 'en' ? 'en' : 'nl')}
      disabled={isLocked ?? false}
    />
  )
}

export function UserPage() {
  const say = useSay()
  const { user: id } = useParams({ from: '/inside/users/$user' })
  const found = useRead('GET /users/:user', { user: id })
  const back = { label: say(userWords.title), link: { to: '/users' } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const user = found.data
  if (!user)
    return (
      <Page title="…" back={back}>
        <Skeleton height={240} />
      </Page>
    )
  return <Form key={`${user.id}-${user.version}`} user={user} />
}

function Form({ user }: { user: Whole }) {
  const say = useSay()
  const formId = useId()
  const states = User.fields.state.choices!
  const can = useCan()
  const client = useQueryClient()
  const isLocked = !can('users.manage')
  const roles = useRoles(can('roles.see')).rows
  const [name, setName] = useState(user.name)
  const [role, setRole] = useState(user.role)
  const [language, setLanguage] = useState<Language>(user.language === 'en' ? 'en' : 'nl')
  const [limits, setLimits] = useState<Limits>({
    channels: user.channels ?? [],
    locations: user.locations ?? [],
  })
  const form = useDoorForm(
    () =>
      call('PATCH /users/:user', {
        user: user.id,
        version: user.version,
        name,
        role,
        language,
        ...keptLimits(limits),
      }),
    async () => {
      told(say(userWords.saved))
      await forget(client, ['/users'])
    },
  )
  return (
    <Page
      title={user.name}
      back={{ label: say(userWords.title), link: { to: '/users' } }}
      beside={<StatusPill tone={userTones[user.state]}>{say(states[user.state]!)}</StatusPill>}
      actions={
        !isLocked && (
          <>
            <Steps user={user} />
            <Button type="submit" form={formId} loading={form.isSending}>
              {say(ui.save)}
            </Button>
          </>
        )
      }
    >
      <div className={styles.columns}>
        <form id={formId} onSubmit={form.submit} noValidate>
          {form.refusal}
          <Panel title={say(userWords.person)}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
              <TextInput
                label={say(User.fields.name.words)}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                error={form.fields['name']}
                disabled={isLocked}
                maxLength={120}
                required
              />
              <TextInput label={say(userWords.email)} value={user.email} readOnly variant="filled" />
              <RoleSelect
                value={role}
                onChange={setRole}
                roles={roles ?? []}
                error={form.fields['role']}
                isLocked={isLocked}
              />
              <LanguageSelect value={language} onChange={setLanguage} isLocked={isLocked} />
            </SimpleGrid>
          </Panel>
          <Panel title={say(userWords.limits)}>
            <LimitFields value={limits} onChange={setLimits} isLocked={isLocked} />
          </Panel>
        </form>
        <aside aria-label={say(userWords.security)}>
          <Panel title={say(userWords.security)}>
            <Security user={user} />
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

function Security({ user }: { user: Whole }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const me = useUser()
  const touches = ['/users']
  const endSessions = useChange('POST /users/:user/end-sessions', {
    done: ({ ended }) => told(say(userWords.ended, { count: ended })),
  })
  const removeSecond = useChange('POST /users/:user/remove-second-factor', {
    touches,
    done: () => told(say(userWords.removedSecond)),
  })
  const isOther = user.id !== me.id && can('users.manage')
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          [say(userWords.lastSignIn), user.lastSignInAt && format.moment(user.lastSignInAt)],
          [say(userWords.secondStep), say(user.hasSecondFactor ? userWords.isSet : userWords.notSet)],
        ]}
      />
      {isOther && user.state === 'active' && (
        <Button
          variant="default"
          loading={endSessions.isPending}
          onClick={() => endSessions.mutate({ user: user.id })}
        >
          {say(userWords.endSessions)}
        </Button>
      )}
      {isOther && user.hasSecondFactor && (
        <Button
          variant="default"
          loading={removeSecond.isPending}
          onClick={() => removeSecond.mutate({ user: user.id })}
        >
          {say(userWords.removeSecond)}
        </Button>
      )}
      {can('activity.see') && (
        <LinkButton variant="default" link={{ to: '/activity', search: { actor: user.id } }}>
          {say(userWords.history)}
        </LinkButton>
      )}
    </Stack>
  )
}

function Steps({ user }: { user: Whole }) {
  const say = useSay()
  const me = useUser()
  const [isLeaving, setLeaving] = useState(false)
  const touches = ['/users']
  const { name } = user
  const again = useChange('POST /users/:user/invite-again', {
    touches,
    done: () => told(say(userWords.invitedAgain)),
  })
  const activate = useChange('POST /users/:user/activate', {
    touches,
    done: () => told(say(userWords.activated, { name })),
  })
  const deactivate = useChange('POST /users/:user/deactivate', {
    touches,
    done: () => {
      setLeaving(false)
      told(say(userWords.deactivated, { name }))
    },
  })
  return (
    <>
      {user.state === 'invited' && (
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate({ user: user.id })}>
          {say(userWords.again)}
        </Button>
      )}
      {user.state === 'inactive' && (
        <Button loading={activate.isPending} onClick={() => activate.mutate({ user: user.id })}>
          {say(userWords.activate)}
        </Button>
      )}
      {user.state !== 'inactive' && user.id !== me.id && (
        <Button variant="default" onClick={() => setLeaving(true)}>
          {say(userWords.deactivate)}
        </Button>
      )}
      {isLeaving && (
        <ConfirmPreview
          title={say(userWords.deactivateTitle, { name })}
          go={say(userWords.deactivate)}
          isDangerous
          isBusy={deactivate.isPending}
          onGo={() => deactivate.mutate({ user: user.id })}
          close={() => setLeaving(false)}
        >
          <Text>{say(userWords.deactivateWhy, { name })}</Text>
        </ConfirmPreview>
      )}
    </>
  )
}
