/** One sales channel, the locations that it sells from and the connections that feed it. */
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Channel } from '../../modules/channels/schema.ts'
import { connectionStates } from '../../modules/apps/schema.ts'
import { useRead } from '../queries.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { businesses } from '../records/sources.ts'
import { useCan } from '../session.ts'
import { useSay } from '../ui/lang.tsx'
import { LinkButton } from '../records/link-button.tsx'
import { Panel } from '../ui/page.tsx'
import { Trouble } from '../ui/states.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { connectionTones } from '../connections/state-pill.tsx'
import styles from '../records/rows.module.css'
import { PolicyPanel } from '../vat/policy-panel.tsx'
import { ChannelLocations } from './channel-locations.tsx'
import { channelWords } from './words.ts'

const sources = { business: businesses }

export function ChannelPage() {
  const say = useSay()
  const can = useCan()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/channels/$id' })
  return (
    <PlainForm
      record={Channel}
      path="/channels"
      id={id}
      name="name"
      groups={[
        {
          title: say(channelWords.what),
          fields: [
            'name',
            'type',
            'business',
            'currency',
            'language',
            'orderPrefix',
            'takesCurrencies',
            'invoiceMoment',
            'isActive',
          ],
        },
      ]}
      sources={sources}
      manage="channels.manage"
      back={{ label: say(channelWords.title), link: { to: '/channels' } }}
      made={(made) => navigate({ to: '/channels/$id', params: { id: made }, replace: true })}
      actions={
        can('orders.see') && (
          <LinkButton variant="default" link={{ to: '/orders', search: { view: 'all', channel: id } }}>
            {say(channelWords.orders)}
          </LinkButton>
        )
      }
    >
      <ChannelLocations channel={id} />
      <PolicyPanel channel={id} />
      {can('apps.see') && <ChannelConnections channel={id} />}
    </PlainForm>
  )
}

function ChannelConnections({ channel }: { channel: string }) {
  const say = useSay()
  const found = useRead('GET /connections', {})
  const rows = found.data?.rows.filter((connection) => connection.channel === channel)
  return (
    <Panel title={say(channelWords.connections)}>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {rows?.length === 0 && <p className={styles.quiet}>{say(channelWords.noConnections)}</p>}
      <ul className={styles.rows}>
        {rows?.map((connection) => (
          <li key={connection.id}>
            <Link to="/connections/$connection" params={{ connection: connection.id }}>
              {connection.name}
            </Link>
            <StatusPill tone={connectionTones[connection.state]}>
              {say(connectionStates[connection.state])}
            </StatusPill>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
