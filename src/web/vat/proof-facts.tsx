/** One answer about a VAT number as proof: what was said, when, to whom, and under which consultation number. */
import { reasonWords } from '../../modules/tax/schema/names.ts'
import { numberStates } from '../../modules/tax/schema/records.ts'
import { useFormat, useSay } from '../ui/lang.tsx'
import { Facts } from '../ui/page.tsx'
import { vatWords } from './words.ts'

type Asked = {
  readonly outcome: keyof typeof numberStates
  readonly askedAt: string
  readonly consultationNumber: string | null
  readonly requester: string | null
  readonly holder: string | null
  readonly code: string | null
  readonly via: string
}

export function ProofFacts({ number, asked }: { number: string; asked: Asked | null }) {
  const say = useSay()
  const format = useFormat()
  if (!asked)
    return (
      <p>
        {number}: {say(vatWords.notAsked)}
      </p>
    )
  return (
    <Facts
      facts={[
        [say(vatWords.number), number],
        [
          say(vatWords.outcome),
          say(numberStates[asked.outcome]) + (asked.code ? `: ${say(reasonWords(asked.code))}` : ''),
        ],
        [say(vatWords.askedAt), format.moment(asked.askedAt)],
        [say(vatWords.consultation), asked.consultationNumber],
        [say(vatWords.askedBy), asked.requester],
        [say(vatWords.holder), asked.holder],
        [say(vatWords.via), asked.via === 'manual' ? say(vatWords.manual) : asked.via.toUpperCase()],
      ]}
    />
  )
}
