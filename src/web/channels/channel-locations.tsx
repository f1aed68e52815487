/** The locations that a channel sells from, first choice first: linked, ordered and let go. */
import { Button, Group, NativeSelect, Stack, Switch, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { ChannelLocation } from '../../modules/channels/schema.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import styles from '../records/rows.module.css'
import { useCan } from '../session.ts'
import { ConfirmPreview } from '../ui/confirm-preview.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { ui } from '../ui/words.ts'
import { channelWords } from './words.ts'

type Linked = Answered<'GET /channel-locations'>['rows'][number]

export function ChannelLocations({ channel }: { channel: string }) {
  const say = useSay()
  const format = useFormat()
  const can = useCan()
  const [open, setOpen] = useState<Linked | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Linked | null>(null)
  const found = useRead('GET /channel-locations', { channel, limit: 100 })
  const links = found.data?.rows ?? []
  const all = useRead('GET /locations', { limit: 200 }).data?.rows ?? []
  const nameOf = (link: Linked) => all.find((location) => location.id === link.location)?.name ?? '…'
  const free = all.filter((one) => one.isActive && !links.some((link) => link.location === one.id))
  const unlink = useChange('DELETE /channel-locations/:link', {
    touches: ['/channel-locations'],
    done: () => setLeaving(null),
  })
  const mayChange = can('channels.manage')
  const { fields } = ChannelLocation
  return (
    <Panel
      title={say(channelWords.locations)}
      actions={
        mayChange && (
          <Button
            variant="default"
            disabled={!found.data || free.length === 0}
            onClick={() => setOpen('new')}
          >
            {say(channelWords.link)}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="sm">
        {say(found.data?.rows.length === 0 ? channelWords.noLocations : channelWords.locationsWhy)}
      </Text>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      <ul className={styles.rows}>
        {links.map((link) => (
          <li key={link.id}>
            <span>
              {format.count(link.priority)}.{' '}
              <Link to="/locations/$id" params={{ id: link.location }}>
                {nameOf(link)}
              </Link>{' '}
              <small>
                {[
                  link.buffer > 0 && `${say(fields.buffer.words)}: ${format.decimal(link.buffer, 3)}`,
                  link.mayShip && say(fields.mayShip.words),
                  link.mayBePickedUp && say(fields.mayBePickedUp.words),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            {mayChange && (
              <span className={styles.acts}>
                <Button
                  variant="subtle"
                  aria-label={say(channelWords.changeOne, { name: nameOf(link) })}
                  onClick={() => setOpen(link)}
                >
                  {say(channelWords.change)}
                </Button>
                <Button
                  variant="subtle"
                  aria-label={say(channelWords.unlinkOne, { name: nameOf(link) })}
                  onClick={() => setLeaving(link)}
                >
                  {say(channelWords.unlink)}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <LinkDialog
          channel={channel}
          link={open === 'new' ? null : open}
          name={open === 'new' ? '' : nameOf(open)}
          free={free}
          next={links.length + 1}
          close={() => setOpen(null)}
        />
      )}
      {leaving && (
        <ConfirmPreview
          title={say(channelWords.unlinkTitle, { name: nameOf(leaving) })}
          go={say(channelWords.unlink)}
          isBusy={unlink.isPending}
          onGo={() => unlink.mutate({ link: leaving.id })}
          close={() => setLeaving(null)}
        >
          <Text>{say(channelWords.unlinkWhy)}</Text>
        </ConfirmPreview>
      )}
    </Panel>
  )
}

type LinkDialogProps = {
  channel: string
  link: Linked | null
  name: string
  free: readonly { id: string; name: string }[]
  next: number
  close: () => void
}

function LinkDialog({ channel, link, name, free, next, close }: LinkDialogProps) {
  const say = useSay()
  const [location, setLocation] = useState(link?.location ?? free[0]?.id ?? '')
  const [priority, setPriority] = useState<number | null>(link?.priority ?? next)
  const [buffer, setBuffer] = useState<number | null>(link?.buffer ?? 0)
  const [mayShip, setMayShip] = useState(link?.mayShip ?? true)
  const [mayBePickedUp, setMayBePickedUp] = useState(link?.mayBePickedUp ?? true)
  const touches = ['/channel-locations']
  const make = useChange('POST /channel-locations', { touches, done: close })
  const change = useChange('PATCH /channel-locations/:id', { touches, done: close })
  const { fields } = ChannelLocation
  const go = (event: FormEvent) => {
    event.preventDefault()
    const values = { priority: priority ?? 1, buffer: buffer ?? 0, mayShip, mayBePickedUp }
    if (link) change.mutate({ id: link.id, version: link.version, ...values })
    else make.mutate({ channel, location, ...values })
  }
  return (
    <Dialog
      opened
      onClose={close}
      title={link ? say(channelWords.changeOne, { name }) : say(channelWords.link)}
      closeButtonProps={{ 'aria-label': say(ui.close) }}
    >
      <form onSubmit={go}>
        <Stack>
          {!link && (
            <NativeSelect
              label={say(channelWords.location)}
              data={free.map((one) => ({ value: one.id, label: one.name }))}
              value={location}
              onChange={(event) => setLocation(event.currentTarget.value)}
            />
          )}
          <FigureInput
            label={say(fields.priority.words)}
            value={priority}
            onChange={setPriority}
            decimals={0}
          />
          <FigureInput label={say(fields.buffer.words)} value={buffer} onChange={setBuffer} decimals={3} />
          <Switch
            label={say(fields.mayShip.words)}
            checked={mayShip}
            onChange={(event) => setMayShip(event.currentTarget.checked)}
          />
          <Switch
            label={say(fields.mayBePickedUp.words)}
            checked={mayBePickedUp}
            onChange={(event) => setMayBePickedUp(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say(ui.cancel)}
            </Button>
            <Button type="submit" loading={make.isPending || change.isPending}>
              {say(link ? ui.save : channelWords.linkGo)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
