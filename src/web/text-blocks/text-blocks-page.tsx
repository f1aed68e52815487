/** The texts that mails and invoices share. */
import { Link } from '@tanstack/react-router'
import { TextBlock } from '../../modules/messages/schema.ts'
import { PlainList } from '../records/plain-list.tsx'
import { useSay } from '../ui/lang.tsx'
import { textBlockWords } from './words.ts'

const shown = ['name', 'language', 'text']

export function TextBlocksPage() {
  const say = useSay()
  return (
    <PlainList
      title={say(textBlockWords.title)}
      record={TextBlock}
      path="/text-blocks"
      fields={shown}
      manage="messages.manage"
      open={open}
      add={{ to: '/text-blocks/$id', params: { id: 'new' } }}
      why={say(textBlockWords.why)}
    />
  )
}

const open = (row: { readonly id: string }, name: string) => (
  <Link to="/text-blocks/$id" params={{ id: row.id }}>
    {name}
  </Link>
)
