/** For whom a second step is required, and how long a screen may be left alone. */
import { Button, NativeSelect, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { SignInRules } from '../../modules/users/schema.ts'
import { call } from '../api.ts'
import type { Answered } from '../calls.ts'
import { cache, forget, useRead } from '../queries.ts'
import { useCan } from '../session.ts'
import { useDoorForm } from '../sign-in/door.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { told } from '../ui/toasts.tsx'
import { ui } from '../ui/words.ts'
import { userWords } from './words.ts'

type Rules = Answered<'GET /sign-in-rules'>

export function SignInRulesPanel() {
  const rules = useRead('GET /sign-in-rules', {}).data
  return rules ? <Form key={JSON.stringify(rules)} rules={rules} /> : null
}

function Form({ rules }: { rules: Rules }) {
  const say = useSay()
  const can = useCan()
  const isLocked = !can('users.manage')
  const [secondFactorFor, setFor] = useState(rules.secondFactorFor)
  const [idleMinutes, setMinutes] = useState<number | null>(rules.idleMinutes)
  const form = useDoorForm(
    () => call('PATCH /sign-in-rules', { secondFactorFor, ...(idleMinutes ? { idleMinutes } : {}) }),
    async () => {
      told(say(userWords.saved))
      await forget(cache, ['/sign-in-rules'])
    },
  )
  const { fields } = SignInRules
  return (
    <Panel title={say(userWords.rules)}>
      <form onSubmit={form.submit}>
        {form.refusal}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md" mb="md">
          <NativeSelect
            label={say(fields.secondFactorFor.words)}
            data={Object.entries(fields.secondFactorFor.choices!).map(([value, text]) => ({
              value,
              label: say(text),
            }))}
            value={secondFactorFor}
            onChange={(event) => setFor(event.currentTarget.value as Rules['secondFactorFor'])}
            error={form.fields['secondFactorFor']}
            disabled={isLocked}
          />
          <FigureInput
            label={say(fields.idleMinutes.words)}
            value={idleMinutes}
            onChange={setMinutes}
            decimals={0}
            error={form.fields['idleMinutes']}
            disabled={isLocked}
          />
        </SimpleGrid>
        {!isLocked && (
          <Button type="submit" variant="default" loading={form.isSending}>
            {say(ui.save)}
          </Button>
        )}
      </form>
    </Panel>
  )
}
