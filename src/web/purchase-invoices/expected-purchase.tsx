/** How the VAT of a purchase from a supplier should be treated, and why; beside a form also where it is not so (S2-17). */
import { Button, Group, Text } from '@mantine/core'
import {
  purchaseReasons,
  treatmentWords,
  type PurchaseTreatment,
} from '../../modules/reporting/schema/purchases.ts'
import { useRead } from '../queries.ts'
import { useSay } from '../ui/lang.tsx'
import { purchaseWords } from './words.ts'

export type SupplierAsked = { business?: string; country: string; vatNumber?: string }
type Chosen = { treatments: readonly PurchaseTreatment[]; takeOver: (treatment: PurchaseTreatment) => void }

export function ExpectedPurchase({ supplier, chosen }: { supplier: SupplierAsked; chosen?: Chosen }) {
  const say = useSay()
  const expected = useRead('GET /purchase-invoices/expected', supplier).data
  if (!expected) return null
  const differs = chosen?.treatments.some((one) => !expected.accepts.includes(one)) ?? false
  return (
    <Group gap="xs" justify="space-between">
      <Text c={differs ? undefined : 'dimmed'} style={{ flex: '1 1 280px' }}>
        {differs && <b>{say(purchaseWords.differs)} </b>}
        {say(purchaseWords.expected, {
          treatment: say(treatmentWords(expected.treatment, expected.home)),
        })}{' '}
        {say(purchaseReasons[expected.why])}
      </Text>
      {differs && (
        <Button variant="default" onClick={() => chosen?.takeOver(expected.treatment)}>
          {say(purchaseWords.takeOver)}
        </Button>
      )}
    </Group>
  )
}
