/** The sales channels: webshops, the counter, the telephone. */
import { Link } from '@tanstack/react-router'
import { Channel } from '../../modules/channels/schema.ts'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { channelWords } from './words.ts'

const shown = ['name', 'type', 'currency', 'language', 'isActive']
const extra = ['orderPrefix', 'takesCurrencies']

export function ChannelsPage() {
  const say = useSay()
  return (
    <PlainList
      title={say(channelWords.title)}
      record={Channel}
      path="/channels"
      fields={shown}
      extra={extra}
      manage="channels.manage"
      open={open}
      add={{ to: '/channels/$id', params: { id: 'new' } }}
    />
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/channels/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
