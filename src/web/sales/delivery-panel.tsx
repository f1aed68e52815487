/** How it goes there: sent or collected, for how much, to which address and when the customer would like it. */
import { SegmentedControl, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { deliveries } from '../../modules/orders/schema.ts'
import { DayInput } from '../ui/day-input.tsx'
import { FigureInput } from '../ui/figure-input.tsx'
import { useSay } from '../ui/lang.tsx'
import { Panel } from '../ui/page.tsx'
import { AddressFields } from './customer-panel.tsx'
import { noAddress, type Draft } from './draft.ts'
import styles from './sales.module.css'
import { saleWords } from './words.ts'

type DeliveryPanelProps = {
  draft: Draft
  onChange: (bend: Partial<Draft>) => void
  faults: Readonly<Record<string, string>>
}

export function DeliveryPanel({ draft, onChange, faults }: DeliveryPanelProps) {
  const say = useSay()
  const isSent = draft.delivery === 'ship'
  return (
    <Panel title={say(saleWords.delivery)}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={say(saleWords.delivery)}
          style={{ alignSelf: 'start' }}
          value={draft.delivery}
          onChange={(delivery) => onChange({ delivery: delivery as Draft['delivery'] })}
          data={Object.entries(deliveries).map(([value, text]) => ({ value, label: say(text) }))}
        />
        <div className={styles.fields}>
          {isSent && (
            <FigureInput
              label={say(saleWords.shippingCosts)}
              decimals={2}
              least={2}
              sign="€"
              value={draft.shippingCosts}
              onChange={(shippingCosts) => onChange({ shippingCosts })}
              error={faults['shippingCosts']}
            />
          )}
          <DayInput
            label={say(saleWords.wishedDay)}
            value={draft.wishedDay}
            onChange={(wishedDay) => onChange({ wishedDay })}
            error={faults['wishedDay']}
          />
          <TextInput
            label={say(saleWords.reference)}
            value={draft.reference}
            onChange={(event) => onChange({ reference: event.currentTarget.value })}
            maxLength={200}
            autoComplete="off"
          />
        </div>
        <Textarea
          label={say(saleWords.note)}
          value={draft.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
          autosize
          minRows={2}
        />
        {isSent && (
          <Switch
            label={say(saleWords.elsewhere)}
            checked={draft.elsewhere !== null}
            onChange={(event) =>
              onChange({
                elsewhere: event.currentTarget.checked
                  ? { ...noAddress, country: draft.address.country }
                  : null,
              })
            }
          />
        )}
        {isSent && draft.elsewhere && (
          <AddressFields
            address={draft.elsewhere}
            onChange={(elsewhere) => onChange({ elsewhere })}
            faults={faults}
            at="shipping"
          />
        )}
      </Stack>
    </Panel>
  )
}
