/** One text block in one language. */
import { Text } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { TextBlock } from '../../modules/messages/schema.ts'
import { PlainForm } from '../records/plain-form.tsx'
import { useLang, useSay } from '../ui/lang.tsx'
import { textBlockWords } from './words.ts'

export function TextBlockPage() {
  const say = useSay()
  const lang = useLang()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/inside/text-blocks/$id' })
  return (
    <PlainForm
      record={TextBlock}
      path="/text-blocks"
      id={id}
      name="name"
      groups={[
        {
          note: <Text c="dimmed">{say(textBlockWords.where)}</Text>,
          fields: ['name', 'language', 'text'],
        },
      ]}
      given={{ language: lang }}
      manage="messages.manage"
      back={{ label: say(textBlockWords.title), link: { to: '/text-blocks' } }}
      made={(made) => navigate({ to: '/text-blocks/$id', params: { id: made }, replace: true })}
    />
  )
}
