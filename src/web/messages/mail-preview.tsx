/** The mail as it would look with what is typed now, on the width of a phone. */
import { Skeleton, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call, type Given } from '../api.ts'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { refusalText } from '../ui/refusal-text.ts'
import own from './messages.module.css'
import { mailWords } from './words.ts'

type Letter = Given<'POST /mail-templates/:event/:language/preview'>

export function MailPreview(letter: Letter) {
  const say = useSay()
  const [typed] = useDebouncedValue(letter, 400)
  const found = useQuery({
    queryKey: ['mail-preview', typed],
    queryFn: ({ signal }) => call('POST /mail-templates/:event/:language/preview', typed, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  })
  const { data, error } = found
  return (
    <Panel title={say(mailWords.content)}>
      {error && (
        <p className={own.error} role="status">
          {refusalText(error, say)}
        </p>
      )}
      {data ? (
        <>
          <Text fw={600} mb="xs">
            {data.subject}
          </Text>
          <iframe className={own.preview} sandbox="" srcDoc={plainStyled(data.html)} title={data.subject} />
        </>
      ) : (
        !error && <Skeleton height={320} />
      )}
      <Text c="dimmed" size="sm" mt="xs">
        {say(mailWords.previewWhy)}
      </Text>
    </Panel>
  )
}

/** Within our page no style sheet but our own is allowed; the styles on the elements themselves draw the mail. */
const plainStyled = (html: string) => html.replaceAll(/<style[\s\S]*?<\/style>/g, '')
