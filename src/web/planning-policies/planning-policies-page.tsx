/** How each business plans by itself: propose or plan at once, until what time today, and when the carrier comes (S4-3). */
import { Button, Group, NativeSelect, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { planningModes, PlanningPolicy } from '../../modules/planning/schema.ts'
import { ApiRefusal } from '../api.ts'
import type { Answered } from '../calls.ts'
import { useChange, useRead } from '../queries.ts'
import { LinkButton } from '../records/link-button.tsx'
import { useCan } from '../session.ts'
import { settingsBack } from '../settings/back.ts'
import { FigureInput } from '../ui/figure-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { refusalText, unmarkedText } from '../ui/refusal-text.ts'
import { EmptyState, Trouble } from '../ui/states.tsx'
import { told, warned } from '../ui/toasts.tsx'
import { Weekdays } from '../ui/weekdays.tsx'
import { ui } from '../ui/words.ts'
import { policyWords } from './words.ts'

type Policy = Answered<'GET /planning-policies'>['rows'][number]
type Business = { readonly id: string; readonly tradeName: string }

export function PlanningPoliciesPage() {
  const say = useSay()
  const can = useCan()
  const policies = useRead('GET /planning-policies', { limit: 200 })
  const businesses = useRead('GET /businesses', { limit: 200 }).data?.rows
  return (
    <Page
      title={say(policyWords.title)}
      back={settingsBack(say)}
      isNarrow
      actions={
        can('locations.see') && (
          <LinkButton variant="default" link={{ to: '/locations' }}>
            {say(policyWords.toLocations)}
          </LinkButton>
        )
      }
    >
      <Text c="dimmed" mb="md">
        {say(policyWords.why)}
      </Text>
      {policies.isError && <Trouble error={policies.error} retry={() => void policies.refetch()} />}
      {businesses?.length === 0 && (
        <EmptyState kind="missing" title={say(policyWords.none)} why={say(policyWords.noneWhy)} />
      )}
      {policies.data &&
        businesses?.map((business) => (
          <OnePolicy
            key={business.id}
            business={business}
            policy={policies.data.rows.find((one) => one.business === business.id) ?? null}
          />
        ))}
    </Page>
  )
}

const { fields } = PlanningPolicy

/** A business that never set its policies has the usual ones, and keeps them until it saves. */
function OnePolicy({ business, policy }: { business: Business; policy: Policy | null }) {
  const say = useSay()
  const can = useCan()
  const [mode, setMode] = useState(policy?.mode ?? fields.mode.initial!)
  const [needsPayment, setNeedsPayment] = useState(policy?.needsPayment ?? fields.needsPayment.initial!)
  const [cutOff, setCutOff] = useState(policy?.cutOff ?? fields.cutOff.initial!)
  const [days, setDays] = useState<string[]>([
    ...(policy?.carrierWeekdays ?? fields.carrierWeekdays.initial!),
  ])
  const [regions, setRegions] = useState((policy?.regions ?? []).join('\n'))
  const [daysAhead, setDaysAhead] = useState<number | null>(policy?.daysAhead ?? fields.daysAhead.initial!)
  const [wrong, setWrong] = useState<{ field: string; text: string } | null>(null)
  const outcome = {
    touches: ['/planning-policies', '/planning'],
    done: () => {
      setWrong(null)
      told(say(policyWords.saved, { business: business.tradeName }))
    },
    refused: (error: unknown) => {
      const text = refusalText(error, say)
      if (error instanceof ApiRefusal && error.field && typed.has(error.field))
        setWrong({ field: error.field, text })
      else warned(unmarkedText(error, say))
    },
  }
  const make = useChange('POST /planning-policies', outcome)
  const change = useChange('PATCH /planning-policies/:id', outcome)
  const mayManage = can('planning.manage')
  const go = (event: FormEvent) => {
    event.preventDefault()
    const values = {
      mode,
      needsPayment,
      cutOff,
      carrierWeekdays: days.toSorted(),
      regions: linesOf(regions),
      daysAhead: daysAhead ?? 60,
    }
    if (policy) change.mutate({ id: policy.id, version: policy.version, ...values })
    else make.mutate({ business: business.id, ...values })
  }
  const errorOf = (field: string) => (wrong?.field === field ? wrong.text : undefined)
  return (
    <Panel title={business.tradeName}>
      <form onSubmit={go}>
        <Stack>
          <NativeSelect
            label={say(fields.mode.words)}
            data={Object.entries(planningModes).map(([value, text]) => ({ value, label: say(text) }))}
            value={mode}
            onChange={(event) => setMode(event.currentTarget.value as typeof mode)}
            disabled={!mayManage}
          />
          <Switch
            label={say(fields.needsPayment.words)}
            checked={needsPayment}
            onChange={(event) => setNeedsPayment(event.currentTarget.checked)}
            disabled={!mayManage}
          />
          <TextInput
            label={say(fields.cutOff.words)}
            description={say(fields.cutOff.options.help!)}
            value={cutOff}
            onChange={(event) => setCutOff(event.currentTarget.value)}
            error={errorOf('cutOff')}
            maxLength={5}
            disabled={!mayManage}
          />
          <Weekdays label={say(policyWords.weekdays)} value={days} onChange={setDays} disabled={!mayManage} />
          <Textarea
            label={say(fields.regions.words)}
            description={say(fields.regions.options.help!)}
            value={regions}
            onChange={(event) => setRegions(event.currentTarget.value)}
            error={errorOf('regions')}
            autosize
            minRows={2}
            disabled={!mayManage}
          />
          <FigureInput
            label={say(fields.daysAhead.words)}
            value={daysAhead}
            onChange={setDaysAhead}
            decimals={0}
            error={errorOf('daysAhead')}
            disabled={!mayManage}
          />
          {mayManage && (
            <Group justify="flex-end">
              <Button type="submit" loading={make.isPending || change.isPending}>
                {say(ui.save)}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Panel>
  )
}

/** The fields that say themselves what is wrong with them. */
const typed: ReadonlySet<string> = new Set(['cutOff', 'regions', 'daysAhead'])

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
