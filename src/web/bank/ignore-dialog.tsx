/** Sets a line, or what is left of a divided one, aside with the reason. */
import { Text } from '@mantine/core'
import type { Cents } from '../../base/money.ts'
import { useChange } from '../queries.ts'
import { ReasonAsked } from '../ui/asked.tsx'
import { useFormat, useSay } from '../ui/lang.tsx'
import { told } from '../ui/toasts.tsx'
import { bankWords } from './words.ts'

type Left = {
  readonly id: string
  readonly amount: Cents
  readonly allotted: Cents
  readonly currency: string
}

export function IgnoreDialog({ line, close }: { line: Left; close: () => void }) {
  const say = useSay()
  const format = useFormat()
  const isRest = line.allotted !== 0
  const rest = format.money(line.amount - line.allotted, line.currency)
  const ignore = useChange('POST /bank-lines/:line/ignore', {
    touches: ['/bank-lines'],
    done: () => {
      told(say(bankWords.ignored))
      close()
    },
  })
  return (
    <ReasonAsked
      title={say(isRest ? bankWords.ignoreRestTitle : bankWords.ignoreTitle, { amount: rest })}
      label={say(bankWords.reason)}
      go={say(isRest ? bankWords.ignoreRest : bankWords.ignore)}
      isBusy={ignore.isPending}
      onGo={(reason) => ignore.mutate({ line: line.id, reason })}
      close={close}
    >
      <Text>{say(isRest ? bankWords.ignoreRestWhy : bankWords.ignoreWhy)}</Text>
    </ReasonAsked>
  )
}
