/** One role: its name and what it may do. */
import { Button, Skeleton, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { call } from '../api.ts'
import { forget, useChange } from '../queries.ts'
import { useTold } from '../records/told.ts'
import { useCan } from '../session.ts'
import { useDoorForm } from '../sign-in/door.tsx'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { NotFound, Trouble } from '../ui/states.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { RightsGrid } from './rights-grid.tsx'
import { useRoles, type Role } from './use-roles.ts'
import { roleWords } from './words.ts'

export function RolePage() {
  const say = useSay()
  const { role: id } = useParams({ from: '/inside/roles/$role' })
  const { found, rows } = useRoles()
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const role = rows?.find((one) => one.id === id)
  if (role) return <RoleForm key={`${role.id}-${role.version}`} role={role} />
  if (rows) return <NotFound />
  return (
    <Page title="…" back={{ label: say(roleWords.title), link: { to: '/roles' } }} isNarrow>
      <Skeleton height={240} />
    </Page>
  )
}

export function NewRolePage() {
  return <RoleForm role={null} />
}

function RoleForm({ role }: { role: Role | null }) {
  const say = useSay()
  const formId = useId()
  const can = useCan()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { rights } = useTold()
  const [name, setName] = useState(role?.name ?? '')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(role?.rights))
  const [isTouched, setTouched] = useState(false)
  const isLocked = !can('roles.manage')
  const back = { label: say(roleWords.title), link: { to: '/roles' } } as const
  const form = useDoorForm(
    () =>
      role
        ? call('PATCH /roles/:role', {
            role: role.id,
            version: role.version,
            // Unchanged, it stays a name that everybody reads in their own language.
            ...(name === role.name ? {} : { name }),
            // Patterns also cover rights that come later: they stay as they are until somebody changes what is ticked.
            ...(isTouched ? { patterns: [...chosen] } : {}),
          })
        : call('POST /roles', { name, patterns: [...chosen] }),
    async () => {
      told(say(roleWords.saved))
      await forget(client, ['/roles'])
      await navigate({ to: '/roles' })
    },
  )
  const hasPatterns = !isTouched && role?.patterns.some((pattern) => /[*!]/.test(pattern))
  const isAll = role?.patterns.length === 1 && role.patterns[0] === '*'
  return (
    <Page
      title={role?.name ?? say(roleWords.fresh)}
      back={back}
      isNarrow
      actions={
        !isLocked && (
          <>
            {role && <RemoveButton role={role} />}
            <Button type="submit" form={formId} loading={form.isSending} disabled={!name.trim()}>
              {say(ui.save)}
            </Button>
          </>
        )
      }
    >
      <form id={formId} onSubmit={form.submit}>
        {form.refusal}
        <Panel>
          <TextInput
            label={say(roleWords.name)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={form.fields['name']}
            disabled={isLocked}
            maxLength={80}
            required
          />
          {hasPatterns && (
            <Text c="dimmed" mt="sm">
              {say(isAll ? roleWords.everythingWhy : roleWords.patternWhy)}
            </Text>
          )}
        </Panel>
        <RightsGrid
          rights={rights}
          chosen={chosen}
          onChange={(next) => {
            setTouched(true)
            setChosen(next)
          }}
          isLocked={isLocked}
        />
      </form>
    </Page>
  )
}

function RemoveButton({ role }: { role: Role }) {
  const say = useSay()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const remove = useChange('DELETE /roles/:role', {
    touches: ['/roles'],
    done: () => {
      told(say(roleWords.removed))
      void navigate({ to: '/roles' })
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {say(roleWords.remove)}
      </Button>
      {isOpen && (
        <ConfirmPreview
          title={`${say(roleWords.remove)}: ${role.name}`}
          go={say(roleWords.remove)}
          isDangerous
          isBusy={remove.isPending}
          onGo={() => remove.mutate({ role: role.id })}
          close={() => setOpen(false)}
        >
          <Text>{say(roleWords.removeWhy)}</Text>
        </ConfirmPreview>
      )}
    </>
  )
}
