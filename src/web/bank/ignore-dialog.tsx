/** Sets a line aside with the reason. */
import { Text } from '@mantine/core'
import { useChange } from '../queries.ts'
import { ReasonAsked } from '../ui/asked.tsx'
import { useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { bankWords } from './words.ts'

export function IgnoreDialog({ line, close }: { line: { readonly id: string }; close: () => void }) {
  const say = useSay()
  const ignore = useChange('POST /bank-lines/:line/ignore', {
    touches: ['/bank-lines'],
    done: () => {
      told(say(bankWords.ignored))
      close()
    },
  })
  return (
    <ReasonAsked
      title={say(bankWords.ignoreTitle)}
      label={say(bankWords.reason)}
      go={say(bankWords.ignore)}
      isBusy={ignore.isPending}
      onGo={(reason) => ignore.mutate({ line: line.id, reason })}
      close={close}
    >
      <Text>{say(bankWords.ignoreWhy)}</Text>
    </ReasonAsked>
  )
}
