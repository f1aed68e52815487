/** Connecting a system: choose it, fill in what it asks for, and see whether it works. */
import { Alert, Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { startOfDay } from '../../base/day.ts'
import { connectionKinds } from '../../modules/apps/schema.ts'
import { ApiRefusal, call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { forget, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { DayInput } from '../ui/day-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import { Trouble } from '../ui/states.tsx'
import styles from './connections.module.css'
import { SettingsFields, startOf } from './settings-fields.tsx'
import { connectionWords } from './words.ts'

type System = Answered<'GET /connectors'>['rows'][number]

export function ConnectPage() {
  const say = useSay()
  const { system: name } = useSearch({ from: '/inside/connections/new' })
  const found = useRead('GET /connectors', {}, { staleMs: Infinity })
  const back = { label: say(connectionWords.title), link: { to: '/connections' } } as const
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} level={1} />
  const system = found.data?.rows.find((one) => one.name === name)
  if (system) return <ConnectForm key={system.name} system={system} />
  return (
    <Page title={say(connectionWords.choose)} back={back}>
      <Catalogue systems={found.data?.rows ?? []} />
    </Page>
  )
}

function Catalogue({ systems }: { systems: readonly System[] }) {
  const say = useSay()
  const kinds = Object.keys(connectionKinds) as (keyof typeof connectionKinds)[]
  return kinds
    .filter((kind) => systems.some((system) => system.kind === kind))
    .map((kind) => (
      <Panel key={kind} title={say(connectionKinds[kind])}>
        <ul className={styles.tiles}>
          {systems
            .filter((system) => system.kind === kind)
            .map((system) => (
              <li key={system.name}>
                <Link to="/connections/new" search={{ system: system.name }}>
                  <b>{system.title}</b>
                  <span>{say(system.words)}</span>
                </Link>
              </li>
            ))}
        </ul>
      </Panel>
    ))
}

const newChannel = 'new'

function ConnectForm({ system }: { system: System }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const client = useQueryClient()
  const navigate = useNavigate()
  const isShop = system.kind === 'shop'
  const channels = useRead('GET /channels', { limit: 200 }, { isEnabled: isShop }).data?.rows
  const businesses = useRead('GET /businesses', { limit: 200 }, { isEnabled: isShop }).data?.rows
  const connections = useRead('GET /connections', {}, { isEnabled: isShop }).data?.rows
  const locations = useRead('GET /locations', { limit: 200 }, { isEnabled: isShop }).data?.rows
  const mayMakeChannel = can('channels.manage') && Boolean(businesses?.length)
  const [name, setName] = useState(system.title)
  const [values, setValues] = useState(() => startOf(system.settings))
  const [asked, setAsked] = useState<string | null>(null)
  const [since, setSince] = useState<string | null>(() => format.today(new Date()))
  // Orders of a webshop do not belong at the counter, nor in the channel of another webshop.
  const open = (channels ?? []).filter(
    ({ id, type }) => type === 'shop' && !connections?.some((one) => one.channel === id),
  )
  const offered = [
    ...open.map((one) => ({ value: one.id, label: one.name })),
    ...(mayMakeChannel ? [{ value: newChannel, label: say(connectionWords.newChannel) }] : []),
  ]
  const channel = asked ?? offered[0]?.value ?? ''

  const connecting = useMutation({
    async mutationFn() {
      const id = !isShop ? null : channel === newChannel ? await makeChannel() : channel || null
      return call('POST /connections', {
        name,
        connector: system.name,
        channel: id,
        settings: values,
        ...(isShop && since ? { importSince: startOfDay(since, format.zone).toISOString() } : {}),
      })
    },
    async onSuccess({ id }) {
      await forget(client, ['/connections', '/channels'])
      await navigate({ to: '/connections/$connection', params: { connection: id }, replace: true })
    },
  })
  /** A channel with one location has only one to sell from; with more somebody must choose. */
  const makeChannel = async () => {
    const made = await call('POST /channels', { name, type: 'shop', business: businesses![0]!.id })
    // A second try, after a refused setting, uses the channel that the first one made.
    setAsked(made.id)
    const only = locations?.filter((one) => one.isActive)
    if (only?.length === 1) await call('POST /channel-locations', { channel: made.id, location: only[0]!.id })
    await forget(client, ['/channels'])
    return made.id
  }
  const { error } = connecting
  const errors: Record<string, string> = {}
  if (error instanceof ApiRefusal) for (const one of error.errors) errors[one.field] = one.detail
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connecting.mutate()
  }
  return (
    <Page
      title={say(connectionWords.connectTo, { system: system.title })}
      back={{ label: say(connectionWords.otherSystem), link: { to: '/connections/new', search: {} } }}
      isNarrow
    >
      <form onSubmit={submit} noValidate>
        <Panel>
          <Stack gap="md">
            <Text c="dimmed">{say(system.words)}</Text>
            {error && (
              <Alert color="red" role="alert" variant="outline">
                {refusalText(error, say)}
              </Alert>
            )}
            <TextInput
              label={say(connectionWords.name)}
              description={say(
                system.kind === 'carrier' ? connectionWords.carrierNameWhy : connectionWords.nameWhy,
              )}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={errors['name']}
              maxLength={80}
              required
            />
            {isShop && (
              <NativeSelect
                label={say(connectionWords.channel)}
                description={say(
                  channels?.length === 0 && !mayMakeChannel
                    ? connectionWords.noBusiness
                    : connectionWords.channelWhy,
                )}
                data={offered}
                value={channel}
                onChange={(event) => setAsked(event.currentTarget.value)}
                error={errors['channel']}
                required
              />
            )}
            {isShop && (
              <DayInput
                label={say(connectionWords.since)}
                description={say(connectionWords.sinceWhy)}
                value={since}
                onChange={setSince}
              />
            )}
            <SettingsFields
              settings={system.settings}
              values={values}
              onChange={(setting, value) => setValues((before) => ({ ...before, [setting]: value }))}
              errors={errors}
            />
            <div>
              <Button type="submit" loading={connecting.isPending}>
                {say(connectionWords.connect)}
              </Button>
            </div>
          </Stack>
        </Panel>
      </form>
    </Page>
  )
}
